/** What a paired bootstrap says of two systems on the same segments. */
export interface Comparison {
  /** First system's score less the second's. */
  readonly difference: number;
  /** 95% of resampled differences lie between these. */
  readonly interval: readonly [low: number, high: number];
  /**
   * Share of resampled corpora that contradict the sign of the difference, two-sided; below 0.05 is
   * called significant.
   */
  readonly p: number;
}

/** How systems are compared. */
export interface BootstrapOptions<T> {
  /** The score of a corpus, given its segments' counts. */
  readonly score: (counts: readonly T[]) => number;
  /** A number in [0, 1); a seeded generator makes the result repeatable. */
  readonly random: () => number;
  /** @default 1000 */
  readonly samples?: number;
}

/**
 * Paired bootstrap resampling (Koehn 2004): segments are drawn with replacement, the same ones for
 * both systems, and the scores compared.
 */
export function compareSystems<T>(
  first: readonly T[],
  second: readonly T[],
  { score, random, samples = 1_000 }: BootstrapOptions<T>,
): Comparison {
  const difference = score(first) - score(second);
  const resampled = Array.from({ length: samples }, () => {
    const picks = first.map(() => Math.floor(random() * first.length));
    return score(pick(first, picks)) - score(pick(second, picks));
  }).toSorted((a, b) => a - b);
  const percentile = (share: number) =>
    resampled[Math.min(samples - 1, Math.floor(share * samples))] ?? 0;
  const contradicts = (value: number) => (difference >= 0 ? value <= 0 : value >= 0);
  const contradicting = resampled.filter(contradicts).length / samples;
  return {
    difference,
    interval: [percentile(0.025), percentile(0.975)],
    p: Math.min(1, 2 * contradicting),
  };
}

function pick<T>(items: readonly T[], indexes: readonly number[]): T[] {
  return indexes.flatMap((at) => items[at] ?? []);
}
