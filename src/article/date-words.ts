/*
 * The words of dates in Dutch and English texts: months in full, abbreviated and in old spelling, days of
 * the week, time zones, and the placeholders for a missing date.
 */

const months: readonly string[] = [
  'januari|january|januarij|jan|louwmaand',
  'februari|february|februarij|febr|feb|sprokkelmaand',
  'maart|march|mrt|mar|lentemaand',
  'april|apr|grasmaand',
  'mei|may|meij|bloeimaand',
  'juni|june|junij|jun|zomermaand',
  'juli|july|julij|jul|hooimaand',
  'augustus|august|aug|oogstmaand',
  'september|sept|sep|herfstmaand',
  'oktober|october|october|okt|oct|wijnmaand',
  'november|nov|slachtmaand',
  'december|dec|wintermaand',
];

/** The number of a month by its name, in lower case. */
export const monthNumbers: ReadonlyMap<string, number> = new Map(
  months.flatMap((names, at) => names.split('|').map((name) => [name, at + 1] as const)),
);

/** A pattern for the name of a month; the longest first, or "jan" would be found in "januari". */
export const monthPattern: string = [...monthNumbers.keys()]
  .toSorted((a, b) => b.length - a.length)
  .join('|');

/** A pattern for a day of the week. */
export const weekdayPattern =
  '(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|' +
  'thurs|thur|thu|tues|tue|wed|mon|fri|sat|sun|ma|di|wo|do|vr|za|zo';

const hour = 60;
/** The minutes that the clocks of a zone are ahead of UTC; without those that are Dutch words. */
export const zoneMinutes: ReadonlyMap<string, number> = new Map([
  ['z', 0],
  ['utc', 0],
  ['gmt', 0],
  ['bst', hour],
  ['cet', hour],
  ['mez', hour],
  ['cest', 2 * hour],
  ['mesz', 2 * hour],
  ['est', -5 * hour],
  ['edt', -4 * hour],
  ['cst', -6 * hour],
  ['cdt', -5 * hour],
  ['mst', -7 * hour],
  ['mdt', -6 * hour],
  ['pst', -8 * hour],
  ['pdt', -7 * hour],
]);

const words =
  'null|none|nil|nan|nat|n/?a|#n/a|n\\.?v\\.?t|n\\.?d|s\\.?[ad]|z\\.? ?j|onbekend|ongedateerd|' +
  'unknown|undated|undefined|geen|leeg|empty|(?:geen|zonder) datum|no date|invalid date|t\\.?b\\.?d';
const noDateWord = new RegExp(
  `^[[(<]?(?:${words})?\\.?[\\])>]?$|^[-–—?*./ ]+$|^0+(?:\\.0+)?$`,
  'i',
);
/** What databases write for none: the year 0, 1 or 9999. */
const noDateNumbers =
  /^(?:-?000[01]-\d\d-\d\d|9999-12-31|00?[-/.]00?[-/.]0000|0?1[-/.]0?1[-/.]0001)(?![\d-])/;

/** True for a placeholder of a missing date: `NULL`, `n.d.`, `onbekend`, `0000-00-00`. */
export function saysNoDate(text: string): boolean {
  return noDateWord.test(text) || noDateNumbers.test(text);
}
