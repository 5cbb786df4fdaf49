import { lexicon } from '../../lexicon/lexicon.ts';

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Dutch words and their forms, in lower case. */
export const dutchWords: { has(word: string): boolean } = lexicon.forms;

/** English words: whatever the lexicon translates into, and those that no Dutch word of it gives. */
export const englishWords: ReadonlySet<string> = new Set([
  ...[...lexicon.forms.values()].flatMap((english) => english.toLowerCase().split(' ')),
  ...'an is are was were be been being has have had do does did will would shall should can could may might must this that these those there here then than also too very just only even still yet again ever never always often once it its he him his she her hers they them their we us our you your who whom whose which what when where why how not no nor none some any all both each every either neither other another such same own while during since until after before because although though if unless whether as at by for from in into of off on onto out over per to toward towards under up upon with within without about above across against along among around behind below beneath beside between beyond down near inside outside through throughout despite via'.split(
    ' ',
  ),
]);

const exonyms = new Map<string, readonly string[]>(
  [...lexicon.names].map(([dutch, english]) => [
    fold(dutch),
    fold(english.replace(/^the /, '')).split(' '),
  ]),
);

/** The words of a Dutch name's English form, folded. */
export function exonymsOf(folded: string): readonly string[] {
  return exonyms.get(folded) ?? [];
}

/** All words of English forms of names, folded. */
export const exonymWords: ReadonlySet<string> = new Set([...exonyms.values()].flat());

const glosses = new Map<string, readonly string[]>();

/** The English words, of four letters or more, that the lexicon gives for a Dutch word or for the parts of a compound. */
export function glossWords(word: string): readonly string[] {
  const known = glosses.get(word);
  if (known) return known;
  const english = lexicon.forms.get(word) ?? compound(word);
  const words =
    english === undefined
      ? []
      : english
          .toLowerCase()
          .split(' ')
          .filter((one) => one.length >= 4);
  if (glosses.size < 20_000) glosses.set(word, words);
  return words;
}

const minPart = 4;

function compound(word: string): string | undefined {
  for (let at = minPart; at <= word.length - minPart; at += 1) {
    const head = lexicon.nouns.get(word.slice(at));
    const first = word.slice(0, at);
    const modifier =
      head && (lexicon.nouns.get(first) ?? lexicon.nouns.get(first.replace(/s$/, '')));
    if (head && modifier) return `${modifier} ${head}`;
  }
  return undefined;
}
