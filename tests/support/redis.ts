import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { findRedisProgram } from '../../src/embedded-redis/program.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { isCluster } from '../../src/store/redis-connection.ts';
import { freePort } from './free-port.ts';

/** A Redis that a test may do with as it likes. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /**
   * Kills it with -9 and starts it again on the same port, with the data that is on its disk; after `downMs`, or
   * when `meanwhile` is over.
   */
  restart(downMs?: number, meanwhile?: () => Promise<void>): Promise<void>;
  /** Sends it a signal, such as SIGSTOP. */
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Starts a real Redis on a free port, with its data in a folder of its own. */
export async function startRedis(
  extra: readonly string[] = [],
  givenPort?: number,
): Promise<TestRedis> {
  const port = givenPort ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'tolk-redis-'));
  const program = findRedisProgram(
    process.env['TOLK_REDIS_SERVER'],
    process.env['PATH'] ?? '',
    '.tolk',
  );
  const own = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const start = () => spawn(program, [...own, '--appendonly', 'no', ...extra], { stdio: 'ignore' });
  let server = start();
  const url = `redis://127.0.0.1:${port}`;
  await untilReachable(url);
  const kill = async () => {
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  return {
    url,
    port,
    async restart(downMs = 0, meanwhile = () => sleep(downMs)) {
      await kill();
      await meanwhile();
      server = start();
      await untilReachable(url);
    },
    signal: (name) => void server.kill(name),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A connection to one server, as Tolk makes it. */
export async function connectServer(url: string): Promise<Redis> {
  const redis = await connectRedis(url);
  if (isCluster(redis)) throw new Error(`${url} is a cluster`);
  return redis;
}

async function untilReachable(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      (await connectRedis(url)).disconnect();
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
