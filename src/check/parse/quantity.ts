import type { Token } from './text.ts';

/** A number in a text, in digits or in words. */
export interface Quantity {
  /** As written, for messages. */
  readonly written: string;
  readonly value: number;
  /** Written in digits. */
  readonly digits: boolean;
  /** It may be missing on the other side: "one", "both", "the first", "a decade". */
  readonly optional: boolean;
  /** A tenth year (the nineties, jaren 90): only its last two figures count. */
  readonly decade: boolean;
  /** What it counts, where that is a percentage, money or a measure; lower case. */
  readonly unit: string | null;
  /** A clock time ("19.30 uur", "half vier", "7 pm"): compared on its own. */
  readonly clock: boolean;
  /** Index of its first token, and of the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** Tokens of a text, from one up to another that is no longer part of it. */
export interface Span {
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
}

/** The numbers of a text, in order, where `readAt` reads the one that begins at a token, if any. */
export function readQuantities(
  tokens: readonly Token[],
  readAt: (tokens: readonly Token[], at: number) => Quantity | null,
): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < tokens.length; ) {
    const quantity = readAt(tokens, at);
    if (quantity) found.push(quantity);
    at = quantity ? quantity.to : at + 1;
  }
  return found;
}

/** A number that is written in words. */
export function makeQuantity(
  span: Span,
  value: number,
  more: Pick<Quantity, 'optional' | 'decade' | 'clock' | 'unit'>,
): Quantity {
  const { from, to } = span;
  return { written: writtenText(span), value, digits: false, ...more, from, to };
}

/** The text of a span, with its white space. */
export function writtenText({ tokens, from, to }: Span): string {
  let text = '';
  for (const token of tokens.slice(from, to)) {
    const space = token.spaced && text !== '' ? ' ' : '';
    text += space + token.text;
  }
  return text;
}

/** The value of digits with separators: `thousands` is the language's sign between thousands. */
export function readDigits(text: string, thousands: '.' | ','): number {
  const point = thousands === '.' ? ',' : '.';
  const grouped = new RegExp(`^\\d{1,3}(?:\\${thousands}\\d{3})+(?:\\${point}\\d+)?$`);
  if (grouped.test(text)) return Number(text.replaceAll(thousands, '').replace(point, '.'));
  if (/^\d+[.,]\d+$/.test(text)) return Number(text.replace(',', '.'));
  return Number(text.replace(/[.,:]/g, ''));
}

/** Are these the same number, but for rounding in the last place? */
export function sameValue(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * 1e-9;
}
