import { rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Article, ArticleLimits } from '../article/schema.ts';
import type { FieldMap } from '../corpus/entry.ts';
import type { CorpusFormat } from '../corpus/formats.ts';
import { readCorpus } from '../corpus/read-corpus.ts';
import { type OutputFormat, writeOutput } from '../corpus/write/output.ts';
import { createDisposables, type Disposables } from '../disposables.ts';
import { TolkError } from '../errors.ts';
import type { ArticleQueue } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { BatchStore, StoredBatch } from '../store/batches.ts';
import type { JobRef } from '../store/job-ref.ts';
import { feedBatch, type Watermarks } from './feeder.ts';
import { acquireBatchLease } from './lease.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import { readSpool } from './spool.ts';
import { type WriterContext, writeReady } from './writer.ts';

/** What a batch is run with. */
export interface RunTools {
  readonly store: ArticleStore;
  readonly batches: BatchStore;
  readonly queue: ArticleQueue;
  readonly limits: ArticleLimits;
  readonly resultTtlMs: number;
  readonly marks: Watermarks;
  /** Puts accepted orders where they are worked on. */
  readonly dispatch: (
    batch: StoredBatch,
    orders: ReadonlyArray<{ readonly order: JobRef; readonly seq: number }>,
  ) => Promise<void>;
  readonly gold: readonly Article[];
  readonly redisIsFull: (batch: StoredBatch) => Promise<boolean>;
  readonly onGold: WriterContext['onGold'];
}

type AttendTools = RunTools & Pick<WriterContext, 'requireRight'>;

/** How one process takes a batch on. */
export interface RunOptions {
  /** Names this process to others that would take the batch: `host:pid`. */
  readonly owner: string;
  /** True when the process of this name has certainly ended. */
  readonly isGone: (owner: string) => boolean;
  /** `feed` hands the corpus in and returns; `whole` stays until everything is written. */
  readonly until: 'fed' | 'whole';
  readonly signal: AbortSignal;
  /** Called several times a second with how the batch stands. */
  readonly onTick?: (batch: StoredBatch) => void;
  readonly onFields?: (file: string, fields: FieldMap) => void;
  /** Told whether feeding waits because Redis is full. */
  readonly onFull?: (isFull: boolean) => void;
  /** Told what it is at, when that changes: waiting for the batch, passing what is fed already, working, writing the output. */
  readonly onPhase?: (phase: RunPhase) => void;
}

/** What a run is at. */
export type RunPhase = 'waiting' | 'passing' | 'working' | 'writing';

const tickMs = 200;
/** Items read at a time: through the Batch API, hundreds of thousands may be open. */
const page = 1_000;

/**
 * Takes a batch on: hands in what is left of its corpus, writes what is done, ends it when all is
 * written. An abort, a pause or a crash leaves it to be taken on again, here or elsewhere.
 *
 * @returns how the batch stands when this process leaves it
 * @throws TolkError `batch.not_found`, `batch.taken` while another process has it, `batch.wrong_state`
 *   when it is cancelled, `corpus.changed`
 */
export async function runBatch(
  id: string,
  tools: RunTools,
  options: RunOptions,
): Promise<StoredBatch> {
  const { batches } = tools;
  const isOver = ({ status }: StoredBatch) => {
    if (status === 'cancelled')
      throw new TolkError('batch.wrong_state', `batch ${id} is cancelled`);
    // Nothing is left to do; what failed is taken up by `retryFailed`, which lets it run again.
    return status === 'complete';
  };
  const found = await batches.read(id);
  if (isOver(found)) return found;
  if (!(await batches.begin(id)) && !found.inputExhausted) await requireSameFiles(found);
  const disposables = createDisposables();
  try {
    const requireRight = await acquireBatchLease(id, batches, options, disposables);
    // As whoever had it before has left it, which may be further than it was found.
    const first = await batches.read(id);
    if (isOver(first)) return first;
    options.onPhase?.('working');
    await dispatchOpen(first, tools);
    return await attend(first, { ...tools, requireRight }, options, disposables);
  } finally {
    await disposables[Symbol.asyncDispose]();
  }
}

async function attend(
  first: StoredBatch,
  tools: AttendTools,
  options: RunOptions,
  disposables: Disposables,
): Promise<StoredBatch> {
  const { batches } = tools;
  const output = options.until === 'whole' ? await openSpool(first, batches, disposables) : null;
  const feeding = await startFeeding(first, tools, options, disposables);
  for (;;) {
    await tools.requireRight();
    await collectAll(first.id, tools, output);
    const batch = await batches.read(first.id);
    options.onTick?.(batch);
    const isFed = feeding.isOver();
    if (isFed && options.until === 'fed') return batch;
    const isRunning = batch.status === 'running';
    if (
      isRunning &&
      isFed &&
      batch.inputExhausted &&
      batch.unfinished === 0 &&
      (output === null || batch.finishedUnwritten === 0)
    ) {
      options.onPhase?.('writing');
      await collectAll(first.id, tools, output);
      return finish(batch, output, tools);
    }
    if (!isRunning || options.signal.aborted) {
      await feeding.stop();
      return batches.read(first.id);
    }
    await sleep(tickMs);
  }
}

/** Writes all that is ready; where nothing is written, gold articles are measured all the same. */
async function collectAll(id: string, tools: AttendTools, output: LineFile | null): Promise<void> {
  if (output === null && tools.gold.length === 0) return;
  while ((await writeReady(await tools.batches.read(id), { ...tools, output })) > 0);
}

interface Feeding {
  /** True when it has ended. @throws what the feeder threw */
  isOver(): boolean;
  stop(): Promise<void>;
}

