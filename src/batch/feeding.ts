import { stat } from 'node:fs/promises';
import type { ArticleLimits } from '../article/schema.ts';
import { defaultLimits } from '../article/schema.ts';
import type { CorpusEntry, FieldMap } from '../corpus/entry.ts';
import type { CorpusFormat } from '../corpus/formats.ts';
import type { NoteListener } from '../corpus/notes.ts';
import { type CorpusOptions, readCorpus } from '../corpus/read-corpus.ts';
import { TolkError } from '../errors.ts';
import type { StoredBatch } from '../store/batches.ts';
import { type FeedContext, feedBatch } from './feeder.ts';
import { LineFile } from './line-file.ts';
import { NoteCounter } from './note-counter.ts';

/** What feeding a batch takes. */
export interface FeedingContext
  extends Omit<FeedContext, 'rejects' | 'bytesRead' | 'notes' | 'onFeeding' | 'signal'> {
  readonly limits: ArticleLimits;
  readonly signal: AbortSignal;
  /** What the file `-` stands for; this process's standard input unless it is given. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  readonly onFields: (file: string, fields: FieldMap) => void;
  readonly onNote: NoteListener;
  readonly onPhase: (phase: 'skipping' | 'working') => void;
}

/** A feeder at work, beside the writer. */
export class Feeding {
  readonly #abort = new AbortController();
  readonly #rejects: LineFile | null;
  readonly #end: Promise<void>;
  #isFinished = false;
  #error: unknown;

  private constructor(batch: StoredBatch, rejects: LineFile | null, context: FeedingContext) {
    this.#rejects = rejects;
    const signal = AbortSignal.any([context.signal, this.#abort.signal]);
    this.#end = this.#run(batch, { ...context, signal });
  }

  /** Starts to feed what is left of a batch's corpus. */
  static async start(batch: StoredBatch, context: FeedingContext): Promise<Feeding> {
    const { rejects: path } = batch.definition;
    const rejects = path === null ? null : await LineFile.open(path, batch.rejectBytes);
    return new Feeding(batch, rejects, context);
  }

  /** True when it has come to its end. @throws what the feeder threw */
  isFinished(): boolean {
    if (this.#error !== undefined) throw this.#error;
    return this.#isFinished;
  }

  /** Stops it and closes its file. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#end;
    await this.#rejects?.close();
  }

  async #run(batch: StoredBatch, context: FeedingContext): Promise<void> {
    try {
      if (!batch.inputExhausted) await feedCorpus(batch, this.#rejects, context);
      this.#isFinished = true;
    } catch (error) {
      this.#error = error;
    }
  }
}

async function feedCorpus(
  batch: StoredBatch,
  rejects: LineFile | null,
  context: FeedingContext,
): Promise<void> {
  const { limits, onFields, onNote, onPhase, stdin } = context;
  let bytesRead = 0;
  const onBytes = (bytes: number) => {
    bytesRead += bytes;
  };
  const notes = new NoteCounter();
  const note: NoteListener = (noted) => {
    notes.add(noted);
    onNote(noted);
  };
  const entries = openCorpus(batch, { limits, onFields, onNote: note, onBytes, stdin });
  if (batch.position > 0) onPhase('skipping');
  await feedBatch(batch.id, entries, {
    ...context,
    rejects,
    bytesRead: () => bytesRead,
    notes,
    onFeeding: () => onPhase('working'),
  });
}

/** Reads the entries of a batch's corpus, from the first. */
export function openCorpus(
  { definition }: Pick<StoredBatch, 'definition'>,
  options: Pick<CorpusOptions, 'limits' | 'onFields' | 'onNote' | 'onBytes' | 'stdin'>,
): AsyncGenerator<CorpusEntry> {
  const { files, format, map, guess, records, header } = definition;
  const { strictDates, dateOrder, encoding } = definition;
  return readCorpus(files, {
    ...options,
    map,
    guess,
    records,
    header,
    limits: { ...(options.limits ?? defaultLimits), strictDates, dateOrder, encoding },
    // It was checked when the batch was made.
    format: (format ?? undefined) as CorpusFormat | undefined,
  });
}

/**
 * Makes sure that a batch's corpus is what it was when the batch began.
 *
 * @throws TolkError `corpus.changed`
 */
export async function requireSameFiles({ id, definition }: StoredBatch): Promise<void> {
  const changed = (problem: string) => new TolkError('corpus.changed', problem);
  for (const { path, bytes, modifiedMs } of definition.files) {
    if (path === '-')
      throw changed(
        `batch ${id} was read from standard input, which cannot be read again; start a new one`,
      );
    const found = await stat(path).catch(() => null);
    if (found?.size !== bytes || Math.floor(found.mtimeMs) !== modifiedMs)
      throw changed(
        `${path} has changed since batch ${id} began; put it back, or start a new batch`,
      );
  }
}
