import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type RowGroup,
} from 'hyparquet';
import { prepareArticle } from '../../article/prepare.ts';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { isLeftOut } from '../unpublished.ts';
import { compressors, requireHonestPages, SizeLie } from './parquet-pages.ts';

/**
 * Parquet that cannot be read from any offset (in an archive, compressed, piped) is held whole, up
 * to this.
 */
const maxHeldBytes = 1_000_000_000;

/** A row group is held whole, unpacked; writers make them of 128 MB, or of a million rows. */
const maxGroupBytes = 2_000_000_000;
const maxGroupRows = 5_000_000;
/** Lists hold several a row. */
const maxGroupValues = 20_000_000;

/** Some rows of a file. */
interface RowRange {
  /** The number of the first, from 0. */
  readonly start: number;
  readonly end: number;
  /** What they take uncompressed, as the file says. */
  readonly bytes: number;
  readonly group: RowGroup;
}

/** A file that is open, and what its footer says. */
interface OpenParquet {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
}

type ParquetRecord = Readonly<Record<string, unknown>>;

/** Reads Parquet, a row an article; only one row group is held. */
export async function* readParquet(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  const toInput = createFieldReader(name, options);
  let parquet: OpenParquet;
  try {
    const file = await openFile(source);
    parquet = { file, metadata: await parquetMetadataAsync(file) };
  } catch (error) {
    return yield failedEntry(name, damaged(name, error));
  }
  for (const group of listRowGroups(parquet)) {
    const rows = `${name}: rows ${group.start + 1} to ${group.end}`;
    if (isTooLarge(group)) {
      yield failedEntry(rows, new TolkError('corpus.too_large', `${rows}: ${tooLarge}`));
      continue;
    }
    const records = await readRows(parquet, group).catch((error: unknown) => damaged(rows, error));
    if (records instanceof Error) {
      yield failedEntry(rows, records);
      continue;
    }
    for (const [at, record] of records.entries()) {
      const place = `${name}: row ${group.start + at + 1}`;
      if (isLeftOut(record, place, options)) continue;
      const load = async () => prepareArticle(await toInput(record, place), place, options.limits);
      yield { place, load, look: () => toInput.look(record) };
    }
  }
}

const tooLarge = 'a row group too large to be held; write it with smaller ones';

/** A size that is no number at all is not believed. */
function isTooLarge({ start, end, bytes }: RowRange): boolean {
  return !(bytes <= maxGroupBytes && end - start <= maxGroupRows && end >= start);
}

async function openFile(source: ByteSource): Promise<AsyncBuffer> {
  if (source.path !== undefined) return asyncBufferFromFile(source.path);
  const copy = new Uint8Array(await readWhole(source, maxHeldBytes)).buffer;
  return { byteLength: copy.byteLength, slice: (start, end) => copy.slice(start, end) };
}

function listRowGroups({ metadata }: OpenParquet): RowRange[] {
  let start = 0;
  return metadata.row_groups.map((group) => {
    const end = start + Number(group.num_rows);
    const range = { start, end, bytes: Number(group.total_byte_size), group };
    start = end;
    return range;
  });
}

async function readRows(
  { file, metadata }: OpenParquet,
  { start, end, group }: RowRange,
): Promise<ParquetRecord[]> {
  const limits = { maxBytes: maxGroupBytes, maxValues: maxGroupValues };
  await requireHonestPages(file, { metadata, group }, limits);
  return parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd: end });
}

function damaged(name: string, cause: unknown): TolkError {
  if (TolkError.isInstance(cause)) return cause;
  if (cause instanceof SizeLie)
    return new TolkError('corpus.malformed', `${name}: its sizes cannot be: ${cause.message}`, {
      cause,
    });
  const why = cause instanceof Error ? cause.message.replace(/^parquet /, '') : String(cause);
  const message = `${name}: not a complete Parquet file (${why})`;
  return new TolkError('corpus.damaged', message, { cause });
}
