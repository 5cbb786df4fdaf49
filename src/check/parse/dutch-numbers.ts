import { dutchOrdinals } from '../../lexicon/numbers.ts';
import { dutchUnits } from '../../lexicon/units.ts';
import { wordSet } from '../../word-set.ts';
import { clockHours, isPartOfName, isPartOfSign, readDateNumbers, shortYear } from './digits.ts';
import {
  andAHalf,
  dutchPartAt,
  dutchScales,
  fromDutchWords,
  isNumberWord,
  makeRank,
  ratioPartAt,
  readDutchClock,
  readDutchDerived,
  readDutchMagnitude,
  readDutchPart,
} from './dutch-number-phrases.ts';
import { numberWordValue } from './dutch-number-words.ts';
import { joinUnits, linkNumbers } from './linked-numbers.ts';
import { isInIdiom } from './number-idioms.ts';
import { makeQuantity, type Quantity, readDigits, readQuantities, type Span } from './quantity.ts';
import { mayBeRoman, readRoman } from './roman.ts';
import type { Text, Token } from './text.ts';
import { isNegative, isPower, readUnit } from './unit-names.ts';
import { perWord, traitOf } from './words.ts';

const hourWords = new Set(['uur', 'u']);
const centuries = new Set(['eeuw', 'eeuwse']);

const tellsNumber = perWord(({ lower }) => isNumberWord(lower));
const mayBeNumber = traitOf(
  ({ kind, text, lower }) =>
    kind === 'digits' || text === '½' || mayBeRoman(text) || isNumberWord(lower),
);

/** All numbers of a Dutch text, in order. */
export function readDutchNumbers({ tokens }: Text): Quantity[] {
  return linkNumbers(tokens, joinUnits(readQuantities(tokens, mayBeNumber, readAt)));
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
  if (!tellsNumber(token.word) || isArticle(tokens, at) || isInIdiom(tokens, at)) return null;
  return readFromWords(tokens, at, token);
}

/** Most often "een" is an article: what comes next tells where it is a number. */
function isArticle(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.lower !== 'een') return false;
  const next = tokens[at + 1]?.lower ?? '';
  return !afterOne.has(next) && !dutchUnits.has(next) && !dutchScales.has(next);
}

const afterOne = wordSet(
  'op van en of à tot na kwart derde vierde vijfde zesde zevende achtste negende tiende voor over',
);

/** "½ liter". */
function readLoneHalf(tokens: readonly Token[], at: number): Quantity | null {
  if (tokens[at]?.text !== '½') return null;
  return fromDutchWords({ tokens, from: at, to: at + 1 }, 0.5, {
    kind: 'fraction',
    optional: true,
  });
}

const halves = new Set(['half', 'halve']);
const ordinalEnds = new Set(['ste', 'de', 'e']);

function readFromDigits(tokens: readonly Token[], at: number, token: Token): Quantity {
  const next = tokens[at + 1];
  const ratio = readRatio(tokens, at, at + 1, Number(token.text));
  if (ratio) return ratio;
  const isHalf = next?.text === '½';
  const isOrdinal = next !== undefined && !next.spaced && ordinalEnds.has(next.lower);
  const end = isHalf || isOrdinal ? at + 2 : at + 1;
  const hours = clockHours(token.text);
  const isTime =
    hours !== null && (token.text.includes(':') || hourWords.has(tokens[at + 1]?.lower ?? ''));
  const plain = isTime ? hours : readDigits(token.text, '.') + (isHalf ? 0.5 : 0);
  const { value, to } = readScale(tokens, end, plain);
  const span: Span = { tokens, from: at, to };
  const isHours = hourWords.has(tokens[to]?.lower ?? '') && plain <= 24;
  return finish(span, value, {
    kind: kindOf(isTime, isOrdinal),
    also: alsoOf(tokens, at, { plain, value }),
    digits: true,
    optional: isOrdinal ? value <= 2 : value === 0 || value === 1 || isPartOfName(tokens, at),
    clock: isTime || isHours,
    scale: value / plain || 1,
  });
}

function kindOf(isTime: boolean, isOrdinal: boolean): Quantity['kind'] {
  if (isTime) return 'clock';
  return isOrdinal ? 'ordinal' : 'number';
}

const threeDecimals = /^[1-9]\d{0,2},\d{3}$/;

