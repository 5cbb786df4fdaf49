import type { Translation } from '../contract.ts';
import { glossWords } from './parse/dictionary.ts';
import { fold } from './parse/fold.ts';
import type { Side } from './parse/pair.ts';

/*
 * Does the English of a segment belong to its Dutch, or to that of another one? What a text and its
 * translation share is compared: names, numbers, words the languages have in common, and words that
 * the dictionary gives. A mark that many segments have tells little (it is weighed by its rarity).
 */

/** A segment whose English seems to be another's. */
export interface Misplaced {
  readonly n: number;
  /** The segment whose Dutch it fits. */
  readonly belongsTo: number;
}

/** The other segment must fit by this much more, and by this factor. */
const minGain = 1.2;
const minFactor = 1.6;
/** Dutch words of fewer letters are too many and too ambiguous to look up. */
const minLookup = 4;
const beginning = 5;

/** Marks of a Dutch text: what its English is expected to show. */
function marksOfDutch(side: Side): Set<string> {
  const marks = new Set<string>();
  for (const word of side.words) {
    if (word.length < minLookup) continue;
    marks.add(fold(word).slice(0, beginning));
    for (const english of glossWords(word)) marks.add(english.slice(0, beginning));
  }
  return addNumbers(marks, side);
}

/** Marks of an English text. */
function marksOfEnglish(side: Side): Set<string> {
  const marks = new Set<string>();
  for (const word of side.words)
    if (word.length >= minLookup) marks.add(fold(word).slice(0, beginning));
  return addNumbers(marks, side);
}

function addNumbers(marks: Set<string>, side: Side): Set<string> {
  for (const { value, optional: soft } of side.numbers()) if (!soft) marks.add(`#${value}`);
  return marks;
}

/**
 * Segments whose English belongs to another segment: swapped ones, and runs that were shifted because
 * one was dropped or doubled.
 */
export function findMisplaced(
  sides: ReadonlyArray<{ readonly n: number; readonly nl: Side; readonly en: Side }>,
): Misplaced[] {
  if (sides.length < 2) return [];
  const dutch = sides.map(({ nl }) => marksOfDutch(nl));
  const english = sides.map(({ en }) => marksOfEnglish(en));
  const holders = holdersOf(dutch);
  return english.flatMap((marks, at): Misplaced[] => {
    const scores = scoresOf(marks, holders, sides.length);
    const own = scores[at] ?? 0;
    const best = scores.reduce(
      (top, score, other) => (score > (scores[top] ?? 0) ? other : top),
      at,
    );
    const score = scores[best] ?? 0;
    const [here, there] = [sides[at], sides[best]];
    const fits = best !== at && score - own >= minGain && score >= own * minFactor;
    return fits && here && there ? [{ n: here.n, belongsTo: there.n }] : [];
  });
}

/** Where each mark stands. */
function holdersOf(texts: ReadonlyArray<ReadonlySet<string>>): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const [at, marks] of texts.entries()) {
    for (const mark of marks) {
      const where = holders.get(mark);
      if (where) where.push(at);
      else holders.set(mark, [at]);
    }
  }
  return holders;
}

/** How much a text shares with each of the others; what stands in a third of them or more tells nothing. */
function scoresOf(
  marks: ReadonlySet<string>,
  holders: ReadonlyMap<string, readonly number[]>,
  texts: number,
): Float64Array {
  const scores = new Float64Array(texts);
  for (const mark of marks) {
    const where = holders.get(mark) ?? [];
    if (where.length > Math.max(2, texts / 3)) continue;
    for (const one of where) scores[one] = (scores[one] ?? 0) + 1 / where.length;
  }
  return scores;
}

/** Segments that have the English of the one before, though their Dutch is another. */
export function findDoubled({ segments }: Translation): number[] {
  return segments.flatMap(({ n, nl, en }, at) => {
    const before = segments[at - 1];
    return before && en.length > 20 && before.en === en && before.nl !== nl ? [n] : [];
  });
}
