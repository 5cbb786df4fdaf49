import { keysOfDutch, keysOfEnglish } from './align/bilingual.ts';
import { emptyDutch, emptyEnglish } from './align/empty-words.ts';
import type { NumberPair } from './number-match.ts';
import type { Side } from './parse/pair.ts';
import type { Quantity } from './parse/quantity.ts';
import type { Token } from './parse/text.ts';

/*
 * Two numbers of a sentence that changed places: both are there, but beside the words of the other.
 * The words beside a number are compared by the lexicon, and by what the languages have in common.
 */

/** How far from a number its words are looked for. */
const reach = 4;
const minLetters = 3;
const minGain = 0.6;
const minGainInOrder = 1.6;
const maxPairs = 12;

/** Pairs of numbers that seem to have changed places. */
export function findExchanged(
  sides: { readonly nl: Side; readonly en: Side },
  pairs: readonly NumberPair[],
): Array<readonly [NumberPair, NumberPair]> {
  const telling = pairs.filter(isTelling);
  if (telling.length < 2) return [];
  const values = new Map<number, number>();
  for (const { dutch } of pairs) values.set(dutch.value, (values.get(dutch.value) ?? 0) + 1);
  // One that stands twice has two places.
  const single = telling.filter((pair) => values.get(pair.dutch.value) === 1).slice(0, maxPairs);
  const nl = single.map(({ dutch }) => surroundings(sides.nl.tokens, dutch, dutchWords));
  const en = single.map(({ english }) => surroundings(sides.en.tokens, english, englishWords));
  const like = nl.map((dutch) => en.map((english) => likeness(dutch, english)));
  const found: Array<readonly [NumberPair, NumberPair]> = [];
  for (const [at, a] of single.entries()) {
    for (const [step, b] of single.slice(at + 1).entries()) {
      const other = at + 1 + step;
      const of = (i: number, j: number) => like[i]?.[j] ?? 0;
      const gain = of(at, other) + of(other, at) - of(at, at) - of(other, other);
      // Exchanged numbers stand in another order, unless the sentence was turned round as well.
      const isTurned = a.english.from > b.english.from;
      if (gain >= (isTurned ? minGain : minGainInOrder)) found.push([a, b]);
    }
  }
  return found;
}

/** Numbers that count something; ranks and parts are worded in too many ways. */
function isTelling({ dutch, english }: NumberPair): boolean {
  return !dutch.optional && !english.optional && dutch.kind === 'number';
}

/** A word beside a number: what it may be in the other language, and how near it is. */
interface Neighbour {
  readonly keys: readonly string[];
  readonly weight: number;
}

interface Words {
  /** What a word and its counterpart in the other language have in common. */
  readonly of: (word: string) => readonly string[];
  readonly empty: ReadonlySet<string>;
  /** Small words and signs that show what a number does in its sentence. */
  readonly roles: ReadonlyMap<string, string>;
}

/** The words around a number; its unit counts as a word. */
function surroundings(
  tokens: readonly Token[],
  { from, to, unit }: Quantity,
  words: Words,
): Neighbour[] {
  const found: Neighbour[] = [];
  const add = (token: Token | undefined, distance: number) => {
    if (token?.kind !== 'word' || token.text.length < minLetters) return;
    if (words.empty.has(token.lower)) return;
    found.push({ keys: words.of(token.lower), weight: 1 / distance });
  };
  // What a number counts comes after it; beyond another number it is that one's.
  for (let step = 0; step < reach && tokens[to + step]?.kind !== 'digits'; step += 1)
    add(tokens[to + step], step + 1);
  for (let step = 1; step < reach && tokens[from - step]?.kind !== 'digits'; step += 1)
    add(tokens[from - step], step + 0.5);
  if (unit) found.push({ keys: [`unit ${unit.name}`], weight: 1 });
  const role = (token: Token | undefined) => words.roles.get(token?.lower ?? '.');
  const before = role(isArticle(tokens[from - 1]) ? tokens[from - 2] : tokens[from - 1]);
  const after = role(tokens[to]);
  if (before !== undefined) found.push({ keys: [`${before} before`], weight: roleWeight });
  if (after !== undefined) found.push({ keys: [`${after} after`], weight: roleWeight });
  return found;
}

const roleWeight = 0.4;
const isArticle = (token: Token | undefined) => token?.lower === 'de' || token?.lower === 'the';

function likeness(nl: readonly Neighbour[], en: readonly Neighbour[]): number {
  let sum = 0;
  for (const { keys, weight } of nl) {
    let best = 0;
    for (const other of en)
      if (other.weight > best && other.keys.some((key) => keys.includes(key)))
        best = Math.min(weight, other.weight);
    sum += best;
  }
  return sum;
}

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

const dutchWords: Words = {
  of: (word) => keysOfDutch(word).keys,
  empty: emptyDutch,
  roles: dutchRoles,
};
const englishWords: Words = {
  of: (word) => keysOfEnglish(word).keys,
  empty: emptyEnglish,
  roles: englishRoles,
};
