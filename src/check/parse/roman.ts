import { makeQuantity, type Quantity } from './quantity.ts';
import type { Token } from './text.ts';

const shape = /^(?=[IVXL]+$)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
/** Sizes, and abbreviations of other things. */
const notNumerals = new Set(['L', 'LI', 'LV', 'LX', 'XL', 'XX', 'XXL', 'XXX', 'I']);
const signs: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };

/** The Roman numeral behind a name ("Willem III", "Deel XIV"), or null. */
export function readRoman(tokens: readonly Token[], at: number): Quantity | null {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (!token || token.text.length > 6 || !(token.text.charAt(0) in signs)) return null;
  if (!shape.test(token.text) || notNumerals.has(token.text)) return null;
  const isAfterName = before?.kind === 'word' && before.capital && token.spaced;
  if (token.text.length === 1 && !isAfterName) return null;
  const span = { tokens, from: at, to: at + 1 };
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
