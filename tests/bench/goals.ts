/*
 * What the checks are to reach, as shares. "Found" is by an error or a warning.
 */

/** Kinds of planted error that are held to one goal. */
export interface GoalRow {
  readonly what: string;
  readonly kinds: readonly string[];
  readonly goal: number;
}

/** What is to be found of planted errors. */
export const goalRows: readonly GoalRow[] = [
  row(
    'numbers, dates, units, money',
    `number-digit number-word one-to-two zero-too-many decimal-lost separators-confused
     dutch-separators number-of-segment number-of-article numbers-exchanged range-end score-turned
     ordinal-word ordinal-digits fraction scale scale-dropped percent-points percent-dropped currency
     minus-lost roman unit time-unit rate weekday month month-may-march day-of-month year decade
     clock-time am-pm part-of-day`,
    0.97,
  ),
  row('another country, people, city, institution', 'country nationality city institution', 0.93),
  row(
    'a word, name or acronym left in Dutch',
    'dutch-word dutch-word-any dutch-clause dutch-exonym dutch-nationality dutch-acronym',
    0.95,
  ),
  row('a name or acronym changed', 'name-foreign acronym', 0.95),
  row('a name misspelt', 'name-misspelt-one name-misspelt-two', 0.85),
  row('names exchanged, or another of the article', 'names-exchanged name-of-article speaker', 0.6),
  row('a hedge or "X said" lost', 'hedge attribution', 0.6),
  row(
    'a sentence added, lost, moved, said twice',
    'added-plain added-fact added-negative sentence-dropped sentence-moved sentence-twice',
    0.9,
  ),
  row('a clause or quotation lost', 'clause-dropped quotation-dropped', 0.6),
  row('cut off', 'cut-off-85 cut-off-70 cut-off-closed', 0.6),
  row(
    'a segment lost, swapped, said twice, in Dutch; an apology, a loop',
    'segment-dropped segments-swapped segment-in-dutch segment-twice introduction apology loop address',
    0.98,
  ),
];

/** Of a negation lost or added, by the number of sentences a segment has. */
export const goalOfNegation: Readonly<Record<number, number>> = { 2: 0.9, 8: 0.85 };

/** Of all kinds of opposites and directions, on average. */
export const goalOfOpposites = 0.75;

/** Of untouched segments, and of articles of eight of them. */
export const goalOfUntouched = { errors: 0.015, warnings: 0.06, articles: 0.9 } as const;

/** Of untouched segments in which a single word is said to be Dutch. */
export const goalOfDutchAlarms = 1 / 300;

/** Of the pairs. */
export const goalOfPairs = { found: 0.85, alarmed: 0.05 } as const;

/**
 * Milliseconds for 500 words; over word segmentation, measured at 16 to 23 on a busy
 * machine, once at 27; and how much more they may take in an article of 50,000, which is checked in parts.
 */
export const goalOfCpu = { ms: 1.5, ratio: 28, growth: 2 } as const;

function row(what: string, kinds: string, goal: number): GoalRow {
  return { what, kinds: kinds.split(/\s+/), goal };
}
