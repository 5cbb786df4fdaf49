import {
  type DayPart,
  dutchDayParts,
  dutchMonths,
  dutchRates,
  dutchRateUnits,
  dutchWeekdays,
  englishDayParts,
  englishMonths,
  englishRates,
  englishRateUnits,
  englishWeekdays,
} from '../../lexicon/calendar.ts';
import { wordSet } from '../../word-set.ts';
import { readNumericDate } from './numeric-dates.ts';
import type { Token } from './text.ts';
import { perWord, traitOf, type Word } from './words.ts';

/*
 * Months, days of the week, parts of a day and rates ("per jaar") in a text, by number or name.
 */

/** A month, a day, a part of a day or a rate, where it stands. */
export interface CalendarWord<T> {
  readonly value: T;
  readonly tokens: readonly Token[];
  /**
   * It may be another word: "May" is a modal and a surname, "meimaand" has a month in it. It is not
   * missed unless there is another in its place.
   */
  readonly weak: boolean;
}

/** A month, and the figures beside it: its day and year. */
interface Month extends CalendarWord<number> {
  readonly figures: readonly string[];
}

/** A date in figures, where it stands. */
interface DateInFigures {
  readonly isAmerican: boolean;
  readonly tokens: readonly Token[];
}

/** What a text has of the calendar. */
export interface Calendar {
  readonly months: Month[];
  readonly weekdays: Array<CalendarWord<number>>;
  readonly dayParts: Array<CalendarWord<DayPart>>;
  readonly rates: Array<CalendarWord<string>>;
  readonly dates: DateInFigures[];
}

const makeCalendar = (): Calendar => ({
  months: [],
  weekdays: [],
  dayParts: [],
  rates: [],
  dates: [],
});
/** Of a text that has nothing of the calendar. */
export const emptyCalendar: Calendar = makeCalendar();

/** Reads all of it, in one pass. */
export function readCalendar(tokens: readonly Token[], language: 'nl' | 'en'): Calendar {
  const read = language === 'nl' ? dutchReaders : englishReaders;
  let found = emptyCalendar;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || (token.traits & read.trait) === 0) continue;
    const use = token.kind === 'digits' ? 'figures' : read.useOf(token.word);
    if (use !== 'figures' || mayBeDate(tokens, at)) {
      if (found === emptyCalendar) found = makeCalendar();
      readPlace(found, { tokens, at, token, use, language });
    }
  }
  return found;
}

interface UsedPlace extends Place {
  readonly use: Use | 'figures';
  readonly language: 'nl' | 'en';
}

function readPlace(found: Calendar, place: UsedPlace): void {
  const { tokens, at, use, language } = place;
  if (use === 'figures') {
    readFigures(found, place);
    return;
  }
  const read = language === 'nl' ? dutchReaders : englishReaders;
  pushIf(found.rates, read.rate(place));
  if (use === 'each') return;
  const month = read.month(place);
  if (month) found.months.push({ ...month, figures: figuresBeside(tokens, at) });
  found.weekdays.push(...read.weekdays(place));
  pushIf(found.dayParts, read.dayPart(place));
}

/** Figures of a date have one of these before or after them, or points in them. */
const dateSigns = new Set(['-', '/', '–']);

function mayBeDate(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (before && dateSigns.has(before.text)) return true;
  return Boolean((after && dateSigns.has(after.text)) || token?.text.includes('.'));
}

function readFigures(found: Calendar, { tokens, at, token, language }: UsedPlace): void {
  const date = readNumericDate(tokens, at);
  if (date) {
    const run = tokens.slice(at, date.to);
    found.months.push({ value: date.month, tokens: run, weak: false, figures: [] });
    found.dates.push({ isAmerican: date.isAmerican, tokens: run });
    return;
  }
  const month = monthInFigures(tokens, at, language);
  if (month !== null) found.months.push({ ...word(token, month, true), figures: [] });
}

function figuresBeside(tokens: readonly Token[], at: number): string[] {
  const after = tokens[at + 1]?.text === ',' ? tokens[at + 2] : tokens[at + 1];
  return [tokens[at - 1], after].flatMap((token) => (token?.kind === 'digits' ? [token.text] : []));
}

