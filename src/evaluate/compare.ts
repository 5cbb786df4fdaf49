import { bleu, countBleu } from './bleu.ts';
import { type Comparison, compareSystems } from './bootstrap.ts';
import { chrf, countChrf } from './chrf.ts';
import type { EvaluatedSegment, Evaluation } from './evaluation.ts';

/** Two evaluations of the same articles, compared on the segments both have. */
export interface EvaluationComparison {
  readonly first: string;
  readonly second: string;
  readonly segments: number;
  readonly chrf: Comparison;
  readonly bleu: Comparison;
}

/** Compares two evaluations by paired bootstrap; `random` returns numbers in [0, 1). */
export function compareEvaluations(
  first: Evaluation,
  second: Evaluation,
  random: () => number,
): EvaluationComparison {
  const pairs = pairSegments(first, second);
  const countPairs = <T>(count: (en: string, reference: string) => T) => ({
    ours: pairs.map((pair) => count(pair.first.en, pair.first.reference)),
    theirs: pairs.map((pair) => count(pair.second.en, pair.second.reference)),
  });
  const byChrf = countPairs(countChrf);
  const byBleu = countPairs(countBleu);
  return {
    first: nameOf(first),
    second: nameOf(second),
    segments: pairs.length,
    chrf: compareSystems(byChrf.ours, byChrf.theirs, { score: chrf, random }),
    bleu: compareSystems(byBleu.ours, byBleu.theirs, { score: bleu, random }),
  };
}

interface SegmentPair {
  readonly first: EvaluatedSegment;
  readonly second: EvaluatedSegment;
}

function pairSegments(first: Evaluation, second: Evaluation): SegmentPair[] {
  const others = segmentsByKey(second);
  return [...segmentsByKey(first)].flatMap(([key, segment]) => {
    const other = others.get(key);
    return other ? [{ first: segment, second: other }] : [];
  });
}

function segmentsByKey({ articles }: Evaluation): Map<string, EvaluatedSegment> {
  const entries = articles.flatMap(({ id, segments }) =>
    segments.map((segment): [string, EvaluatedSegment] => [`${id} ${segment.n}`, segment]),
  );
  return new Map(entries);
}

function nameOf({ model, promptVersion }: Evaluation): string {
  return `${model} (${promptVersion})`;
}
