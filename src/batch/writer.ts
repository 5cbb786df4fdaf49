import { type DoneResult, sourceSchema } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { TolkError } from '../errors.ts';
import type { ArticleStore } from '../store/articles.ts';
import { rolledBack } from '../store/batch-items.ts';
import type { BatchStore, StoredBatch, StoredItem, WrittenItems } from '../store/batches.ts';
import type { GoldMonitor } from './gold-monitor.ts';
import { readDetails } from './item-details.ts';
import type { BatchLease } from './lease.ts';
import type { ClaimedOutput } from './output.ts';

/** What the writer works with. */
export interface WriterContext {
  readonly store: ArticleStore;
  readonly batches: BatchStore;
  readonly lease: Pick<BatchLease, 'assertHeld'>;
  readonly gold: Pick<GoldMonitor, 'measure'>;
  /** Null where nothing is written: then only gold articles are dealt with. */
  readonly output: Pick<ClaimedOutput, 'bytes' | 'append'> | null;
}

/** Items written together: read, written, on the disk, acknowledged. */
const pageItems = 50;

/**
 * Writes what is done, in the batch's order, and acknowledges it; gold articles are measured
 * instead. A process that dies in between writes nothing twice: what is beyond the acknowledged
 * length is cut off when the output is opened again.
 *
 * @returns how many items were dealt with
 */
export async function writeFinished(batch: StoredBatch, context: WriterContext): Promise<number> {
  const { batches, store, output, lease } = context;
  const { out } = batch.definition;
  const order = output === null ? 'gold' : (out?.order ?? 'finished');
  const items = await batches.items(
    batch.id,
    await batches.finishedUnwritten(batch.id, order, pageItems),
  );
  if (items.length === 0) return 0;
  const results = await store.read(
    items.map(({ record }) => record),
    'as-failed',
  );
  const rows: OutputRow[] = [];
  const written: StoredItem[] = [];
  for (const [at, item] of items.entries()) {
    const result = results[at];
    if (!result) await reportLost(batch.id, item, batches);
    if (result?.status === 'failed' && result.error.code === 'store.corrupt')
      await batches.lose(batch.id, item, result.error);
    // It failed meanwhile, and will be ready again when it is retried.
    if (result?.status !== 'done') continue;
    const { gold } = readDetails(item.details);
    if (gold === undefined) rows.push(toRow(item, result));
    else await context.gold.measure(gold, result);
    written.push(item);
  }
  await lease.assertHeld();
  await writeRows(batch, { rows, written }, context);
  return items.length;
}

/** Rows on their way to the disk, and the items that are dealt with by that. */
interface Page {
  readonly rows: readonly OutputRow[];
  readonly written: readonly StoredItem[];
}

async function writeRows(
  batch: StoredBatch,
  { rows, written }: Page,
  { output, batches }: WriterContext,
): Promise<void> {
  const { id } = batch;
  const fromBytes = output?.bytes ?? batch.outBytes;
  if (output !== null) await assertLength(id, { fromBytes, outBytes: fromBytes }, batches);
  const outBytes = output === null ? fromBytes : await output.append(rows);
  const release = batch.definition.out?.release ? 'release' : 'keep';
  const isNoted = await batches.acknowledge(id, { items: written, fromBytes, outBytes, release });
  // Where it was sent twice, by a connection that was lost in between, it is noted all the same.
  if (!isNoted) await assertLength(id, { fromBytes, outBytes }, batches);
}

/**
 * A lease that ran out may have been another's in between, and be free again: what that process wrote
 * must stay. Where Redis lost its last moments, rows that it does not know are cut off by a resume.
 *
 * @throws TolkError `batch.taken`, `redis.rolled_back`
 */
async function assertLength(
  id: string,
  expected: Pick<WrittenItems, 'fromBytes' | 'outBytes'>,
  batches: BatchStore,
): Promise<void> {
  const { outBytes } = await batches.read(id);
  if (outBytes === expected.outBytes) return;
  if (outBytes < expected.fromBytes) throw rolledBack(id);
  throw new TolkError(
    'batch.taken',
    `the output of batch ${id} is not as this process left it: another one wrote it meanwhile; ` +
      `continue with tolk batch resume ${id}`,
  );
}

/** Its record expired, or was deleted, before it was written. */
async function reportLost(id: string, item: StoredItem, batches: BatchStore): Promise<void> {
  const { place } = readDetails(item.details);
  await batches.lose(id, item, {
    code: 'article.not_found',
    message: `${place}: its result is no longer in Redis`,
    retryable: false,
  });
}

/** Makes the row of a result, under the id and source that its item has in the corpus. */
export function toRow(item: StoredItem, result: DoneResult): OutputRow {
  const { place, id, source } = readDetails(item.details);
  const { queuedAt: _, retranslation: __, ...rest } = result;
  return {
    seq: item.seq,
    place,
    ...rest,
    id: id ?? item.record,
    source: sourceSchema.parse({ ...rest.source, ...source }),
  };
}
