import { type DoneResult, sourceSchema } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { BatchStore, StoredBatch, StoredItem } from '../store/batches.ts';
import { type ItemDetails, readDetails } from './item-details.ts';
import type { LineFile } from './line-file.ts';

/** What the collector works with. */
export interface WriterContext {
  readonly store: ArticleStore;
  readonly batches: BatchStore;
  /** Null where nothing is written: then only gold articles are dealt with. */
  readonly output: LineFile | null;
  /** Makes sure that this process may still write. @throws TolkError `batch.taken` */
  readonly requireRight: () => Promise<void>;
  /** Measures a gold article instead of writing it. */
  readonly onGold: (details: ItemDetails, result: DoneResult) => Promise<void>;
}

/** Items written in one go: read, written, on the disk, acknowledged. */
const bulk = 50;

/**
 * Writes what is ready, in the batch's order, and acknowledges it. Dying in between writes nothing
 * twice: what is beyond the acknowledged length is cut off when the output is opened again.
 *
 * @returns how many items were dealt with
 */
export async function writeReady(
  batch: StoredBatch,
  { store, batches, output, onGold, requireRight }: WriterContext,
): Promise<number> {
  const out = batch.definition.out;
  const seqs = await batches.ready(
    batch.id,
    output === null ? 'gold' : (out?.order ?? 'finished'),
    bulk,
  );
  if (seqs.length === 0) return 0;
  const items = await batches.items(batch.id, seqs);
  const results = await store.read(items.map(({ record }) => record));
  const rows: OutputRow[] = [];
  const written: StoredItem[] = [];
  for (const [at, item] of items.entries()) {
    const result = results[at];
    const details = readDetails(item.details);
    // It is being done anew; then it will be ready again.
    if (result && result.status !== 'done') continue;
    if (!result) {
      await batches.lose(batch.id, item, {
        code: 'article.not_found',
        message: `${details.place}: its result is no longer in Redis`,
        retryable: false,
      });
      continue;
    }
    if (details.gold === undefined) rows.push(toRow(item, details, result));
    else await onGold(details, result);
    written.push(item);
  }
  await requireRight();
  const length = output === null ? batch.outBytes : await output.append(rows);
  await batches.acknowledge(batch.id, written, out?.release ? 'release' : 'keep', length);
  return items.length;
}

/** A result under the name and source its item has in the corpus. */
export function toRow(item: StoredItem, details: ItemDetails, result: DoneResult): OutputRow {
  const { queuedAt: _, ...rest } = result;
  return {
    seq: item.seq,
    place: details.place,
    ...rest,
    id: details.id ?? item.record,
    source: sourceSchema.parse({ ...rest.source, ...details.source }),
  };
}
