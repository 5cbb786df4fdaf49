import { cardinals, decades, loose, ordinals, parts, scales } from './english-number-words.ts';
import {
  makeQuantity,
  type Quantity,
  readDigits,
  readQuantities,
  type Span,
  writtenText,
} from './quantity.ts';
import type { Text, Token } from './text.ts';
import { currencySigns, unitOf } from './unit-names.ts';

/** All numbers of an English text, in order. */
export function readEnglishNumbers({ tokens }: Text): Quantity[] {
  return readQuantities(tokens, readAt);
}

function readAt(tokens: readonly Token[], at: number): Quantity | null {
  const token = tokens[at];
  if (!token || token.kind === 'sign') return null;
  return token.kind === 'digits'
    ? readFromDigits(tokens, at, token)
    : readFromWords(tokens, at, token.lower);
}

function readFromDigits(tokens: readonly Token[], at: number, token: Token): Quantity {
  const ending = endingOf(tokens, at, token);
  const plain = readDigits(token.text, ',') + (ending.isHalf ? 0.5 : 0);
  const hasCurrency = currencySigns.has(tokens[at - 1]?.text ?? '');
  const { value, to } = readScale({ tokens, from: ending.to, figure: plain, hasCurrency });
  const span: Span = { tokens, from: at, to };
  return {
    written: writtenText(span),
    value,
    digits: true,
    optional: value === 1,
    decade: ending.isDecade,
    unit: unitAt(span),
    clock: token.text.includes(':') || isClock(tokens, to),
    from: at,
    to,
  };
}

/** What is glued to digits: "1990s", "12th", "2½". */
function endingOf(tokens: readonly Token[], at: number, token: Token) {
  const next = tokens[at + 1];
  const glued = next !== undefined && !next.spaced ? next.lower : '';
  const isDecade = glued === 's' && readDigits(token.text, ',') % 10 === 0;
  const isHalf = glued === '½' || (next?.text === '½' && next.spaced);
  const isOrdinal = /^(?:st|nd|rd|th)$/.test(glued);
  return { isDecade, isHalf, to: isDecade || isHalf || isOrdinal ? at + 2 : at + 1 };
}

interface Figure {
  readonly tokens: readonly Token[];
  /** The first token after the figure. */
  readonly from: number;
  readonly figure: number;
  /** A sign of a currency comes before it. */
  readonly hasCurrency: boolean;
}

/** "million", "bn"; "m" alone is metres unless a currency comes before the figure. */
function readScale({ tokens, from, figure, hasCurrency }: Figure) {
  let value = figure;
  let to = from;
  for (;;) {
    const isJoined = tokens[to]?.text === '-' && !tokens[to]?.spaced;
    const at = isJoined ? to + 1 : to;
    const word = tokens[at];
    const factor = scales.get(word?.lower ?? '');
    if (!word || factor === undefined) return { value, to };
    const isShort = word.lower.length <= 2;
    const isMetres = word.lower === 'm' && !hasCurrency;
    if (isShort && (word.spaced || isMetres)) return { value, to };
    value *= factor;
    to = at + 1;
  }
}

const clockWords: ReadonlySet<string> = new Set(['am', 'pm', 'gmt', "o'clock"]);

/** "pm", "p.m.", "o'clock" after a number. */
function isClock(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.lower ?? '';
  if (clockWords.has(next)) return true;
  const isInitial = next === 'a' || next === 'p';
  return isInitial && tokens[at + 1]?.text === '.' && tokens[at + 2]?.lower === 'm';
}

function readFromWords(tokens: readonly Token[], at: number, word: string): Quantity | null {
  const clock = readPast(tokens, at, word);
  if (clock) return clock;
  const span: Span = { tokens, from: at, to: at + 1 };
  const decade = decades.get(word);
  if (decade !== undefined) return fromWords(span, decade, { decade: true });
  const ordinal = ordinals.get(word);
  // "second" and "first" are words of many uses.
  if (ordinal !== undefined) return fromWords(span, ordinal, { optional: true });
  if (cardinals.has(word) || isScaleStart(tokens, at)) return readCardinal(tokens, at);
  const value = loose.get(word);
  return value === undefined ? null : readLoose(tokens, at, value);
}

/** "half past three", "a quarter to four", "ten past seven". */
function readPast(tokens: readonly Token[], at: number, word: string): Quantity | null {
  const preposition = tokens[at + 1]?.lower;
  if (preposition !== 'past' && !(preposition === 'to' && word === 'quarter')) return null;
  const minutes = minutesOf(word);
  const hour = cardinals.get(tokens[at + 2]?.lower ?? '');
  if (minutes === undefined || hour === undefined || hour < 1 || hour > 12) return null;
  const value = hour + (preposition === 'to' ? -minutes : minutes) / 60;
  return fromWords({ tokens, from: at, to: at + 3 }, value, { clock: true });
}

