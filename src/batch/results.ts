import type { OutputRow } from '../corpus/write/row.ts';
import { pages } from '../pages.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { BatchStore, StoredItem } from '../store/batches.ts';
import { readDetails } from './item-details.ts';
import { toRow } from './writer.ts';

const pageItems = 200;

const isWritten = ({ details }: StoredItem): boolean => readDetails(details).gold === undefined;

/** Reads what batches have in Redis. */
export class BatchResults {
  readonly #batches: BatchStore;
  readonly #store: ArticleStore;

  constructor(batches: BatchStore, store: ArticleStore) {
    this.#batches = batches;
    this.#store = store;
  }

  /** Everything done, in the order of the corpus; gold articles are only measured. */
  async *all(id: string): AsyncGenerator<OutputRow> {
    const seqs = await this.#batches.all(id);
    for (const page of pages(seqs, pageItems)) {
      const items = await this.#batches.items(id, page);
      yield* await this.#rowsOf(items.filter(isWritten));
    }
  }

  /** The articles with the most and gravest findings. */
  async worst(id: string): Promise<OutputRow[]> {
    const ranked = await this.#batches.worst(id);
    const seqs = ranked.map(({ seq }) => seq);
    return this.#rowsOf(await this.#batches.items(id, seqs));
  }

  /** Lets items go that are written elsewhere for good. */
  async release(id: string, seqs: readonly number[]): Promise<void> {
    for (const page of pages(seqs, pageItems))
      await this.#batches.release(id, await this.#batches.items(id, page));
  }

  async #rowsOf(items: readonly StoredItem[]): Promise<OutputRow[]> {
    const results = await this.#store.read(items.map(({ record }) => record));
    return items.flatMap((item, at) => {
      const result = results[at];
      return result?.status === 'done' ? [toRow(item, result)] : [];
    });
  }
}
