import { failureTypeOf } from '../../batch/failure-types.ts';
import type { LeftOutArticle } from '../../batch/results.ts';
import type { OutputRow } from '../../corpus/write/row.ts';
import { plural } from '../../plural.ts';
import type { Batch } from '../../store/batches.ts';

type Reason = LeftOutArticle['why'] | 'released' | 'rejected';

/** What was written of a batch, and what was not, and why. */
export class ExportTally {
  readonly #batch: Pick<Batch, 'stats' | 'inputExhausted'>;
  readonly #seqs: number[] = [];
  readonly #reasons = new Map<Reason, number>();
  readonly #failures = new Map<string, number>();
  /** Articles that nobody asked for (`--filter`), by the field that says so. */
  readonly #passedOver = new Map<string, number>();
  #glosses = 0;

  constructor(batch: Pick<Batch, 'stats' | 'inputExhausted'>) {
    this.#batch = batch;
    const { released, rejected } = batch.stats;
    if (released > 0) this.#reasons.set('released', released);
    if (rejected > 0) this.#reasons.set('rejected', rejected);
  }

  /** The numbers of what was written. */
  get seqs(): readonly number[] {
    return this.#seqs;
  }

  get written(): number {
    return this.#seqs.length;
  }

  /** How many articles and entries of the corpus are not in it; 1 at least where some are unread. */
  get leftOut(): number {
    const known = this.#reasons.values().reduce((sum, many) => sum + many, 0);
    return known + (this.#batch.inputExhausted ? 0 : 1);
  }

  write({ seq, gloss }: OutputRow): void {
    this.#seqs.push(seq);
    if (gloss) this.#glosses += 1;
  }

  /** Counts one that the filter does not want, by why: that leaves nothing out. */
  passOver(why: string): void {
    this.#passedOver.set(why, (this.#passedOver.get(why) ?? 0) + 1);
  }

  leaveOut({ why, failure }: LeftOutArticle): void {
    this.#reasons.set(why, (this.#reasons.get(why) ?? 0) + 1);
    if (why !== 'failed' || failure === null) return;
    const type = failureTypeOf(failure.code);
    this.#failures.set(type, (this.#failures.get(type) ?? 0) + 1);
  }

  /** For programs. */
  toJson() {
    return {
      written: this.written,
      glosses: this.#glosses,
      passedOver: Object.fromEntries(this.#passedOver),
      leftOut: Object.fromEntries(this.#reasons),
      failures: Object.fromEntries(this.#failures),
      isWhole: this.leftOut === 0,
      inputExhausted: this.#batch.inputExhausted,
    };
  }

  /** For people, a line each. */
  describe(id: string, path: string): string[] {
    const lines = [`${plural(this.written, 'article')} of batch ${id} written to ${path}`];
    if (this.#glosses > 0)
      lines.push(`${count(this.#glosses)} of them are glosses by the sandbox, no translation`);
    for (const [why, many] of this.#passedOver)
      lines.push(`not wanted (--filter ${why}): ${count(many)}`);
    for (const [why, many] of this.#reasons)
      lines.push(`left out: ${count(many)} ${this.#describe(why, id)}`);
    if (!this.#batch.inputExhausted)
      lines.push('left out: what is not read yet of the corpus, and so is not submitted');
    return lines;
  }

  #describe(why: Reason, id: string): string {
    switch (why) {
      case 'queued':
      case 'active':
        return `${why}; export again when they are done`;
      case 'failed': {
        const types = [...this.#failures].map(([type, many]) => `${type} ${count(many)}`);
        return `failed (${types.join(', ')}); again: tolk batch retry-failed ${id}`;
      }
      case 'cancelled':
        return 'cancelled';
      case 'gone':
        return 'gone from Redis: their results have expired, or were deleted';
      case 'released':
        return 'written and released before';
      case 'rejected':
        return 'rejected entries of the corpus';
    }
  }
}

const count = (value: number): string => value.toLocaleString('en-US');
