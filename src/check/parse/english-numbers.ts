import { clockHours, isPartOfName, isPartOfSign, readDateNumbers, shortYear } from './digits.ts';
import {
  englishNumberWords,
  englishPartAt,
  fromEnglishWords,
  halfOfDay,
  isEnglishClock,
  joinFeet,
  readEnglishMagnitude,
  readEnglishPart,
  readEnglishRatio,
  readPast,
} from './english-number-phrases.ts';
import { cardinals, decades, ordinals, scales } from './english-number-words.ts';
import { linkNumbers } from './linked-numbers.ts';
import {
  isGrouped,
  makeQuantity,
  type Quantity,
  readDigits,
  readQuantities,
  type Span,
} from './quantity.ts';
import { mayBeRoman, readRoman } from './roman.ts';
import type { Text, Token } from './text.ts';
import { isCurrencySign, isNegative, isPower, readUnit } from './unit-names.ts';
import { traitOf } from './words.ts';

const mayBeNumber = traitOf(
  ({ kind, text, lower }) =>
    kind === 'digits' ||
    text === '½' ||
    mayBeRoman(text) ||
    lower === 'a' ||
    lower === 'an' ||
    englishNumberWords.has(lower),
);

/** All numbers of an English text, in order. */
export function readEnglishNumbers({ tokens }: Text): Quantity[] {
  return linkNumbers(tokens, joinFeet(readQuantities(tokens, mayBeNumber, readAt)));
}

function readAt(tokens: readonly Token[], at: number): Quantity | readonly Quantity[] | null {
  const token = tokens[at];
  if (!token || token.kind === 'sign') return readLoneHalf(tokens, at);
  if (token.kind === 'digits') {
    if (isPower(tokens, at) || isPartOfSign(tokens, at)) return null;
    return readDateNumbers(tokens, at) ?? readFromDigits(tokens, at, token);
  }
  if (token.capital) {
    const roman = readRoman(tokens, at);
    if (roman) return roman;
  }
  if (token.lower === 'a' || token.lower === 'an') return readTimeAgo(tokens, at);
  return englishNumberWords.has(token.lower) ? readFromWords(tokens, at, token.lower) : null;
}

const afterTime = new Set(['ago', 'later', 'earlier', 'before', 'after', 'from']);

/** "a month ago": one month. */
function readTimeAgo(tokens: readonly Token[], at: number): Quantity | null {
  if (!afterTime.has(tokens[at + 2]?.lower ?? '')) return null;
  const quantity = fromEnglishWords({ tokens, from: at, to: at + 1 }, 1, { optional: true });
  return quantity.unit?.dimension === 'time' ? quantity : null;
}

/** "½ a litre". */
function readLoneHalf(tokens: readonly Token[], at: number): Quantity | null {
  if (tokens[at]?.text !== '½') return null;
  return fromEnglishWords({ tokens, from: at, to: at + 1 }, 0.5, {
    kind: 'fraction',
    optional: true,
  });
}

function readFromDigits(tokens: readonly Token[], at: number, token: Token): Quantity {
  const ending = endingOf(tokens, at, token);
  const hours = clockHours(token.text);
  const clock = isEnglishClock({ tokens, from: at, to: at + 1 });
  const isTime = clock || (hours !== null && token.text.includes(':'));
  const digits = readFigure(token.text);
  const plain = isTime && hours !== null ? hours : digits.value + (ending.isHalf ? 0.5 : 0);
  const isMoney = isCurrencySign(tokens[at - 1]);
  const { value, to } = readScale({ tokens, from: ending.to, figure: plain, isMoney });
  const span: Span = { tokens, from: at, to };
  const ratio = readEnglishRatio(span, value);
  if (ratio) return ratio;
  return makeQuantity(span, value, {
    kind: kindOf(isTime, ending.isOrdinal),
    also: [
      ...shortYear(tokens, at),
      ...digits.also.map((other) => other * (value / plain)),
      ...(hours !== null && token.text.includes('.') ? [hours] : []),
      ...centuryOf(value, ending.isDecade),
      ...shortScale(tokens[ending.to], plain),
    ],
    digits: true,
    optional: ending.isOrdinal
      ? value <= 2
      : value === 0 || value === 1 || isPartOfName(tokens, at),
    decade: ending.isDecade,
    unit: isTime ? null : readUnit(span, 'en'),
    clock: isTime,
    half: isTime ? halfOfDay({ tokens, from: at, to: at + 1 }) : null,
    negative: isNegative(span),
    scale: value / plain || 1,
    foreign: digits.foreign,
  });
}

