import { existsSync } from 'node:fs';
import type { PrepareOptions } from '../article/prepare.ts';
import { defaultLimits } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import type { FieldMap } from '../corpus/entry.ts';
import { type CorpusFormat, requireFields } from '../corpus/formats.ts';
import type { NoteListener } from '../corpus/notes.ts';
import { type CorpusFile, listCorpus, readCorpus } from '../corpus/read-corpus.ts';
import {
  isFolderFormat,
  type OutputFormat,
  outputFormatOf,
  requireShapeable,
} from '../corpus/write/output.ts';
import { requireReplaceable } from '../corpus/write/put-in-place.ts';
import { TolkError } from '../errors.ts';
import type { BatchDefinition, Fallback } from '../store/batch-definition.ts';
import { stemOf } from './beside-output.ts';
import { readGold } from './gold.ts';
import { NoteCounter } from './note-counter.ts';
import { requireUnclaimed } from './output-claim.ts';

/** What a batch is asked to do; all but the corpus has a default. */
export interface BatchRequest {
  /** Files, folders or globs; `-` is standard input. */
  readonly corpus: string | readonly string[];
  /** The format of the files. @default what their names tell */
  readonly format?: CorpusFormat | undefined;
  /** Which field is which: Tolk's name → the corpus's. */
  readonly map?: FieldMap | undefined;
  /** Guess fields by common names. @default 'common' */
  readonly guess?: 'common' | 'none' | undefined;
  /** Where in each JSON value the articles are: `db[].data.posts`. @default found by their texts */
  readonly records?: string | undefined;
  /** The first row of CSV has the names of columns, or has none. @default what it looks like */
  readonly header?: 'first-row' | 'none' | undefined;
  /**
   * Only articles of this length (words) and date (ISO; `after` counts itself, `before` does not),
   * and whose `fields` are as these rules say.
   */
  readonly filter?: BatchDefinition['filter'] | undefined;
  /** Only this many entries, from the first. */
  readonly limit?: number | undefined;
  /** This many entries, chosen at random; the same for a seed. */
  readonly sample?: { readonly size: number; readonly seed: number } | undefined;
  /**
   * What is done already, with these options: write it again at no cost, leave it out, or do it
   * again.
   *
   * @default 'use'
   */
  readonly existing?: BatchDefinition['existing'] | undefined;
  /** As for single articles; `memory: 'use'` is added unless it is given. */
  readonly options?: ArticleOptions | undefined;
  /** From 1, the first, to 2,000,000. @default 100 */
  readonly priority?: number | undefined;
  /** @default 'direct' */
  readonly via?: BatchDefinition['via'] | undefined;
  /**
   * What happens where the Batch API refuses or loses requests, or has no time for them: the batch
   * pauses, or they are asked directly, at full price.
   *
   * @default requests that expired are asked directly, and anything else pauses the batch
   */
  readonly fallback?: Fallback | undefined;
  /** Where the English goes; without it, it is read or exported later. */
  readonly out?: OutputRequest | undefined;
  /**
   * Where entries go that cannot be taken.
   *
   * @default beside the output, ending in `.rejects.jsonl`
   */
  readonly rejects?: string | undefined;
  /** A file of gold articles, injected to measure quality with. */
  readonly gold?: string | undefined;
  /** The pilot that gold articles are compared with. */
  readonly pilot?: string | undefined;
}

/** Where the English goes, and how. */
export interface OutputRequest {
  /** A file, or a folder for Markdown and HTML. */
  readonly path: string;
  /** @default what the path's ending tells */
  readonly format?: OutputFormat | undefined;
  /** @default 'input', the order of the corpus */
  readonly order?: 'input' | 'finished' | undefined;
  /** Delete articles from Redis once they are written. @default false */
  readonly release?: boolean | undefined;
  /** Replace what is there. @default false */
  readonly overwrite?: boolean | undefined;
  /** What a row of a table stands for. @default 'articles' */
  readonly rows?: 'articles' | 'segments' | undefined;
  /** Fields of the source that are columns of a table of their own. @default none */
  readonly columns?: readonly string[] | 'all' | undefined;
}

