import { basename } from 'node:path';
import { TolkError } from '../errors.ts';
import { wordSet } from '../word-set.ts';

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
  'xml',
  'docx',
  'odt',
  'epub',
  'pdf',
  'xlsx',
  'eml',
  'mbox',
  'sqlite',
  'warc',
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

const formatOf: Readonly<Record<string, CorpusFormat>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  qmd: 'markdown',
  rmd: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  xht: 'html',
  shtml: 'html',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  jl: 'jsonl',
  jsonlines: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  parquet: 'parquet',
  rss: 'feed',
  atom: 'feed',
  xml: 'xml',
  nitf: 'xml',
  tei: 'xml',
  docx: 'docx',
  docm: 'docx',
  dotx: 'docx',
  odt: 'odt',
  ott: 'odt',
  epub: 'epub',
  pdf: 'pdf',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  eml: 'eml',
  mht: 'eml',
  mhtml: 'eml',
  mbox: 'mbox',
  mbx: 'mbox',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  db: 'sqlite',
  warc: 'warc',
  tar: 'tar',
  zip: 'zip',
};
/** What is not read, by the ending of its name, and what to do with it. */
const notRead: Readonly<Record<string, string>> = {
  rtf: 'save it as .docx or .txt',
  doc: 'save it as .docx',
  pages: 'export it as .docx',
  wpd: 'save it as .docx or .odt',
  xls: 'save it as .xlsx',
  ppt: 'save its text as .txt',
  pptx: 'save its text as .txt',
  srt: 'subtitles need their times; give the text as .txt',
  vtt: 'subtitles need their times; give the text as .txt',
  rst: 'convert it to Markdown (pandoc -t gfm)',
  adoc: 'convert it to Markdown or HTML (asciidoctor)',
  asciidoc: 'convert it to Markdown or HTML (asciidoctor)',
  org: 'convert it to Markdown (pandoc -t gfm)',
  tex: 'convert it to Markdown (pandoc -t gfm)',
  textile: 'convert it to Markdown (pandoc -t gfm)',
  wiki: 'convert it to Markdown (pandoc -f mediawiki -t gfm)',
  mediawiki: 'convert it to Markdown (pandoc -f mediawiki -t gfm)',
  ipynb: 'export it as .md',
  fb2: 'convert it to .epub',
  ods: 'save it as .xlsx',
  odp: 'save its text as .txt',
  po: 'give the text as .txt or .csv',
  xliff: 'give the text as .txt or .csv',
  xlf: 'give the text as .txt or .csv',
  conllu: 'give the text as .txt or .csv',
  arrow: 'save it as .parquet',
  feather: 'save it as .parquet',
  msg: 'save it as .eml',
  mobi: 'convert it to .epub',
  azw3: 'convert it to .epub',
  rar: 'pack it as .zip',
  '7z': 'pack it as .zip',
  bz2: 'pack it as .gz or .zst',
  xz: 'pack it as .gz or .zst',
  lz4: 'pack it as .gz or .zst',
  br: 'pack it as .gz or .zst',
};

/** Endings of what has no article in it: nobody misses it. */
const noText: ReadonlySet<string> = wordSet(
  'png jpg jpeg gif webp avif svg ico bmp tif tiff heic mp3 mp4 m4a wav ogg mov avi webm',
  'css js mjs map ts woff woff2 ttf otf eot scss sass less lock ds_store',
);

/** True for a picture, a style sheet or the like, which has no article in it. */
export function hasNoText(name: string): boolean {
  return noText.has(endingOf(name));
}

/** The ending of a name, without its dot and in lower case; empty where there is none. */
export function endingOf(name: string): string {
  const parts = basename(name).toLowerCase().split('.');
  return (parts.length > 1 && parts.at(-1)) || '';
}

const compressionOf: Readonly<Record<string, Compression>> = { gz: 'gzip', zst: 'zstd' };

/** Reads what a file is from the endings of its name: `news.jsonl.gz` is gzipped JSONL. */
export function kindOf(name: string): FileKind {
  const parts = basename(name).toLowerCase().split('.');
  const ending = endingOf(name);
  if (ending === 'tgz') return { format: 'tar', compression: 'gzip' };
  const compression = compressionOf[ending];
  if (compression) return { format: formatOf[parts.at(-2) ?? ''], compression };
  return { format: formatOf[ending], compression: 'none' };
}

/**
 * Refuses what is known not to be read by the ending of its name, and says what to do with it.
 *
 * @throws TolkError `corpus.unknown_format`
 */
export function refuseNotRead(name: string): void {
  const ending = endingOf(name);
  const advice = notRead[ending];
  if (advice === undefined) return;
  throw new TolkError('corpus.unknown_format', `${name}: .${ending} is not read; ${advice}`);
}

/** Formats whose articles have fields: columns, names of JSON, elements of a feed, front matter. */
const withFields: ReadonlySet<CorpusFormat> = new Set([
  ...(['markdown', 'jsonl', 'json', 'csv', 'tsv', 'parquet', 'feed', 'xlsx', 'sqlite'] as const),
  // XML may be a feed, and what is in an archive may have some.
  ...(['xml', 'tar', 'zip'] as const),
]);

/**
 * Makes sure that fields can be named in at least one of these files.
 *
 * @param names of the files, as they were given
 * @param map which field is which, as the user says it
 * @param given the format of all, where it was said
 * @throws TolkError `usage.invalid`
 */
export function requireFields(
  names: readonly string[],
  map: Readonly<Record<string, unknown>>,
  given: CorpusFormat | undefined,
): void {
  if (Object.keys(map).length === 0 || names.length === 0) return;
  const formats = names.map((name) => given ?? kindOf(name).format);
  if (formats.some((format) => format === undefined || withFields.has(format))) return;
  const shown = [...new Set(formats)].join(', ');
  throw new TolkError(
    'usage.invalid',
    `--map names fields, and ${shown} has none: its title and date are found in the text`,
  );
}
