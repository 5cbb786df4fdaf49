import { makeQuantity, type Quantity } from './quantity.ts';
import type { Token } from './text.ts';

const shape = /^(?=[IVXL]+$)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
/** Sizes, and abbreviations of other things. */
const notNumerals = new Set(['L', 'LI', 'LV', 'LX', 'XL', 'XX', 'XXL', 'XXX', 'I']);
const signs: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };

const worldWars = new Map([
  ['WOI', 1],
  ['WO1', 1],
  ['WWI', 1],
  ['WOII', 2],
  ['WWII', 2],
]);
const beforeOne = new Set(['war', 'wereldoorlog', 'wo', 'ww', 'deel', 'part', 'volume']);

/** Is it written as one, or as a world war is? */
export const mayBeRoman = (text: string): boolean =>
  text.length <= 6 && (worldWars.has(text) || (text !== '' && shape.test(text)));

/** The Roman numeral behind a name ("Willem III", "Deel XIV"), or null. */
export function readRoman(tokens: readonly Token[], at: number): Quantity | null {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (!token || token.text.length > 6) return null;
  const war = token.text.charAt(0) === 'W' ? worldWars.get(token.text) : undefined;
  const span = { tokens, from: at, to: at + 1 };
  if (war !== undefined) return makeQuantity(span, war, { kind: 'roman', optional: true });
  if (!(token.text.charAt(0) in signs) || !shape.test(token.text)) return null;
  // "I" is a pronoun in English.
  const isOne = token.text === 'I' && beforeOne.has(before?.lower ?? '');
  if (notNumerals.has(token.text) && !isOne) return null;
  const isAfterName = before?.kind === 'word' && before.capital && token.spaced;
  if (token.text.length === 1 && !isAfterName) return null;
  return makeQuantity(span, romanValue(token.text), { kind: 'roman', optional: true });
}

function romanValue(text: string): number {
  let value = 0;
  let last = 0;
  for (const sign of [...text].reverse()) {
    const own = signs[sign] ?? 0;
    value += own < last ? -own : own;
    last = Math.max(last, own);
  }
  return value;
}
