import { dutchWords, englishWords, exonymsOf } from './dictionary.ts';
import type { Text, Token } from './text.ts';

/** A name, or a word of one. */
export interface Name {
  readonly text: string;
  /** Without accents, in lower case. */
  readonly folded: string;
  /** It stands inside a sentence, or goes on with another capital: its own capital tells that it is a name. */
  readonly solid: boolean;
}

/** Words with a capital that are no names of anybody: months and days in English, titles, pronouns. */
const neverNames = new Set(
  "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december mr mrs ms dr sir lord lady prof jr sr st am pm gmt et est pt ok tv".split(
    ' ',
  ),
);
const minLetters = 3;

/** Without accents, in lower case. */
export function fold(text: string): string {
  // Most words have no accent, and need not be taken apart.
  return ascii.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replaceAll('ß', 'ss')
        .replaceAll('ø', 'o')
        .toLowerCase();
}
const ascii = /^[\x20-\x7e]*$/;

/**
 * The names of a text, each once: words with a capital inside a sentence; at its beginning only those
 * that no dictionary has. Adjectives of places, months and titles are left out.
 */
export function readNames({ tokens }: Text, language: 'nl' | 'en'): Name[] {
  const dictionary = language === 'nl' ? dutchWords : englishWords;
  const found = new Map<string, Name>();
  for (const [at, token] of tokens.entries()) {
    if (!token.capital || token.text.length < minLetters || !isName(tokens, at, token, dictionary))
      continue;
    const text = token.text.replace(/'s$/, '');
    const folded = fold(text);
    const solid = !token.opens || tokens[at + 1]?.capital === true;
    if (!found.get(folded)?.solid) found.set(folded, { text, folded, solid });
  }
  return [...found.values()];
}

function isName(
  tokens: readonly Token[],
  at: number,
  token: Token,
  dictionary: { has(word: string): boolean },
): boolean {
  const base = token.lower.replace(/'s$/, '');
  if (neverNames.has(token.lower) || neverNames.has(base)) return false;
  if (!token.opens) return true;
  const next = tokens[at + 1];
  return !dictionary.has(base) && (next?.capital === true || !isInflected(base, dictionary));
}

function isInflected(word: string, dictionary: { has(word: string): boolean }): boolean {
  return ['s', 'e', 'en', 'ed', 'ing', 'ly', 't', 'd'].some(
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
export function foldWords({ tokens, words }: Text): Folded {
  const capitals = new Set<string>();
  for (const token of tokens) if (token.capital) capitals.add(fold(token.text.replace(/'s$/, '')));
  return { capitals, long: [...words].filter((word) => word.length >= minHidden + 2).map(fold) };
}

/** Syrië and Syria, Poetin and Putin, Trumps and Trump, Brexitminister and Brexit. */
function alike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 4 && (long.includes(short) || spelling(long).includes(spelling(short))))
    return true;
  if (
    short.length >= 4 &&
    commonBeginning(short, long) >= Math.max(4, Math.ceil(short.length * 0.6))
  )
    return true;
  return (
    short.length >= 4 &&
    long.length - short.length <= 2 &&
    distance(spelling(short), spelling(long)) <= (short.length >= 7 ? 2 : 1)
  );
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

/** The English forms a Dutch name is known to have, folded; empty where none is known. */
export function englishForms(name: Name): readonly string[] {
  return exonymsOf(name.folded);
}
