/*
 * BLEU (Papineni et al. 2002) as sacrebleu computes it by default:
 * nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0. Counts are kept per segment, so that
 * a corpus, or a resampled one, is a matter of adding them up.
 */

const maxOrder = 4;

/**
 * Counts of one segment: n-grams in common and in the hypothesis for n = 1 to 4, and both lengths
 * in tokens.
 */
export interface BleuCounts {
  readonly correct: readonly number[];
  readonly total: readonly number[];
  readonly hypothesis: number;
  readonly reference: number;
}

const splits: ReadonlyArray<readonly [RegExp, string]> = [
  [/([{-~[-` -&(-+:-@/])/gu, ' $1 '],
  [/([^0-9])([.,])/gu, '$1 $2 '],
  [/([.,])([^0-9])/gu, ' $1 $2'],
  [/([0-9])(-)/gu, '$1 $2 '],
];
const entities: ReadonlyArray<readonly [string, string]> = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
];

/** Tokens as mteval-v13a makes them. */
export function tokenize13a(text: string): string[] {
  let line = text.trimEnd().replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ');
  for (const [entity, sign] of entities) line = line.replaceAll(entity, sign);
  line = ` ${line} `;
  for (const [pattern, replacement] of splits) line = line.replace(pattern, replacement);
  return line.split(/\s+/u).filter((token) => token !== '');
}

/** Counts n-grams of `size` items. */
function countGrams(
  items: readonly string[],
  size: number,
  separator: string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= items.length; at += 1) {
    const gram = items.slice(at, at + size).join(separator);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** What two bags of n-grams have in common. */
function overlap(
  hypothesis: ReadonlyMap<string, number>,
  reference: ReadonlyMap<string, number>,
): number {
  let common = 0;
  for (const [gram, count] of hypothesis) common += Math.min(count, reference.get(gram) ?? 0);
  return common;
}

/** Counts of one segment against its reference. */
export function countBleu(hypothesis: string, reference: string): BleuCounts {
  const hyp = tokenize13a(hypothesis);
  const ref = tokenize13a(reference);
  const orders = Array.from({ length: maxOrder }, (_, at) => at + 1);
  return {
    correct: orders.map((order) =>
      overlap(countGrams(hyp, order, ' '), countGrams(ref, order, ' ')),
    ),
    total: orders.map((order) => Math.max(0, hyp.length - order + 1)),
    hypothesis: hyp.length,
    reference: ref.length,
  };
}

/** BLEU of a corpus, 0 to 100. */
export function bleu(counts: readonly BleuCounts[]): number {
  const sum = (of: (one: BleuCounts) => number) => counts.reduce((all, one) => all + of(one), 0);
  const correct = Array.from({ length: maxOrder }, (_, at) => sum((one) => one.correct[at] ?? 0));
  const total = Array.from({ length: maxOrder }, (_, at) => sum((one) => one.total[at] ?? 0));
  if (correct.every((count) => count === 0) || total.includes(0)) return 0;
  let smooth = 1;
  const logs = correct.map((count, at) => {
    if (count === 0) smooth *= 2;
    return Math.log((100 * (count === 0 ? 1 / smooth : count)) / (total[at] ?? 1));
  });
  const [hypothesis, reference] = [sum((one) => one.hypothesis), sum((one) => one.reference)];
  const brevity = hypothesis < reference ? Math.exp(1 - reference / hypothesis) : 1;
  return brevity * Math.exp(logs.reduce((all, log) => all + log, 0) / maxOrder);
}
