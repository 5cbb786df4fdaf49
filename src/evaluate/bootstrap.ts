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

/**
 * Paired bootstrap resampling (Koehn 2004): segments are drawn with replacement, the same ones for
 * both systems, and the scores compared.
 *
 * @param score the score of a corpus, given its segments' counts
 * @param random a number in [0, 1); a seeded one makes the result repeatable
 */
export function compareSystems<T>(
  first: readonly T[],
  second: readonly T[],
  score: (counts: readonly T[]) => number,
  random: () => number,
  samples = 1_000,
): Comparison {
  const difference = score(first) - score(second);
  const differences = Array.from({ length: samples }, () => {
    const picks = first.map(() => Math.floor(random() * first.length));
    const draw = (of: readonly T[]) => picks.flatMap((at) => of[at] ?? []);
    return score(draw(first)) - score(draw(second));
  }).toSorted((a, b) => a - b);
  const at = (share: number) =>
    differences[Math.min(samples - 1, Math.floor(share * samples))] ?? 0;
  const against =
    differences.filter((one) => (difference >= 0 ? one <= 0 : one >= 0)).length / samples;
  return { difference, interval: [at(0.025), at(0.975)], p: Math.min(1, 2 * against) };
}
