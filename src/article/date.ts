import { type DateOrder, hasHalves, orderOf, toDayFirst } from './date-order.ts';
import {
  monthNumbers,
  monthPattern,
  saysNoDate,
  weekdayPattern,
  zoneMinutes,
} from './date-words.ts';

/*
 * Dates are read by their spelling alone, never by the clock of this machine: the calendar date that
 * is written is the one that comes out, in whatever time zone. Numbers are day first, as Dutch
 * writes them.
 */

const month = `(?<name>${monthPattern})\\b\\.?`;
const day = '(?<day>\\d{1,2})(?:\\.|e|de|den|ste|sten|st|nd|rd|th)?';
const year = '(?<year>\\d{4})';
const weekday = `(?:(?:${weekdayPattern})\\b\\.?,? ?)?`;
const zoneNames = [...zoneMinutes.keys()].join('|');
const zone = String.raw`(?: ?(?<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|${zoneNames})\b)?(?: ?\([\p{L} ]+\)| ?\[[\w/+-]+\])?`;
const clock = String.raw`(?<hour>\d{1,2})(?:[:.hu](?<minute>\d{2}))(?::(?<second>\d{2})(?<fraction>[.,]\d{1,9})?)?(?: ?(?<half>[ap])\.?m\b\.?)?(?: ?(?:uur|u|h)\b\.?)?`;
/** What may stand between a date and its time. */
const between = '(?:T|,? (?:om |at |- |– |\\| |/ )?|,)';
const time = `(?:${between}${clock}${zone})?`;
/** A day of the week behind the date, and nothing else: `12 maart 2024 dinsdag`. */
const weekdayAfter = `(?:,? \\(?(?:${weekdayPattern})\\b\\)?(?=[.,]?\\s*$))?`;
/** No part of a longer word, number or row of them follows. */
const end = '(?![\\p{L}\\p{N}_]|-\\w|[.,/]\\d)';

const pattern = (source: string) => new RegExp(`^${source}${end}`, 'iu');

/** Tried in order; each matches at the start of the text and ends at a word border. */
const patterns: readonly RegExp[] = [
  // 2024-06-13, 2024/6/13, with a time
  pattern(
    `${weekday}${year}(?<mark>[-/.])(?<m>\\d{1,2})\\k<mark>(?<day>\\d{1,2})${time}${weekdayAfter}`,
  ),
  // 20240613, 20240613T130000+0200
  pattern(
    `${year}(?<m>\\d{2})(?<day>\\d{2})(?:[T ]?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?(?<fraction>\\.\\d{1,9})?${zone})?`,
  ),
  // 13 juni 2024, den 3den Mei 1901, do. 13-jun-2024
  pattern(
    `${weekday}(?:den |de |the )?${day}[ -](?:of )?${month},?[ -]${year}${time}${weekdayAfter}`,
  ),
  // June 13, 2024; Thu Jun 13 2024 13:00:00
  pattern(`${weekday}${month} ${day},? ${year}${time}${weekdayAfter}`),
  // Thu Jun 13 13:00:00 CEST 2024
  pattern(`${weekday}${month} +${day} ${clock}${zone} ${year}`),
  pattern(
    `${weekday}(?<day>\\d{1,2}) ?(?<mark>[-/.]) ?(?<m>\\d{1,2}) ?\\k<mark> ?${year}${time}${weekdayAfter}`,
  ),
  pattern(`${year}[-/](?<m>\\d{1,2})`),
  pattern(`${month},? ${year}`),
  pattern(`(?<m>\\d{1,2})[-/]${year}`),
  pattern(year),
];

/** A label before a date, on a page or in a header. */
const label =
  /^(?:gepubliceerd|geplaatst|publicatiedatum|datum|published|posted|date)(?: op| on)?:? (?=\S)/i;

/**
 * A date found at the start of a text, in ISO form, and the text after it; or why there is none.
 */
export type TakenDate =
  | { readonly date: string; readonly rest: string }
  | { readonly problem: string };

/**
 * Reads a date at the start of `text`: ISO with or without a time, `2020-08`, `2020`, `20200803`,
 * words (`3 augustus 2020`, `ma 3 aug. 2020 om 13.00 uur`, `August 3, 2020`, those of feeds), or numbers,
 * day first (`3-8-2020`, `03/08/2020 10:00`). The calendar date is the one that is written, whatever
 * its time zone.
 *
 * @example
 * takeDate('3 augustus 2020 Het regent.'); // { date: '2020-08-03', rest: 'Het regent.' }
 */
export function takeDate(text: string): TakenDate {
  for (const known of patterns) {
    const match = known.exec(text);
    if (!match?.groups) continue;
    const date = toIso(match.groups);
    if (date === undefined) return { problem: `"${match[0]}" is not on the calendar` };
    return { date, rest: text.slice(match[0].length).trimStart() };
  }
  const examples = '2020-08-03, 2020-08, 2020 or 3 augustus 2020';
  return { problem: `"${text.slice(0, 30)}" is not a date; write ${examples}` };
}

