import { looksLikeNumber, numberWordValue } from './dutch-number-words.ts';
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

const scales = new Map<string, number>([
  ['honderd', 100],
  ['duizend', 1e3],
  ['miljoen', 1e6],
  ['mln', 1e6],
  ['miljard', 1e9],
  ['mld', 1e9],
  ['biljoen', 1e12],
]);
const ordinals = new Map<string, number>([
  ['eerste', 1],
  ['tweede', 2],
  ['derde', 3],
  ['vierde', 4],
  ['vijfde', 5],
  ['zesde', 6],
  ['zevende', 7],
  ['achtste', 8],
  ['negende', 9],
  ['tiende', 10],
  ['elfde', 11],
  ['twaalfde', 12],
]);
/** Words that need no counterpart: languages differ in where they use them. */
const loose = new Map<string, number>([
  ['beide', 2],
  ['beiden', 2],
  ['allebei', 2],
  ['dubbel', 2],
  ['dubbele', 2],
  ['verdubbeld', 2],
  ['paar', 2],
  ['koppel', 2],
  ['tweeling', 2],
  ['duo', 2],
  ['trio', 3],
  ['dozijn', 12],
  ['decennium', 10],
  ['half', 0.5],
  ['halve', 0.5],
  ['helft', 0.5],
  ['gehalveerd', 0.5],
  ['kwart', 0.25],
  ['kwartier', 15],
  ['driekwart', 0.75],
  ['eenmaal', 1],
  ['eens', 1],
  ['eeuw', 100],
  ['tientallen', 10],
  ['honderden', 100],
  ['duizenden', 1_000],
]);
const halves = new Map<string, number>([
  ['anderhalf', 1.5],
  ['anderhalve', 1.5],
]);
const compoundEnds = [
  'jarigen?',
  'jarige',
  'daags',
  'daagse',
  'weekse',
  'maands',
  'maandse',
  'urig',
  'urige',
  'voud',
  'voudige?',
  'maal',
  'tal',
  'tallen',
  'koppige?',
  'delige?',
  'ledige?',
  'punter',
  'persoons',
  'zijdige?',
  'talige?',
  'hoek',
  'kamp',
  'sporen?',
  'stemmig',
  'partijen',
  'deurs',
  'baans',
  'sterren',
  'mans',
  'stappen',
  'wiel',
  'luik',
  'ling',
  'lingen',
  's',
];
/** What makes another word of a number: zesjarig, driedaags, tweemaal, achttal, vierpersoons. */
const compoundSuffix = new RegExp(`(?:${compoundEnds.join('|')})$`);
/** twintigste, honderdste; dertiende. */
const ordinalSuffix = /(?:ste|de)$/;
const dayParts = new Set(['uur', 'u']);

/** All numbers of a Dutch text, in order. */
export function readDutchNumbers({ tokens }: Text): Quantity[] {
  return readQuantities(tokens, readAt);
}

function readAt(tokens: readonly Token[], at: number): Quantity | null {
  const token = tokens[at];
  if (!token || token.kind === 'sign') return null;
  if (token.kind === 'digits') return readFromDigits(tokens, at, token);
  const mayBeNumber = looksLikeNumber(token.lower) || loose.has(token.lower);
  return mayBeNumber ? readFromWords(tokens, at, token) : null;
}

function readFromDigits(tokens: readonly Token[], at: number, token: Token): Quantity {
  const next = tokens[at + 1];
  const plain = readDigits(token.text, '.');
  const isHalf = next?.text === '½';
  const isOrdinal = next !== undefined && !next.spaced && /^(?:ste|de|e)$/.test(next.lower);
  const end = isHalf || isOrdinal ? at + 2 : at + 1;
  const { value, to } = readScale(tokens, end, isHalf ? plain + 0.5 : plain);
  const span: Span = { tokens, from: at, to };
  return {
    written: writtenText(span),
    value,
    digits: true,
    optional: value === 1,
    decade: plain % 10 === 0 && followsJaren(tokens, at),
    unit: unitAt(span),
    clock: isClockTime(token, plain, next),
    from: at,
    to,
  };
}

/** "jaren 90", "jaren '90". */
function followsJaren(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.lower === 'jaren' || (before?.text === "'" && tokens[at - 2]?.lower === 'jaren');
}

/** "19:30", "19.30 uur", "8 u". */
function isClockTime({ text }: Token, hour: number, next: Token | undefined): boolean {
  if (text.includes(':')) return true;
  return /^\d{1,2}(?:\.\d{2})?$/.test(text) && dayParts.has(next?.lower ?? '') && hour < 25;
}

/** "miljoen", "mld." after a figure. */
function readScale(tokens: readonly Token[], from: number, figure: number) {
  let value = figure;
  let to = from;
  for (;;) {
    const word = tokens[to]?.lower ?? '';
    const factor = scales.get(word);
    if (factor === undefined) return { value, to };
    const isAbbreviated = tokens[to + 1]?.text === '.' && /^ml[nd]$/.test(word);
    value *= factor;
    to += isAbbreviated ? 2 : 1;
  }
}

function readFromWords(tokens: readonly Token[], at: number, token: Token): Quantity | null {
  const { lower } = token;
  const clock = readClock(tokens, at, lower);
  if (clock) return clock;
  const ordinal = ordinals.get(lower);
  if (ordinal !== undefined)
    return fromWords({ tokens, from: at, to: at + 1 }, ordinal, 'optional');
  const half = halves.get(lower) ?? andAHalf(lower);
  if (half !== null) return readScaled(tokens, at, half);
  const looseValue = loose.get(lower);
  if (looseValue !== undefined) return readLoose(tokens, at, looseValue);
  const value = numberWordValue(lower);
  if (value !== null) return readCardinal(tokens, at, value);
  return readDerived(tokens, at, lower);
}