/** "15.30" may be a time, "12,500" grouped the English way, "'98" and "2015-16" years. */
function alsoOf(
  tokens: readonly Token[],
  at: number,
  { plain, value }: { readonly plain: number; readonly value: number },
): number[] {
  const token = tokens[at];
  if (!token) return [];
  const hours = token.text.includes('.') ? clockHours(token.text) : null;
  return [
    ...shortYear(tokens, at),
    ...(hours === null ? [] : [hours]),
    ...(threeDecimals.test(token.text) ? [(value / plain) * readDigits(token.text, ',')] : []),
  ];
}

/** With its sign, decade, and the money that a "ton" is. */
function finish(span: Span, value: number, more: Partial<Quantity>): Quantity {
  const { tokens, from, to } = span;
  const unit = readUnit(span, 'nl');
  const isTon = tokens[to]?.lower === 'ton';
  const also = [...(more.also ?? []), ...(isTon ? [value * 100_000] : [])];
  const decade = decadeOf(span, value);
  if (decade && decade.to > to)
    return makeQuantity({ ...span, to: decade.to }, decade.value, { ...more, decade: true });
  return makeQuantity(span, value, {
    ...more,
    also,
    unit: more.kind === 'clock' ? null : unit,
    decade: decade !== null,
    negative: isNegative(span),
    half: more.clock === true ? halfOf(tokens, from, to, value) : null,
  });
}

/** "jaren 90", "jaren '90"; "jaren 30 van de 19e eeuw" are the 1830s. */
function decadeOf({ tokens, from, to }: Span, value: number) {
  if (value % 10 !== 0 || value >= 2_100 || value < 10) return null;
  const before = tokens[from - 1]?.text === "'" ? tokens[from - 2] : tokens[from - 1];
  if (before?.lower !== 'jaren') return null;
  if (value >= 100 || tokens[to]?.lower !== 'van') return { value, to };
  const century = tokens[to + 2];
  const isRank = century?.kind === 'digits' || dutchOrdinals.has(century?.lower ?? '');
  const rank = isRank
    ? Number.parseInt(century?.text ?? '', 10) || (dutchOrdinals.get(century?.lower ?? '') ?? 0)
    : (numberWordValue((century?.lower ?? '').replace(/(?:ste|de)$/, '')) ?? 0);
  const end = [to + 3, to + 4].find((at) => centuries.has(tokens[at]?.lower ?? ''));
  if (end === undefined || rank === 0) return { value, to };
  return { value: (rank - 1) * 100 + value, to: end + 1 };
}

/** "miljoen", "mld." after a figure. */
function readScale(tokens: readonly Token[], from: number, figure: number) {
  let value = figure;
  let to = from;
  for (;;) {
    const word = tokens[to]?.lower ?? '';
    const factor = dutchScales.get(word);
    if (factor === undefined) return { value, to };
    const isAbbreviated = tokens[to + 1]?.text === '.' && word.length === 3;
    value *= factor;
    to += isAbbreviated ? 2 : 1;
  }
}

function readFromWords(tokens: readonly Token[], at: number, { lower }: Token): Quantity | null {
  const clock = readDutchClock(tokens, at);
  if (clock) return { ...clock, half: halfOf(tokens, at, clock.to, 0) };
  const ordinal = dutchOrdinals.get(lower);
  if (ordinal !== undefined) return makeRank({ tokens, from: at, to: at + 1 }, ordinal);
  const magnitude = readDutchMagnitude(tokens, at);
  if (magnitude) return magnitude;
  const half = andAHalf(lower);
  if (half !== null) return readScaled(tokens, at, half);
  const value = numberWordValue(lower);
  if (value !== null) return readCardinal(tokens, at, value);
  // "een kleine miljoen": there is no number to it.
  const scale = dutchScales.get(lower);
  if (scale !== undefined)
    return fromDutchWords({ tokens, from: at, to: at + 1 }, scale, { optional: true, scale });
  return readDutchPart(tokens, at) ?? readDutchDerived(tokens, at);
}

