import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TolkError } from '../errors.ts';
import { findRedisProgram } from './program.ts';

/** A share in the embedded Redis; Redis runs as long as somebody holds one. */
export interface RedisLease {
  readonly url: string;
  release(): void;
  /** Calls `listener` when Redis ends although this lease was not released. */
  onLost(listener: () => void): void;
}

/** Where the embedded Redis keeps its data, and which program it is. */
export interface EmbeddedRedisOptions {
  readonly dataDir: string;
  /** The program to start; else one is looked for. */
  readonly program: string | undefined;
  /** The `PATH` to look for one on. */
  readonly path: string;
  /**
   * Redis outlives its last user by this, so that the next command does not restart it.
   *
   * @default 400
   */
  readonly graceMs?: number;
}

/** A supervisor to be started. */
interface SupervisorArguments {
  readonly socketPath: string;
  readonly dataDir: string;
  readonly program: string;
  readonly graceMs: number;
}

const startTimeoutMs = 30_000;
/** A supervisor that has not answered after this may have found its folder taken: ask again. */
const answerTimeoutMs = 2_000;
const retryMs = 50;

/**
 * Takes a lease on the Redis of a data folder, starting it when nobody else has. All commands with
 * the same folder share one Redis; it ends when the last of them ends, however it ends, and keeps
 * its data.
 *
 * @throws TolkError `redis.not_installed`, `redis.embedded_failed`
 */
export async function leaseRedis({
  dataDir,
  program,
  path,
  graceMs = 400,
}: EmbeddedRedisOptions): Promise<RedisLease> {
  const supervisor = {
    socketPath: socketPathOf(dataDir),
    dataDir: resolve(dataDir),
    program: findRedisProgram(program, path, dataDir),
    graceMs,
  };
  makeFolder(dataDir);
  const deadline = Date.now() + startTimeoutMs;
  let lease = await askForLease(supervisor.socketPath);
  while (lease === null && Date.now() < deadline) {
    startSupervisor(supervisor);
    lease = await pollForLease(supervisor.socketPath, Date.now() + answerTimeoutMs);
  }
  if (lease !== null) return lease;
  const log = join(dataDir, 'redis.log');
  throw new TolkError('redis.embedded_failed', `the embedded Redis did not start; see ${log}`);
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const message = `TOLK_DATA_DIR: cannot make the folder ${dataDir}`;
    throw new TolkError('config.invalid', message, { cause });
  }
}

/**
 * The socket that the supervisor of a folder holds. On Linux it has no file, so that nothing is
 * left of it when the supervisor is killed.
 */
function socketPathOf(dataDir: string): string {
  const hash = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 20);
  return process.platform === 'linux' ? `\0tolk-${hash}` : join(tmpdir(), `tolk-${hash}.sock`);
}

async function pollForLease(socketPath: string, deadline: number): Promise<RedisLease | null> {
  while (Date.now() < deadline) {
    await sleep(retryMs);
    const lease = await askForLease(socketPath);
    if (lease !== null) return lease;
  }
  return null;
}

/** A lease from the supervisor; null when none runs, or it is just stopping. */
function askForLease(socketPath: string): Promise<RedisLease | null> {
  return new Promise((done) => {
    const socket = connect(socketPath);
    const lostListeners = new Set<() => void>();
    let received = '';
    socket.on('error', () => done(null));
    socket.on('close', () => {
      done(null);
      for (const listener of lostListeners) listener();
    });
    socket.on('data', (data) => {
      received += data.toString();
      if (!received.endsWith('\n')) return;
      // A lease does not keep its owner's process alive.
      socket.unref();
      done({
        url: received.trim(),
        release() {
          lostListeners.clear();
          socket.destroy();
        },
        onLost: (listener) => void lostListeners.add(listener),
      });
    });
  });
}

function startSupervisor({ socketPath, dataDir, program, graceMs }: SupervisorArguments): void {
  const file = import.meta.url.endsWith('.ts') ? './supervisor.ts' : './supervisor.js';
  const script = fileURLToPath(import.meta.resolve(file));
  // The first character of a Linux name is NUL, which no argument can hold.
  const socketArgument = socketPath.replace('\0', '@');
  const args = [script, socketArgument, dataDir, program, String(graceMs)];
  spawn(process.execPath, args, { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}
