import { glossOfCompound, lexicon } from '../../lexicon/lexicon.ts';
import { moreEnglish } from '../../lexicon/more-english.ts';
import { rareEnglish } from '../../lexicon/rare-english.ts';
import { dutchWordList, englishWordList } from '../../lexicon/word-lists.ts';
import { wordSet } from '../../word-set.ts';

/** English words that no Dutch word of the lexicon gives. */
const functionWords = wordSet(
  'an is are was were be been being has have had do does did will would shall should can',
  'could may might must this that these those there here then than also too very just only',
  'even still yet again ever never always often once it its he him his she her hers they',
  'them their we us our you your who whom whose which what when where why how not no nor',
  'none some any all both each every either neither other another such same own while',
  'during since until after before because although though if unless whether as at by for',
  'from in into of off on onto out over per to toward towards under up upon with within',
  'without about above across against along among around behind below beneath beside',
  'between beyond down near inside outside through throughout despite via',
);

/** Dutch words and their forms, in lower case. */
export const dutchWords: { has(word: string): boolean } = lexicon.forms;

/**
 * English words: whatever the lexicon translates into, and those that no Dutch word of it gives.
 */
export const englishWords: ReadonlySet<string> = new Set([
  ...[...lexicon.forms.values()].flatMap((english) => english.toLowerCase().split(' ')),
  ...functionWords,
]);

const glosses = new Map<string, readonly string[]>();
const maxGlosses = 20_000;
/** Shorter English words are too common to tell anything. */
const minGlossLetters = 4;

/** Parts of a compound of fewer letters are too many and too ambiguous. */
const minPartLetters = 4;

/** The longer English words that the lexicon gives for a Dutch word or the parts of a compound. */
export function glossWords(word: string): readonly string[] {
  const known = glosses.get(word);
  if (known) return known;
  const english = lexicon.forms.get(word) ?? glossOfCompound(word, minPartLetters) ?? '';
  const all = english.toLowerCase().split(' ');
  const words = all.filter((part) => part.length >= minGlossLetters);
  if (glosses.size < maxGlosses) glosses.set(word, words);
  return words;
}

/**
 * Is this a word of English, in any form? As it stands: a name has its capital ("Paris"), and a
 * capital at the beginning of a sentence is the caller's to remove.
 */
export function isEnglishWord(word: string): boolean {
  return (
    englishWordList.has(word) ||
    englishWords.has(word) ||
    moreEnglish.has(word) ||
    rareEnglish.has(word) ||
    (word.endsWith("'s") && englishWordList.has(word.slice(0, -2)))
  );
}

/** Does the Dutch dictionary have this word, as it stands? */
export const isListedDutch = (word: string): boolean => dutchWordList.has(word);

/** Is this a name in the Dutch dictionary: a place, a people, a surname? */
export function isDutchName(word: string): boolean {
  return /^\p{Lu}/u.test(word) && dutchWordList.has(word);
}

/** Parts of this many letters tell. */
const minEnglishPart = 4;
const englishEnding = /^(.{4,}?)(?:s|ing|ings|er|ers|ness|less|able)$/;

/** Is this made of English words, though no dictionary has it: "eurozone", "backpackers"? */
export function isMadeOfEnglish(word: string): boolean {
  for (let at = minEnglishPart; at <= word.length - minEnglishPart; at += 1)
    if (isEnglishWord(word.slice(0, at)) && isEnglishWord(word.slice(at))) return true;
  const stem = englishEnding.exec(word)?.[1];
  if (stem === undefined) return false;
  const isDoubled = stem.length > minEnglishPart && stem.at(-1) === stem.at(-2);
  return (
    isEnglishWord(stem) ||
    isEnglishWord(`${stem}e`) ||
    (isDoubled && isEnglishWord(stem.slice(0, -1)))
  );
}

/** Is this a word of Dutch, in any form, or a compound of two? As it stands, like an English one. */
export function isDutchWord(word: string): boolean {
  return isSimpleDutchWord(word) || isDutchCompound(word);
}

function isSimpleDutchWord(word: string): boolean {
  return dutchWordList.has(word) || lexicon.forms.has(word);
}

/** Shorter parts are found in any word; of the lexicon, one of three letters is a word. */
const minHeadLetters = 4;
const minModifierLetters = 3;

function isModifier(word: string): boolean {
  return word.length >= minHeadLetters ? isSimpleDutchWord(word) : lexicon.nouns.has(word);
}

/** "Verkiezings-rally", "puin-stromen": two words, and perhaps an s between them. */
function isDutchCompound(word: string): boolean {
  for (let at = minModifierLetters; at <= word.length - minHeadLetters; at += 1) {
    if (!isSimpleDutchWord(word.slice(at))) continue;
    const modifier = word.slice(0, at);
    if (isModifier(modifier)) return true;
    if (modifier.endsWith('s') && isModifier(modifier.slice(0, -1))) return true;
  }
  return false;
}