/**
 * Makes the definition of a batch, checked before anything is begun. Nothing but the list of files
 * is read; for a sample, the entries of the corpus are counted.
 *
 * @example
 * const definition = await defineBatch({
 *   corpus: 'corpus.jsonl.gz',
 *   out: { path: 'english.parquet' },
 * });
 * const id = await batches.create(definition);
 * @param onNote is told of files in folders that are not read
 * @throws TolkError `usage.invalid`, `corpus.unreadable`, `corpus.unknown_format`,
 *   `corpus.malformed` for a gold file
 */
export async function defineBatch(
  request: BatchRequest,
  limits: PrepareOptions = defaultLimits,
  onNote: NoteListener = () => {},
): Promise<BatchDefinition> {
  const { format, sample, gold, options = {} } = request;
  const { files, notes } = await listFiles(request, onNote);
  if (gold !== undefined) readGold(gold, limits);
  const of = sample === undefined ? 0 : await countEntries(files, request, limits);
  return {
    files,
    format: format ?? null,
    map: { ...request.map },
    guess: request.guess ?? 'common',
    ...howRead(request),
    ...(limits.strictDates ? { strictDates: true } : {}),
    ...(limits.dateOrder ? { dateOrder: limits.dateOrder } : {}),
    ...(limits.encoding ? { encoding: limits.encoding } : {}),
    ...(Object.keys(notes).length > 0 ? { notes } : {}),
    filter: request.filter ?? {},
    limit: request.limit ?? null,
    sample: sample === undefined ? null : { ...sample, of },
    existing: request.existing ?? 'use',
    options: 'memory' in options ? options : { ...options, memory: 'use' },
    priority: request.priority ?? 100,
    via: request.via ?? 'direct',
    fallback: request.fallback ?? null,
    ...(await defineOutput(request)),
    gold: gold ?? null,
    pilot: request.pilot ?? null,
  };
}

/** The files, and what was noted when they were listed, by the names of counters. */
async function listFiles({ corpus, format, map = {} }: BatchRequest, onNote: NoteListener) {
  const noted = new NoteCounter();
  const names = typeof corpus === 'string' ? [corpus] : corpus;
  const files = await listCorpus(names, format, (note) => {
    noted.add(note);
    onNote(note);
  });
  const paths = files.map(({ path }) => path);
  requireFields(paths, map, format);
  return { files, notes: noted.take() };
}

/** What is said of records and tables, where it is. */
function howRead({ records, header }: BatchRequest): Pick<BatchDefinition, 'records' | 'header'> {
  return {
    ...(records === undefined ? {} : { records }),
    ...(header === undefined ? {} : { header }),
  };
}

async function defineOutput({
  out,
  rejects,
}: BatchRequest): Promise<Pick<BatchDefinition, 'out' | 'rejects'>> {
  if (out === undefined) return { out: null, rejects: rejects ?? null };
  const path = out.path.replace(/\/+$/, '');
  if (existsSync(path) && !out.overwrite)
    throw new TolkError(
      'usage.invalid',
      `${path} is there already; name another output, or let it be replaced (--overwrite)`,
    );
  const { order = 'input', release = false, overwrite = false } = out;
  const format = outputFormatOf(path, out.format);
  const { rows, columns } = out;
  requireShapeable({ format, rows, columns });
  await requireReplaceable(path, isFolderFormat(format) ? 'folder' : 'file');
  await requireUnclaimed(path, overwrite);
  const defined = {
    path,
    format,
    order,
    release,
    ...(overwrite ? { overwrite } : {}),
    ...(rows === undefined ? {} : { rows }),
    ...(columns === undefined ? {} : { columns: columns === 'all' ? columns : [...columns] }),
  };
  return { out: defined, rejects: rejects ?? `${stemOf(path)}.rejects.jsonl` };
}

/** Counts the entries of a corpus, without parsing them. */
async function countEntries(
  files: readonly CorpusFile[],
  { format, map = {}, guess = 'common', records, header }: BatchRequest,
  limits: PrepareOptions,
): Promise<number> {
  if (files.some(({ path }) => path === '-'))
    throw new TolkError(
      'usage.invalid',
      'a sample must read the corpus twice, which standard input does not allow',
    );
  const options = { limits, map, guess, records, header, format };
  let count = 0;
  for await (const _ of readCorpus(files, options)) count += 1;
  return count;
}
