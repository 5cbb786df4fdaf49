/*
 * Months, days of the week, parts of a day and how often something is, in both languages, compiled
 * by hand.
 */

type Row = readonly [dutch: string, english: string];

const months: readonly Row[] = [
  ['januari jan', 'january jan'],
  ['februari feb', 'february feb'],
  ['maart mrt', 'march mar'],
  ['april apr', 'april apr'],
  ['mei', 'may'],
  ['juni jun', 'june jun'],
  ['juli jul', 'july jul'],
  ['augustus aug', 'august aug'],
  ['september sept sep', 'september sept sep'],
  ['oktober okt', 'october oct'],
  ['november nov', 'november nov'],
  ['december dec', 'december dec'],
];

const weekdays: readonly Row[] = [
  ['maandag ma', 'monday mon'],
  ['dinsdag di', 'tuesday tue tues'],
  ['woensdag wo', 'wednesday wed'],
  ['donderdag do', 'thursday thu thur thurs'],
  ['vrijdag vr', 'friday fri'],
  ['zaterdag za', 'saturday sat'],
  ['zondag zo', 'sunday sun'],
];

function numbered(rows: readonly Row[], side: 0 | 1): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap((row, at) => row[side].split(' ').map((word) => [word, at + 1] as const)),
  );
}

/** Months by their Dutch names, 1 to 12. */
export const dutchMonths: ReadonlyMap<string, number> = numbered(months, 0);
/** Months by their English names, 1 to 12. */
export const englishMonths: ReadonlyMap<string, number> = numbered(months, 1);
/** Days by their Dutch names, Monday first; short ones are words of other meanings as well. */
export const dutchWeekdays: ReadonlyMap<string, number> = numbered(weekdays, 0);
/** Days by their English names, Monday first. */
export const englishWeekdays: ReadonlyMap<string, number> = numbered(weekdays, 1);
/** The name of a month, for messages. */
export const monthNames: readonly string[] = months.map(([, english]) => capitalized(english));
/** The name of a day, for messages. */
export const weekdayNames: readonly string[] = weekdays.map(([, english]) => capitalized(english));

function capitalized(words: string): string {
  const [first = ''] = words.split(' ');
  return first.charAt(0).toUpperCase() + first.slice(1);
}

/** A part of a day. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** Parts of a day by the end of a Dutch word: "ochtend", "vanavond", "dinsdagmiddag". */
export const dutchDayParts: ReadonlyArray<readonly [end: string, part: DayPart]> = [
  ['ochtend', 'morning'],
  ['ochtends', 'morning'],
  ['ochtenden', 'morning'],
  ['dagmorgen', 'morning'],
  ['stermorgen', 'morning'],
  ['morgens', 'morning'],
  ['vanmorgen', 'morning'],
  ['voormiddag', 'morning'],
  ['middag', 'afternoon'],
  ['middags', 'afternoon'],
  ['middagen', 'afternoon'],
  ['avond', 'evening'],
  ['avonds', 'evening'],
  ['avonden', 'evening'],
  ['nacht', 'night'],
  ['nachts', 'night'],
  ['nachten', 'night'],
];
/** Parts of a day by the English word. */
export const englishDayParts: ReadonlyMap<string, DayPart> = new Map([
  ['morning', 'morning'],
  ['mornings', 'morning'],
  ['afternoon', 'afternoon'],
  ['afternoons', 'afternoon'],
  ['evening', 'evening'],
  ['evenings', 'evening'],
  ['night', 'night'],
  ['nights', 'night'],
  ['overnight', 'night'],
  ['tonight', 'night'],
]);

/** How often, by the Dutch word. */
export const dutchRates: ReadonlyMap<string, string> = new Map([
  ['dagelijks', 'day'],
  ['dagelijkse', 'day'],
  ['wekelijks', 'week'],
  ['wekelijkse', 'week'],
  ['maandelijks', 'month'],
  ['maandelijkse', 'month'],
  ['jaarlijks', 'year'],
  ['jaarlijkse', 'year'],
]);
/** How often, by the English word. */
export const englishRates: ReadonlyMap<string, string> = new Map([
  ['daily', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
  ['yearly', 'year'],
  ['annual', 'year'],
  ['annually', 'year'],
]);

/** Units that make a rate after "per", with their English. */
export const dutchRateUnits: ReadonlyMap<string, string> = new Map([
  ['seconde', 'second'],
  ['minuut', 'minute'],
  ['uur', 'hour'],
  ['dag', 'day'],
  ['nacht', 'night'],
  ['week', 'week'],
  ['maand', 'month'],
  ['kwartaal', 'quarter'],
  ['jaar', 'year'],
]);

/** Those of English after "per", "a" or "each". */
export const englishRateUnits: ReadonlyMap<string, string> = new Map(
  ['second', 'minute', 'hour', 'day', 'night', 'week', 'month', 'quarter', 'year'].map((unit) => [
    unit,
    unit,
  ]),
);
