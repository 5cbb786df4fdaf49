import { countCommon, countNGrams } from './n-grams.ts';

/*
 * BLEU (Papineni et al. 2002) as sacrebleu computes it by default:
 * nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0. Counts are kept per segment, so that
 * a corpus, or a resampled one, is a matter of adding them up.
 */

const maxOrder = 4;
const orders = [1, 2, 3, 4];

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

/** Counts of one segment against its reference. */
export function countBleu(hypothesis: string, reference: string): BleuCounts {
  const ours = tokenize13a(hypothesis);
  const theirs = tokenize13a(reference);
  return {
    correct: orders.map((order) =>
      countCommon(countNGrams(ours, order, ' '), countNGrams(theirs, order, ' ')),
    ),
    total: orders.map((order) => Math.max(0, ours.length - order + 1)),
    hypothesis: ours.length,
    reference: theirs.length,
  };
}

/** BLEU of a corpus, 0 to 100. */
export function bleu(segments: readonly BleuCounts[]): number {
  const { correct, total, hypothesis, reference } = addCounts(segments);
  if (correct.every((count) => count === 0) || total.includes(0)) return 0;
  let smooth = 1;
  const logs = correct.map((count, at) => {
    if (count === 0) smooth *= 2;
    const smoothed = count === 0 ? 1 / smooth : count;
    return Math.log((100 * smoothed) / (total[at] ?? 1));
  });
  const brevity = hypothesis < reference ? Math.exp(1 - reference / hypothesis) : 1;
  return brevity * Math.exp(logs.reduce((sum, log) => sum + log, 0) / maxOrder);
}

function addCounts(segments: readonly BleuCounts[]): BleuCounts {
  const add = (select: (counts: BleuCounts) => number) =>
    segments.reduce((sum, counts) => sum + select(counts), 0);
  return {
    correct: orders.map((order) => add(({ correct }) => correct[order - 1] ?? 0)),
    total: orders.map((order) => add(({ total }) => total[order - 1] ?? 0)),
    hypothesis: add(({ hypothesis }) => hypothesis),
    reference: add(({ reference }) => reference),
  };
}
