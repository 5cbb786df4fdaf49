import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { TolkError } from '../../errors.ts';
import { renderArticle } from '../../render/article.ts';
import { renderSideBySide } from '../../render/html.ts';
import { toCsv } from './csv.ts';
import type { OutputRow } from './row.ts';
import { toTmx } from './tmx.ts';

/** The formats a batch can be written in; `markdown` and `html` are a folder with a file an article. */
export const outputFormats = ['jsonl', 'csv', 'parquet', 'tmx', 'markdown', 'html'] as const;

/** A format a batch can be written in. */
export type OutputFormat = (typeof outputFormats)[number];

const endings: Readonly<Record<string, OutputFormat>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  parquet: 'parquet',
  tmx: 'tmx',
};

/** What an output is to be, by its name. @throws TolkError `usage.invalid` where that does not tell */
export function outputFormatOf(path: string, given: OutputFormat | undefined): OutputFormat {
  const format =
    given ??
    endings[
      path
        .replace(/\.(?:gz|zst)$/, '')
        .split('.')
        .at(-1) ?? ''
    ];
  if (format) return format;
  throw new TolkError(
    'usage.invalid',
    `${path}: say what it is to be with --out-format (${outputFormats.join(', ')}), or with its ending (.jsonl, .csv, .parquet, .tmx; .gz or .zst after it)`,
  );
}

/** True for outputs that are a folder. */
function isFolderFormat(format: OutputFormat): boolean {
  return format === 'markdown' || format === 'html';
}

/** Writes rows under a temporary name and renames it: whoever finds the output finds it whole. */
export async function writeOutput(
  rows: AsyncIterable<OutputRow>,
  path: string,
  format: OutputFormat,
): Promise<void> {
  const temporary = `${path}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  if (isFolderFormat(format)) await writeFolder(rows, temporary, format);
  else if (format === 'parquet') await (await import('./parquet.ts')).writeParquet(rows, temporary);
  else await writeText(textOf(rows, format), path, temporary);
  if (isFolderFormat(format)) await rm(path, { recursive: true, force: true });
  await rename(temporary, path);
}

function textOf(rows: AsyncIterable<OutputRow>, format: OutputFormat): AsyncIterable<string> {
  if (format === 'csv') return toCsv(rows);
  return format === 'tmx' ? toTmx(rows) : toJsonLines(rows);
}

async function* toJsonLines(rows: AsyncIterable<OutputRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function writeText(
  text: AsyncIterable<string>,
  path: string,
  temporary: string,
): Promise<void> {
  const file = createWriteStream(temporary);
  const source = Readable.from(text);
  if (path.endsWith('.gz')) await pipeline(source, zlib.createGzip(), file);
  else if (path.endsWith('.zst')) await pipeline(source, zlib.createZstdCompress(), file);
  else await pipeline(source, file);
}

async function writeFolder(
  rows: AsyncIterable<OutputRow>,
  folder: string,
  format: OutputFormat,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for await (const row of rows) {
    const name = `${String(row.seq).padStart(6, '0')}-${row.id.replace(/[^\w.-]/g, '_').slice(0, 80)}`;
    const result = { ...row, queuedAt: 0 };
    if (format === 'html') await writeFile(join(folder, `${name}.html`), renderSideBySide(result));
    else await writeFile(join(folder, `${name}.md`), renderArticle(result, 'markdown'));
  }
}