/** The 3 of the Dutch "12/3", the 9 of the English "9/11": they may be months. */
function monthInFigures(
  tokens: readonly Token[],
  at: number,
  language: 'nl' | 'en',
): number | null {
  const slash = tokens[language === 'nl' ? at - 1 : at + 1];
  const other = tokens[language === 'nl' ? at - 2 : at + 2];
  if (slash?.text !== '/' || slash.spaced || other?.kind !== 'digits') return null;
  const month = Number(tokens[at]?.text);
  const day = Number(other.text);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? month : null;
}

function pushIf<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item);
}

interface Place {
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly token: Token;
}

const word = <T>(token: Token, value: T, weak = false): CalendarWord<T> => ({
  value,
  tokens: [token],
  weak,
});

const isAfterWord = ({ tokens, at }: Place) => tokens[at - 1]?.kind === 'word';

/** A figure stands beside it, as beside a month that is shortened. */
function isBesideFigure({ tokens, at }: Place): boolean {
  const after = tokens[at + 1]?.text === '.' ? tokens[at + 2] : tokens[at + 1];
  return tokens[at - 1]?.kind === 'digits' || after?.kind === 'digits';
}

const monthStart =
  /^(?:januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december)/;
const weekdayPart = /(?:maan|dins|woens|donder|vrij|zater|zon)dag/;
const shortest = 4;

const dutchWord = new RegExp(
  `(?:dag|day$|morgen|ochtend|middag|avond|nacht)|${monthStart.source}|^(?:mei|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec|may|march|january|february|june|july|august|october|wekelijkse?|maandelijkse?|jaarlijkse?)$`,
);
/** What a word may be: nothing of the calendar, as most, or only the beginning of "per jaar". */
type Use = 'none' | 'each' | 'any';

function useOfDutch({ lower }: Word): Use {
  const other = dutchWord.test(lower) ? 'any' : 'none';
  return dutchEach.has(lower) ? 'each' : other;
}

const dutchReaders = {
  useOf: perWord(useOfDutch),
  /** Of what is looked at at all. */
  trait: traitOf((word) => word.kind === 'digits' || useOfDutch(word) !== 'none'),
  month(place: Place): CalendarWord<number> | null {
    const { lower, capital, opens } = place.token;
    const month = dutchMonths.get(lower);
    if (month !== undefined) {
      const isShort = lower.length < shortest && lower !== 'mei';
      if (isShort && !isBesideFigure(place)) return null;
      // Months have no capital: "keizer Augustus".
      return word(place.token, month, capital && !opens && isAfterWord(place));
    }
    const english = place.token.capital ? englishMonths.get(lower) : undefined;
    if (english !== undefined) return word(place.token, english, true);
    const beginning = lower.length > 7 ? monthStart.exec(lower)?.[0] : undefined;
    return beginning === undefined
      ? null
      : word(place.token, dutchMonths.get(beginning) ?? 0, true);
  },
  weekdays({ token, tokens, at }: Place): Array<CalendarWord<number>> {
    if (token.text.length < 6) return [];
    // Names keep their English: "The Sunday Telegraph".
    const english = token.capital ? englishWeekdays.get(token.lower) : undefined;
    if (english !== undefined) return [word(token, english, true)];
    const day = weekdayPart.exec(token.lower);
    return day ? [word(token, dutchWeekdays.get(day[0]) ?? 0, isOfNight(tokens, at))] : [];
  },
  dayPart({ token, tokens, at }: Place): CalendarWord<DayPart> | null {
    const { lower } = token;
    if (lower === 'middernacht' || lower === 'middernachts') return null;
    // Alone it is tomorrow.
    if (lower === 'morgen')
      return word(token, 'morning', !beforeMorning.has(tokens[at - 1]?.lower ?? ''));
    const part = dutchDayParts.find(([end]) => lower.endsWith(end));
    // "vannacht" may be "this morning".
    return part ? word(token, part[1], lower === 'vannacht') : null;
  },
  rate(place: Place): CalendarWord<string> | null {
    const own = dutchRates.get(place.token.lower);
    if (own !== undefined) return word(place.token, own);
    const isEach = dutchEach.has(place.token.lower);
    return isEach ? rateOf(place, dutchRateUnits) : null;
  },
};

