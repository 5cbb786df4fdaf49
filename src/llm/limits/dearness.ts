/** How much of what was learned of dear calls is forgotten with each call. */
const forgetting = 0.1;

/**
 * How many times what was likely the calls of each model have cost: a dearer model answers, or a
 * model thinks longer than was to be expected. Later calls are booked at that.
 */
export class Dearness {
  readonly #byModel = new Map<string, number>();

  /** True once a call of this model has been paid. */
  knows(model: string): boolean {
    return this.#byModel.has(model);
  }

  /** What the likely cost of a call is to be multiplied by; 1 at least. */
  of(model: string): number {
    return this.#byModel.get(model) ?? 1;
  }

  /** Learns from a call that has been paid. */
  learn(model: string, { paidUsd, likelyUsd }: { paidUsd: number; likelyUsd: number }): void {
    const ratio = likelyUsd > 0 ? paidUsd / likelyUsd : 1;
    this.#byModel.set(model, Math.max(1, ratio, this.of(model) * (1 - forgetting)));
  }
}