async function startFeeding(
  first: StoredBatch,
  tools: AttendTools,
  options: RunOptions,
  disposables: Disposables,
): Promise<Feeding> {
  const { rejects: path } = first.definition;
  const rejects = path === null ? null : await openLineFile(path, first.rejectBytes);
  disposables.push(() => rejects?.close());
  const abort = new AbortController();
  let end: { readonly error?: unknown } | undefined;
  const signal = AbortSignal.any([options.signal, abort.signal]);
  const feeder = (
    first.inputExhausted ? Promise.resolve() : feed(first, rejects, tools, options, signal)
  ).then(
    () => {
      end = {};
    },
    (error: unknown) => {
      end = { error };
    },
  );
  const stop = async () => {
    abort.abort();
    await feeder;
  };
  disposables.push(stop);
  return {
    isOver() {
      if (end && 'error' in end) throw end.error;
      return end !== undefined;
    },
    stop,
  };
}

function feed(
  batch: StoredBatch,
  rejects: LineFile | null,
  tools: AttendTools,
  options: RunOptions,
  signal: AbortSignal,
) {
  const { files, format, map, guess } = batch.definition;
  let bytesRead = 0;
  const entries = readCorpus(files, {
    limits: tools.limits,
    map,
    guess,
    // What was checked when the batch was made.
    format: (format ?? undefined) as CorpusFormat | undefined,
    onFields: options.onFields ?? (() => {}),
    onBytes: (bytes) => {
      bytesRead += bytes;
    },
  });
  const { onFull = () => {}, onPhase = () => {} } = options;
  if (batch.position > 0) onPhase('passing');
  const onFeeding = () => onPhase('working');
  return feedBatch(batch.id, entries, {
    ...tools,
    onFull,
    onFeeding,
    bytesRead: () => bytesRead,
    rejects,
    signal,
  });
}

/** Puts what waits for its record in the queue again: a pause, or a lost queue, may have taken it out. */
async function dispatchOpen(
  batch: StoredBatch,
  { store, batches, dispatch }: RunTools,
): Promise<void> {
  const seqs = await batches.open(batch.id);
  for (let at = 0; at < seqs.length; at += page) {
    const open = await batches.items(batch.id, seqs.slice(at, at + page));
    const orders = new Map(
      (await store.ordersOf(open.map(({ record }) => record))).map((order) => [order.id, order]),
    );
    const waiting = open.flatMap(({ record, seq }) => {
      const order = orders.get(record);
      return order ? [{ order, seq }] : [];
    });
    if (waiting.length > 0) await dispatch(batch, waiting);
  }
}

/** @throws TolkError `corpus.changed` */
async function requireSameFiles({ id, definition }: StoredBatch): Promise<void> {
  for (const { path, bytes, modifiedMs } of definition.files) {
    if (path === '-') {
      throw new TolkError(
        'corpus.changed',
        `batch ${id} was read from standard input, which cannot be read again; begin a new one`,
      );
    }
    const found = await stat(path).catch(() => null);
    if (found?.size !== bytes || Math.floor(found.mtimeMs) !== modifiedMs) {
      throw new TolkError(
        'corpus.changed',
        `${path} is not what it was when batch ${id} began; put it back, or begin a new batch`,
      );
    }
  }
}

/** Where a batch's rows stand until its output is whole. */
function spoolPath(out: string): string {
  return `${out}.part`;
}

async function openSpool(
  batch: StoredBatch,
  batches: BatchStore,
  disposables: Disposables,
): Promise<LineFile | null> {
  const { out } = batch.definition;
  if (out === null) return null;
  const path = spoolPath(out.path);
  if (batch.outBytes > 0 && (await stat(path).catch(() => null)) === null && isSpoolItself(batch))
    await rename(out.path, path);
  const spool = await openLineFile(path, batch.outBytes);
  disposables.push(() => spool.close());
  if (!batch.outputOffsets.includes(batch.outBytes))
    await batches.noteOutputOffsets(batch.id, [...batch.outputOffsets, batch.outBytes]);
  return spool;
}

/** JSON lines in one run are the output as they stand. */
function isSpoolItself({ definition: { out } }: StoredBatch): boolean {
  return out !== null && out.format === 'jsonl' && !/\.(?:gz|zst)$/.test(out.path);
}

async function finish(
  batch: StoredBatch,
  output: LineFile | null,
  { batches, resultTtlMs }: RunTools,
): Promise<StoredBatch> {
  const { out } = batch.definition;
  if (out !== null && output !== null) {
    await output.close();
    await makeOutput(batch, output.path, out, batches);
  }
  // A file of rejects without any would only raise questions.
  if (batch.definition.rejects !== null && batch.rejectBytes === 0)
    await rm(batch.definition.rejects, { force: true });
  await batches.setState(batch.id, 'complete');
  await batches.expire(batch.id, resultTtlMs);
  return batches.read(batch.id);
}

async function makeOutput(
  batch: StoredBatch,
  spool: string,
  out: NonNullable<StoredBatch['definition']['out']>,
  batches: BatchStore,
): Promise<void> {
  const isItself = isSpoolItself(batch);
  if (isItself && (batch.outputOffsets.length <= 1 || out.order === 'finished')) {
    await rename(spool, out.path);
    return;
  }
  // The format was checked when the batch was made.
  await writeOutput(
    readSpool(spool, batch.outputOffsets, batch.outBytes, out.order),
    out.path,
    out.format as OutputFormat,
  );
  if (isItself) await batches.noteOutputOffsets(batch.id, [0]);
  // What failed may be done later, and then belongs in its place.
  if (isItself || batch.stats.failed === 0) await rm(spool);
}
