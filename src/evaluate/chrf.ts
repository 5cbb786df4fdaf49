/*
 * chrF2 (Popović 2015) as sacrebleu computes it by default:
 * nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0.
 */

const maxOrder = 6;
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

function grams(characters: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= characters.length; at += 1) {
    const gram = characters.slice(at, at + size).join('');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Counts of one segment against its reference; white space does not count. */
export function countChrf(hypothesis: string, reference: string): ChrfCounts {
  const hyp = Array.from(hypothesis.replace(/\s+/gu, ''));
  const ref = Array.from(reference.replace(/\s+/gu, ''));
  const counts = Array.from({ length: maxOrder }, (_, at) => {
    const [ofHyp, ofRef] = [grams(hyp, at + 1), grams(ref, at + 1)];
    let common = 0;
    for (const [gram, count] of ofHyp) common += Math.min(count, ofRef.get(gram) ?? 0);
    // As sacrebleu has it: a reference without n-grams of this size leaves the hypothesis's out
    // too.
    return {
      hypothesis: ofRef.size === 0 ? 0 : Math.max(0, hyp.length - at),
      reference: Math.max(0, ref.length - at),
      common,
    };
  });
  return {
    hypothesis: counts.map((one) => one.hypothesis),
    reference: counts.map((one) => one.reference),
    common: counts.map((one) => one.common),
  };
}

/** chrF2 of a corpus, 0 to 100. */
export function chrf(counts: readonly ChrfCounts[]): number {
  let [precision, recall, orders] = [0, 0, 0];
  for (let at = 0; at < maxOrder; at += 1) {
    const sum = (of: (one: ChrfCounts) => readonly number[]) =>
      counts.reduce((all, one) => all + (of(one)[at] ?? 0), 0);
    const [hypothesis, reference, common] = [
      sum((one) => one.hypothesis),
      sum((one) => one.reference),
      sum((one) => one.common),
    ];
    if (hypothesis === 0 || reference === 0) continue;
    precision += common / hypothesis;
    recall += common / reference;
    orders += 1;
  }
  if (orders === 0 || precision + recall === 0) return 0;
  const [p, r] = [precision / orders, recall / orders];
  return (100 * (1 + beta ** 2) * p * r) / (beta ** 2 * p + r);
}