function minutesOf(word: string): number | undefined {
  if (word === 'half') return 30;
  return word === 'quarter' ? 15 : cardinals.get(word);
}

/** "half a million", "half", "a quarter". */
function readLoose(tokens: readonly Token[], at: number, value: number): Quantity {
  const skip = tokens[at + 1]?.lower === 'a' ? 2 : 1;
  const scale = value === 0.5 ? scales.get(tokens[at + skip]?.lower ?? '') : undefined;
  if (scale !== undefined && scale > 100)
    return fromWords({ tokens, from: at, to: at + skip + 1 }, value * scale);
  return fromWords({ tokens, from: at, to: at + 1 }, value, { optional: true });
}

/** "a hundred": a scale that counts one. */
function isScaleStart(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.lower ?? '';
  return scales.has(word) && word.length > 2 && tokens[at - 1]?.lower === 'a';
}

/**
 * "two", "twenty-five", "one hundred and twenty thousand", "two thirds", "two and a half million".
 */
function readCardinal(tokens: readonly Token[], from: number): Quantity {
  let at = from;
  let total = 0;
  let current = 0;
  let to = from;
  for (;;) {
    const word = tokens[at]?.lower ?? '';
    const value = cardinals.get(word);
    const scale = scales.get(word);
    const ordinal = ordinals.get(word);
    if (value !== undefined && canFollow(current, value)) current += value;
    else if (scale === 100) current = (current || 1) * 100;
    else if (scale !== undefined && word.length > 2) {
      total += (current || 1) * scale;
      current = 0;
    } else if (ordinal !== undefined && isTens(current) && ordinal < 10) current += ordinal;
    else break;
    to = at + 1;
    at = skipJoint(tokens, at + 1);
  }
  return finishCardinal({ tokens, from, to }, total + current, current);
}

/** "twenty", or a number that ends in it: a unit may follow. */
function isTens(current: number): boolean {
  return current >= 20 && current % 10 === 0;
}

function canFollow(current: number, value: number): boolean {
  if (current === 0) return true;
  if (current % 100 === 0) return value < 100;
  return value < 10 && current % 10 === 0 && current % 100 >= 20;
}

/** "twenty-five", "hundred and five": past a hyphen, or past "and" when a number follows. */
function skipJoint(tokens: readonly Token[], at: number): number {
  const joint = tokens[at];
  if (joint?.text === '-' && !joint.spaced) return at + 1;
  const isAnd = joint?.lower === 'and' && scales.has(tokens[at - 1]?.lower ?? '');
  return isAnd && cardinals.has(tokens[at + 1]?.lower ?? '') ? at + 1 : at;
}

/** The number so far, with a half, a fraction or a clock word after it. */
function finishCardinal(span: Span, value: number, current: number): Quantity {
  const { tokens, to } = span;
  if (isAndAHalf(tokens, to)) {
    const scale = scales.get(tokens[to + 3]?.lower ?? '') ?? 1;
    return fromWords({ ...span, to: to + (scale > 1 ? 4 : 3) }, (value + 0.5) * scale);
  }
  const joint = tokens[to]?.text === '-' ? to + 1 : to;
  const part = parts.get(tokens[joint]?.lower ?? '');
  if (part !== undefined && current < 10 && value < 10 && value < part) {
    const optional = part === 2 || part === 4;
    return fromWords({ ...span, to: joint + 1 }, value / part, { optional });
  }
  return fromWords(span, value, { optional: value <= 1, clock: isClock(tokens, to) });
}

function isAndAHalf(tokens: readonly Token[], at: number): boolean {
  const words = tokens.slice(at, at + 3).map(({ lower }) => lower);
  return words.join(' ') === 'and a half';
}

function fromWords(
  span: Span,
  value: number,
  { optional = false, decade = false, clock = false }: Partial<Quantity> = {},
): Quantity {
  return makeQuantity(span, value, { optional, decade, clock, unit: unitAt(span) });
}

function unitAt({ tokens, from, to }: Span): string | null {
  const sign = currencySigns.get(tokens[from - 1]?.text ?? '');
  if (sign !== undefined) return sign;
  const joint = tokens[to]?.text === '-' ? to + 1 : to;
  const next = tokens[joint];
  if (next?.lower === 'per' && tokens[joint + 1]?.lower === 'cent') return '%';
  return unitOf(next);
}
