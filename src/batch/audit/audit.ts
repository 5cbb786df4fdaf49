import type { ArticleLimits } from '../../article/schema.ts';
import { TolkError } from '../../errors.ts';
import type { ArticleStore } from '../../store/articles.ts';
import type { BatchStatus, BatchStore, StoredBatch } from '../../store/batches.ts';
import type { DoubtfulCalls } from '../../store/call-ledger.ts';
import { type AuditProblem, type ProblemKind, Problems } from './problems.ts';
import { readStored, type Stored } from './stored.ts';
import { readSubmitted, type Submitted } from './submitted.ts';
import { readOutput, type Written } from './written.ts';

/*
 * An audit compares three books of a batch that are kept apart: the corpus as it was submitted, the
 * records in Redis, and the output. Each wanted entry must be in every book that has come to it, once,
 * with its own Dutch, and with English for every segment.
 */

/** What an audit of a batch found. */
export interface BatchAudit {
  /** The batch's id. */
  readonly batch: string;
  /** Its status. */
  readonly status: BatchStatus;
  /**
   * The corpus, read again as far as the batch has come; null where it is no longer as it was.
   */
  readonly corpus: {
    readonly entries: number;
    /** Those that the batch wants. */
    readonly wanted: number;
    readonly rejected: number;
    readonly leftOut: number;
  } | null;
  /** What is in Redis. */
  readonly stored: {
    readonly done: number;
    readonly failed: number;
    readonly unfinished: number;
    /** Written, and deleted from Redis since. */
    readonly released: number;
  };
  /** The output; null where there is none, or its format does not tell articles apart. */
  readonly written: { readonly path: string; readonly rows: number } | null;
  /** What was paid, for retranslations since then too. */
  readonly paid: {
    /** US dollars. */
    readonly usd: number;
    readonly calls: number;
    /**
     * Calls that were made again although the first may have been charged for: the worker that
     * waited for its answer died.
     */
    readonly repeated: number;
    /** Calls that were begun, and of which nobody knows how they ended. */
    readonly open: number;
  };
  /** How many problems there are of each kind. */
  readonly counts: Readonly<Record<ProblemKind, number>>;
  /** The first hundred of them. */
  readonly problems: readonly AuditProblem[];
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
}

/** What an audit works with. */
export interface AuditContext {
  readonly store: ArticleStore;
  readonly batches: BatchStore;
  readonly limits: ArticleLimits;
  /** The ledger of calls, by record. */
  readonly doubtful: ReadonlyMap<string, DoubtfulCalls>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compares what was submitted to a batch with what is stored, written and paid. It changes nothing.
 *
 * @throws TolkError `batch.not_found`; `corpus.damaged` for an output that is none of Tolk's
 */
export async function auditBatch(id: string, context: AuditContext): Promise<BatchAudit> {
  const { batches, limits, signal } = context;
  const batch = await batches.read(id);
  const problems = new Problems();
  const notes: string[] = [];
  const found = await readSubmitted(batch, limits, signal);
  if (TolkError.isInstance(found)) notes.push(`the corpus is not compared: ${found.message}`);
  const submitted = TolkError.isInstance(found) ? null : found;
  const output = await readOutput(batch, submitted, problems);
  if (typeof output === 'string') notes.push(output);
  const written = typeof output === 'string' ? null : output;
  const stored = await readStored(batch, { ...context, submitted, written, problems });
  if (submitted) findMissing({ batch, submitted, written, stored, problems });
  return {
    batch: id,
    status: batch.status,
    corpus: submitted && toCounts(submitted),
    stored: { ...stored.counts, released: batch.stats.released },
    written: written && { path: written.path, rows: written.rows },
    paid: { ...paidFor(batch), ...stored.doubtful },
    counts: problems.counts,
    problems: problems.list,
    notes,
  };
}

function paidFor({ stats }: StoredBatch): { readonly usd: number; readonly calls: number } {
  const { costUsd, calls, retranslated } = stats;
  return { usd: costUsd + retranslated.costUsd, calls: calls + retranslated.calls };
}

function toCounts({ entries, wanted, rejected, leftOut }: Submitted): BatchAudit['corpus'] {
  return { entries, wanted, rejected, leftOut };
}

interface Books {
  readonly batch: StoredBatch;
  readonly submitted: Submitted;
  readonly written: Written | null;
  readonly stored: Stored;
  readonly problems: Problems;
}

/** Finds wanted entries that are in no other book. */
function findMissing({ batch, submitted, written, stored, problems }: Books): void {
  const { leftOut, released } = batch.stats;
  // Neither leaves a trace of its number: what was done before the batch, and what a program has
  // written elsewhere.
  let traceless = (leftOut['existing'] ?? 0) + (written === null ? released : 0);
  for (const seq of submitted.fates.wanted()) {
    if (stored.seqs.has(seq) || written?.seqs.has(seq)) continue;
    traceless -= 1;
    if (traceless < 0)
      problems.add('lost', seq, `number ${seq}`, 'it was submitted, and is nowhere');
  }
}
