import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FieldMap } from '../corpus/entry.ts';
import type { NoteListener } from '../corpus/notes.ts';
import { createDisposables, type Disposables } from '../disposables.ts';
import { type ErrorCode, TolkError } from '../errors.ts';
import { pages } from '../pages.ts';
import type { Batch, StoredBatch } from '../store/batches.ts';
import { writeBesideOutput } from './beside-output.ts';
import type { ItemJob } from './dispatch.ts';
import { Feeding, type FeedingContext, requireSameFiles } from './feeding.ts';
import type { GoldMonitor } from './gold-monitor.ts';
import { BatchLease } from './lease.ts';
import { ClaimedOutput } from './output.ts';
import { OutputClaim } from './output-claim.ts';
import { type WriterContext, writeFinished } from './writer.ts';

/** How one process runs a batch. */
export interface RunOptions {
  /**
   * `submitted` returns when the whole corpus is read; `complete` writes the output and returns
   * when all of it is written.
   *
   * @default 'complete'
   */
  readonly until?: 'submitted' | 'complete';
  /** Ends the run when it is aborted; another run continues where this one was. */
  readonly signal?: AbortSignal;
  /** What the file `-` of a corpus stands for. @default this process's standard input */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Called several times a second. */
  readonly onTick?: (batch: Batch) => void;
  /** Called for each file, with the field chosen for each of Tolk's. */
  readonly onFields?: (file: string, fields: FieldMap) => void;
  /** Called with what a reader guesses, repairs or leaves out in an entry. */
  readonly onNote?: NoteListener;
  /** Called with whether feeding waits because Redis is full. */
  readonly onFull?: (isFull: boolean) => void;
  /** Called when Redis keeps the run from its work, with why; it begins again when it can. */
  readonly onTrouble?: (error: TolkError) => void;
  /** Called when the run begins to do something else. */
  readonly onPhase?: (phase: RunPhase) => void;
  /** Called when gold articles show that quality falls. */
  readonly onDrift?: (warning: string) => void;
}

/**
 * What a run does: waits for the batch's holder, skips what is fed already, feeds and writes what
 * is done, writes the output.
 */
export type RunPhase = 'waiting' | 'skipping' | 'working' | 'writing';

/** What a run works with. */
export interface RunContext
  extends Pick<
    FeedingContext,
    'store' | 'batches' | 'limits' | 'watermarks' | 'memory' | 'dispatch' | 'resultTtlMs'
  > {
  readonly gold: GoldMonitor;
}

type Callbacks = Required<Omit<RunOptions, 'onDrift' | 'stdin'>> & Pick<RunOptions, 'stdin'>;

const tickMs = 200;
const setBackMs = 1_000;
/** Items read together: through the Batch API, hundreds of thousands may be unfinished. */
const pageItems = 1_000;

/**
 * Runs a batch: submits what is left of its corpus, writes what is done, completes it when all is
 * written. After an abort, a pause or a crash the next run continues it, here or elsewhere.
 *
 * @returns the batch as this process leaves it
 * @throws TolkError `output.taken`, `batch.not_found`, `batch.taken` while another process runs it,
 *   `batch.wrong_state` when it is cancelled, `corpus.changed`
 */
export async function runBatch(
  id: string,
  context: RunContext,
  options: RunOptions,
): Promise<StoredBatch> {
  const { batches } = context;
  const callbacks = withDefaults(options);
  const found = await batches.read(id);
  if (isOver(found)) return found;
  const isFirstRun = await batches.markStarted(id);
  if (!isFirstRun && !found.inputExhausted) await requireSameFiles(found);
  await using disposables = createDisposables();
  const lease = await BatchLease.acquire(id, batches, {
    signal: callbacks.signal,
    onWait: () => callbacks.onPhase('waiting'),
  });
  disposables.push(() => lease.release());
  for (;;) {
    // As whoever ran it before has left it, which may be further than it was found.
    const batch = await batches.read(id);
    if (isOver(batch)) return batch;
    callbacks.onPhase('working');
    await dispatchUnfinished(batch, context);
    const left = await workOn(batch, { ...context, ...callbacks, lease });
    if (left !== 'set back') return left;
    // A resume, from what Redis has now.
    await sleep(setBackMs);
    const known = await batches.read(id);
    if (!known.inputExhausted) await requireSameFiles(known);
  }
}

/** Works until it is finished or stopped, or has to begin again from what Redis has. */
async function workOn(batch: StoredBatch, context: WorkContext): Promise<StoredBatch | 'set back'> {
  try {
    await using disposables = createDisposables();
    return await work(batch, context, disposables);
  } catch (thrown) {
    const error = TolkError.from(thrown);
    if (context.signal.aborted || !setsBack.includes(error.code)) throw thrown;
    context.onTrouble(error);
    return 'set back';
  }
}

