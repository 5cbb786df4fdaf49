import type { Article } from '../article/schema.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { TolkError } from '../errors.ts';
import type { StoredDefinition } from '../store/batch-definition.ts';
import type { IncomingItem } from '../store/batch-items.ts';
import { statNames } from '../store/batch-stats.ts';
import { routeOf } from './dispatch.ts';
import { makeDetails } from './item-details.ts';
import { leftOut, leftOutBecause } from './select.ts';

const maxItems = 100;
const maxBytes = 500_000;
/** Entries that are left out only count. */
const maxLeftOut = 5_000;

/** An entry that was not taken, as it is written to `rejects.jsonl`. */
export interface Reject {
  readonly seq: number;
  readonly place: string;
  readonly code: string;
  readonly message: string;
}

/** Entries that are submitted together. */
export class PageBuffer {
  readonly #definition: StoredDefinition;
  readonly #counts: Record<string, number> = {};
  readonly #rejects: Reject[] = [];
  #items: IncomingItem[] = [];
  #bytes = 0;
  #leftOut = 0;
  #last = 0;

  constructor(definition: StoredDefinition) {
    this.#definition = definition;
  }

  get items(): readonly IncomingItem[] {
    return this.#items;
  }

  get rejects(): readonly Reject[] {
    return this.#rejects;
  }

  /** What was rejected and left out, by the names of counters. */
  get counts(): Readonly<Record<string, number>> {
    return this.#counts;
  }

  /** The number of the last entry; 0 while there is none. */
  get last(): number {
    return this.#last;
  }

  isFull(): boolean {
    return (
      this.#items.length + this.#rejects.length >= maxItems ||
      this.#bytes >= maxBytes ||
      this.#leftOut >= maxLeftOut
    );
  }

  /**
   * Loads an entry; one that cannot be taken is rejected, one the batch does not want is left out.
   */
  async add(seq: number, entry: CorpusEntry): Promise<void> {
    try {
      const article = await entry.load();
      const reason = leftOut(article, this.#definition.filter);
      if (reason === null) this.#addItem(seq, article, entry.place);
      else this.leaveOut(seq, reason);
    } catch (error) {
      const problem = TolkError.from(error);
      const { code, message } = problem;
      const reason = leftOutBecause(problem);
      if (reason === null) this.#reject({ seq, place: entry.place, code, message });
      else this.leaveOut(seq, reason);
    }
  }

  /** Counts an entry that the batch does not want. */
  leaveOut(seq: number, reason: string): void {
    this.#leftOut += 1;
    this.#count(statNames.leftOut(reason));
    this.#last = seq;
  }

  /** Leaves out items of which `isDone` says, in their order, that they are done already. */
  dropDone(isDone: readonly boolean[]): void {
    const kept = this.#items.filter((_, at) => !isDone[at]);
    for (let at = kept.length; at < this.#items.length; at += 1)
      this.#count(statNames.leftOut('existing'));
    this.#items = kept;
  }

  #addItem(seq: number, article: Article, place: string): void {
    const item = makeDetails(article, place);
    this.#items.push({ seq, article, item, route: routeOf(seq, this.#definition) });
    this.#bytes += article.body.length;
    this.#last = seq;
  }

  #reject(reject: Reject): void {
    this.#rejects.push(reject);
    this.#count('rejected');
    this.#count(statNames.rejected(reject.code));
    this.#last = reject.seq;
  }

  #count(name: string): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + 1;
  }
}
