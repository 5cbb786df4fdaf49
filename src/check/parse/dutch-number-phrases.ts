import {
  dutchFractions,
  dutchLoose,
  dutchMagnitudes,
  dutchMultiples,
  dutchOrdinals,
  dutchSome,
} from '../../lexicon/numbers.ts';
import { looksLikeNumber, numberWordValue } from './dutch-number-words.ts';
import { makeQuantity, type Quantity, type Span } from './quantity.ts';
import type { Token } from './text.ts';
import { readUnit } from './unit-names.ts';

/*
 * Dutch that tells a number in more words than a numeral, or in a word made of one: "half vier",
 * "een op de vijf", "een derde", "honderden", "verdubbeld", "zesjarig".
 */

/** What multiplies the number before it. */
export const dutchScales: ReadonlyMap<string, number> = new Map([
  ['honderd', 100],
  ['duizend', 1e3],
  ['miljoen', 1e6],
  ['mln', 1e6],
  ['miljard', 1e9],
  ['mld', 1e9],
  ['mrd', 1e9],
  ['biljoen', 1e12],
]);

/** A number in words, with its unit. */
export function fromDutchWords(span: Span, value: number, more: Partial<Quantity> = {}): Quantity {
  return makeQuantity(span, value, { unit: readUnit(span, 'nl'), ...more });
}

const halfHour = 0.5;
const clockWords = new Set(['voor', 'over']);

/** "half vier" is 3:30, "kwart over drie" 3:15, "tien voor half acht" 7:20. */
export function readDutchClock(tokens: readonly Token[], at: number): Quantity | null {
  const lower = tokens[at]?.lower ?? '';
  const next = tokens[at + 1]?.lower ?? '';
  if (clockWords.has(next)) return readMinutes(tokens, at, next);
  if (lower !== 'half') return null;
  const hour = numberWordValue(next) ?? hourInDigits(tokens[at + 1]);
  if (!isHour(hour)) return null;
  const value = (hour === 1 ? 13 : hour) - halfHour;
  return fromDutchWords({ tokens, from: at, to: at + 2 }, value, { kind: 'clock', clock: true });
}

function readMinutes(tokens: readonly Token[], at: number, side: string): Quantity | null {
  const token = tokens[at];
  const minutes = token?.lower === 'kwart' ? 15 : smallNumber(token);
  const isHalf = tokens[at + 2]?.lower === 'half';
  const hour = smallNumber(tokens[at + (isHalf ? 3 : 2)]);
  if (minutes === null || minutes >= 30 || !isHour(hour)) return null;
  // "3 voor 12" is five to twelve less often than "five for ten": a number of hours is spelt.
  if (token?.kind === 'digits') return null;
  const value = hour - (isHalf ? halfHour : 0) + (side === 'voor' ? -minutes : minutes) / 60;
  const end = at + (isHalf ? 4 : 3);
  const part = (from: number, of: number) => makeQuantity({ tokens, from, to: from + 1 }, of);
  return fromDutchWords({ tokens, from: at, to: end }, value, {
    kind: 'clock',
    clock: true,
    // "vijf voor twaalf" may be "five to twelve", which is a range in English.
    parts: isHalf ? [] : [part(at, minutes), part(end - 1, hour)],
  });
}

function smallNumber(token: Token | undefined): number | null {
  if (token === undefined) return null;
  return token.kind === 'digits' ? hourInDigits(token) : numberWordValue(token.lower);
}

function isHour(value: number | null): value is number {
  return value !== null && value >= 1 && value <= 12;
}

function hourInDigits(token: Token | undefined): number | null {
  return token?.kind === 'digits' && token.text.length <= 2 ? Number(token.text) : null;
}

const eachWords = new Set(['de', 'elke', 'iedere']);

/** Index of the second number of "een op de vijf" and "1 op 3", where the first ends at `to`. */
export function ratioPartAt(tokens: readonly Token[], to: number): number | null {
  if (tokens[to]?.lower !== 'op') return null;
  return eachWords.has(tokens[to + 1]?.lower ?? '') ? to + 2 : to + 1;
}

/** "een derde", "twee vijfde", "drie kwart": what a cardinal is divided by. */
export function dutchPartAt(tokens: readonly Token[], at: number, count: number): number | null {
  const next = tokens[at];
  const part = next?.lower === 'kwart' ? 4 : dutchOrdinals.get(next?.lower ?? '');
  if (part === undefined || part <= 2 || next?.capital) return null;
  return count < part && count < 10 ? part : null;
}

const wholeAndHalf = /^(?<whole>.+?)(?:ën|en)(?:een)?hal(?:f|ve)$/;
const oneAndAHalf = new Set(['anderhalf', 'anderhalve']);

/** "anderhalf", "tweeënhalf", "tweeëneenhalve". */
export function andAHalf(word: string): number | null {
  if (oneAndAHalf.has(word)) return 1.5;
  if (!word.includes('hal')) return null;
  const whole = wholeAndHalf.exec(word)?.groups?.['whole'];
  const value = whole === undefined ? null : numberWordValue(whole);
  return value === null ? null : value + 0.5;
}

/** "honderden", "tientallen miljoenen", "een paar duizend". */
export function readDutchMagnitude(tokens: readonly Token[], at: number): Quantity | null {
  const word = tokens[at]?.lower ?? '';
  const span: Span = { tokens, from: at, to: at + 1 };
  const magnitude = dutchMagnitudes.get(word);
  if (magnitude === undefined) {
    const scale = dutchScales.get(word);
    const isSome = scale !== undefined && dutchSome.has(tokens[at - 1]?.lower ?? '');
    return isSome ? fromDutchWords(span, scale, vague) : null;
  }
  const next = tokens[at + 1]?.lower ?? '';
  const scale = dutchMagnitudes.get(next) ?? dutchScales.get(next);
  if (scale === undefined || scale < 1_000) return fromDutchWords(span, magnitude, vague);
  return fromDutchWords({ ...span, to: at + 2 }, magnitude * scale, vague);
}

