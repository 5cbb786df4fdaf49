import {
  type AsyncBuffer,
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { prepareArticle } from '../../article/prepare.ts';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';

/**
 * Parquet that cannot be read from any offset (in an archive, compressed, piped) is held whole, up
 * to this.
 */
const maxHeldBytes = 1_000_000_000;

/** Reads Parquet, a row an article; only one row group is held. */
export async function* readParquet(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name, path } = source;
  const toInput = createFieldReader(name, options);
  const damaged = (cause: unknown) => {
    if (TolkError.isInstance(cause)) return cause;
    const why = cause instanceof Error ? cause.message.replace(/^parquet /, '') : String(cause);
    return new TolkError('corpus.damaged', `${name}: not a complete Parquet file (${why})`, {
      cause,
    });
  };
  let file: AsyncBuffer;
  let groups: readonly number[];
  try {
    file =
      path === undefined
        ? toAsyncBuffer(await readWhole(source, maxHeldBytes))
        : await asyncBufferFromFile(path);
    groups = (await parquetMetadataAsync(file)).row_groups.map((group) => Number(group.num_rows));
  } catch (error) {
    return yield failedEntry(name, damaged(error));
  }
  let first = 0;
  for (const rows of groups) {
    let records: ReadonlyArray<Record<string, unknown>>;
    try {
      records = await parquetReadObjects({
        file,
        compressors,
        rowStart: first,
        rowEnd: first + rows,
      });
    } catch (error) {
      yield failedEntry(`${name}: rows ${first + 1} to ${first + rows}`, damaged(error));
      first += rows;
      continue;
    }
    for (const [at, record] of records.entries()) {
      const place = `${name}: row ${first + at + 1}`;
      yield {
        place,
        load: async () => prepareArticle(await toInput(record, place), place, options.limits),
      };
    }
    first += rows;
  }
}

function toAsyncBuffer(bytes: Buffer): AsyncBuffer {
  const copy = new Uint8Array(bytes).buffer;
  return { byteLength: copy.byteLength, slice: (start, end) => copy.slice(start, end) };
}
