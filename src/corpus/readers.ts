import type { ByteSource, CorpusEntry, ReaderOptions, ReadMember } from './entry.ts';
import type { CorpusFormat } from './formats.ts';

/** Reads all entries of a source of one format. */
type Reader = (
  source: ByteSource,
  options: ReaderOptions,
  readMember: ReadMember,
) => AsyncIterable<CorpusEntry>;

const csv = async (): Promise<Reader> => (await import('./read/csv.ts')).readCsv;
const document = (format: 'text' | 'markdown' | 'html') => async (): Promise<Reader> => {
  const { readDocument } = await import('./read/document.ts');
  return (source, options) => readDocument(source, format, options);
};

/**
 * The reader of each format. Each is loaded when it is needed: together their libraries take 60 MB.
 */
export const readers: Readonly<Record<CorpusFormat, () => Promise<Reader>>> = {
  text: document('text'),
  markdown: document('markdown'),
  html: document('html'),
  jsonl: async () => (await import('./read/jsonl.ts')).readJsonl,
  json: async () => (await import('./read/json.ts')).readJson,
  csv,
  tsv: csv,
  parquet: async () => (await import('./read/parquet.ts')).readParquet,
  feed: async () => (await import('./read/rss.ts')).readFeed,
  xml: async () => (await import('./read/xml.ts')).readXml,
  docx: async () => (await import('./read/docx.ts')).readDocx,
  odt: async () => (await import('./read/odt.ts')).readOdt,
  epub: async () => (await import('./read/epub.ts')).readEpub,
  pdf: async () => (await import('./read/pdf.ts')).readPdf,
  xlsx: async () => (await import('./read/xlsx.ts')).readXlsx,
  eml: async () => (await import('./read/mail.ts')).readEml,
  mbox: async () => (await import('./read/mail.ts')).readMbox,
  sqlite: async () => (await import('./read/sqlite.ts')).readSqlite,
  warc: async () => (await import('./read/warc.ts')).readWarc,
  tar: async () => {
    const { readTar } = await import('./read/archive.ts');
    return (source, _, readMember) => readTar(source, readMember);
  },
  zip: async () => {
    const { readZip } = await import('./read/archive.ts');
    return (source, _, readMember) => readZip(source, readMember);
  },
};
