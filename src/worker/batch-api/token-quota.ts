import type { Submission, SubmissionStore } from '../../store/submissions.ts';

/*
 * How much may be under way: a server lets only so many prompt tokens of a model be enqueued, and says
 * so by failing the file that goes beyond. Such a model is full for a while, or until something has ended.
 */

/** How the room is kept. */
export interface TokenQuotaOptions {
  readonly submissions: Pick<SubmissionStore, 'tokenLimit'>;
  /** Prompt tokens of a model, at most, beside what the server said. */
  readonly maxTokens: number | undefined;
  /** How often the server is asked how things stand. */
  readonly pollMs: number;
  readonly clock: () => number;
}

/** After so many polls it is tried again. */
const fullPolls = 4;

/** The room that is left at the Batch API, as one process sees it. */
export class EnqueuedTokenQuota {
  readonly #options: TokenQuotaOptions;
  readonly #fullUntil = new Map<string, number>();
  /** Prompt tokens under way, by model. */
  #enqueued = new Map<string, number>();
  #plannedAt = 0;

  constructor(options: TokenQuotaOptions) {
    this.#options = options;
  }

  /** Takes stock of what is under way. */
  count(all: readonly Submission[]): void {
    this.#enqueued = new Map();
    for (const { model, tokens } of all) this.add(model, tokens);
  }

  /** One more file is under way. */
  add(model: string, tokens: number): void {
    this.#enqueued.set(model, (this.#enqueued.get(model) ?? 0) + tokens);
  }

  /** True when nothing at all is under way. */
  get isEmpty(): boolean {
    return this.#enqueued.size === 0;
  }

  /** Does this fit beside what is under way and `held` in open files? `never`: not even alone. */
  async fits(model: string, wanted: number, held: number): Promise<'yes' | 'no' | 'never'> {
    const { submissions, maxTokens = Number.POSITIVE_INFINITY } = this.#options;
    const limit = Math.min(
      maxTokens,
      (await submissions.tokenLimit(model)) ?? Number.POSITIVE_INFINITY,
    );
    if (wanted > limit) return 'never';
    return (this.#enqueued.get(model) ?? 0) + held + wanted <= limit ? 'yes' : 'no';
  }

  isFull(model: string): boolean {
    return this.#options.clock() < (this.#fullUntil.get(model) ?? 0);
  }

  noteFull(model: string): void {
    this.#fullUntil.set(model, this.#options.clock() + fullPolls * this.#options.pollMs);
  }

  /** Something has ended: there may be room again. */
  noteEnd(): void {
    this.#fullUntil.clear();
  }

  /** While there is no room, the lobby is looked through only now and then: most of it waits for that. */
  isTimeToPlan(): boolean {
    const { clock, pollMs } = this.#options;
    const isFull = [...this.#fullUntil.keys()].some((model) => this.isFull(model));
    if (isFull && clock() - this.#plannedAt < pollMs) return false;
    this.#plannedAt = clock();
    return true;
  }
}