function kindOf(isTime: boolean, isOrdinal: boolean): Quantity['kind'] {
  if (isTime) return 'clock';
  return isOrdinal ? 'ordinal' : 'number';
}

const decimalComma = /^\d+(?:\.\d{3})*,\d{1,2}$/;

/** Digits as English writes them, or as Dutch does: "3,5" and "1.250,50" have no other reading. */
function readFigure(text: string) {
  if (decimalComma.test(text))
    return { value: readDigits(text, '.'), also: [], foreign: true } as const;
  const value = readDigits(text, ',');
  // "12.500" is twelve and a half here.
  if (!isGrouped(text, '.')) return { value, also: [], foreign: false } as const;
  return { value, also: [readDigits(text, '.')], foreign: true } as const;
}

/** "the 1400s" are the 15th century. */
function centuryOf(value: number, isDecade: boolean): number[] {
  return isDecade && value >= 1_000 && value % 100 === 0 ? [value / 100 + 1] : [];
}

/** "1.5m people", "5k": metres and kilometres, or millions and thousands. */
function shortScale(next: Token | undefined, figure: number): number[] {
  if (next === undefined || next.spaced) return [];
  return next.text === 'm' ? [figure * 1e6] : [];
}

const ordinalEnds = new Set(['st', 'nd', 'rd', 'th']);

/** What is glued to digits: "1990s", "12th", "2½". */
function endingOf(tokens: readonly Token[], at: number, token: Token) {
  const next = tokens[at + 1];
  const glued = next !== undefined && !next.spaced ? next.lower : '';
  const isDecade = (glued === 's' || glued === "'s") && readDigits(token.text, ',') % 10 === 0;
  const isHalf = glued === '½' || (next?.text === '½' && next.spaced);
  const isOrdinal = ordinalEnds.has(glued);
  return { isDecade, isHalf, isOrdinal, to: isDecade || isHalf || isOrdinal ? at + 2 : at + 1 };
}

interface Figure {
  readonly tokens: readonly Token[];
  /** The first token after the figure. */
  readonly from: number;
  readonly figure: number;
  /** A sign of a currency comes before it. */
  readonly isMoney: boolean;
}

/** Only glued to a figure: else they are words of their own. */
const gluedScales = new Set(['k', 'm', 'tn', 'mn']);

/** "million", "bn"; "m" alone is metres unless a currency comes before the figure. */
function readScale({ tokens, from, figure, isMoney }: Figure) {
  let value = figure;
  let to = from;
  for (;;) {
    const isJoined = tokens[to]?.text === '-' && !tokens[to]?.spaced;
    const at = isJoined ? to + 1 : to;
    const word = tokens[at];
    const factor = scales.get(word?.lower ?? '');
    if (!word || factor === undefined) return { value, to };
    const isMetres = word.lower === 'm' && !isMoney;
    if (isMetres || (gluedScales.has(word.lower) && word.spaced)) return { value, to };
    value *= factor;
    to = at + 1;
  }
}

function readFromWords(tokens: readonly Token[], at: number, word: string): Quantity | null {
  const clock = readPast(tokens, at);
  if (clock) return clock;
  const span: Span = { tokens, from: at, to: at + 1 };
  const decade = decades.get(word);
  if (decade !== undefined) return fromEnglishWords(span, decade, { decade: true });
  const magnitude = readEnglishMagnitude(tokens, at);
  if (magnitude) return magnitude;
  const ordinal = ordinals.get(word);
  if (ordinal !== undefined) return readOrdinal(span, ordinal);
  if (cardinals.has(word) || isScaleStart(tokens, at)) return readCardinal(tokens, at);
  return readEnglishPart(tokens, at);
}

const firstly = new Set(['a', 'one']);

