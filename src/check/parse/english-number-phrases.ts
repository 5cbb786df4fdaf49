import {
  englishFractions,
  englishLoose,
  englishMagnitudes,
  englishMultiples,
  englishSome,
} from '../../lexicon/numbers.ts';
import { englishUnitNames } from '../../lexicon/units.ts';
import { cardinals, decades, ordinals, parts, scales } from './english-number-words.ts';
import { makeQuantity, type Quantity, readDigits, type Span } from './quantity.ts';
import type { Token } from './text.ts';
import { isNegative, readUnit } from './unit-names.ts';

/*
 * English that tells a number in more words than a numeral, or in a word made of one: "half past
 * three", "one in five", "a third", "hundreds", "doubled", "half an hour".
 */

/** A number in words, with its unit and its sign. */
export function fromEnglishWords(
  span: Span,
  value: number,
  more: Partial<Quantity> = {},
): Quantity {
  return makeQuantity(span, value, {
    unit: readUnit(span, 'en'),
    negative: isNegative(span),
    ...more,
  });
}

/** "half past three", "a quarter to four", "ten past seven". */
export function readPast(tokens: readonly Token[], at: number): Quantity | null {
  const word = tokens[at]?.lower ?? '';
  const preposition = tokens[at + 1]?.lower;
  if (preposition !== 'past' && !(preposition === 'to' && word === 'quarter')) return null;
  const minutes = minutesOf(word);
  const hourToken = tokens[at + 2];
  const hour = cardinals.get(hourToken?.lower ?? '') ?? Number(hourToken?.text);
  if (minutes === undefined || !(hour >= 1 && hour <= 12)) return null;
  const value = hour + (preposition === 'to' ? -minutes : minutes) / 60;
  const span = { tokens, from: at, to: at + 3 };
  return makeQuantity(span, value, { kind: 'clock', clock: true, half: halfOfDay(span) });
}

function minutesOf(word: string): number | undefined {
  if (word === 'half') return 30;
  return word === 'quarter' ? 15 : cardinals.get(word);
}

const halves = new Map([
  ['am', 'am'],
  ['pm', 'pm'],
] as const);

/** Which half of the day "7 pm", "7 p.m." and "seven in the evening" are in. */
export function halfOfDay({ tokens, to }: Span): 'am' | 'pm' | null {
  const next = tokens[to]?.lower ?? '';
  if (next === 'am' || next === 'pm') return halves.get(next) ?? null;
  if ((next === 'a' || next === 'p') && tokens[to + 1]?.text === '.')
    return tokens[to + 2]?.lower === 'm' ? `${next}m` : null;
  const at = next === "o'clock" ? to + 1 : to;
  if (tokens[at]?.lower !== 'in' || tokens[at + 1]?.lower !== 'the') return null;
  const part = tokens[at + 2]?.lower ?? '';
  if (part === 'morning') return 'am';
  return part === 'afternoon' || part === 'evening' ? 'pm' : null;
}

const clockWords = new Set(["o'clock", 'gmt']);

/** Does "o'clock", "GMT", "am" or "p.m." follow? */
export function isEnglishClock(span: Span): boolean {
  return halfOfDay(span) !== null || clockWords.has(span.tokens[span.to]?.lower ?? '');
}

/** "one in five", "2 out of 3", "three in every four": numbers that may be just two numbers. */
export function readEnglishRatio(span: Span, count: number): Quantity | null {
  const { tokens, from, to } = span;
  const at = ratioPartAt(tokens, to);
  const token = at === null ? undefined : tokens[at];
  if (at === null || token === undefined) return null;
  const whole = token.kind === 'digits' ? readDigits(token.text, ',') : wholeOf(token.lower);
  if (!(whole > count) || whole > 1_000 || count < 1) return null;
  const end = { tokens, from: at, to: at + 1 };
  if (readUnit(end, 'en')?.dimension === 'time') return null;
  const isDigits = token.kind === 'digits';
  return makeQuantity({ tokens, from, to: at + 1 }, count / whole, {
    kind: 'ratio',
    parts: [
      fromEnglishWords(span, count, { optional: count === 1 }),
      fromEnglishWords(end, whole, { digits: isDigits }),
    ],
  });
}

const wholeOf = (word: string): number =>
  cardinals.get(word) ?? (word === 'hundred' ? 100 : Number.NaN);

function ratioPartAt(tokens: readonly Token[], to: number): number | null {
  const word = tokens[to]?.lower;
  const next = tokens[to + 1]?.lower ?? '';
  if (word === 'out' && next === 'of') return tokens[to + 2]?.lower === 'every' ? to + 3 : to + 2;
  if (word !== 'in') return null;
  if (next === 'a' && tokens[to + 2]?.lower === 'hundred') return to + 2;
  return next === 'every' ? to + 2 : to + 1;
}

const vague = { kind: 'vague', optional: true } as const;

