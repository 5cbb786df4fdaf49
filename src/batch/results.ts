import type { ArticleResult, Failure } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { pages } from '../pages.ts';
import type { CallOptions } from '../queue/calls.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { BatchStore, StoredItem } from '../store/batches.ts';
import { readDetails } from './item-details.ts';
import { toRow } from './writer.ts';

const pageItems = 200;

const isWritten = ({ details }: StoredItem): boolean => readDetails(details).gold === undefined;

/** An article of a batch that has no row among its results. */
export interface LeftOutArticle {
  /** Its number in the corpus, from 1. */
  readonly seq: number;
  /** Where it is in the corpus. */
  readonly place: string;
  /** Its id. */
  readonly record: string;
  /**
   * Why: it is not done yet, has failed, was cancelled, or is gone from Redis (expired, or deleted).
   */
  readonly why: 'queued' | 'active' | 'failed' | 'cancelled' | 'gone';
  /** Why it failed, where it has. */
  readonly failure: Failure | null;
}

/** Who else hears of the results of a batch. */
export interface ResultsOptions extends CallOptions {
  /** Called with each article that has no row; each is in the rows or here. */
  readonly onLeftOut?: ((article: LeftOutArticle) => void) | undefined;
}

/** Reads what batches have in Redis. */
export class BatchResults {
  readonly #batches: BatchStore;
  readonly #store: ArticleStore;

  constructor(batches: BatchStore, store: ArticleStore) {
    this.#batches = batches;
    this.#store = store;
  }

  /** Everything done, in the order of the corpus; gold articles are only measured. */
  async *all(id: string, { onLeftOut }: ResultsOptions = {}): AsyncGenerator<OutputRow> {
    const seqs = await this.#batches.all(id);
    const failed = await this.#batches.failed(id);
    const failures = new Map(failed.map(({ seq, failure }) => [seq, failure]));
    for (const page of pages(seqs, pageItems)) {
      const items = (await this.#batches.items(id, page)).filter(isWritten);
      const results = await this.#store.read(
        items.map(({ record }) => record),
        'as-failed',
      );
      for (const [at, item] of items.entries()) {
        const result = results[at] ?? null;
        const failure = failures.get(item.seq);
        // Its record may be done for another batch: what failed is in no output.
        if (result?.status === 'done' && failure === undefined) yield toRow(item, result);
        else onLeftOut?.(leftOut(item, result, failure));
      }
    }
  }

  /** The articles with the most and gravest findings. */
  async worst(id: string): Promise<OutputRow[]> {
    const ranked = await this.#batches.worst(id);
    const seqs = ranked.map(({ seq }) => seq);
    const items = await this.#batches.items(id, seqs);
    const results = await this.#store.read(
      items.map(({ record }) => record),
      'as-failed',
    );
    return items.flatMap((item, at) => {
      const result = results[at];
      return result?.status === 'done' ? [toRow(item, result)] : [];
    });
  }

  /** Lets items go that are written elsewhere for good. */
  async release(id: string, seqs: readonly number[]): Promise<void> {
    for (const page of pages(seqs, pageItems))
      await this.#batches.release(id, await this.#batches.items(id, page));
  }
}

function leftOut(
  { seq, record, details }: StoredItem,
  result: ArticleResult | null,
  failed: Failure | undefined,
): LeftOutArticle {
  const { place } = readDetails(details);
  const failure = failed ?? (result?.status === 'failed' ? result.error : null);
  return { seq, record, place, why: reasonOf(result, failure), failure };
}

function reasonOf(result: ArticleResult | null, failure: Failure | null): LeftOutArticle['why'] {
  if (failure?.code === 'job.cancelled') return 'cancelled';
  // The writer of a run counts what is gone among what failed.
  if (failure?.code === 'article.not_found') return 'gone';
  if (failure !== null) return 'failed';
  if (result === null) return 'gone';
  return result.status === 'active' ? 'active' : 'queued';
}
