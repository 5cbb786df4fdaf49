import type { Translation } from '../contract.ts';
import type { Pair, Side } from './parse/pair.ts';

/*
 * Does the English of a segment belong to its Dutch, or to that of another one? What a text and its
 * translation share is compared: names, numbers, words the languages have in common, and words that
 * the lexicon gives. A mark that many segments have tells little (it is weighed by its rarity).
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
/** English of which more than this answers its own Dutch is no other segment's. */
const maxOwnShare = 0.4;

/** What its words and numbers may be recognised by in the other language. */
function marksOf(side: Side): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const { keys } of side.terms()) for (const key of keys) marks.add(key);
  return marks;
}

/** A segment, which is read when it is first asked for. */
export interface SegmentToPlace {
  readonly n: number;
  readonly pair: () => Generator<undefined, Pair>;
  /** How much of its English may render words of its Dutch. */
  readonly shareAnswering: () => Generator<undefined, number>;
}

/**
 * Segments whose English belongs to another segment: swapped ones, and sequences that were shifted
 * because one was dropped or doubled. Pauses between segments.
 */
export function* findMisplaced(
  segments: readonly SegmentToPlace[],
): Generator<undefined, Misplaced[]> {
  if (segments.length < 2) return [];
  const doubtful = new Set<SegmentToPlace>();
  for (const segment of segments) {
    if ((yield* segment.shareAnswering()) <= maxOwnShare) doubtful.add(segment);
    yield;
  }
  if (doubtful.size === 0) return [];
  const marks: Array<ReadonlySet<string>> = [];
  for (const { pair } of segments) {
    marks.push(marksOf((yield* pair()).nl));
    yield;
  }
  const segmentsByMark = indexMarks(marks);
  const found: Misplaced[] = [];
  for (const [at, segment] of segments.entries()) {
    if (!doubtful.has(segment)) continue;
    const belongsTo = placeOf(marksOf((yield* segment.pair()).en), at, segmentsByMark, segments);
    if (belongsTo !== undefined) found.push({ n: segment.n, belongsTo });
    yield;
  }
  return found;
}

/** The number of the segment that English with these marks fits better than its own. */
function placeOf(
  marks: ReadonlySet<string>,
  at: number,
  segmentsByMark: ReadonlyMap<string, readonly number[]>,
  segments: readonly SegmentToPlace[],
): number | undefined {
  const scores = scoreSegments(marks, segmentsByMark, segments.length);
  const best = indexOfBest(scores, at);
  const own = scores[at] ?? 0;
  const score = scores[best] ?? 0;
  const fitsBetter = score - own >= minGain && score >= own * minFactor;
  return best !== at && fitsBetter ? segments[best]?.n : undefined;
}

/** How much of an English text may render words of its Dutch. */
export function shareAnswering(pair: Pair): number {
  const { terms, linksOf } = pair.links().en;
  let answering = 0;
  for (let at = 0; at < terms.length; at += 1)
    if ((linksOf[at + 1] ?? 0) > (linksOf[at] ?? 0)) answering += 1;
  return answering / Math.max(1, terms.length);
}

/** The segments (by index) that have each mark. */
function indexMarks(texts: ReadonlyArray<ReadonlySet<string>>): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [at, marks] of texts.entries()) {
    for (const mark of marks) {
      const known = index.get(mark);
      if (known) known.push(at);
      else index.set(mark, [at]);
    }
  }
  return index;
}

/** How much a text shares with each segment; a mark of a third of them or more tells nothing. */
function scoreSegments(
  marks: ReadonlySet<string>,
  segmentsByMark: ReadonlyMap<string, readonly number[]>,
  count: number,
): Float64Array {
  const scores = new Float64Array(count);
  for (const mark of marks) {
    const owners = segmentsByMark.get(mark) ?? [];
    if (owners.length > Math.max(2, count / 3)) continue;
    for (const at of owners) scores[at] = (scores[at] ?? 0) + 1 / owners.length;
  }
  return scores;
}

/** The index of the highest score; of equal ones, `own` before the others. */
function indexOfBest(scores: Float64Array, own: number): number {
  let best = own;
  for (const [at, score] of scores.entries()) if (score > (scores[best] ?? 0)) best = at;
  return best;
}

/** Segments that have the English of the segment before, though their Dutch is another. */
export function findDoubled(segments: Translation['segments']): number[] {
  return segments.flatMap(({ n, nl, en }, at) => {
    const before = segments[at - 1];
    return before && en.length > 20 && before.en === en && before.nl !== nl ? [n] : [];
  });
}
