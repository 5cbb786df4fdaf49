import { TolkError } from '../errors.ts';

/** The formats a corpus can be read in. */
export const corpusFormats = [
  'text',
  'markdown',
  'html',
  'jsonl',
  'json',
  'csv',
  'tsv',
  'parquet',
  'feed',
  'tar',
  'zip',
] as const;

/** A format a corpus can be read in. */
export type CorpusFormat = (typeof corpusFormats)[number];

/** How a file is compressed. */
export type Compression = 'gzip' | 'zstd' | 'none';

/** What a file is by its name. */
export interface FileKind {
  readonly format: CorpusFormat | undefined;
  readonly compression: Compression;
}

const formatOf: Readonly<Record<string, CorpusFormat>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  parquet: 'parquet',
  rss: 'feed',
  atom: 'feed',
  xml: 'feed',
  tar: 'tar',
  zip: 'zip',
};
const compressionOf: Readonly<Record<string, Compression>> = { gz: 'gzip', zst: 'zstd' };

/** What a file is, by the endings of its name: `news.jsonl.gz` is gzipped JSONL. */
export function kindOf(name: string): FileKind {
  const [ending = '', before = ''] =
    name.toLowerCase().split('/').at(-1)?.split('.').toReversed() ?? [];
  if (ending === 'tgz') return { format: 'tar', compression: 'gzip' };
  const compression = compressionOf[ending];
  if (compression) return { format: formatOf[before], compression };
  return { format: name.includes('.') ? formatOf[ending] : undefined, compression: 'none' };
}

/**
 * The format to read a file in.
 *
 * @throws TolkError `corpus.unknown_format`
 */
export function requireFormat(
  name: string,
  given: CorpusFormat | undefined,
): FileKind & { format: CorpusFormat } {
  const kind = kindOf(name);
  const format = given ?? kind.format;
  if (format) return { ...kind, format };
  throw new TolkError(
    'corpus.unknown_format',
    `${name}: its name does not tell what it is; give --format (${corpusFormats.join(', ')}), or a name ending in .${Object.keys(formatOf).join(', .')}, with .gz or .zst after it`,
  );
}
