import {
  anyOf,
  capitalised,
  exchanging,
  inSegment,
  type Planter,
  pick,
  pickOther,
  replaceOne,
} from './planter.ts';

const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const months = 'January February April June July August September October November December'.split(
  ' ',
);
const allMonths = [...months, 'March', 'May'];
const monthPattern = `(?:${allMonths.join('|')})`;
const centuries =
  'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first'.split(' ');

function otherDay(day: string, random: () => number): string {
  const other = (Number(day) + 1 + Math.floor(random() * 26)) % 28;
  return String(other + 1 === Number(day) ? 28 : other + 1);
}

/** Days, months, years and the time of day. */
export const datePlanters: readonly Planter[] = [
  inSegment('numbers', 'weekday', 'another day of the week', ({ en }, random) =>
    replaceOne(en, anyOf(weekdays, 'gu'), random, ([day]) => pickOther(weekdays, [day], random)),
  ),
  inSegment('numbers', 'month', 'another month', ({ en }, random) =>
    replaceOne(en, anyOf(months, 'gu'), random, ([month]) => pickOther(months, [month], random)),
  ),
  inSegment('numbers', 'month-may-march', 'May ↔ March', ({ en, nl }, random) =>
    replaceOne(en, /(?<=\S )(?:May|March)\b/g, random, ([month]) => {
      if (month === 'May') return /\bmei\b/i.test(nl) ? 'March' : null;
      return /\bmaart\b/i.test(nl) ? 'May' : null;
    }),
  ),
  inSegment('numbers', 'day-of-month', '14 March → 17 March', ({ en }, random) =>
    replaceOne(
      en,
      new RegExp(
        `(?<![\\d.,])\\d{1,2}(?=(?:st|nd|rd|th)? (?:of )?${monthPattern})|(?<=${monthPattern} )\\d{1,2}(?![\\d.:])`,
        'g',
      ),
      random,
      ([day]) => otherDay(day, random),
    ),
  ),
  inSegment('numbers', 'year', 'another year', ({ en, nl }, random) =>
    replaceOne(
      en,
      /(?<![\d.,:/-])(?:1[5-9]|20)\d\d(?![\d,/-]|\.\d|s\b| (?:people|metres|km|euros))/g,
      random,
      ([year]) =>
        nl.includes(year)
          ? String(Number(year) + (pick([-11, -10, -3, -2, -1, 1, 2, 3, 10, 20], random) ?? 1))
          : null,
    ),
  ),
  inSegment('numbers', 'decade', '1930s → 1950s, another century', ({ en }, random) =>
    replaceOne(
      en,
      new RegExp(
        `\\b(1[5-9]\\d|20[0-2])0s\\b|\\b(\\d\\d)th(?=[ -]century)|\\b(?:${centuries.join('|')})(?=[ -]century)`,
        'gi',
      ),
      random,
      ([found, decade, century]) => {
        if (decade !== undefined)
          return `${Number(decade) + (pick([-2, -1, 1, 2], random) ?? 1)}0s`;
        if (century !== undefined) return `${Number(century) - 1}th`;
        const other = pickOther(centuries, [found.toLowerCase()], random);
        return found[0] === found[0]?.toUpperCase() ? capitalised(other ?? '') : other;
      },
    ),
  ),
  inSegment('numbers', 'clock-time', '11.20 → 10.20', ({ en }, random) =>
    replaceOne(
      en,
      /(?<![\d.,:])(\d{1,2})([:.]\d\d)(?=\s?(?:a\.?m|p\.?m|hours|o.clock|local|UTC|GMT|\)|,|\s|\.))/gi,
      random,
      ([found, hour = '', rest = '']) =>
        rest.startsWith('.') && !/\s?(?:[ap]\.?m|hours)/i.test(en.slice(en.indexOf(found)))
          ? null
          : `${(Number(hour) + 1 + Math.floor(random() * 3)) % 24}${rest}`,
    ),
  ),
  inSegment('numbers', 'am-pm', 'a.m. ↔ p.m.', ({ en }, random) =>
    replaceOne(en, /(?<=\d\s?)[ap](?=\.?m\b)/gi, random, ([half]) =>
      half.toLowerCase() === 'a' ? 'p' : 'a',
    ),
  ),
  exchanging({
    group: 'numbers',
    kind: 'part-of-day',
    what: 'afternoon → morning',
    lines: `morning / afternoon; morning / evening; afternoon / evening; night > morning; noon / midnight
     Saturday night > Saturday afternoon; mornings / evenings; overnight > at noon`,
  }),
];
