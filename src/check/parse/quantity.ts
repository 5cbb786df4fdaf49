import type { Unit } from '../../lexicon/units.ts';
import type { Token } from './text.ts';

/**
 * What a number is of: a plain one ("zes", "1.500"), a rank ("derde"), a part ("een derde"), a
 * factor ("verdubbeld"), an order of magnitude ("honderden"), so many in so many ("een op de vijf"),
 * a time on the clock, a Roman numeral, or a word that languages use differently ("beide").
 */
type QuantityKind =
  | 'number'
  | 'ordinal'
  | 'fraction'
  | 'multiple'
  | 'vague'
  | 'ratio'
  | 'clock'
  | 'roman'
  | 'loose';

/** A number in a text, in digits or in words. */
export interface Quantity {
  /** As written, for messages. */
  readonly written: string;
  readonly kind: QuantityKind;
  readonly value: number;
  /** What else it may mean: "15.30" is a time or a number, "3 ton" an amount of money. */
  readonly also: readonly number[];
  /** Written in digits. */
  readonly digits: boolean;
  /** It may be missing on the other side: "one", "both", "the first", "a decade". */
  readonly optional: boolean;
  /** A tenth year (the nineties, jaren 90): without a century only its last two figures count. */
  readonly decade: boolean;
  /** What it counts, where that is a percentage, money or a measure. */
  readonly unit: Unit | null;
  /** It may be a time on the clock ("19.30 uur", "half vier", "7 pm"): its value is in hours. */
  readonly clock: boolean;
  /** Which half of the day a time on the clock is in, where it says so. */
  readonly half: 'am' | 'pm' | null;
  /** "min 8", "-8", "8 below zero". */
  readonly negative: boolean;
  /** What the figure was multiplied by: a million in "3 miljoen". */
  readonly scale: number;
  /** Its separators are those of the other language, or of none: "12.500 visitors". */
  readonly foreign: boolean;
  /** The numbers that a ratio is made of. */
  readonly parts: readonly Quantity[];
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

/** Reads the numbers that begin at a token: one, or the day and the year of a date. */
type ReadAt = (tokens: readonly Token[], at: number) => Quantity | readonly Quantity[] | null;

/**
 * The numbers of a text, in order, where `readAt` reads what begins at a token, if anything.
 *
 * @param trait of the words that may begin one
 */
export function readQuantities(
  tokens: readonly Token[],
  trait: number,
  readAt: ReadAt,
): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < tokens.length; ) {
    const isLikely = ((tokens[at]?.traits ?? 0) & trait) !== 0;
    const read = isLikely ? readAt(tokens, at) : null;
    at += 1;
    if (read === null) continue;
    if ('length' in read) found.push(...read);
    else found.push(read);
    at = Math.max(at, found.at(-1)?.to ?? 0);
  }
  return found;
}

/** A quantity, by default a plain number in words. */
export function makeQuantity(span: Span, value: number, more: Partial<Quantity> = {}): Quantity {
  const { from, to } = span;
  return {
    written: writtenText(span),
    kind: 'number',
    value,
    also: [],
    digits: false,
    optional: false,
    decade: false,
    unit: null,
    clock: false,
    half: null,
    negative: false,
    scale: 1,
    foreign: false,
    parts: [],
    from,
    to,
    ...more,
  };
}

/** The text of a span, with its white space. */
function writtenText({ tokens, from, to }: Span): string {
  let text = '';
  for (const token of tokens.slice(from, to)) {
    const space = token.spaced && text !== '' ? ' ' : '';
    text += space + token.text;
  }
  return text;
}

const grouping = {
  '.': /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/,
  ',': /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
} as const;
const onePoint = /^\d+[.,]\d+$/;

/** The value of digits with separators: `thousands` is the language's sign between thousands. */
export function readDigits(text: string, thousands: '.' | ','): number {
  const plain = Number(text);
  if (thousands === ',' && !Number.isNaN(plain)) return plain;
  const point = thousands === '.' ? ',' : '.';
  if (grouping[thousands].test(text))
    return Number(text.replaceAll(thousands, '').replace(point, '.'));
  if (onePoint.test(text)) return Number(text.replace(',', '.'));
  return Number(text.replace(/[.,:]/g, ''));
}

/** Are these digits grouped in thousands by this sign: "12.500", "1.250,50"? */
export function isGrouped(text: string, thousands: '.' | ','): boolean {
  return grouping[thousands].test(text);
}

/** Are these the same number, but for rounding in the last place? */
export function sameValue(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * 1e-9;
}
