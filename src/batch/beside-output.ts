import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { packageVersion } from '../package-root.ts';
import type { FailedItem, StoredBatch } from '../store/batches.ts';
import { writeWholeFile } from '../whole-file.ts';
import { failureTypeOf } from './failure-types.ts';
import { readDetails } from './item-details.ts';
import type { Origins } from './origins.ts';

/*
 * What lies beside an output: `english.failed.jsonl`, what is not in it and why, and
 * `english.run.json`, what it was made of and with, so that it can be made again.
 */

/** `english.parquet` → `english`; a folder is called as it is. */
export function stemOf(out: string): string {
  return out.replace(
    /(?:\.(?:jsonl|ndjson|csv|parquet|tmx|xlf|xliff|sqlite|db))?(?:\.(?:gz|zst))?$/,
    '',
  );
}

/** A batch at its end, and what there is to say of it. */
export interface Ended {
  readonly batch: StoredBatch;
  /** The articles that failed. */
  readonly failed: readonly FailedItem[];
  /** What made the English. */
  readonly origins: Origins;
}

/**
 * Writes both files beside the output. What somebody else has put there under these names stays.
 *
 * @throws TolkError `disk.full`, `file.*`
 */
export async function writeBesideOutput(ended: Ended): Promise<void> {
  const { out } = ended.batch.definition;
  if (out === null) return;
  const stem = stemOf(out.path);
  await replaceOwn(`${stem}.failed.jsonl`, toFailures(ended.failed), '{"seq":');
  await replaceOwn(`${stem}.run.json`, await toManifest(ended), '{\n  "tolk":');
}

/** Null removes it. A file that does not begin as ours do is not ours. */
async function replaceOwn(path: string, text: string | null, beginning: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => null);
  if (found !== null && !found.startsWith(beginning)) return;
  if (text !== null) await writeWholeFile(path, text);
  else if (found !== null) await rm(path, { force: true });
}

function toFailures(failed: readonly FailedItem[]): string | null {
  const lines = failed.map(({ seq, record, details, failure }) => {
    const { place, id } = readDetails(details);
    const { code, message, retryable } = failure;
    const type = failureTypeOf(code);
    return JSON.stringify({ seq, id: id ?? record, place, type, code, message, retryable });
  });
  return lines.length === 0 ? null : `${lines.join('\n')}\n`;
}

async function toManifest({ batch, origins }: Ended): Promise<string> {
  const { id, createdAt, definition, stats } = batch;
  const { files, out, rejects: _rejects, notes: _notes, ...asked } = definition;
  const corpus: unknown[] = [];
  for (const file of files) corpus.push(await describeFile(file));
  const manifest = {
    tolk: packageVersion(),
    batch: id,
    createdAt,
    completedAt: new Date().toISOString(),
    node: process.version,
    corpus,
    asked,
    output: out,
    made: origins,
    articles: {
      accepted: stats.accepted,
      done: stats.done,
      failed: stats.failed,
      rejected: stats.rejected,
      leftOut: stats.leftOut,
      reused: stats.reused,
      gloss: stats.gloss,
    },
    notes: stats.notes,
    findings: stats.findings,
    usage: {
      calls: stats.calls,
      cachedCalls: stats.cachedCalls,
      promptTokens: stats.promptTokens,
      completionTokens: stats.completionTokens,
      memorySegments: stats.memorySegments,
    },
    costUsd: stats.costUsd,
    unpriced: stats.unpriced,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Larger files are known by their size and time: to read them again would take minutes. */
const maxHashedBytes = 2_000_000_000;

type CorpusFile = StoredBatch['definition']['files'][number];

/** A file of the corpus; its hash is null where it is not there as it was read. */
async function describeFile({ path, bytes, modifiedMs }: CorpusFile): Promise<object> {
  const modifiedAt = new Date(modifiedMs).toISOString();
  const now = path === '-' ? null : await stat(path).catch(() => null);
  const isSame = now?.size === bytes && now.isFile();
  const sha256 = isSame && bytes <= maxHashedBytes ? await hashOf(path).catch(() => null) : null;
  return { path, bytes, modifiedAt, sha256 };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
