import { basename } from 'node:path';
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

/** What a file is by its name; some names do not tell the format. */
export interface FileKind {
  readonly format: CorpusFormat | undefined;
  readonly compression: Compression;
}

/** What a file is. */
export interface KnownKind extends FileKind {
  readonly format: CorpusFormat;
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

/** Reads what a file is from the endings of its name: `news.jsonl.gz` is gzipped JSONL. */
export function kindOf(name: string): FileKind {
  const parts = basename(name).toLowerCase().split('.');
  const ending = (parts.length > 1 && parts.at(-1)) || '';
  if (ending === 'tgz') return { format: 'tar', compression: 'gzip' };
  const compression = compressionOf[ending];
  if (compression) return { format: formatOf[parts.at(-2) ?? ''], compression };
  return { format: formatOf[ending], compression: 'none' };
}

/**
 * Settles what a file is, by its name or as given.
 *
 * @throws TolkError `corpus.unknown_format`
 */
export function requireFormat(name: string, given: CorpusFormat | undefined): KnownKind {
  const kind = kindOf(name);
  const format = given ?? kind.format;
  if (format) return { ...kind, format };
  const endings = Object.keys(formatOf).map((ending) => `.${ending}`);
  const remedy = [
    `give --format (${corpusFormats.join(', ')})`,
    `or a name ending in ${endings.join(', ')}, with .gz or .zst after it`,
  ].join(', ');
  throw new TolkError(
    'corpus.unknown_format',
    `${name}: its name does not tell what it is; ${remedy}`,
  );
}