/** "de nacht van zaterdag op zondag" is the night of one of both. */
function isOfNight(tokens: readonly Token[], at: number): boolean {
  const isDay = (place: number) => weekdayPart.test(tokens[place]?.lower ?? '');
  return [at, at - 2].some(
    (from) => tokens[from + 1]?.lower === 'op' && isDay(from) && isDay(from + 2),
  );
}

const beforeMorning = wordSet('deze die de elke iedere volgende hele');

const dutchEach = wordSet('per elke elk iedere ieder');

function rateOf(
  { tokens, at }: Place,
  units: ReadonlyMap<string, string>,
): CalendarWord<string> | null {
  const unit = units.get(tokens[at + 1]?.lower ?? '');
  if (unit === undefined || notRates.has(tokens[at + 2]?.lower ?? '')) return null;
  return { value: unit, tokens: tokens.slice(at, at + 2), weak: false };
}

/** "a year ago", "a week later" are no rates. */
const notRates = wordSet('ago later earlier before after old in from');

const ambiguousMonths = new Set(['may', 'march']);

function useOfEnglish({ lower }: Word): Use {
  return usesOfEnglish.get(lower) ?? usesOfEnglish.get(lower.replace(genitive, '')) ?? 'none';
}

const englishReaders = {
  useOf: perWord(useOfEnglish),
  trait: traitOf((word) => word.kind === 'digits' || useOfEnglish(word) !== 'none'),
  month(place: Place): CalendarWord<number> | null {
    const { token, tokens, at } = place;
    const month = token.capital ? englishMonths.get(withoutGenitive(token.lower)) : undefined;
    if (month === undefined) return null;
    if (isBesideFigure(place)) return word(token, month);
    const isAmbiguous = ambiguousMonths.has(token.lower) || token.text.length < shortest;
    const before = tokens[at - 1];
    // "Theresa May"; at the beginning of a sentence "May" is a verb.
    const isName = before?.kind === 'word' && before.capital && !before.opens;
    return word(token, month, isAmbiguous && (isName || token.opens));
  },
  weekdays(place: Place): Array<CalendarWord<number>> {
    const { token } = place;
    if (!token.capital) return [];
    const name = withoutGenitive(token.lower);
    const day = englishWeekdays.get(name) ?? englishWeekdays.get(name.replace(/s$/, ''));
    if (day === undefined) return [];
    const isShort = name.length <= 5;
    return isShort && !isBesideFigure(place) ? [] : [word(token, day)];
  },
  dayPart({ token, tokens, at }: Place): CalendarWord<DayPart> | null {
    const part = englishDayParts.get(withoutGenitive(token.lower));
    if (part === undefined) return null;
    // "three in the morning" and "the early morning" are a night in Dutch.
    const hour = tokens[at - 2]?.lower === 'in' ? tokens[at - 3] : undefined;
    const isHour = hour?.kind === 'digits' || hourWords.has(hour?.lower ?? '');
    const isEarly = tokens[at - 1]?.lower === 'early';
    return word(token, part, part === 'morning' && (isHour || isEarly));
  },
  rate(place: Place): CalendarWord<string> | null {
    const own = englishRates.get(place.token.lower);
    if (own !== undefined) return word(place.token, own);
    const isEach = englishEach.has(place.token.lower);
    return isEach ? rateOf(place, englishRateUnits) : null;
  },
};

const hourWords = wordSet(
  "one two three four five six seven eight nine ten eleven twelve o'clock hours early late m am",
);

const englishEach = wordSet('per a an each every');

/** "Monday's", "Mondays". */
const genitive = /'?s$/;
const withoutGenitive = (text: string): string => text.replace(/'s$/, '');
const usesOfEnglish: ReadonlyMap<string, Use> = new Map([
  ...[englishMonths, englishWeekdays, englishDayParts, englishRates].flatMap((words) =>
    [...words.keys()].map((name) => [name, 'any'] as const),
  ),
  ...[...englishEach].map((name) => [name, 'each'] as const),
]);