/** "hundreds", "tens of thousands", "dozens of", "several hundred". */
export function readEnglishMagnitude(tokens: readonly Token[], at: number): Quantity | null {
  const word = tokens[at]?.lower ?? '';
  const span: Span = { tokens, from: at, to: at + 1 };
  const magnitude = englishMagnitudes.get(word);
  if (magnitude === undefined) {
    const scale = word.length > 2 ? scales.get(word) : undefined;
    const isSome = scale !== undefined && englishSome.has(tokens[at - 1]?.lower ?? '');
    return isSome ? fromEnglishWords(span, scale, vague) : null;
  }
  // "in his tens", "scores a goal": they are followed by "of" or a noun; "tens" and "scores" alone are not.
  const isOf = tokens[at + 1]?.lower === 'of';
  if ((word === 'tens' || word === 'scores') && !isOf) return null;
  const next = tokens[at + (isOf ? 2 : 1)]?.lower ?? '';
  const more = englishMagnitudes.get(next) ?? (next.length > 2 ? scales.get(next) : undefined);
  if (more === undefined || more < 100) return fromEnglishWords(span, magnitude, vague);
  return fromEnglishWords({ ...span, to: at + (isOf ? 3 : 2) }, magnitude * more, vague);
}

/** Words that a number may begin with. */
export const englishNumberWords: ReadonlySet<string> = new Set([
  ...cardinals.keys(),
  ...ordinals.keys(),
  ...decades.keys(),
  ...[...scales.keys()].filter((word) => word.length > 2),
  ...englishFractions.keys(),
  ...englishMultiples.keys(),
  ...englishMagnitudes.keys(),
  ...englishLoose.keys(),
  'noon',
  'midnight',
]);

const articles = new Set(['a', 'an', 'the']);
const loose = { kind: 'loose', optional: true } as const;

/** "half a million", "half an hour", "a third", "doubled", "both", "noon". */
export function readEnglishPart(tokens: readonly Token[], at: number): Quantity | null {
  const word = tokens[at]?.lower ?? '';
  const span: Span = { tokens, from: at, to: at + 1 };
  if (word === 'noon' || word === 'midnight')
    return makeQuantity(span, word === 'noon' ? 12 : 0, { ...loose, clock: true });
  const fraction = englishFractions.get(word);
  if (fraction !== undefined) return readFraction(span, fraction);
  const multiple = englishMultiples.get(word);
  if (multiple !== undefined)
    return fromEnglishWords(span, multiple, { kind: 'multiple', optional: true });
  const looseValue = englishLoose.get(word);
  return looseValue === undefined ? null : fromEnglishWords(span, looseValue, loose);
}

function readFraction(span: Span, value: number): Quantity {
  const { tokens, from } = span;
  if (value === 0.5 && tokens[from - 1]?.lower === 'a' && tokens[from - 2]?.lower === 'and')
    return readUnitAndAHalf(span);
  let at = from + 1;
  if (tokens[at]?.text === '-') at += 1;
  if (tokens[at]?.lower === 'of') at += 1;
  if (articles.has(tokens[at]?.lower ?? '')) at += 1;
  const scale = scales.get(tokens[at]?.lower ?? '');
  if (tokens[at]?.lower === 'dozen' && value === 0.5)
    return fromEnglishWords({ ...span, to: at + 1 }, value * 12);
  if (scale !== undefined && scale > 100)
    return fromEnglishWords({ ...span, to: at + 1 }, value * scale, { scale });
  const unit = englishUnitNames.get(tokens[at]?.lower ?? '') ?? null;
  return fromEnglishWords(span, value, { kind: 'fraction', optional: true, unit });
}

/** "a year and a half". */
function readUnitAndAHalf(span: Span): Quantity {
  const { tokens, from } = span;
  const unit = englishUnitNames.get(tokens[from - 3]?.lower ?? '') ?? null;
  const count = tokens[from - 4]?.lower ?? '';
  const isOne = unit !== null && (articles.has(count) || count === 'one');
  if (!isOne) return fromEnglishWords(span, 0.5, { kind: 'fraction', optional: true });
  return makeQuantity(span, 1.5, { unit });
}

/** What a cardinal is divided by: "two thirds", "one-fifth", "three quarters". */
export function englishPartAt(tokens: readonly Token[], to: number, count: number): number | null {
  const at = tokens[to]?.text === '-' ? to + 1 : to;
  const part = parts.get(tokens[at]?.lower ?? '');
  return part !== undefined && count < 10 && count < part ? part : null;
}

/** "6 feet 6 inches", "5ft 10": one length. */
export function joinFeet(quantities: Quantity[]): Quantity[] {
  return quantities.flatMap((quantity, at) => {
    const [before, next] = [quantities[at - 1], quantities[at + 1]];
    if (before && isFeetAndInches(before, quantity)) return [];
    if (!next || !isFeetAndInches(quantity, next)) return [quantity];
    return [{ ...quantity, value: quantity.value + next.value / 12 }];
  });
}

function isFeetAndInches(feet: Quantity, inches: Quantity): boolean {
  const isNear = inches.from - feet.to === 1;
  const isInches = inches.unit === null || inches.unit.name === 'inches';
  return feet.unit?.name === 'feet' && isNear && isInches && inches.value < 12;
}
