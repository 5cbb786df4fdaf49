import { type FileMetaData, type PageHeader, parquetMetadataAsync } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';

/** What of a file is forged; whatever is left out is true. */
export interface Forgery {
  /** The header of its page. */
  readonly header?: (header: PageHeader) => PageHeader;
  /** What is in its page. */
  readonly page?: (page: Uint8Array) => Uint8Array;
  readonly footer?: (footer: FileMetaData) => void;
}

/** A Parquet file of these bodies, in one page of one column, that lies. */
export async function forgeParquet(
  bodies: readonly string[],
  { header: forgeHeader = (header) => header, page = (it) => it, footer = () => {} }: Forgery,
): Promise<Uint8Array> {
  const honest = parquetWriteBuffer({
    codec: 'UNCOMPRESSED',
    columnData: [{ name: 'body', data: [...bodies], type: 'STRING', encoding: 'PLAIN' }],
  });
  const metadata = await parquetMetadataAsync(honest);
  const chunk = metadata.row_groups[0]?.columns[0]?.meta_data;
  if (!chunk) throw new Error('no column');
  const start = Number(chunk.data_page_offset);
  const reader = { view: new DataView(honest, start), offset: 0 };
  const header = parquetHeader(reader);
  const data = page(new Uint8Array(honest, start + reader.offset, header.compressed_page_size));
  const writer = new ByteWriter();
  writer.appendBytes(new TextEncoder().encode('PAR1'));
  const sizes = { compressed_page_size: data.length, uncompressed_page_size: data.length };
  writePageHeader(writer, forgeHeader({ ...header, ...sizes }));
  writer.appendBytes(data);
  chunk.data_page_offset = 4n;
  chunk.total_compressed_size = BigInt(writer.offset - 4);
  footer(metadata);
  writeMetadata(writer, metadata);
  writer.appendBytes(new TextEncoder().encode('PAR1'));
  return writer.getBytes();
}
