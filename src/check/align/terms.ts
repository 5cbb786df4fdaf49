import type { Text, Token } from '../parse/text.ts';
import { keysOfDutch, keysOfEnglish } from './bilingual.ts';
import { emptyDutch, emptyEnglish } from './empty-words.ts';

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
  readonly keys: readonly string[];
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
  const empty = language === 'nl' ? emptyDutch : emptyEnglish;
  const keysOf = language === 'nl' ? keysOfDutch : keysOfEnglish;
  for (const token of text.tokens) {
    const { kind, lower } = token;
    if (kind === 'sign') continue;
    if (kind === 'digits') {
      terms.push({ token, keys: keysOfNumber(token.text), ...number });
      continue;
    }
    if (empty.has(lower)) continue;
    const { keys, kind: ofWord } = keysOf(lower);
    const { gain, loss } = token.capital && !token.opens ? name : weights[ofWord];
    terms.push({ token, keys, gain, loss });
  }
  return terms;
}

const yearDigits = 4;

/** Its digits; of a year also the last two, as in "1995-96" and "jaren 30". */
function keysOfNumber(text: string): string[] {
  const digits = text.replace(/[.,:]/g, '');
  return digits.length === yearDigits ? [`#${digits}`, `#${digits.slice(2)}`] : [`#${digits}`];
}
