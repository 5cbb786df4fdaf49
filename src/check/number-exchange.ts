import type { NumberPair } from './number-match.ts';
import { glossWords } from './parse/dictionary.ts';
import { fold } from './parse/fold.ts';
import type { Side } from './parse/pair.ts';
import type { Quantity } from './parse/quantity.ts';
import type { Token } from './parse/text.ts';

/*
 * Two numbers of a sentence that changed places: both are there, but beside the words of the other.
 * What stands beside a number is compared by the lexicon, and by what the languages have in common.
 */

/** How far from a number its words are looked for. */
const reach = 4;
const minLetters = 4;
const beginning = 5;
const minGain = 0.6;
const minGainInOrder = 1.6;
const maxPairs = 12;

/** Pairs of numbers that seem to have changed places. */
export function findExchanged(
  sides: { readonly nl: Side; readonly en: Side },
  pairs: readonly NumberPair[],
): Array<readonly [NumberPair, NumberPair]> {
  if (pairs.length < 2 || pairs.length > maxPairs) return [];
  const values = new Map<number, number>();
  for (const { dutch } of pairs) values.set(dutch.value, (values.get(dutch.value) ?? 0) + 1);
  // One that stands twice has two places.
  const single = pairs.filter((pair) => isTelling(pair) && values.get(pair.dutch.value) === 1);
  const seen = single.map((pair) => ({
    pair,
    nl: surroundings(sides.nl.tokens, pair.dutch, dutchWords),
    en: surroundings(sides.en.tokens, pair.english, englishWords),
  }));
  const found: Array<readonly [NumberPair, NumberPair]> = [];
  for (const [at, a] of seen.entries()) {
    for (const b of seen.slice(at + 1)) {
      if (a.pair.dutch.value === b.pair.dutch.value) continue;
      const own = likeness(a.nl, a.en) + likeness(b.nl, b.en);
      const crossed = likeness(a.nl, b.en) + likeness(b.nl, a.en);
      // Exchanged numbers stand in another order, unless the sentence was turned round as well.
      const isTurned = a.pair.english.from > b.pair.english.from;
      if (crossed - own >= (isTurned ? minGain : minGainInOrder)) found.push([a.pair, b.pair]);
    }
  }
  return found;
}

/** Numbers that count something; ranks and parts are worded in too many ways. */
function isTelling({ dutch, english }: NumberPair): boolean {
  return !dutch.optional && !english.optional && dutch.kind === 'number';
}

type Surroundings = ReadonlyMap<string, number>;

interface Words {
  /** What the other language may have for a word, shortened. */
  readonly of: (word: string) => readonly string[];
  /** Small words and signs that show what a number does in its sentence. */
  readonly roles: ReadonlyMap<string, string>;
}

/** The words around a number, each by how near it stands; its unit counts as a word. */
function surroundings(
  tokens: readonly Token[],
  { from, to, unit }: Quantity,
  words: Words,
): Surroundings {
  const found = new Map<string, number>();
  const add = (token: Token | undefined, distance: number) => {
    if (token?.kind !== 'word' || token.text.length < minLetters) return;
    for (const word of words.of(token.lower))
      found.set(word, Math.max(found.get(word) ?? 0, 1 / distance));
  };
  // What a number counts comes after it; beyond another number it is that one's.
  for (let step = 0; step < reach && tokens[to + step]?.kind !== 'digits'; step += 1)
    add(tokens[to + step], step + 1);
  for (let step = 1; step < reach && tokens[from - step]?.kind !== 'digits'; step += 1)
    add(tokens[from - step], step + 0.5);
  if (unit) found.set(`unit ${unit.name}`, 1);
  const role = (token: Token | undefined) => words.roles.get(token?.lower ?? '.');
  const before =
    role(tokens[from - 1]) ??
    role(isArticle(tokens[from - 1]) ? tokens[from - 2] : tokens[from - 1]);
  const after = role(tokens[to]);
  if (before !== undefined) found.set(`${before} before`, roleWeight);
  if (after !== undefined) found.set(`${after} after`, roleWeight);
  return found;
}

const roleWeight = 0.4;
const isArticle = (token: Token | undefined) => token?.lower === 'de' || token?.lower === 'the';

const signs = [
  ['.', 'end'],
  [',', 'end'],
  [';', 'end'],
  [':', 'colon'],
  ['(', 'bracket'],
  [')', 'bracket'],
  ['-', 'range'],
  ['–', 'range'],
] as const;
const dutchRoles: ReadonlyMap<string, string> = new Map<string, string>([
  ...signs,
  ['in', 'in'],
  ['sinds', 'since'],
  ['vanaf', 'since'],
  ['tot', 'range'],
  ['en', 'range'],
  ['van', 'of'],
  ['op', 'of'],
  ['met', 'with'],
  ['door', 'by'],
  ['na', 'after'],
  ['naar', 'to'],
  ['bijna', 'nearly'],
  ['ongeveer', 'about'],
  ['circa', 'about'],
  ["zo'n", 'about'],
  ['ruim', 'over'],
  ['minstens', 'least'],
]);
const englishRoles: ReadonlyMap<string, string> = new Map<string, string>([
  ...signs,
  ['in', 'in'],
  ['since', 'since'],
  ['from', 'since'],
  ['to', 'range'],
  ['until', 'range'],
  ['till', 'range'],
  ['and', 'range'],
  ['of', 'of'],
  ['with', 'with'],
  ['by', 'by'],
  ['after', 'after'],
  ['nearly', 'nearly'],
  ['almost', 'nearly'],
  ['about', 'about'],
  ['around', 'about'],
  ['some', 'about'],
  ['over', 'over'],
  ['least', 'least'],
]);

const plural = /(?<=\p{L}{3})s$/u;
const stemOf = (word: string): string => fold(word).replace(plural, '').slice(0, beginning);
const englishWords: Words = {
  of: (word) => [stemOf(word)],
  roles: englishRoles,
};
const dutchWords: Words = {
  of: (word) => [stemOf(word), ...glossWords(word).map(stemOf)],
  roles: dutchRoles,
};

function likeness(nl: Surroundings, en: Surroundings): number {
  let sum = 0;
  for (const [word, weight] of nl) {
    const other = en.get(word);
    if (other !== undefined) sum += Math.min(weight, other);
  }
  return sum;
}
