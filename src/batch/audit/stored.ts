import type { ArticleResult } from '../../contract.ts';
import { pages } from '../../pages.ts';
import type { ArticleStore } from '../../store/articles.ts';
import type { BatchStore, StoredBatch, StoredItem } from '../../store/batches.ts';
import type { DoubtfulCalls } from '../../store/call-ledger.ts';
import { goldSeq } from '../../store/gold-seq.ts';
import { readDetails } from '../item-details.ts';
import { describeSegments, type Problems } from './problems.ts';
import { SeqSet } from './seq-set.ts';
import type { Submitted } from './submitted.ts';
import type { Written } from './written.ts';

/** What Redis has of a batch. */
export interface Stored {
  readonly counts: { readonly done: number; readonly failed: number; readonly unfinished: number };
  readonly doubtful: DoubtfulCalls;
  readonly seqs: SeqSet;
}

/** What the records of a batch are compared with. */
export interface StoredContext {
  readonly store: ArticleStore;
  readonly batches: BatchStore;
  readonly submitted: Submitted | null;
  readonly written: Written | null;
  readonly doubtful: ReadonlyMap<string, DoubtfulCalls>;
  readonly problems: Problems;
  readonly signal?: AbortSignal | undefined;
}

const pageItems = 200;

/** Reads the records of a batch's items, and compares each with its entry and its row. */
export async function readStored(batch: StoredBatch, context: StoredContext): Promise<Stored> {
  const { store, batches, submitted, doubtful, problems, signal } = context;
  const seqs = new SeqSet(batch.position);
  const counts = { done: 0, failed: 0, unfinished: 0 };
  const calls = { repeated: 0, open: 0 };
  const records = new Set<string>();
  for (const page of pages(await batches.all(batch.id), pageItems)) {
    signal?.throwIfAborted();
    const all = await batches.items(batch.id, page);
    // Gold articles are measured, and belong to no corpus.
    const items = all.filter(({ seq }) => seq < goldSeq);
    const results = await store.read(items.map(({ record }) => record));
    for (const [at, item] of items.entries()) {
      const { place } = readDetails(item.details);
      const result = results[at] ?? null;
      seqs.add(item.seq);
      counts[countOf(result)] += 1;
      if (!records.has(item.record)) addCalls(calls, doubtful.get(item.record));
      records.add(item.record);
      if (submitted && !submitted.fates.isWanted(item.seq))
        problems.add('wrong', item.seq, place, 'it was taken, but the batch does not want it');
      compareResult(item, { batch, result, place, context });
    }
  }
  return { counts, doubtful: calls, seqs };
}

function countOf(result: ArticleResult | null): 'done' | 'failed' | 'unfinished' {
  const status = result?.status ?? 'failed';
  return status === 'done' || status === 'failed' ? status : 'unfinished';
}

function addCalls(sum: { repeated: number; open: number }, more: DoubtfulCalls | undefined): void {
  sum.repeated += more?.repeated ?? 0;
  sum.open += more?.open ?? 0;
}

interface Compared {
  readonly batch: StoredBatch;
  readonly result: ArticleResult | null;
  readonly place: string;
  readonly context: StoredContext;
}

function compareResult(
  { seq }: StoredItem,
  { batch, result, place, context: { submitted, written, problems } }: Compared,
): void {
  const isWritten = written?.seqs.has(seq) === true;
  if (result === null) {
    if (!isWritten) problems.add('lost', seq, place, 'its record is no longer in Redis');
    return;
  }
  if (result.status !== 'done') return;
  const problem = describeSegments(result.translation.segments, seq, submitted?.fates ?? null);
  if (problem) problems.add('wrong', seq, place, problem);
  if (batch.status === 'complete' && written && !isWritten)
    problems.add('lost', seq, place, `it is done, but not in ${written.path}`);
}
