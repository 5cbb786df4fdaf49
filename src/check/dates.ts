import { type DayPart, monthNames, weekdayNames } from '../lexicon/calendar.ts';
import { error, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { type Calendar, type CalendarWord, emptyCalendar, readCalendar } from './parse/calendar.ts';

/*
 * Months, days of the week, parts of a day and rates, one to one within the sentences that render
 * each other. Days of the month, years and times are numbers (numbers.ts).
 */

/** Everything of the calendar, which must be the same. */
export const checkDates: PairCheck = (pair) => {
  const beads: Bead[] = [];
  // "zaterdag en zondag" may be "the weekend".
  const isWeekend = pair.en.words.has('weekend') || pair.en.words.has('weekends');
  for (const { nl, en } of pair.aligned()) {
    const bead = { nl: readCalendar(nl.tokens, 'nl'), en: readCalendar(en.tokens, 'en') };
    // Most sentences have nothing of it.
    if (bead.nl !== emptyCalendar || bead.en !== emptyCalendar) beads.push(bead);
  }
  if (beads.length === 0) return [];
  return [
    ...compare(beads, monthKind),
    ...compare(beads, isWeekend ? weekendKind : weekdayKind),
    ...compare(beads, dayPartKind),
    ...compare(beads, rateKind),
    ...beads.flatMap(americanDates),
    ...beads.flatMap(exchangedMonths),
  ];
};

/** What the calendar has in two sentences that render each other. */
interface Bead {
  readonly nl: Calendar;
  readonly en: Calendar;
}

/** One kind of thing, and how it is compared. */
interface Kind<T> {
  readonly rule: string;
  readonly of: (calendar: Calendar) => ReadonlyArray<CalendarWord<T>>;
  readonly isSame: (nl: T, en: T) => boolean;
  /** Its English name. */
  readonly name: (value: T) => string;
  /** It must not be lost, even if nothing took its place. */
  readonly mayNotBeLost: (value: T) => boolean;
}

const monthKind: Kind<number> = {
  rule: 'dates/month',
  of: ({ months }) => months,
  isSame: (nl, en) => nl === en,
  name: (month) => monthNames[month - 1] ?? '',
  mayNotBeLost: () => true,
};
const weekdayKind: Kind<number> = {
  rule: 'dates/weekday',
  of: ({ weekdays }) => weekdays,
  isSame: (nl, en) => nl === en,
  name: (day) => weekdayNames[day - 1] ?? '',
  mayNotBeLost: () => true,
};
const friday = 5;
const weekendKind: Kind<number> = { ...weekdayKind, mayNotBeLost: (day) => day <= friday };
const dayPartKind: Kind<DayPart> = {
  rule: 'dates/day-part',
  of: ({ dayParts }) => dayParts,
  isSame: (nl, en) => nl === en || (nl === 'evening' && en === 'night'),
  name: (part) => part,
  mayNotBeLost: () => false,
};
const rateKind: Kind<string> = {
  rule: 'dates/rate',
  of: ({ rates }) => rates,
  isSame: (nl, en) => nl === en,
  name: (unit) => `a ${unit}`,
  mayNotBeLost: () => false,
};

function compare<T>(beads: readonly Bead[], kind: Kind<T>): PairFinding[] {
  const left = rescueAcross(
    beads.map(({ nl, en }) => pairUp(kind.of(nl), kind.of(en), kind)),
    kind,
  );
  if (left.every(({ missing }) => missing.length === 0)) return [];
  const matched = left.flatMap((each) => each.matched);
  const isSaid = ({ value }: CalendarWord<T>) => matched.includes(value);
  return left.flatMap(({ missing, added }) => {
    const lost = missing.filter(({ weak }) => !weak);
    const come = added.filter(({ weak }) => !weak);
    // One that is said elsewhere as well has only taken the place of one that is nowhere.
    const reallyCome = come.filter((each) => !isSaid(each));
    const doubtful =
      reallyCome.length > 0
        ? missing.filter(({ value, weak }) => weak && kind.mayNotBeLost(value))
        : [];
    const reallyLost = [...lost, ...doubtful].filter((each) => !isSaid(each));
    if (reallyLost.length > 0) return describe(kind, reallyLost, [...reallyCome, ...come]);
    return lost.length > 0 && come.length > 0 ? describe(kind, lost, [...reallyCome, ...come]) : [];
  });
}

interface Left<T> {
  readonly matched: readonly T[];
  readonly missing: ReadonlyArray<CalendarWord<T>>;
  readonly added: ReadonlyArray<CalendarWord<T>>;
}

function pairUp<T>(
  dutch: ReadonlyArray<CalendarWord<T>>,
  english: ReadonlyArray<CalendarWord<T>>,
  { isSame }: Kind<T>,
): Left<T> {
  if (dutch.length === 0) return { matched: [], missing: [], added: english };
  const added = [...english];
  const missing: Array<CalendarWord<T>> = [];
  const matched: T[] = [];
  for (const word of dutch) {
    // "avond" is an evening before it is a night.
    const exact = added.findIndex(({ value }) => value === word.value);
    const at = exact < 0 ? added.findIndex(({ value }) => isSame(word.value, value)) : exact;
    const [twin] = at < 0 ? [] : added.splice(at, 1);
    if (twin) matched.push(word.value, twin.value);
    else missing.push(word);
  }
  return { matched, missing, added };
}

/** How far a sentence may have moved. */
const reach = 10;

/** What is missing in one sentence and added in one nearby was moved, unless two changed places. */
function rescueAcross<T>(beads: ReadonlyArray<Left<T>>, kind: Kind<T>): Array<Left<T>> {
  const moved = new Set<CalendarWord<T>>();
  for (const [at, bead] of beads.entries()) {
    if (bead.missing.length === 0) continue;
    const nearby = beads
      .slice(Math.max(0, at - reach), at + reach)
      .filter((other) => other !== bead && !areExchanged(bead, other, kind))
      .map(({ added }) => added.filter((word) => !moved.has(word)));
    for (const word of bead.missing) {
      const twin = takeTwin(word, nearby, kind);
      if (twin) moved.add(word).add(twin);
    }
  }
  if (moved.size === 0) return [...beads];
  const isLeft = (word: CalendarWord<T>) => !moved.has(word);
  return beads.map(({ matched, missing, added }) => ({
    matched,
    missing: missing.filter(isLeft),
    added: added.filter(isLeft),
  }));
}

function areExchanged<T>(bead: Left<T>, other: Left<T>, { isSame }: Kind<T>): boolean {
  // A sentence of a thousand months has twelve different ones.
  const there = new Set(other.missing.map(({ value }) => value));
  const here = new Set(bead.added.map(({ value }) => value));
  return here.values().some((value) => there.values().some((own) => isSame(own, value)));
}

/** Takes what is the same from the first list that has it. */
function takeTwin<T>(
  word: CalendarWord<T>,
  nearby: ReadonlyArray<Array<CalendarWord<T>>>,
  { isSame }: Kind<T>,
): CalendarWord<T> | undefined {
  for (const added of nearby) {
    const at = added.findIndex(({ value }) => isSame(word.value, value));
    if (at >= 0) return added.splice(at, 1)[0];
  }
  return undefined;
}

function describe<T>(
  { rule, name, mayNotBeLost }: Kind<T>,
  missing: ReadonlyArray<CalendarWord<T>>,
  added: ReadonlyArray<CalendarWord<T>>,
): PairFinding[] {
  const [lost, instead] = [missing[0], added[0]];
  if (!lost || (!instead && !mayNotBeLost(lost.value))) return [];
  const written = lost.tokens.map(({ text }) => text).join(lost.tokens.length > 2 ? '' : ' ');
  const message = `"${written}" in the Dutch is not in the English`;
  const marks = marksOf([lost.tokens], instead ? [instead.tokens] : []);
  return instead
    ? [error(`${message}, which has "${name(instead.value)}" instead`, { rule, marks })]
    : [warning(message, { rule: `${rule}-lost`, marks })];
}

/** "juni 1944 en mei 1945" that became "May 1944 and June 1945". */
function exchangedMonths({ nl, en }: Bead): PairFinding[] {
  if (nl.months.length < 2 || en.months.length < 2) return [];
  const findings: PairFinding[] = [];
  for (const month of nl.months) {
    for (const figure of month.figures) {
      const beside = en.months.filter(({ figures }) => figures.includes(figure));
      const [other] = beside;
      const isOnce = nl.months.filter(({ figures }) => figures.includes(figure)).length === 1;
      if (!other || beside.length > 1 || !isOnce || other.value === month.value) continue;
      // Both months are on both sides: one that is not was changed, and is found as such.
      const isKept = (value: number, months: Calendar['months']) =>
        months.some((each) => each.value === value);
      if (!isKept(month.value, en.months) || !isKept(other.value, nl.months)) continue;
      const [before, after] = [month, other].map(({ value }) => monthNames[value - 1] ?? '');
      const message = `${figure} stands beside ${before} in the Dutch, beside ${after} in the English`;
      const marks = marksOf([month.tokens], [other.tokens]);
      findings.push(error(message, { rule: 'dates/exchanged', marks }));
    }
  }
  return findings;
}

/** "07/13/2021" for "13-07-2021": only Americans read it. */
function americanDates({ nl, en }: Bead): PairFinding[] {
  if (nl.dates.some(({ isAmerican }) => isAmerican)) return [];
  const american = en.dates.filter(({ isAmerican }) => isAmerican);
  return american.map(({ tokens }) => {
    const written = tokens.map(({ text }) => text).join('');
    const message = `"${written}" has the month first: write the month as a word`;
    return error(message, { rule: 'dates/american', marks: marksOf([], [tokens]) });
  });
}
