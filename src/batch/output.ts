import { createHash } from 'node:crypto';
import { constants, copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { type OutputFormat, writeOutput } from '../corpus/write/output.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { TolkError } from '../errors.ts';
import type { BatchStore, StoredBatch } from '../store/batches.ts';
import { LineFile } from './line-file.ts';
import { type Origins, OriginTally } from './origins.ts';
import { OutputClaim } from './output-claim.ts';
import { readSpool, type Spool } from './spool.ts';

/*
 * The output of a batch. While it runs, its rows are in a spool beside where the output is to be;
 * in the end the spool becomes the output, by its name alone where it is JSON lines in one section.
 * The claim beside both says whose they are (output-claim.ts).
 */

type Target = NonNullable<StoredBatch['definition']['out']>;

/** Of what another process wrote, so many rows are looked at. */
const sampledRows = 2_000;

/** An output that this process has the right to write. */
export class ClaimedOutput implements AsyncDisposable {
  readonly #target: Target;
  readonly #claim: OutputClaim;
  readonly #spool: LineFile;
  readonly #origins = new OriginTally();
  /** What another process wrote. */
  readonly #bytesBefore: number;

  private constructor(target: Target, claim: OutputClaim, spool: LineFile) {
    this.#target = target;
    this.#claim = claim;
    this.#spool = spool;
    this.#bytesBefore = spool.bytes;
  }

  /**
   * Claims the output of a batch and opens its spool, cut off to what is certain; notes where this
   * process begins to write.
   *
   * @returns null for a batch without an output
   * @throws TolkError `output.taken`, `corpus.unreadable`
   */
  static async open(batch: StoredBatch, batches: BatchStore): Promise<ClaimedOutput | null> {
    const { out } = batch.definition;
    if (out === null) return null;
    const { path, overwrite = false } = out;
    const claim = await OutputClaim.take({ path, batch: batch.id, kind: 'run', overwrite });
    try {
      const target = { ...out, path: claim.path };
      if (isFirstTime(batch, claim) && !overwrite) await requireNoSpool(target);
      const spool = await openSpool(target, batch, batches);
      return new ClaimedOutput(target, claim, spool);
    } catch (error) {
      await (claim.isResumed ? claim.idle() : claim.release());
      throw error;
    }
  }

  /** Bytes that are in the spool. */
  get bytes(): number {
    return this.#spool.bytes;
  }

  /** Adds rows; see {@link LineFile.append}. @throws TolkError `output.taken` */
  async append(rows: readonly OutputRow[]): Promise<number> {
    if (rows.length > 0) await this.#claim.assertHeld();
    for (const row of rows) this.#origins.add(row);
    return this.#spool.append(rows);
  }

  /**
   * What made the English that is written: of all rows of this process, and of the first of those that
   * were there before.
   */
  async origins(): Promise<Origins> {
    const before = { path: spoolPath(this.#target), offsets: [], bytes: this.#bytesBefore };
    try {
      await this.#sample(before);
    } catch (error) {
      // JSON lines become the output as they are: a row that is none of ours only says nothing here.
      if (!TolkError.isInstance(error)) throw error;
    }
    return this.#origins.read();
  }

  async #sample(spool: Spool): Promise<void> {
    if (spool.bytes === 0) return;
    let left = sampledRows;
    for await (const row of readSpool(spool, 'finished')) {
      this.#origins.add(row);
      left -= 1;
      if (left === 0) break;
    }
  }

  /** Makes the output of the spool of a batch that is complete. */
  async complete(batch: StoredBatch, batches: BatchStore): Promise<void> {
    await this.#spool.close();
    await this.#claim.assertHeld();
    await makeOutput(this.#target, batch, batches);
    const isSpoolLeft = await exists(spoolPath(this.#target));
    await (isSpoolLeft ? this.#claim.idle() : this.#claim.release());
  }

  /** Leaves it to be resumed, unless it is complete. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#spool.close();
    await this.#claim.idle();
  }
}

/** Nothing of this batch was here before. */
function isFirstTime(batch: StoredBatch, claim: OutputClaim): boolean {
  return !claim.isResumed && batch.outBytes === 0 && batch.outputOffsets.length === 0;
}

/** An earlier version left no claim beside its spool. */
async function requireNoSpool(target: Target): Promise<void> {
  const path = spoolPath(target);
  if (!(await exists(path))) return;
  throw new TolkError(
    'output.taken',
    `${path} is there: an output that another batch has begun and not ended; resume that batch, ` +
      'name another output, or let it be replaced (--overwrite)',
  );
}

async function openSpool(
  target: Target,
  batch: StoredBatch,
  batches: BatchStore,
): Promise<LineFile> {
  const path = spoolPath(target);
  // What failed is retried after the end: the output becomes the spool again, and stays until then.
  if (batch.outBytes > 0 && isSpoolItself(target) && !(await exists(path)))
    await copyOutput(target, batch, path);
  const spool = await LineFile.open(path, batch.outBytes);
  const offsets = batch.outputOffsets;
  if (!offsets.includes(batch.outBytes))
    await batches.noteOutputOffsets(batch.id, [...offsets, batch.outBytes]);
  return spool;
}

async function copyOutput(target: Target, batch: StoredBatch, spool: string): Promise<void> {
  if (!(await exists(target.path))) return;
  const isSame =
    batch.outputDigest === null
      ? (await stat(target.path)).size === batch.outBytes
      : (await digestOf(target.path)) === batch.outputDigest;
  if (!isSame)
    throw new TolkError(
      'output.taken',
      `${target.path}: this is not what batch ${batch.id} has written there; put that back, or ` +
        `write what is in Redis elsewhere: tolk batch export ${batch.id} --out FILE`,
    );
  await copyFile(target.path, `${spool}.copy`, constants.COPYFILE_FICLONE);
  await rename(`${spool}.copy`, spool);
}

async function makeOutput(target: Target, batch: StoredBatch, batches: BatchStore): Promise<void> {
  const path = spoolPath(target);
  const { outputOffsets: offsets, outBytes: bytes } = batch;
  const isOrdered = offsets.length <= 1 || target.order === 'finished';
  if (isSpoolItself(target) && isOrdered) {
    await batches.noteOutputDigest(batch.id, await digestOf(path));
    return rename(path, target.path);
  }
  // The format was checked when the batch was made.
  const format = target.format as OutputFormat;
  await writeOutput(readSpool({ path, offsets, bytes }, target.order), target.path, {
    ...target,
    format,
  });
  if (isSpoolItself(target)) {
    const { size } = await stat(target.path);
    await batches.noteMergedOutput(batch.id, await digestOf(target.path), size);
  }
  // What failed may be done later, and then belongs in its place.
  if (isSpoolItself(target) || batch.stats.failed === 0) await rm(path);
}

/** Where the rows are while an output is made. */
export const spoolPath = ({ path }: Pick<Target, 'path'>): string => `${path}.part`;

/** Uncompressed JSON lines are the output as they are. */
function isSpoolItself({ format, path, rows = 'articles' }: Target): boolean {
  return format === 'jsonl' && rows === 'articles' && !/\.(?:gz|zst)$/.test(path);
}

const digestedBytes = 65_536;

/** Tells an output from another: its length, and a hash of its end. */
async function digestOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, digestedBytes);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return `${size}:${createHash('sha256').update(buffer).digest('base64url')}`;
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
