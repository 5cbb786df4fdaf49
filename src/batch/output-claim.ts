import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TolkError } from '../errors.ts';
import { canonicalPath } from './canonical-path.ts';
import { isGone, processName } from './process-name.ts';

/*
 * The claim of an output: a file beside it, `english.jsonl.claim`, that says which batch writes
 * there, and which process does at present. Only who has it writes.
 *
 *   (none) ─ take ─► claimed, by a process ─ idle ─► claimed, by nobody
 *      ▲                   │      ▲                        │
 *      └──── release ──────┘      └── take, same batch ────┘
 *
 * - take: a run or an export, before it writes. The file comes into being whole, by one hard link,
 *   which only one process can make, on this machine or on a shared disk.
 * - idle: a run that leaves its batch unfinished, also when it is killed: what it has written stays
 *   the batch's. Another batch takes it over only where its user says so (`overwrite`), and only if
 *   no process is at it: one of this machine that is gone, or one elsewhere whose claim does not grow.
 * - release: the output is whole.
 */

const claimSchema = z.object({
  batch: z.string(),
  kind: z.enum(['run', 'export']),
  /** `machine:pid`; null where no process is at it. */
  owner: z.string().nullable(),
});

type Claim = z.infer<typeof claimSchema>;

/** A process lets its claim grow this often, to be seen alive from other machines. */
const beatMs = 2_000;
/** A claim from elsewhere that does not grow for this long is left behind. */
const observeMs = 4 * beatMs;

/** Who wants to write where. */
export interface ClaimRequest {
  readonly path: string;
  readonly batch: string;
  readonly kind: Claim['kind'];
  /** Let it take the place of what another batch has left unfinished. */
  readonly overwrite: boolean;
}

/** What was found of a claim. */
interface FoundClaim {
  readonly claim: Claim;
  readonly inode: number;
  readonly bytes: number;
}

/** The right to write an output. */
export class OutputClaim {
  /** The output itself, by the one name that all paths to it lead to. */
  readonly path: string;
  /** True where the batch had it before. */
  readonly isResumed: boolean;
  readonly #file: string;
  readonly #claim: Claim;
  readonly #handle: FileHandle;
  readonly #inode: number;
  readonly #beat: NodeJS.Timeout;
  #ending: Promise<void> | undefined;

  private constructor(path: string, file: string, made: Made) {
    this.path = path;
    this.isResumed = made.isResumed;
    this.#file = file;
    this.#claim = made.claim;
    this.#handle = made.handle;
    this.#inode = made.inode;
    // White space after the JSON changes nothing but the size.
    this.#beat = setInterval(() => void made.handle.appendFile('\n').catch(() => {}), beatMs);
    this.#beat.unref();
  }

  /**
   * Takes an output.
   *
   * @throws TolkError `output.taken` where another process, or an unfinished batch, has it
   */
  static async take(request: ClaimRequest): Promise<OutputClaim> {
    const path = await canonicalPath(request.path);
    await makeFolder(dirname(path));
    const file = claimFile(path, request.kind);
    const made = await make(file, request);
    const claim = new OutputClaim(path, file, made);
    try {
      const other = claimFile(path, request.kind === 'run' ? 'export' : 'run');
      await requireFree(other, request);
    } catch (error) {
      await claim.release();
      throw error;
    }
    return claim;
  }

  /** Makes sure that nobody has taken it over. @throws TolkError `output.taken` */
  async assertHeld(): Promise<void> {
    const found = await stat(this.#file).catch(() => null);
    if (found?.ino === this.#inode) return;
    const message = `${this.path}: another process has taken it over; nothing more is written to it`;
    throw new TolkError('output.taken', message);
  }

  /** Leaves it with the batch, to be resumed. */
  idle(): Promise<void> {
    this.#ending ??= this.#end(async () => {
      await this.#handle.truncate(0);
      await this.#handle.appendFile(JSON.stringify({ ...this.#claim, owner: null }));
    });
    return this.#ending;
  }

  /** Gives it up: the output is whole, or there is none. */
  release(): Promise<void> {
    this.#ending ??= this.#end(async () => {
      const found = await stat(this.#file).catch(() => null);
      if (found?.ino === this.#inode) await rm(this.#file, { force: true });
    });
    return this.#ending;
  }

  async #end(how: () => Promise<void>): Promise<void> {
    clearInterval(this.#beat);
    try {
      await how();
    } finally {
      await this.#handle.close();
    }
  }
}

/**
 * Makes sure that nobody writes an output, or has left it unfinished; nothing is changed.
 *
 * @throws TolkError `output.taken`
 */
export async function requireUnclaimed(path: string, overwrite: boolean): Promise<void> {
  const canonical = await canonicalPath(path);
  for (const kind of ['run', 'export'] as const)
    await requireFree(claimFile(canonical, kind), {
      path,
      batch: '',
      kind: 'run',
      overwrite,
    });
}

