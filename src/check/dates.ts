import { type DayPart, monthNames, weekdayNames } from '../lexicon/calendar.ts';
import { error, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { type Calendar, type CalendarWord, readCalendar } from './parse/calendar.ts';
import { type NumericDate, readNumericDate } from './parse/numeric-dates.ts';
import type { Pair } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/*
 * Months, days of the week, parts of a day and rates, one to one within the sentences that render
 * each other. Days of the month, years and times are numbers (numbers.ts).
 */

/** Everything of the calendar, which must be the same. */
export const checkDates: PairCheck = (pair) => {
  const beads = pair.aligned().map((bead) => ({
    nl: readCalendar(bead.nl.tokens, 'nl'),
    en: readCalendar(bead.en.tokens, 'en'),
    bead,
  }));
  return [
    ...compare(beads, monthKind),
    ...compare(beads, weekdayKind),
    ...compare(beads, dayPartKind),
    ...compare(beads, rateKind),
    ...beads.flatMap(({ bead }) => americanDates(bead)),
  ];
};

interface Bead {
  readonly nl: Calendar;
  readonly en: Calendar;
  readonly bead: Pair;
}

/** One kind of thing, and how it is compared. */
interface Kind<T> {
  readonly rule: string;
  readonly of: (calendar: Calendar) => ReadonlyArray<CalendarWord<T>>;
  readonly isSame: (nl: T, en: T) => boolean;
  /** Its English name. */
  readonly name: (value: T) => string;
  /** It must not be lost, even if nothing took its place. */
  readonly mayNotBeLost: boolean;
}

const monthKind: Kind<number> = {
  rule: 'dates/month',
  of: ({ months }) => months,
  isSame: (nl, en) => nl === en,
  name: (month) => monthNames[month - 1] ?? '',
  mayNotBeLost: true,
};
const weekdayKind: Kind<number> = {
  rule: 'dates/weekday',
  of: ({ weekdays }) => weekdays,
  isSame: (nl, en) => nl === en,
  name: (day) => weekdayNames[day - 1] ?? '',
  mayNotBeLost: true,
};
const dayPartKind: Kind<DayPart> = {
  rule: 'dates/day-part',
  of: ({ dayParts }) => dayParts,
  isSame: (nl, en) => nl === en || (nl === 'evening' && en === 'night'),
  name: (part) => part,
  mayNotBeLost: false,
};
const rateKind: Kind<string> = {
  rule: 'dates/rate',
  of: ({ rates }) => rates,
  isSame: (nl, en) => nl === en,
  name: (unit) => `a ${unit}`,
  mayNotBeLost: false,
};

function compare<T>(beads: readonly Bead[], kind: Kind<T>): PairFinding[] {
  const left = beads.map(({ nl, en }) => pairUp(kind.of(nl), kind.of(en), kind));
  const everywhere = {
    nl: beads.flatMap(({ nl }) => kind.of(nl)),
    en: beads.flatMap(({ en }) => kind.of(en)),
  };
  return left.flatMap(({ missing, added }) => {
    const isSaidNl = ({ value }: CalendarWord<T>) =>
      everywhere.en.some((other) => kind.isSame(value, other.value));
    const isSaidEn = ({ value }: CalendarWord<T>) =>
      everywhere.nl.some((other) => kind.isSame(other.value, value));
    const lost = missing.filter(({ weak }) => !weak);
    const come = added.filter(({ weak }) => !weak);
    // One that is said elsewhere as well has only taken the place of one that is nowhere.
    const reallyCome = come.filter((each) => !isSaidEn(each));
    const doubtful = reallyCome.length > 0 ? missing.filter(({ weak }) => weak) : [];
    const reallyLost = [...lost, ...doubtful].filter((each) => !isSaidNl(each));
    if (reallyLost.length > 0) return describe(kind, reallyLost, [...reallyCome, ...come]);
    return lost.length > 0 && reallyCome.length > 0 ? describe(kind, lost, reallyCome) : [];
  });
}

interface Left<T> {
  readonly missing: ReadonlyArray<CalendarWord<T>>;
  readonly added: ReadonlyArray<CalendarWord<T>>;
}

function pairUp<T>(
  dutch: ReadonlyArray<CalendarWord<T>>,
  english: ReadonlyArray<CalendarWord<T>>,
  { isSame }: Kind<T>,
): Left<T> {
  const free = new Set(english);
  const missing: Array<CalendarWord<T>> = [];
  for (const word of dutch) {
    const same = [...free].filter(({ value }) => isSame(word.value, value));
    // "avond" is an evening before it is a night.
    const twin = same.find(({ value }) => value === word.value) ?? same[0];
    if (twin) free.delete(twin);
    else missing.push(word);
  }
  return { missing, added: [...free] };
}

function describe<T>(
  { rule, name, mayNotBeLost }: Kind<T>,
  missing: ReadonlyArray<CalendarWord<T>>,
  added: ReadonlyArray<CalendarWord<T>>,
): PairFinding[] {
  const [lost, instead] = [missing[0], added[0]];
  if (!lost || (!instead && !mayNotBeLost)) return [];
  const written = lost.tokens.map(({ text }) => text).join(lost.tokens.length > 2 ? '' : ' ');
  const message = `"${written}" in the Dutch is not in the English`;
  const marks = marksOf([lost.tokens], instead ? [instead.tokens] : []);
  return instead
    ? [error(`${message}, which has "${name(instead.value)}" instead`, { rule, marks })]
    : [warning(message, { rule: `${rule}-lost`, marks })];
}

/** "07/13/2021" for "13-07-2021": only Americans read it. */
function americanDates({ nl, en }: Pair): PairFinding[] {
  const english = numericDates(en.tokens).filter(({ isAmerican }) => isAmerican);
  if (english.length === 0) return [];
  const dutch = numericDates(nl.tokens);
  if (dutch.some(({ isAmerican }) => isAmerican)) return [];
  return english.map(({ from, to }) => {
    const run = en.tokens.slice(from, to);
    const written = run.map(({ text }) => text).join('');
    const message = `"${written}" has the month first: write the month as a word`;
    return error(message, { rule: 'dates/american', marks: marksOf([], [run]) });
  });
}

function numericDates(tokens: readonly Token[]): NumericDate[] {
  return tokens.flatMap((token, at) => {
    const date = token.kind === 'digits' ? readNumericDate(tokens, at) : null;
    return date ? [date] : [];
  });
}