/**
 * Redis failed over, so that what was in flight is lost, and perhaps what went before; or it
 * takes no writes for a while.
 */
const setsBack: readonly ErrorCode[] = [
  'redis.rolled_back',
  'redis.read_only',
  'redis.unreachable',
  'redis.cannot_write',
];

function withDefaults(options: RunOptions): Callbacks {
  return {
    until: 'complete',
    signal: new AbortController().signal,
    onTick: () => {},
    onFields: () => {},
    onNote: () => {},
    onFull: () => {},
    onTrouble: () => {},
    onPhase: () => {},
    ...options,
  };
}

/** True when nothing is left to do; what failed is run again after `retryFailed`. */
function isOver({ id, status }: Batch): boolean {
  if (status === 'cancelled') throw new TolkError('batch.wrong_state', `batch ${id} is cancelled`);
  return status === 'complete';
}

interface WorkContext extends RunContext, Callbacks {
  readonly lease: BatchLease;
}

async function work(
  batch: StoredBatch,
  context: WorkContext,
  disposables: Disposables,
): Promise<StoredBatch> {
  const { batches, lease, until, signal } = context;
  const output = until === 'complete' ? await ClaimedOutput.open(batch, batches) : null;
  disposables.push(() => output?.[Symbol.asyncDispose]());
  const rejects = await claimRejects(batch);
  disposables.push(() => rejects?.idle());
  const feeding = await Feeding.start(batch, context);
  disposables.push(() => feeding.stop());
  for (;;) {
    await lease.assertHeld();
    await writeAllFinished(batch.id, { ...context, output });
    const current = await batches.read(batch.id);
    context.onTick(current);
    const isFed = feeding.isFinished();
    if (isFed && until === 'submitted') return current;
    if (isFed && isFinished(current, output)) {
      context.onPhase('writing');
      await writeAllFinished(batch.id, { ...context, output });
      const completed = await complete(current, output, context);
      await feeding.stop();
      await rejects?.release();
      return completed;
    }
    if (current.status !== 'running' || signal.aborted) {
      await feeding.stop();
      return batches.read(batch.id);
    }
    await sleep(tickMs);
  }
}

/** What cannot be taken is written to a file that is this batch's, too. */
async function claimRejects({ id, definition }: StoredBatch): Promise<OutputClaim | null> {
  const { out, rejects } = definition;
  if (rejects === null) return null;
  const overwrite = out?.overwrite ?? false;
  return OutputClaim.take({ path: rejects, batch: id, kind: 'run', overwrite });
}

/** True when the whole corpus is read, and all of it done or failed, and written. */
function isFinished(batch: StoredBatch, output: ClaimedOutput | null): boolean {
  const isWritten = output === null || batch.finishedUnwritten === 0;
  return batch.status === 'running' && batch.inputExhausted && batch.unfinished === 0 && isWritten;
}

/** Without an output, gold articles are measured all the same. */
async function writeAllFinished(id: string, context: WriterContext & RunContext): Promise<void> {
  if (context.output === null && context.gold.articles.length === 0) return;
  let written: number;
  do {
    written = await writeFinished(await context.batches.read(id), context);
  } while (written > 0);
}

/** Dispatches unfinished items again: a pause, or a lost queue, may have taken their jobs out. */
async function dispatchUnfinished(batch: StoredBatch, context: RunContext): Promise<void> {
  const { store, batches, dispatch } = context;
  for (const page of pages(await batches.unfinished(batch.id), pageItems)) {
    const items = await batches.items(batch.id, page);
    const current = await store.jobsOf(items.map(({ record }) => record));
    const jobOf = new Map(current.map((job) => [job.id, job]));
    const jobs = items.flatMap(({ record, seq }): ItemJob[] => {
      const job = jobOf.get(record);
      return job ? [{ job, seq }] : [];
    });
    if (jobs.length > 0) await dispatch(batch.definition, jobs);
  }
}

async function complete(
  batch: StoredBatch,
  output: ClaimedOutput | null,
  { batches, resultTtlMs }: RunContext,
): Promise<StoredBatch> {
  const { rejects } = batch.definition;
  if (output !== null) {
    const origins = await output.origins();
    await output.complete(batch, batches);
    await writeBesideOutput({ batch, origins, failed: await batches.failed(batch.id) });
  }
  // A file of rejects without any would only raise questions.
  if (rejects !== null && batch.rejectBytes === 0) await rm(rejects, { force: true });
  await batches.setStatus(batch.id, 'complete');
  await batches.expire(batch.id, resultTtlMs);
  return batches.read(batch.id);
}
