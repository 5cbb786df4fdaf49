import { readNumericDate } from './numeric-dates.ts';
import { makeQuantity, type Quantity } from './quantity.ts';
import type { Token } from './text.ts';

/*
 * What digits are in both languages alike: dates, times, the second year of "2015-16", and digits
 * that are part of something else.
 */

/** The day and the year of a date in figures; the month is for the check of dates. */
export function readDateNumbers(tokens: readonly Token[], at: number): readonly Quantity[] | null {
  const date = readNumericDate(tokens, at);
  if (!date) return null;
  const { day, year, from, to } = date;
  const written = tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join('');
  const make = (value: number) =>
    makeQuantity({ tokens, from, to }, value, { written, digits: true });
  return [make(day), { ...make(year), also: [year % 100] }];
}

const clockDigits = /^(?<hours>\d{1,2})[.:](?<minutes>[0-5]\d)$/;

/** Hours of "20.30" and "20:30", or null. */
export function clockHours(text: string): number | null {
  if (text.length < 4) return null;
  const time = clockDigits.exec(text)?.groups;
  if (!time) return null;
  const hours = Number(time['hours']);
  return hours <= 24 ? hours + Number(time['minutes']) / 60 : null;
}

const wholeYear = /^(?:1[0-9]|20)\d\d$/;
const joints = new Set(['-', '–', '/']);

/** "16" in "2015-16" is 2016, in "'16" perhaps as well. */
export function shortYear(tokens: readonly Token[], at: number): readonly number[] {
  const token = tokens[at];
  const joint = tokens[at - 1];
  if (token?.text.length !== 2 || token.spaced || !joint) return [];
  const first = tokens[at - 2];
  if (joints.has(joint.text) && first && wholeYear.test(first.text))
    return [Math.floor(Number(first.text) / 100) * 100 + Number(token.text)];
  return joint.text === "'" && joint.spaced
    ? [1_900 + Number(token.text), 2_000 + Number(token.text)]
    : [];
}

/** Is this a year: four digits without a separator? */
export function isYear({ text }: Pick<Token, 'text'>): boolean {
  return wholeYear.test(text);
}

/** The 19 of "COVID-19", the 68 of "m68k": a name may be left out, or another stand for it. */
export function isPartOfName(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.spaced !== false) return false;
  const isJoined = tokens[at - 1]?.text === '-' && tokens[at - 1]?.spaced === false;
  const name = tokens[isJoined ? at - 2 : at - 1];
  return name?.kind === 'word' && /\p{L}$/u.test(name.text) && (!isJoined || name.capital);
}

/** The digits of "&#39;", and the 2 of "CO2", are no numbers. */
export function isPartOfSign(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (!before || !token || token.spaced) return false;
  if (before.text === '#' && tokens[at - 2]?.text === '&') return true;
  return token.text === '2' && before.lower === 'co';
}
