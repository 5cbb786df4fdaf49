import { wordSet } from '../../word-set.ts';
import { dutchWords, englishWords } from './dictionary.ts';
import { fold } from './fold.ts';
import type { Text, Token } from './text.ts';
import { foldedName } from './words.ts';

/** A name, or a word of one. */
export interface Name {
  readonly text: string;
  /** Without accents, in lower case. */
  readonly folded: string;
  /** Its capital shows that it is a name: it is inside a sentence, or another capital follows. */
  readonly certain: boolean;
}

/**
 * Words with a capital that are no names of anybody: months and days in English, titles, pronouns.
 */
const neverNames = wordSet(
  "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january",
  'february march april may june july august september october november december mr mrs ms',
  'dr sir lord lady prof jr sr st am pm gmt et est pt ok tv',
);
const minLetters = 3;

/** Where a word is looked up. */
interface Dictionary {
  has(word: string): boolean;
}

/**
 * The names of a text, each once: words with a capital inside a sentence; at its beginning only
 * those that no dictionary has. Adjectives of places, months and titles are left out.
 */
export function readNames({ tokens }: Text, language: 'nl' | 'en'): Name[] {
  const dictionary = language === 'nl' ? dutchWords : englishWords;
  const found = new Map<string, Name>();
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (!token.capital || token.text.length < minLetters || !isName(token, next, dictionary))
      continue;
    const text = token.text.replace(/'s$/, '');
    const folded = fold(text);
    const certain = !token.opens || next?.capital === true;
    if (!found.get(folded)?.certain) found.set(folded, { text, folded, certain });
  }
  return [...found.values()];
}

function isName(token: Token, next: Token | undefined, dictionary: Dictionary): boolean {
  const base = token.lower.replace(/'s$/, '');
  if (neverNames.has(token.lower) || neverNames.has(base)) return false;
  if (!token.opens) return true;
  return !dictionary.has(base) && (next?.capital === true || !isInflected(base, dictionary));
}

const inflections = ['s', 'e', 'en', 'ed', 'ing', 'ly', 't', 'd'];

function isInflected(word: string, dictionary: Dictionary): boolean {
  return inflections.some(
    (end) => word.endsWith(end) && dictionary.has(word.slice(0, -end.length)),
  );
}

/** Does the text have this name, in any of the forms a translation may give it? */
export function hasName({ capitals, long }: Folded, { folded }: Pick<Name, 'folded'>): boolean {
  if (capitals.has(folded)) return true;
  for (const word of capitals) if (alike(word, folded)) return true;
  if (folded.length < minHidden) return false;
  const spelt = spelling(folded);
  return long.some(
    (word) => word.includes(folded) || folded.includes(word) || spelling(word).includes(spelt),
  );
}

/** The words of a text without accents, in which a name may be found. */
export interface Folded {
  /** Those with a capital. */
  readonly capitals: ReadonlySet<string>;
  /** Long ones without, in which a name may be hidden ("brexitminister"). */
  readonly long: readonly string[];
}

const minHidden = 5;

/** The words of a text without accents. */
export function foldWords({ tokens }: Text): Folded {
  const capitals = new Set<string>();
  const long = new Set<string>();
  for (const { capital, kind, lower, word } of tokens) {
    if (capital) capitals.add(foldedName(word));
    if (kind === 'word' && lower.length >= minHidden + 2) long.add(lower);
  }
  return { capitals, long: [...long].map(fold) };
}

const minAlike = 4;
const maxLengthDifference = 2;
/** Names of this many letters may differ in two of them. */
const longName = 7;

/** Syrië and Syria, Poetin and Putin, Trumps and Trump, Brexitminister and Brexit. */
function alike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < minAlike) return false;
  const enoughInCommon = Math.max(minAlike, Math.ceil(short.length * 0.6));
  if (long.includes(short) || commonBeginning(short, long) >= enoughInCommon) return true;
  const [shortSpelling, longSpelling] = [spelling(short), spelling(long)];
  if (longSpelling.includes(shortSpelling)) return true;
  if (long.length - short.length > maxLengthDifference) return false;
  const maxDistance = short.length >= longName ? 2 : 1;
  return distance(shortSpelling, longSpelling) <= maxDistance;
}

function commonBeginning(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** Dutch writes oe, j, sj and f where English has u, y, sh and v. */
function spelling(word: string): string {
  return word
    .replace(/oe|ou/g, 'u')
    .replace(/tsj|ch/g, 'c')
    .replace(/sj|sch|sh/g, 's')
    .replace(/ij|j|ie|ee/g, 'y')
    .replace(/ph|v/g, 'f')
    .replace(/ck|k/g, 'c')
    .replace(/(.)\1/g, '$1');
}

/** Levenshtein's distance, as far as it matters here. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
