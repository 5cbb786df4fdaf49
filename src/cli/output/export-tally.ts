import { failureTypeOf } from '../../batch/failure-types.ts';
import type { LeftOutArticle } from '../../batch/results.ts';
import type { OutputRow } from '../../corpus/write/row.ts';
import { plural } from '../../plural.ts';
import type { Batch } from '../../store/batches.ts';

/** More are no line. */
const shownFields = 12;

type Reason = LeftOutArticle['why'] | 'released' | 'rejected';

/** What was written of a batch, and what was not, and why. */
export class ExportTally {
  readonly #batch: Pick<Batch, 'stats' | 'inputExhausted'>;
  readonly #seqs: number[] = [];
  readonly #reasons = new Map<Reason, number>();
  readonly #failures = new Map<string, number>();
  /** Articles that nobody asked for (`--filter`), by the field that says so. */
  readonly #passedOver = new Map<string, number>();
  /** Fields that are wanted as columns (`--columns`), and no article has had so far. */
  readonly #absent: Set<string>;
  /** The fields that there are, to be named where one is wanted that is not among them. */
  readonly #fields = new Set<string>();
  #glosses = 0;

  constructor(batch: Pick<Batch, 'stats' | 'inputExhausted'>, columns: readonly string[] = []) {
    this.#batch = batch;
    this.#absent = new Set(columns);
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

  write({ seq, gloss, source }: OutputRow): void {
    this.#seqs.push(seq);
    if (gloss) this.#glosses += 1;
    if (this.#absent.size === 0) return;
    const fields = Object.keys(source.meta ?? {});
    for (const field of fields) if (this.#fields.size < shownFields) this.#fields.add(field);
    const names = new Set(fields.map((field) => field.toLowerCase()));
    for (const column of this.#absent)
      if (names.has(column.toLowerCase())) this.#absent.delete(column);
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
    if (this.written > 0) lines.push(...this.#describeAbsent());
    for (const [why, many] of this.#passedOver)
      lines.push(`not wanted (--filter ${why}): ${count(many)}`);
    for (const [why, many] of this.#reasons)
      lines.push(`left out: ${count(many)} ${this.#describe(why, id)}`);
    if (!this.#batch.inputExhausted)
      lines.push('left out: what is not read yet of the corpus, and so is not submitted');
    return lines;
  }

  /** A column that is empty may be a name that is misspelt. */
  #describeAbsent(): string[] {
    const there = this.#fields.size > 0 ? `; there are ${[...this.#fields].join(', ')}` : '';
    return [...this.#absent].map((field) => `--columns: none has a field "${field}"${there}`);
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
