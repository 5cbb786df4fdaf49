import type { Token } from './text.ts';

/** A date in figures. */
export interface NumericDate {
  readonly day: number;
  /** 1 to 12. */
  readonly month: number;
  readonly year: number;
  /** The month comes first, as only Americans write it: the figures leave no other reading. */
  readonly isAmerican: boolean;
  /** Index of its first token, and of the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** With two digits for the year it may be a time ("2.08.45"), or a section. */
const inOne = /^(?<a>\d{1,2})\.(?<b>\d{1,2})\.(?<c>\d{4})$/;
const separators = new Set(['-', '/', '–']);

/** The date in figures that begins at a token: "01-07-2021", "1/7/21", "2021-07-01", "1.7.2021". */
export function readNumericDate(tokens: readonly Token[], at: number): NumericDate | null {
  const token = tokens[at];
  if (token?.kind !== 'digits') return null;
  const whole = inOne.exec(token.text)?.groups;
  if (whole) return toDate([whole['a'], whole['b'], whole['c']], at, at + 1);
  const [first, second] = [tokens[at + 1], tokens[at + 3]];
  if (!first || !second || first.text !== second.text || !separators.has(first.text)) return null;
  const run = tokens.slice(at + 1, at + 5);
  if (run.length < 4 || run.some(({ spaced }) => spaced)) return null;
  if (isContinued(tokens, at)) return null;
  return toDate([token.text, tokens[at + 2]?.text, tokens[at + 4]?.text], at, at + 5);
}

/** The same sign comes before or after it as well: a number of another kind. */
function isContinued(tokens: readonly Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1], tokens[at + 5]];
  const beyond = tokens[at + 6];
  if (before && separators.has(before.text) && !tokens[at]?.spaced) return true;
  return Boolean(after && separators.has(after.text) && !after.spaced && beyond?.kind === 'digits');
}

const wholeYear = /^(?:1[5-9]|20)\d\d$/;
const twoDigits = /^\d{1,2}$/;
const twoDigitYear = /^\d\d$/;

function toDate(
  parts: ReadonlyArray<string | undefined>,
  from: number,
  to: number,
): NumericDate | null {
  const [a = '', b = '', c = ''] = parts;
  if (wholeYear.test(a) && twoDigits.test(b) && twoDigits.test(c))
    return valid({
      day: Number(c),
      month: Number(b),
      year: Number(a),
      isAmerican: false,
      from,
      to,
    });
  if (!twoDigits.test(a) || !twoDigits.test(b)) return null;
  if (!wholeYear.test(c) && !twoDigitYear.test(c)) return null;
  const year = c.length === 4 ? Number(c) : Number(c) + (Number(c) > 40 ? 1_900 : 2_000);
  const isAmerican = Number(b) > 12 && Number(a) <= 12;
  const [day, month] = isAmerican ? [Number(b), Number(a)] : [Number(a), Number(b)];
  return valid({ day, month, year, isAmerican, from, to });
}

function valid(date: NumericDate): NumericDate | null {
  const { day, month } = date;
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? date : null;
}
