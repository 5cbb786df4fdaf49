import zlib from 'node:zlib';
import {
  type AsyncBuffer,
  type Compressors,
  type DataReader,
  type FileMetaData,
  type PageHeader,
  parquetSchema,
  type RowGroup,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import {
  getMaxDefinitionLevel,
  getMaxRepetitionLevel,
  getTreePath,
  isFlatColumn,
} from 'hyparquet/src/schema.js';
import { readVarInt } from 'hyparquet/src/thrift.js';
import { compressors as allCompressors } from 'hyparquet-compressors';
import { isBomb } from '../byte-source.ts';

/*
 * What a Parquet file says of its sizes is believed by whoever reads it: room is made for it before
 * there is a byte to fill it. So it is looked through first, in the order of what each rests on: the
 * footer says where columns are, their page headers how large pages unpack and how many values they
 * hold, and the runs in a page how often a value is repeated. Whatever does not fit the one before it
 * is a lie, and nothing is unpacked by it.
 */

/** A size or a count that cannot be. */
export class SizeLie extends Error {
  override readonly name = 'SizeLie';
}

/** The most that a row group may unpack to, and hold. */
export interface GroupLimits {
  readonly maxBytes: number;
  /** Of a column; one that holds lists has more of them than rows. */
  readonly maxValues: number;
}

/**
 * Decompressors that make no more room than the page header says, which is looked at before. Node's own
 * where there is one: that of Zstandard would believe the packed bytes, and that of Brotli is slow.
 */
export const compressors: Compressors = {
  ...allCompressors,
  ZSTD: (input, length) => whole(zlib.zstdDecompressSync(input, atMost(length))),
  BROTLI: (input, length) => whole(zlib.brotliDecompressSync(input, atMost(length))),
  ...unlessEmpty('LZ4'),
  ...unlessEmpty('LZ4_RAW'),
};

/** Nothing, packed, is one byte, which the decompressor takes for the beginning of something. */
function unlessEmpty(codec: 'LZ4' | 'LZ4_RAW'): Compressors {
  const decompressor = allCompressors[codec];
  if (!decompressor) return {};
  return {
    [codec]: (input: Uint8Array, length: number) =>
      length === 0 ? input.subarray(0, 0) : decompressor(input, length),
  };
}

const atMost = (length: number) => ({ maxOutputLength: Math.max(1, length) });

/** Readers of columns take all of a buffer for theirs, and Node's may share one. */
const whole = (bytes: Uint8Array) => new Uint8Array(bytes);

type Chunk = NonNullable<RowGroup['columns'][number]['meta_data']>;

/**
 * Looks through the pages of a row group.
 *
 * @throws SizeLie where a size or a count in them cannot be; what reading the file throws
 */
export async function requireHonestPages(
  file: AsyncBuffer,
  { metadata, group }: { readonly metadata: FileMetaData; readonly group: RowGroup },
  limits: GroupLimits,
): Promise<void> {
  const chunks = group.columns.flatMap(({ meta_data: chunk }) => chunk ?? []);
  const places = chunks.map((chunk) => placeOf(chunk, file));
  const packed = places.reduce((sum, { start, end }) => sum + end - start, 0);
  if (packed > file.byteLength) throw new SizeLie('its columns are larger than the file');
  const schema = parquetSchema(metadata);
  let unpacked = 0;
  for (const [at, chunk] of chunks.entries()) {
    const { start, end } = places[at] ?? { start: 0, end: 0 };
    const path = getTreePath(schema, chunk.path_in_schema);
    const levels = {
      definition: getMaxDefinitionLevel(path),
      repetition: getMaxRepetitionLevel(path),
    };
    const most = levels.repetition > 0 ? limits.maxValues : Number(group.num_rows);
    if (Number(chunk.num_values) > most)
      throw new SizeLie('a column holds more values than its rows have');
    const bytes = await file.slice(start, end);
    const flatRows = isFlatColumn(path) ? Number(group.num_rows) : undefined;
    const column = { chunk, levels, flatRows };
    unpacked += new PageWalk(new DataView(bytes), column, limits.maxBytes - unpacked).run();
  }
}

/** Where a column is, as the footer has it. */
function placeOf(chunk: Chunk, file: AsyncBuffer): { start: number; end: number } {
  const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
  const end = start + Number(chunk.total_compressed_size);
  if (!(start >= 0 && end >= start && end <= file.byteLength))
    throw new SizeLie('a column is not where the footer says');
  return { start, end };
}

interface Column {
  readonly chunk: Chunk;
  readonly levels: { readonly definition: number; readonly repetition: number };
  /** After so many values nothing of a column without lists and fields is read. */
  readonly flatRows: number | undefined;
}

/** Goes through the pages of a column, which may unpack to so many bytes in all. */
class PageWalk {
  readonly #reader: DataReader;
  readonly #column: Column;
  readonly #maxBytes: number;
  #unpacked = 0;
  #values = 0;

  constructor(view: DataView, column: Column, maxBytes: number) {
    this.#reader = { view, offset: 0 };
    this.#column = column;
    this.#maxBytes = maxBytes;
  }

  /** @returns what the pages unpack to */
  run(): number {
    const reader = this.#reader;
    const { flatRows = Number.POSITIVE_INFINITY } = this.#column;
    while (reader.offset < reader.view.byteLength - 1 && this.#values < flatRows) {
      const header = parquetHeader(reader);
      const packed = header.compressed_page_size;
      if (!(packed >= 0 && reader.offset + packed <= reader.view.byteLength))
        throw new SizeLie('a page is larger than its column');
      this.#requireSize(packed, header.uncompressed_page_size);
      const bytes = new Uint8Array(
        reader.view.buffer,
        reader.view.byteOffset + reader.offset,
        packed,
      );
      this.#requireValues(header, bytes);
      reader.offset += packed;
    }
    return this.#unpacked;
  }

  #requireSize(packed: number, unpacked: number): void {
    if (!(unpacked >= 0)) throw new SizeLie('a page unpacks to less than nothing');
    this.#unpacked += unpacked;
    if (this.#unpacked > this.#maxBytes || isBomb(packed, unpacked))
      throw new SizeLie(`a page says that it unpacks from ${packed} bytes to ${unpacked}`);
  }

  #requireValues(header: PageHeader, bytes: Uint8Array): void {
    const { dictionary_page_header: dictionary, uncompressed_page_size: unpacked } = header;
    if (dictionary) {
      // Each takes a byte at least.
      if (!isCount(dictionary.num_values, unpacked))
        throw new SizeLie('a dictionary has more values than bytes');
      return;
    }
    const page = header.data_page_header ?? header.data_page_header_v2;
    if (!page) return;
    this.#values += page.num_values;
    if (!isCount(page.num_values, this.#values) || !(this.#values <= this.#column.chunk.num_values))
      throw new SizeLie('its pages hold more values than their column');
    const rows = header.data_page_header_v2?.num_rows ?? 0;
    if (!isCount(rows, page.num_values)) throw new SizeLie('a page has more rows than values');
    this.#requireRuns(header, bytes);
  }

  #requireRuns(header: PageHeader, bytes: Uint8Array): void {
    const { chunk, levels } = this.#column;
    const { data_page_header: v1, data_page_header_v2: v2 } = header;
    const unpack = (packed: Uint8Array, size: number) =>
      packed.length === 0 ? packed : decompressPage(packed, size, chunk.codec, compressors);
    if (v2) {
      const most = v2.num_values;
      const { repetition_levels_byte_length: repeated, definition_levels_byte_length: defined } =
        v2;
      const before = repeated + defined;
      if (!isCount(repeated, bytes.length) || !isCount(defined, bytes.length - repeated))
        throw new SizeLie('the levels of a page are larger than it is');
      requireRuns(bytes.subarray(0, repeated), widthOf(levels.repetition), most);
      requireRuns(bytes.subarray(repeated, before), widthOf(levels.definition), most);
      const packed = bytes.subarray(before);
      const isPacked = v2.is_compressed !== false;
      const values = isPacked ? unpack(packed, header.uncompressed_page_size - before) : packed;
      this.#requireValueRuns(values, v2);
    } else if (v1) {
      const page = unpack(bytes, header.uncompressed_page_size);
      const rest = passLevels(page, levels.repetition, v1.num_values);
      this.#requireValueRuns(passLevels(rest, levels.definition, v1.num_values), v1);
    }
  }

  #requireValueRuns(
    values: Uint8Array,
    { encoding, num_values: most }: { readonly encoding: string; readonly num_values: number },
  ): void {
    const [width = 0] = values;
    if (/DICTIONARY$/.test(encoding)) requireRuns(values.subarray(1), width, most);
    else if (encoding === 'RLE' && this.#column.chunk.type === 'BOOLEAN')
      passLevels(values, 1, most);
  }
}

/** Levels with their length before them; returns what comes after them. */
function passLevels(bytes: Uint8Array, highest: number, most: number): Uint8Array {
  if (highest === 0) return bytes;
  if (bytes.length < 4) throw new SizeLie('a page ends in its levels');
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  if (length > bytes.length - 4) throw new SizeLie('the levels of a page are larger than it is');
  requireRuns(bytes.subarray(4, 4 + length), widthOf(highest), most);
  return bytes.subarray(4 + length);
}

/** Runs that are packed by bits hold a multiple of eight values. */
const packedTogether = 8;

/** No run repeats its value more often than the page has values. */
function requireRuns(bytes: Uint8Array, width: number, most: number): void {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 };
  const isAtEnd = () => reader.offset >= bytes.length;
  for (let seen = 0; seen < most && !isAtEnd(); ) {
    const header = readVarInt(reader);
    const isPacked = (header & 1) === 1;
    const groups = header >>> 1;
    const values = isPacked ? groups * packedTogether : groups;
    if (!isPacked && values > most + packedTogether)
      throw new SizeLie(`a page of ${most} values says that one of them comes ${values} times`);
    reader.offset += isPacked ? groups * width : Math.ceil(width / 8);
    seen += values;
  }
}

/** Bits that a level takes of which this is the highest. */
function widthOf(highest: number): number {
  return 32 - Math.clz32(highest);
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