/** "half vier" is 3:30, "kwart over drie" 3:15, "tien voor half acht" 7:20. */
function readClock(tokens: readonly Token[], at: number, lower: string): Quantity | null {
  const next = tokens[at + 1]?.lower ?? '';
  if (next === 'voor' || next === 'over') return readMinutes(tokens, at, next);
  if (lower !== 'half') return null;
  const hour = numberWordValue(next) ?? hourInDigits(tokens[at + 1]);
  if (!isHour(hour)) return null;
  const value = (hour === 1 ? 13 : hour) - 0.5;
  return fromWords({ tokens, from: at, to: at + 2 }, value, 'clock');
}

function readMinutes(tokens: readonly Token[], at: number, side: 'voor' | 'over'): Quantity | null {
  const word = tokens[at]?.lower ?? '';
  const minutes = word === 'kwart' ? 15 : numberWordValue(word);
  const isHalf = tokens[at + 2]?.lower === 'half';
  const hour = numberWordValue(tokens[at + (isHalf ? 3 : 2)]?.lower ?? '');
  if (minutes === null || minutes >= 30 || !isHour(hour)) return null;
  const value = hour - (isHalf ? 0.5 : 0) + (side === 'voor' ? -minutes : minutes) / 60;
  return fromWords({ tokens, from: at, to: at + (isHalf ? 4 : 3) }, value, 'clock');
}

function isHour(value: number | null): value is number {
  return value !== null && value >= 1 && value <= 12;
}

function hourInDigits(token: Token | undefined): number | null {
  return token?.kind === 'digits' && /^\d{1,2}$/.test(token.text) ? Number(token.text) : null;
}

/** "tweeënhalf", "tweeëneenhalve", "drieënhalf". */
function andAHalf(word: string): number | null {
  const whole = /^(?<whole>.+?)(?:ën|en)(?:een)?hal(?:f|ve)$/.exec(word)?.groups?.['whole'];
  const value = whole === undefined ? null : numberWordValue(whole);
  return value === null ? null : value + 0.5;
}

/** "een half miljoen", "de helft", "driekwart", "kwart". */
function readLoose(tokens: readonly Token[], at: number, value: number): Quantity {
  const scale = value === 0.5 ? scales.get(tokens[at + 1]?.lower ?? '') : undefined;
  if (scale !== undefined) return fromWords({ tokens, from: at, to: at + 2 }, value * scale);
  return fromWords({ tokens, from: at, to: at + 1 }, value, 'optional');
}

/**
 * "twintigste", "zesjarige", "achtmaal": the number is there, but English may say it differently.
 */
function readDerived(tokens: readonly Token[], at: number, word: string): Quantity | null {
  for (const end of [ordinalSuffix, compoundSuffix]) {
    const stem = word.replace(end, '');
    if (stem === word || stem.length < 3) continue;
    const value = numberWordValue(stem);
    if (value !== null && value > 0)
      return fromWords({ tokens, from: at, to: at + 1 }, value, 'optional');
  }
  return null;
}

/** "vijfhonderd miljoen", "twee miljoen driehonderdduizend", "twee derde", "acht uur". */
function readCardinal(tokens: readonly Token[], from: number, first: number): Quantity {
  const next = tokens[from + 1];
  const part = ordinals.get(next?.lower ?? '') ?? (next?.lower === 'kwart' ? 4 : undefined);
  if (part !== undefined && part > 2 && first < part && first < 10 && !next?.capital)
    return fromWords(
      { tokens, from, to: from + 2 },
      first / part,
      part === 4 ? 'optional' : undefined,
    );
  if (dayParts.has(next?.lower ?? '') && first <= 24 && first > 0)
    return fromWords({ tokens, from, to: from + 1 }, first, 'clock');
  const quantity = readScaled(tokens, from, first);
  return { ...quantity, optional: quantity.value <= 1 };
}

/** A number with the scales and numbers that follow it: "twee miljoen driehonderdduizend". */
function readScaled(tokens: readonly Token[], from: number, first: number): Quantity {
  let total = 0;
  let current = first;
  let at = from + 1;
  for (;;) {
    const word = tokens[at]?.lower ?? '';
    const scale = scales.get(word);
    const more = scale === undefined && total > 0 && current === 0 ? numberWordValue(word) : null;
    if (scale !== undefined && current > 0) {
      if (scale < 1e6) current *= scale;
      else {
        total += current * scale;
        current = 0;
      }
    } else if (more !== null && more > 1) current = more;
    else break;
    at += 1;
  }
  return fromWords({ tokens, from, to: at }, total + current);
}

function fromWords(span: Span, value: number, kind?: 'optional' | 'clock'): Quantity {
  const isDecade = value >= 10 && value < 100 && value % 10 === 0;
  return makeQuantity(span, value, {
    optional: kind === 'optional',
    clock: kind === 'clock',
    decade: isDecade && span.tokens[span.from - 1]?.lower === 'jaren',
    unit: unitAt(span),
  });
}

function unitAt({ tokens, from, to }: Span): string | null {
  const sign = currencySigns.get(tokens[from - 1]?.text ?? '');
  if (sign !== undefined) return sign;
  const next = tokens[to];
  return next?.lower === 'procent' ? '%' : unitOf(next);
}
