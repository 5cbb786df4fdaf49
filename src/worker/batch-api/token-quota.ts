import type { Submission, SubmissionStore } from '../../store/submissions.ts';

/*
 * How much may be in progress: a server lets only a limited number of prompt tokens of a model be
 * enqueued, and says so by failing the file that goes beyond. Such a model is full for a while, or
 * until something has ended.
 */

/** What the quota is enforced with. */
export interface TokenQuotaOptions {
  readonly submissions: Pick<SubmissionStore, 'tokenLimit'>;
  /** Most prompt tokens of a model, beside what the server said. */
  readonly maxTokens: number | undefined;
  /** How often the server is polled. */
  readonly pollMs: number;
  readonly clock: () => number;
}

/** A full model is tried again after this many polls. */
const fullPolls = 4;

/** The prompt tokens that may still be enqueued at the Batch API, as one process sees it. */
export class EnqueuedTokenQuota {
  readonly #options: TokenQuotaOptions;
  readonly #fullUntil = new Map<string, number>();
  /** Prompt tokens in progress, by model. */
  #enqueued = new Map<string, number>();
  #plannedAt = 0;

  constructor(options: TokenQuotaOptions) {
    this.#options = options;
  }

  /** Counts what is in progress from the beginning. */
  recount(submissions: readonly Submission[]): void {
    this.#enqueued = new Map();
    for (const { model, tokens } of submissions) this.add(model, tokens);
  }

  /** Another file is in progress. */
  add(model: string, tokens: number): void {
    this.#enqueued.set(model, this.#tokensOf(model) + tokens);
  }

  /** True when nothing at all is in progress. */
  get isEmpty(): boolean {
    return this.#enqueued.size === 0;
  }

  /**
   * Says whether `tokens` more fit beside what is in progress and what open files contain
   * (`inFiles`); `never`: not even alone.
   */
  async fits(
    model: string,
    { tokens, inFiles }: { readonly tokens: number; readonly inFiles: number },
  ): Promise<'yes' | 'no' | 'never'> {
    const { submissions, maxTokens = Number.POSITIVE_INFINITY } = this.#options;
    const serverLimit = (await submissions.tokenLimit(model)) ?? Number.POSITIVE_INFINITY;
    const limit = Math.min(maxTokens, serverLimit);
    if (tokens > limit) return 'never';
    return this.#tokensOf(model) + inFiles + tokens <= limit ? 'yes' : 'no';
  }

  isFull(model: string): boolean {
    return this.#options.clock() < (this.#fullUntil.get(model) ?? 0);
  }

  markFull(model: string): void {
    const { clock, pollMs } = this.#options;
    this.#fullUntil.set(model, clock() + fullPolls * pollMs);
  }

  /** Something has ended: every model may have room again. */
  clearFull(): void {
    this.#fullUntil.clear();
  }

  /**
   * Says whether to go through the pending articles now. While a model is full that is done only
   * now and then: most of them wait for it.
   */
  isTimeToPlan(): boolean {
    const { clock, pollMs } = this.#options;
    const isAnyFull = [...this.#fullUntil.keys()].some((model) => this.isFull(model));
    if (isAnyFull && clock() - this.#plannedAt < pollMs) return false;
    this.#plannedAt = clock();
    return true;
  }

  #tokensOf(model: string): number {
    return this.#enqueued.get(model) ?? 0;
  }
}
