import type { Text, Token } from '../parse/text.ts';
import { perWord } from '../parse/words.ts';
import { keysOfDutch, keysOfEnglish, type WordKeys } from './bilingual.ts';
import { emptyDutch, emptyEnglish } from './empty-words.ts';
import { KeyList } from './key-numbers.ts';

/*
 * The words and numbers of a text that its translation has to answer. What is found in the other
 * text, and what is not, counts as much as it tells: log-odds, from how often a term of its kind has
 * a counterpart in its own translation and in another text (NTREX, FLORES, government and heritage
 * text, half of the articles): a word that the lexicon has in 70% and 5%, another one in 50% and
 * 0.4%, a name in 83% and 2%, a number in 98% and 0.1%.
 */

/** A word or number, and what it tells. */
export interface Term {
  readonly token: Token;
  /** Its place among the tokens. */
  readonly at: number;
  readonly keys: readonly string[];
  readonly list: KeyList;
  /** What it tells for a translation where it has a counterpart. */
  readonly gain: number;
  /** What it tells against one where it has none. */
  readonly loss: number;
}

const known = { gain: 2.6, loss: 1.15 };
/** A word that may be rendered by a word of grammar, or may render one. */
const weak = { gain: 2, loss: 0.3 };
const unknown = { gain: 3.6, loss: 0.55 };
const name = { gain: 3.6, loss: 1.5 };
const number = { gain: 4.5, loss: 2.5 };

const weights = { known, weak, unknown } as const;

/** Reads the terms of a text in one of the languages. */
export function readTerms(text: Text, language: 'nl' | 'en'): readonly Term[] {
  const terms: Term[] = [];
  const meaningOf = language === 'nl' ? meaningOfDutch : meaningOfEnglish;
  for (let at = 0; at < text.tokens.length; at += 1) {
    const token = text.tokens[at];
    if (token === undefined || token.kind === 'sign') continue;
    const meaning = meaningOf(token.word);
    if (meaning === null) continue;
    const { gain, loss } = token.capital && !token.opens ? name : meaning;
    terms.push({ token, at, keys: meaning.list.keys, list: meaning.list, gain, loss });
  }
  return terms;
}

/** The terms of some tokens, from one up to another: a sentence may have thousands. */
export function termsOfTokens(terms: readonly Term[], from: number, to: number): readonly Term[] {
  return terms.slice(firstFrom(terms, from), firstFrom(terms, to));
}

/** The first term at this place or later: they are in order. */
function firstFrom(terms: readonly Term[], place: number): number {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((terms[middle]?.at ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

const meaningOfDutch = perWord(({ kind, text, lower }) => {
  if (kind === 'digits') return { list: new KeyList(keysOfNumber(text)), ...number };
  return emptyDutch.has(lower) ? null : weigh(keysOfDutch(lower));
});
const meaningOfEnglish = perWord(({ kind, text, lower }) => {
  if (kind === 'digits') return { list: new KeyList(keysOfNumber(text)), ...number };
  return emptyEnglish.has(lower) ? null : weigh(keysOfEnglish(lower));
});

const weigh = ({ keys, kind }: WordKeys) => ({ list: new KeyList(keys), ...weights[kind] });

const yearDigits = 4;

/** Its digits; of a year also the last two, as in "1995-96" and "jaren 30". */
function keysOfNumber(text: string): string[] {
  const digits = text.replace(/[.,:]/g, '');
  return digits.length === yearDigits ? [`#${digits}`, `#${digits.slice(2)}`] : [`#${digits}`];
}