function claimFile(path: string, kind: Claim['kind']): string {
  return kind === 'run' ? `${path}.claim` : `${path}.export.claim`;
}

interface Made {
  readonly claim: Claim;
  readonly handle: FileHandle;
  readonly inode: number;
  readonly isResumed: boolean;
}

async function make(file: string, request: ClaimRequest): Promise<Made> {
  const { batch, kind } = request;
  const claim: Claim = { batch, kind, owner: processName() };
  let isResumed = false;
  for (;;) {
    const made = await create(file, claim);
    if (made !== null) return { ...made, claim, isResumed };
    const found = await read(file);
    if (found === null) continue;
    if (found.claim.batch === batch && kind === 'run') isResumed = true;
    // The batch's lease in Redis sees to it that one process at a time runs it.
    else await requireLeftBehind(file, found, request);
    await takeAway(file, found);
  }
}

/** Makes the claim under a name of its own, then links it: it is there at once and whole. */
async function create(
  file: string,
  claim: Claim,
): Promise<{ readonly handle: FileHandle; readonly inode: number } | null> {
  const own = `${file}.${randomUUID()}`;
  const handle = await open(own, 'ax');
  try {
    await handle.appendFile(JSON.stringify(claim));
    const { ino: inode } = await handle.stat();
    await linkOrMove(own, file);
    return { handle, inode };
  } catch (error) {
    await handle.close();
    if (isCode(error, 'EEXIST')) return null;
    throw unwritable(file, error);
  } finally {
    await rm(own, { force: true });
  }
}

/** A disk without hard links: whoever comes second finds the first, unless both come at once. */
async function linkOrMove(own: string, file: string): Promise<void> {
  try {
    await link(own, file);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].some((code) => isCode(error, code)))
      throw error;
    if ((await stat(file).catch(() => null)) !== null)
      throw Object.assign(new Error('it is there'), { code: 'EEXIST' });
    await rename(own, file);
  }
}

/** Takes away a claim that was left behind; unless another process was faster. */
async function takeAway(file: string, { inode }: FoundClaim): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw unwritable(file, error);
  }
  // It was another's by then: back with it.
  const moved = await stat(aside);
  if (moved.ino !== inode) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

async function read(file: string): Promise<FoundClaim | null> {
  try {
    const { ino: inode, size: bytes } = await stat(file);
    const claim = claimSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { claim, inode, bytes };
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new TolkError(
      'output.taken',
      `${file}: this claim cannot be read; remove it if nobody writes there`,
      {
        cause: error,
      },
    );
  }
}

/** The claim of the other kind: an export beside a run, or the other way round. */
async function requireFree(file: string, request: ClaimRequest): Promise<void> {
  const found = await read(file);
  if (found === null) return;
  const isOwn = found.claim.batch === request.batch;
  if (isOwn && !(await isAlive(file, found))) return;
  await requireLeftBehind(file, found, request);
}

/** @throws TolkError `output.taken` */
async function requireLeftBehind(
  file: string,
  found: FoundClaim,
  { path, overwrite }: ClaimRequest,
): Promise<void> {
  const { batch, kind, owner } = found.claim;
  const mayBeGone = kind === 'export' || overwrite;
  if (mayBeGone && !(await isAlive(file, found))) return;
  const name = basename(path);
  if (owner !== null && !isGone(owner))
    throw new TolkError(
      'output.taken',
      `${path}: batch ${batch} is being written there (by ${owner}); name another output than ${name}`,
    );
  throw new TolkError(
    'output.taken',
    `${path}: batch ${batch} has begun it and has not ended; continue that with tolk batch resume ` +
      `${batch}, name another output, or let it be replaced (--overwrite)`,
  );
}

/** Is a process at it? One of another machine lets its claim grow. */
async function isAlive(file: string, { claim, bytes, inode }: FoundClaim): Promise<boolean> {
  const { owner } = claim;
  if (owner === null || isGone(owner)) return false;
  if (isOfThisMachine(owner)) return true;
  for (let waitedMs = 0; waitedMs < observeMs; waitedMs += beatMs) {
    await sleep(beatMs);
    const now = await stat(file).catch(() => null);
    if (now === null || now.ino !== inode) return now !== null;
    if (now.size !== bytes) return true;
  }
  return false;
}

function isOfThisMachine(owner: string): boolean {
  const machineOf = (name: string) => name.slice(0, name.lastIndexOf(':'));
  return machineOf(owner) === machineOf(processName());
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

function unwritable(path: string, cause: unknown): TolkError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new TolkError('corpus.unreadable', `${path}: cannot be written (${why})`, { cause });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