/** "vijfhonderd miljoen", "twee miljoen driehonderdduizend", "twee derde", "een op de vijf". */
function readCardinal(tokens: readonly Token[], from: number, first: number): Quantity {
  const ratio = readRatio(tokens, from, from + 1, first);
  if (ratio) return ratio;
  // "op een na grootste" is the second.
  if (tokens[from - 1]?.lower === 'op' && tokens[from + 1]?.lower === 'na')
    return makeRank({ tokens, from, to: from + 1 }, first + 1);
  if (isAndAHalf(tokens, from + 1)) return readScaled(tokens, from, first + 0.5, from + 4);
  const part = dutchPartAt(tokens, from + 1, first);
  if (part !== null) {
    const scale = dutchScales.get(tokens[from + 2]?.lower ?? '');
    if (scale !== undefined)
      return finish({ tokens, from, to: from + 3 }, (first / part) * scale, { scale });
    const also = first === 1 ? [part] : [];
    const more = { kind: 'fraction', also, optional: first === 1 || part === 4 } as const;
    return fromDutchWords({ tokens, from, to: from + 2 }, first / part, more);
  }
  if (hourWords.has(tokens[from + 1]?.lower ?? '') && first <= 24 && first > 0)
    return finish({ tokens, from, to: from + 1 }, first, { clock: true });
  const quantity = readScaled(tokens, from, first);
  return { ...quantity, optional: quantity.value <= 1 };
}

/** "twee en een half jaar". */
function isAndAHalf(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.lower === 'en' &&
    tokens[at + 1]?.lower === 'een' &&
    halves.has(tokens[at + 2]?.lower ?? '')
  );
}

/** "een op de vijf", "1 op de 3": not "2 op 5 mei". */
function readRatio(
  tokens: readonly Token[],
  from: number,
  to: number,
  count: number,
): Quantity | null {
  const at = ratioPartAt(tokens, to);
  const token = at === null ? undefined : tokens[at];
  if (at === null || token === undefined) return null;
  const whole =
    token.kind === 'digits' ? readDigits(token.text, '.') : numberWordValue(token.lower);
  if (whole === null || !(count >= 1) || whole <= count) return null;
  // Without "de" it may be a day: "twee op 5 mei".
  const isLoose = at === to + 1 && (token.kind === 'digits') !== (tokens[from]?.kind === 'digits');
  const unit = readUnit({ tokens, from: at, to: at + 1 }, 'nl');
  if (isLoose || unit?.dimension === 'time') return null;
  const span = { tokens, from, to: at + 1 };
  const parts = [
    fromDutchWords({ tokens, from, to }, count, { optional: count === 1 }),
    fromDutchWords({ tokens, from: at, to: at + 1 }, whole),
  ];
  return makeQuantity(span, count / whole, { kind: 'ratio', parts });
}

/** A number with the scales and numbers that follow it: "twee miljoen driehonderdduizend". */
function readScaled(
  tokens: readonly Token[],
  from: number,
  first: number,
  end = from + 1,
): Quantity {
  let total = 0;
  let current = first;
  let last = 1;
  let at = end;
  for (;;) {
    const word = tokens[at]?.lower ?? '';
    const scale = dutchScales.get(word);
    const more = scale === undefined && total > 0 && current === 0 ? numberWordValue(word) : null;
    if (scale !== undefined && current > 0) {
      last *= scale;
      if (scale < 1e6) current *= scale;
      else {
        total += current * scale;
        current = 0;
      }
    } else if (more !== null && more > 1) current = more;
    else break;
    at += 1;
  }
  return finish({ tokens, from, to: at }, total + current, { scale: last });
}

const morning = new Set(['ochtends', 'morgens', 'ochtend', 'vanochtend', 'vanmorgen']);
const later = new Set(['middags', 'avonds', 'middag', 'avond', 'vanmiddag', 'vanavond']);
const laterEnd = /(?:middag|avond)$/;
const morningEnd = /ochtend$/;

/** Which half of the day a time is in: by its words nearby, or since it is past noon. */
function halfOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  hours: number,
): 'am' | 'pm' | null {
  if (hours >= 13 && hours < 24) return 'pm';
  for (let at = from - 4; at < to + 5; at += 1) {
    const word = tokens[at]?.lower ?? '';
    if (morning.has(word) || morningEnd.test(word)) return 'am';
    if (later.has(word) || laterEnd.test(word)) return 'pm';
  }
  // A time in figures is of 24 hours.
  const isInFigures = clockHours(tokens[from]?.text ?? '') !== null;
  return isInFigures && hours >= 1 && hours < 12 ? 'am' : null;
}