/** "the third", which "a third" may be of something as well; a second of time is none. */
function readOrdinal(span: Span, value: number): Quantity | null {
  const { tokens, from, to } = span;
  const before = tokens[from - 1];
  if (value === 2 && (before?.lower === 'per' || before?.kind === 'digits')) return null;
  const isPart = value > 2 && firstly.has(before?.lower ?? '');
  const next = tokens[to]?.text === '-' ? tokens[to + 1] : tokens[to];
  return fromEnglishWords(span, value, {
    kind: isPart ? 'fraction' : 'ordinal',
    ...(isPart ? { value: 1 / value, also: [value] } : {}),
    optional: next?.lower !== 'century',
  });
}

const counting = new Set(['a', 'per', 'every']);

/** "a hundred", "per million": a scale that counts one. */
function isScaleStart(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.lower ?? '';
  return scales.has(word) && word.length > 2 && counting.has(tokens[at - 1]?.lower ?? '');
}

/**
 * "two", "twenty-five", "one hundred and twenty thousand", "two thirds", "two and a half million".
 */
function readCardinal(tokens: readonly Token[], from: number): Quantity {
  let at = from;
  let total = 0;
  let current = 0;
  let to = from;
  let last = 1;
  let isOrdinal = false;
  for (;;) {
    const word = tokens[at]?.lower ?? '';
    const value = cardinals.get(word);
    const scale = scales.get(word);
    const ordinal = ordinals.get(word);
    if (value !== undefined && canFollow(current, value)) current += value;
    else if (scale === 100) current = (current || 1) * 100;
    else if (scale !== undefined && word.length > 2) {
      total += (current || 1) * scale;
      last = scale;
      current = 0;
    } else if (ordinal !== undefined && isTens(current) && ordinal < 10) {
      current += ordinal;
      isOrdinal = true;
    } else break;
    to = at + 1;
    at = skipJoint(tokens, at + 1);
  }
  const span = { tokens, from, to };
  if (isOrdinal) return readOrdinal(span, total + current) ?? fromEnglishWords(span, current);
  return finishCardinal(span, total + current, last);
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

/** The number so far, with a half, a dozen, a fraction or a clock word after it. */
function finishCardinal(span: Span, value: number, scale: number): Quantity {
  const { tokens, to } = span;
  const afterHalf = andAHalfAt(tokens, to);
  if (afterHalf !== null) {
    const more = scales.get(tokens[afterHalf]?.lower ?? '') ?? 1;
    const end = more > 1 ? afterHalf + 1 : afterHalf;
    return fromEnglishWords({ ...span, to: end }, (value + 0.5) * more);
  }
  const joint = tokens[to]?.text === '-' ? to + 1 : to;
  if (tokens[joint]?.lower === 'dozen')
    return fromEnglishWords({ ...span, to: joint + 1 }, value * 12, { also: [value * 10] });
  const part = englishPartAt(tokens, to, value);
  if (part !== null) return readFraction({ ...span, to: joint + 1 }, value, part);
  const ratio = readEnglishRatio(span, value);
  if (ratio) return ratio;
  const clock = isEnglishClock(span);
  return fromEnglishWords(span, value, {
    optional: value <= 1,
    clock,
    kind: clock ? 'clock' : 'number',
    half: clock ? halfOfDay(span) : null,
    scale,
  });
}

/** "two thirds"; "one third" may be a rank as well. */
function readFraction(span: Span, value: number, part: number): Quantity {
  const optional = part === 2 || part === 4 || value === 1;
  const unit = readUnit({ ...span, to: span.to + 2 }, 'en');
  const isOfTime = unit?.dimension === 'time';
  return fromEnglishWords(span, value / part, {
    kind: 'fraction',
    also: value === 1 ? [part] : [],
    optional,
    ...(isOfTime ? { unit } : {}),
  });
}

/** Index after "and a half", with or without hyphens. */
function andAHalfAt(tokens: readonly Token[], from: number): number | null {
  let at = from;
  for (const word of ['and', 'a', 'half']) {
    if (tokens[at]?.text === '-') at += 1;
    if (tokens[at]?.lower !== word) return null;
    at += 1;
  }
  return at;
}