/** What a field says of a date: one, none (`n.d.`, `NULL`), or something that cannot be read. */
export type ReadDate =
  | { readonly date: string }
  | { readonly none: true }
  | { readonly problem: string };

/**
 * Reads a field that is a date and nothing else; seconds, milliseconds or microseconds since 1970 are
 * dates, too (in UTC). `NULL`, `onbekend`, `0000-00-00` say that there is none; what is only about a
 * date (`ca. 1900`, `zomer 2024`, `1940-1945`) is no date.
 *
 * @param text in one line
 * @param order of numbers, where it is known; without it day first, but for what may be American:
 *   `03/12/2024 10:00 AM`
 */
export function readDate(text: string, order?: DateOrder): ReadDate {
  const trimmed = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  if (saysNoDate(trimmed)) return { none: true };
  const epoch = /^-?\d{9,10}(?:\.\d+)?$|^-?\d{12,13}$|^\d{16}$/.exec(trimmed);
  if (epoch) return { date: fromEpoch(Number(trimmed)) };
  const written = trimmed.replace(label, '');
  if (order === undefined && hasHalves(written) && orderOf(written) === 'either')
    return {
      problem: `"${written.slice(0, 40)}" may be day or month first; say which (--date-order)`,
    };
  const taken = takeDate(order === 'mdy' ? toDayFirst(written) : written);
  if ('problem' in taken) return taken;
  if (/^[.,;]?$/.test(taken.rest)) return { date: taken.date };
  return { problem: `text after the date (${taken.date})` };
}

/** Seconds, milliseconds or microseconds: no news is from the year 5000, or of January 1970. */
function fromEpoch(count: number): string {
  let ms = count * 1000;
  if (Math.abs(count) >= 1e11) ms = count;
  if (Math.abs(count) >= 1e14) ms = count / 1000;
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

type Groups = Readonly<Record<string, string | undefined>>;

/** The date in ISO form; undefined where there is no such day or time. */
function toIso(groups: Groups): string | undefined {
  const { year: y = '', name, m, day: d } = groups;
  const number = name === undefined ? m : String(monthNumbers.get(name.toLowerCase()));
  const parts = [y, number?.padStart(2, '0'), d?.padStart(2, '0')];
  const date = parts.filter((part) => part !== undefined).join('-');
  const written = toIsoTime(groups);
  if (!isOnCalendar(date) || written === undefined) return undefined;
  return date + written;
}

/** The time as `T13:00:00+02:00`, '' where none is given, undefined where there is no such time. */
function toIsoTime({ hour, minute = '00', second, fraction = '', half, zone: at }: Groups) {
  if (hour === undefined) return '';
  const isPm = half?.toLowerCase() === 'p';
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isPm ? 12 : 0);
  const offset = toOffset(at);
  const isTime = hours < 24 && Number(minute) < 60 && Number(second ?? 0) <= 60;
  if (!isTime || offset === undefined) return undefined;
  const seconds = second === undefined ? '' : `:${second}${fraction.replace(',', '.')}`;
  return `T${String(hours).padStart(2, '0')}:${minute}${seconds}${offset}`;
}

/** `+02:00` for `CEST`, `+0200` and `GMT+2`; '' without a zone, undefined for one that is unknown. */
function toOffset(written: string | undefined): string | undefined {
  if (written === undefined) return '';
  const known = zoneMinutes.get(written.toLowerCase());
  if (known === 0) return 'Z';
  if (known !== undefined) return `${known < 0 ? '-' : '+'}0${Math.abs(known) / 60}:00`;
  const numbers = /(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?$/.exec(written)?.groups;
  if (numbers === undefined) return undefined;
  const { sign = '+', hours = '0', minutes = '00' } = numbers;
  return Number(hours) > 14 ? undefined : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

function isOnCalendar(date: string): boolean {
  const [y = 0, monthNumber = 1, d = 1] = date.split('-').map(Number);
  if (y < 1000) return false;
  const made = new Date(Date.UTC(y, monthNumber - 1, d));
  return made.getUTCMonth() === monthNumber - 1 && made.getUTCDate() === d;
}

/** `2024-06-13-brug.md`, `2024_06_13 brug.txt`, `20240613.txt`, `blog/2024/06/13-brug.md`, `2024-06-13/index.md` */
const dayInPath =
  /(?:^|[/\\])(?<year>1[5-9]\d\d|20\d\d)(?<mark>[-_./\\]?)(?<m>\d\d)\k<mark>(?<day>\d\d)(?=[-_ /\\.])[^/\\]*(?:[/\\][^/\\]*)?$/;
/** `nieuws/2024/06/brug.md` */
const monthInPath = /(?:^|[/\\])(?<year>1[5-9]\d\d|20\d\d)[/\\](?<m>\d\d)[/\\][^/\\]+$/;

/**
 * The date in the name of a file or in its folders, as Jekyll, Docusaurus and archives write it; undefined
 * where there is none.
 *
 * @example
 * dateInPath('blog/2024/03/27-titel.md'); // '2024-03-27'
 */
export function dateInPath(path: string): string | undefined {
  const found = dayInPath.exec(path) ?? monthInPath.exec(path);
  return found?.groups && toIso(found.groups);
}
