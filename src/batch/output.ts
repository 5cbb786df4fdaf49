import { rename, rm, stat } from 'node:fs/promises';
import { type OutputFormat, writeOutput } from '../corpus/write/output.ts';
import type { BatchStore, StoredBatch } from '../store/batches.ts';
import { LineFile } from './line-file.ts';
import { readSpool } from './spool.ts';

/*
 * The output of a batch. While it runs, its rows are in a spool beside where the output is to be;
 * in the end the spool becomes the output, by its name alone where it is JSON lines in one section.
 */

type Target = NonNullable<StoredBatch['definition']['out']>;

/**
 * Opens the spool of a batch, cut off to what is certain, and notes where this process begins to
 * write.
 *
 * @returns null for a batch without an output
 */
export async function openSpool(batch: StoredBatch, batches: BatchStore): Promise<LineFile | null> {
  const { out } = batch.definition;
  if (out === null) return null;
  const path = spoolPath(out);
  // What failed is retried after the end: the output becomes the spool again.
  if (batch.outBytes > 0 && isSpoolItself(out) && !(await exists(path)))
    await rename(out.path, path);
  const spool = await LineFile.open(path, batch.outBytes);
  const offsets = batch.outputOffsets;
  if (!offsets.includes(batch.outBytes))
    await batches.noteOutputOffsets(batch.id, [...offsets, batch.outBytes]);
  return spool;
}

/** Makes the output of the spool of a batch that is complete. */
export async function makeOutput(batch: StoredBatch, batches: BatchStore): Promise<void> {
  const { out } = batch.definition;
  if (out === null) return;
  const path = spoolPath(out);
  const { outputOffsets: offsets, outBytes: bytes } = batch;
  const isOrdered = offsets.length <= 1 || out.order === 'finished';
  if (isSpoolItself(out) && isOrdered) return rename(path, out.path);
  // The format was checked when the batch was made.
  const format = out.format as OutputFormat;
  await writeOutput(readSpool({ path, offsets, bytes }, out.order), out.path, format);
  if (isSpoolItself(out)) await batches.noteOutputOffsets(batch.id, [0]);
  // What failed may be done later, and then belongs in its place.
  if (isSpoolItself(out) || batch.stats.failed === 0) await rm(path);
}

/** Where the rows of an output are while the batch runs. */
export const spoolPath = (out: Pick<Target, 'path'>): string => `${out.path}.part`;

/** Uncompressed JSON lines are the output as they are. */
function isSpoolItself({ format, path }: Target): boolean {
  return format === 'jsonl' && !/\.(?:gz|zst)$/.test(path);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
