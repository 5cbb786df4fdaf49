/*
 * `9/4/2025` is the fourth of September in America and the ninth of April everywhere else. Dutch writes
 * the day first, and so it is read; but where something says that the month is first, or may be, it is not
 * read as a day in silence.
 */

/** What numbers in a date begin with. With dots (`12.03.2024`) the day is first everywhere. */
export const dateOrders = ['dmy', 'mdy'] as const;

/** Day first, or month first. */
export type DateOrder = (typeof dateOrders)[number];

const numeric =
  /^(?<before>\D{0,20})(?<first>\d{1,2})(?<mark> ?[-/] ?)(?<second>\d{1,2})\k<mark>(?<year>\d{4})(?!\d)(?<rest>.*)$/s;

/**
 * What the numbers of a date say of their order: one over twelve is a day. Undefined where there is nothing
 * to say, as of `2025-04-09` and `4/4/2025`.
 */
export function orderOf(text: string): DateOrder | 'either' | undefined {
  const { first, second } = numeric.exec(text)?.groups ?? {};
  const [a, b] = [Number(first), Number(second)];
  if (first === undefined || second === undefined || a === b || Math.min(a, b) > 12)
    return undefined;
  if (a > 12) return 'dmy';
  return b > 12 ? 'mdy' : 'either';
}

/** A date that is written month first, day first; any other text as it is. */
export function toDayFirst(text: string): string {
  return text.replace(numeric, '$<before>$<second>$<mark>$<first>$<mark>$<year>$<rest>');
}

/** A date in numbers as nobody can mistake it: the year first. */
export function toYearFirst(text: string, order: DateOrder): string {
  const [month, day] = order === 'mdy' ? ['first', 'second'] : ['second', 'first'];
  return text.replace(numeric, `$<before>$<year>-$<${month}>-$<${day}>$<rest>`);
}

/** Programs that write a.m. and p.m. often write the month first, too. */
export const hasHalves = (text: string): boolean => /\d ?[ap]\.?m\b/i.test(text);