const vague = { kind: 'vague', optional: true } as const;

/** What is made of a number: its end, and the unit that it tells. */
const derivations: ReadonlyArray<
  readonly [end: RegExp, kind: 'number' | 'multiple', unit: string]
> = [
  [/jarig(?:e|en)?$/, 'number', 'jaar'],
  [/daagse?$/, 'number', 'dag'],
  [/weekse?$/, 'number', 'week'],
  [/maandse?$/, 'number', 'maand'],
  [/urige?$/, 'number', 'uur'],
  [/(?:maal|voud|voudige?)$/, 'multiple', ''],
  [/(?:delige?|ledige?|koppige?|persoons|zijdige?|talige?|tallen|tal|partijen)$/, 'number', ''],
  [/(?:hoek|kamp|sporen?|stemmig|deurs|baans|sterren|mans|stappen|ling|lingen|s)$/, 'number', ''],
];
const ordinalEnd = /(?:ste|de)n?$/;
const wholeParts =
  /^(?<count>een|één|twee|drie|vier|vijf|zeven)(?<part>derde|kwart|vijfde|tiende|achtste)$/;
const prefix =
  /^(?<number>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|eerste|tweede|derde|vierde)(?=\p{L}{3})/u;

/**
 * "twintigste", "zesjarige", "achtmaal", "tweederde", "driedimensionaal": the number is there, but
 * English may say it differently.
 */
export function readDutchDerived(tokens: readonly Token[], at: number): Quantity | null {
  const word = tokens[at]?.lower ?? '';
  const span: Span = { tokens, from: at, to: at + 1 };
  const rank = stemValue(word, ordinalEnd);
  if (rank !== null) return makeRank(span, rank);
  const fraction = wholeParts.exec(word)?.groups;
  if (fraction) {
    const part = fraction['part'] === 'kwart' ? 4 : dutchOrdinals.get(fraction['part'] ?? '');
    const count = numberWordValue(fraction['count'] ?? '') ?? 1;
    return fromDutchWords(span, count / (part ?? 1), { kind: 'fraction', optional: true });
  }
  for (const [end, kind, unit] of derivations) {
    const value = stemValue(word, end);
    if (value === null) continue;
    const own = unit === '' ? {} : { unit: readUnitWord(span, unit) };
    return fromDutchWords(span, value, { kind, optional: true, ...own });
  }
  const number = prefix.exec(word)?.groups?.['number'];
  // "achter" is behind, "zeventig" a number of its own.
  if (number === undefined || word.startsWith('achter')) return null;
  const rankOf = dutchOrdinals.get(number);
  if (rankOf !== undefined) return makeRank(span, rankOf);
  return fromDutchWords(span, numberWordValue(number) ?? 1, loose);
}

const loose = { kind: 'loose', optional: true } as const;

function stemValue(word: string, end: RegExp): number | null {
  const stem = word.replace(end, '');
  if (stem === word || stem.length < 3) return null;
  const value = numberWordValue(stem);
  return value !== null && value > 0 ? value : null;
}

const centuries = new Set(['eeuw', 'eeuwse', 'eeuws']);

/** A rank; one of a century is as firm as a number. */
export function makeRank(span: Span, value: number): Quantity {
  const { tokens, to } = span;
  const next = tokens[to]?.text === '-' ? tokens[to + 1] : tokens[to];
  const isCentury = centuries.has(next?.lower ?? '');
  return fromDutchWords(span, value, { kind: 'ordinal', optional: !isCentury });
}

function readUnitWord(span: Span, unit: string) {
  const word = { ...span.tokens[span.from], lower: unit } as Token;
  return readUnit({ tokens: [word], from: 0, to: 0 }, 'nl');
}

/** "de helft", "kwart", "verdubbeld", "beide", "een half miljoen". */
export function readDutchPart(tokens: readonly Token[], at: number): Quantity | null {
  const word = tokens[at]?.lower ?? '';
  const span: Span = { tokens, from: at, to: at + 1 };
  const fraction = dutchFractions.get(word);
  if (fraction !== undefined) {
    const scale = dutchScales.get(tokens[at + 1]?.lower ?? '');
    if (scale !== undefined)
      return fromDutchWords({ ...span, to: at + 2 }, fraction * scale, { scale });
    return fromDutchWords(span, fraction, { kind: 'fraction', optional: true });
  }
  const looseValue = dutchLoose.get(word);
  if (looseValue !== undefined) return fromDutchWords(span, looseValue, loose);
  const multiple = dutchMultiples.find(([beginning]) => word.startsWith(beginning))?.[1];
  return multiple === undefined
    ? null
    : fromDutchWords(span, multiple, { kind: 'multiple', optional: true });
}

/** Is this a word that tells a number, by itself or with others? */
export function isNumberWord(word: string): boolean {
  if (dutchLoose.has(word) || dutchMagnitudes.has(word) || dutchScales.has(word)) return true;
  if (!looksLikeNumber(word)) return false;
  if (dutchOrdinals.has(word) || dutchFractions.has(word)) return true;
  if (numberWordValue(word) !== null || andAHalf(word) !== null) return true;
  const alone = [{ kind: 'word', text: word, lower: word, start: 0 } as Token];
  return readDutchPart(alone, 0) !== null || readDutchDerived(alone, 0) !== null;
}
