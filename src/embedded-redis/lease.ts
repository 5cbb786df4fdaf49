import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TolkError } from '../errors.ts';
import { findRedisProgram } from './program.ts';

/** A share in the embedded Redis; it runs as long as somebody holds one. */
export interface RedisLease {
  readonly url: string;
  release(): void;
  /** Calls `listener` when Redis ends although this share was not released. */
  onLost(listener: () => void): void;
}

/** Where the embedded Redis keeps its data, and which program it is. */
export interface EmbeddedRedisOptions {
  readonly dataDir: string;
  readonly program: string | undefined;
  readonly path: string;
}

const startTimeoutMs = 30_000;
const retryMs = 50;

/**
 * Takes a share in the Redis of a data folder, starting it when nobody else has. All commands of
 * one folder share one Redis; it ends when the last of them ends, whichever way, and keeps its
 * data.
 *
 * @throws TolkError `redis.not_installed`, `redis.embedded_failed`
 */
export async function leaseRedis({
  dataDir,
  program,
  path,
}: EmbeddedRedisOptions): Promise<RedisLease> {
  const found = findRedisProgram(program, path, dataDir);
  makeFolder(dataDir);
  const socketPath = keeperSocket(dataDir);
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const lease = await askKeeper(socketPath);
    if (lease !== 'none') return lease;
    startKeeper(socketPath, dataDir, found);
    const started = await keeperAnswers(socketPath, Date.now() + 2_000);
    if (started) return started;
  }
  throw new TolkError(
    'redis.embedded_failed',
    `the embedded Redis did not start; see ${join(dataDir, 'redis.log')}`,
  );
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new TolkError('config.invalid', `TOLK_DATA_DIR: cannot make the folder ${dataDir}`, {
      cause,
    });
  }
}

/**
 * The socket a folder's keeper holds. On Linux it has no file, so that nothing is left of it when
 * the keeper is killed.
 */
function keeperSocket(dataDir: string): string {
  const mark = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 20);
  return process.platform === 'linux' ? `\0tolk-${mark}` : join(tmpdir(), `tolk-${mark}.sock`);
}

async function keeperAnswers(
  socketPath: string,
  deadline: number,
): Promise<RedisLease | undefined> {
  while (Date.now() < deadline) {
    await sleep(retryMs);
    const lease = await askKeeper(socketPath);
    if (lease !== 'none') return lease;
  }
  return undefined;
}

/** A lease from a keeper that runs; `none` when there is none, or it is just leaving. */
function askKeeper(socketPath: string): Promise<RedisLease | 'none'> {
  return new Promise((done) => {
    const socket: Socket = connect(socketPath);
    let text = '';
    socket.on('error', () => done('none'));
    socket.on('close', () => done('none'));
    socket.on('data', (data) => {
      text += data.toString();
      if (!text.endsWith('\n')) return;
      socket.unref();
      const lost = new Set<() => void>();
      socket.on('close', () => {
        for (const listener of lost) listener();
      });
      const release = () => {
        lost.clear();
        socket.destroy();
      };
      done({ url: text.trim(), release, onLost: (listener) => void lost.add(listener) });
    });
  });
}

function startKeeper(socketPath: string, dataDir: string, program: string): void {
  const script = fileURLToPath(
    import.meta.resolve(import.meta.url.endsWith('.ts') ? './supervisor.ts' : './supervisor.js'),
  );
  // The first character of a Linux name is NUL, which no argument can hold.
  const argument = socketPath.replace('\0', '@');
  spawn(process.execPath, [script, argument, resolve(dataDir), program], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  }).unref();
}
