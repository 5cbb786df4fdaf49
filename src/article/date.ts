const monthNames: Readonly<Record<string, number>> = {
  januari: 1,
  jan: 1,
  februari: 2,
  feb: 2,
  maart: 3,
  mrt: 3,
  april: 4,
  apr: 4,
  mei: 5,
  juni: 6,
  jun: 6,
  juli: 7,
  jul: 7,
  augustus: 8,
  aug: 8,
  september: 9,
  sept: 9,
  sep: 9,
  oktober: 10,
  okt: 10,
  november: 11,
  nov: 11,
  december: 12,
  dec: 12,
};
const month = `(?<month>${Object.keys(monthNames).join('|')})\\.?`;
const weekday = '(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,? )?';

const time = String.raw`(?<time>T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;

/** Tried in order; each matches at the start of the text and ends at a word border. */
const patterns: readonly RegExp[] = [
  new RegExp(String.raw`^(?<year>\d{4})-(?<m>\d{2})-(?<day>\d{2})${time}(?![\w-])`),
  /^(?<year>\d{4})-(?<m>\d{2})(?![\w-])/,
  new RegExp(`^${weekday}(?<day>\\d{1,2}) ${month} (?<year>\\d{4})(?!\\w)`, 'i'),
  new RegExp(`^${month} (?<year>\\d{4})(?!\\w)`, 'i'),
  /^(?<day>\d{1,2})[-/.](?<m>\d{1,2})[-/.](?<year>\d{4})(?![\w-])/,
  /^(?<year>\d{4})(?![\w-]|[.,]\d)/,
];

/**
 * A date found at the start of a text, in ISO form, and the text after it; or why there is none.
 */
export type TakenDate =
  | { readonly date: string; readonly rest: string }
  | { readonly problem: string };

/**
 * Reads a date at the start of `text`: ISO (`2020-08-03`, with a time too), `2020-08`, `2020`,
 * Dutch (`3 augustus 2020`, `maandag 3 aug. 2020`, `augustus 2020`) or numeric day first
 * (`3-8-2020`).
 */
export function takeDate(text: string): TakenDate {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (!match?.groups) continue;
    const { year, m, month: name, day, time: clock } = match.groups;
    const number = name === undefined ? m : String(monthNames[name.toLowerCase()]);
    const date = [year, number?.padStart(2, '0'), day?.padStart(2, '0')]
      .filter((part) => part !== undefined)
      .join('-');
    if (!isOnCalendar(date)) return { problem: `"${match[0]}" is not on the calendar` };
    return { date: date + (clock ?? ''), rest: text.slice(match[0].length).trimStart() };
  }
  const examples = '2020-08-03, 2020-08, 2020 or 3 augustus 2020';
  return { problem: `"${text.slice(0, 30)}" is not a date; write ${examples}` };
}

function isOnCalendar(date: string): boolean {
  const [year = 0, monthNumber = 1, day = 1] = date.split('-').map(Number);
  const made = new Date(Date.UTC(year, monthNumber - 1, day));
  return made.getUTCMonth() === monthNumber - 1 && made.getUTCDate() === day;
}
