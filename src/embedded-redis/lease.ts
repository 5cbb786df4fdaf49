import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TolkError } from '../errors.ts';
import { isOwnSocket, openRedisFiles, type RedisFiles } from './folders.ts';
import { findRedisProgram } from './program.ts';

/** A share in the embedded Redis; Redis runs as long as somebody holds one. */
export interface RedisLease {
  /** Of the Unix socket that Redis listens on: `unix:///home/ada/news/.tolk/redis.sock`. */
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
  readonly files: RedisFiles;
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
 * its data. Only the user who starts it reaches it: it listens on a Unix socket in a folder that is
 * closed to others, and on no port.
 *
 * @throws TolkError `redis.not_installed`, `redis.embedded_failed`; `config.invalid` for a folder
 * that cannot be made or is another user's
 */
export async function leaseRedis({
  dataDir,
  program,
  path,
  graceMs = 400,
}: EmbeddedRedisOptions): Promise<RedisLease> {
  const files = openRedisFiles(dataDir);
  const supervisor = { files, program: findRedisProgram(program, path, dataDir), graceMs };
  const deadline = performance.now() + startTimeoutMs;
  let lease = await askForLease(files);
  while (lease === null && performance.now() < deadline) {
    startSupervisor(supervisor);
    lease = await pollForLease(files, performance.now() + answerTimeoutMs);
  }
  if (lease !== null) return lease;
  const log = join(files.folder, 'redis.log');
  throw new TolkError(
    'redis.embedded_failed',
    `the embedded Redis did not start; see ${log} (or another machine uses the folder)`,
  );
}

async function pollForLease(files: RedisFiles, deadline: number): Promise<RedisLease | null> {
  while (performance.now() < deadline) {
    await sleep(retryMs);
    const lease = await askForLease(files);
    if (lease !== null) return lease;
  }
  return null;
}

/** A lease from the supervisor; null when none runs, or it is just stopping. */
function askForLease({ supervisorSocket, redisSocket }: RedisFiles): Promise<RedisLease | null> {
  if (!isOwnSocket(supervisorSocket)) return Promise.resolve(null);
  return new Promise((done) => {
    const socket = connect(supervisorSocket);
    const lostListeners = new Set<() => void>();
    socket.on('error', () => done(null));
    socket.on('close', () => {
      done(null);
      for (const listener of lostListeners) listener();
    });
    // One word, whatever it is: Redis accepts connections.
    socket.once('data', () => {
      // A lease does not keep its owner's process alive.
      socket.unref();
      done({
        url: pathToFileURL(redisSocket).href.replace('file:', 'unix:'),
        release() {
          lostListeners.clear();
          socket.destroy();
        },
        onLost: (listener) => void lostListeners.add(listener),
      });
    });
  });
}

function startSupervisor({ files, program, graceMs }: SupervisorArguments): void {
  const file = import.meta.url.endsWith('.ts') ? './supervisor.ts' : './supervisor.js';
  const script = fileURLToPath(import.meta.resolve(file));
  const args = [script, files.folder, program, String(graceMs)];
  spawn(process.execPath, args, { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}
