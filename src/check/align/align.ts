import type { Text } from '../parse/text.ts';
import { Band } from './band.ts';
import { Evidence } from './evidence.ts';
import type { Links, TextInSentences } from './links.ts';

/*
 * Which sentences render which: monotone, by their lengths (Gale and Church 1993, "A program for
 * aligning sentences in bilingual corpora") and by which of their words and numbers may render each
 * other (`terms.ts`). Of a long text only sentences at about the same place are compared.
 */

type Range = readonly [from: number, to: number];

/** Sentences of both texts, each from one up to another, that render each other. */
export interface Bead {
  readonly nl: Range;
  readonly en: Range;
}

/** How many sentences of each side a bead may have, and what it costs. */
const shapes: readonly [Shape, ...Shape[]] = [
  { nl: 1, en: 1, cost: 0 },
  { nl: 1, en: 2, cost: 8 },
  { nl: 2, en: 1, cost: 8 },
  { nl: 2, en: 2, cost: 20 },
  { nl: 1, en: 3, cost: 16 },
  { nl: 3, en: 1, cost: 16 },
  { nl: 1, en: 0, cost: 6 },
  { nl: 0, en: 1, cost: 6 },
];

interface Shape {
  readonly nl: number;
  readonly en: number;
  readonly cost: number;
}

/** English characters for a Dutch one, as in NTREX, FLORES and what models write. */
const lengthRatio = 0.93;
/** Variance of the length per character, as Gale and Church measured it. */
const variance = 6.8;
const maxLengthCost = 8;
/** Ways that cost so much more than the best one so far are not followed. */
const beam = 120;

/** Aligns the sentences of two texts, of which the terms have been linked. */
export function alignSentences(
  dutch: readonly TextInSentences[],
  english: readonly TextInSentences[],
  links: Links,
): Bead[] {
  const band = new Band(dutch.length, english.length);
  const evidence = new Evidence(links, band);
  const lengths = { nl: sumsOf(dutch), en: sumsOf(english) };
  // Plain lists: of the few sentences of a segment they are made faster than typed ones.
  const costs = new Array<number>(band.size).fill(Number.POSITIVE_INFINITY);
  const steps = new Array<number>(band.size).fill(-1);
  costs[band.at(0, 0)] = 0;
  const rowBest = new Array<number>(dutch.length + 1).fill(Number.POSITIVE_INFINITY);
  rowBest[0] = 0;
  /** The cost of the best way to the place that a bead of this shape begins at. */
  const costBefore = (i: number, j: number): number => {
    if (!band.has(i, j)) return Number.POSITIVE_INFINITY;
    const cost = costs[band.at(i, j)] ?? Number.POSITIVE_INFINITY;
    return cost > (rowBest[i] ?? 0) + beam ? Number.POSITIVE_INFINITY : cost;
  };
  /** What it costs that sentences up to these, so many of each text, render each other. */
  const costOfBead = (i: number, j: number, { nl, en }: Shape): number => {
    if (nl === 0 || en === 0) return 0;
    const [dutchLength, englishLength] = [within(lengths.nl, i, nl), within(lengths.en, j, en)];
    return costOfLength(dutchLength, englishLength) - evidence.of(i, j, nl, en);
  };
  const reach = (i: number, j: number) => {
    const place = band.at(i, j);
    let least = costs[place] ?? 0;
    for (let at = 0; at < shapes.length; at += 1) {
      const shape = shapes[at] ?? shapes[0];
      const before = costBefore(i - shape.nl, j - shape.en);
      if (before === Number.POSITIVE_INFINITY) continue;
      const cost = before + shape.cost + costOfBead(i, j, shape);
      if (cost >= least) continue;
      least = cost;
      if (cost < (rowBest[i] ?? 0)) rowBest[i] = cost;
      steps[place] = at;
    }
    costs[place] = least;
  };
  for (let i = 0; i <= dutch.length; i += 1) {
    const last = band.lastOf(i);
    for (let j = band.firstOf(i); j <= last; j += 1) if (i + j > 0) reach(i, j);
  }
  return traceBack(steps, band);
}

function traceBack(steps: readonly number[], band: Band): Bead[] {
  const beads: Bead[] = [];
  let i = band.dutch;
  let j = band.english;
  while (i > 0 || j > 0) {
    const shape = shapes[steps[band.at(i, j)] ?? -1];
    if (!shape) break;
    beads.push({ nl: [i - shape.nl, i], en: [j - shape.en, j] });
    i -= shape.nl;
    j -= shape.en;
  }
  return beads.reverse();
}

function costOfLength(nl: number, en: number): number {
  const deviation = (en - nl * lengthRatio) / Math.sqrt(Math.max(1, nl) * variance);
  return Math.min(maxLengthCost, (deviation * deviation) / 2);
}

/** The characters before each sentence, and of all. */
function sumsOf(texts: readonly Text[]): readonly number[] {
  const sums = [0];
  let sum = 0;
  for (const { raw } of texts) {
    sum += raw.length;
    sums.push(sum);
  }
  return sums;
}

/** The characters of so many sentences before one. */
const within = (sums: readonly number[], end: number, sentences: number): number =>
  (sums[end] ?? 0) - (sums[end - sentences] ?? 0);
