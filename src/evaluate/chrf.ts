import { countCommon, countNGrams } from './n-grams.ts';

/*
 * chrF2 (Popović 2015) as sacrebleu computes it by default:
 * nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0.
 */

const orders = [1, 2, 3, 4, 5, 6];
const beta = 2;

/**
 * Counts of one segment for n = 1 to 6: character n-grams of the hypothesis, of the reference, and
 * in common.
 */
export interface ChrfCounts {
  readonly hypothesis: readonly number[];
  readonly reference: readonly number[];
  readonly common: readonly number[];
}

/** Counts of one segment against its reference; white space does not count. */
export function countChrf(hypothesis: string, reference: string): ChrfCounts {
  const ours = Array.from(hypothesis.replace(/\s+/gu, ''));
  const theirs = Array.from(reference.replace(/\s+/gu, ''));
  const sizeOf = (characters: readonly string[], order: number) =>
    Math.max(0, characters.length - order + 1);
  return {
    // As sacrebleu has it: where the reference has no n-grams of a size, the hypothesis's count as
    // none.
    hypothesis: orders.map((order) => (sizeOf(theirs, order) === 0 ? 0 : sizeOf(ours, order))),
    reference: orders.map((order) => sizeOf(theirs, order)),
    common: orders.map((order) =>
      countCommon(countNGrams(ours, order), countNGrams(theirs, order)),
    ),
  };
}

/** chrF2 of a corpus, 0 to 100. */
export function chrf(segments: readonly ChrfCounts[]): number {
  const add = (select: (counts: ChrfCounts) => number | undefined) =>
    segments.reduce((sum, counts) => sum + (select(counts) ?? 0), 0);
  const precisions: number[] = [];
  const recalls: number[] = [];
  for (const at of orders.keys()) {
    const hypothesis = add((counts) => counts.hypothesis[at]);
    const reference = add((counts) => counts.reference[at]);
    const common = add((counts) => counts.common[at]);
    if (hypothesis === 0 || reference === 0) continue;
    precisions.push(common / hypothesis);
    recalls.push(common / reference);
  }
  const precision = mean(precisions);
  const recall = mean(recalls);
  if (precision + recall === 0) return 0;
  return (100 * (1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
