import { execFileSync } from 'node:child_process';
import { chmod, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { leaseRedis } from '../../src/embedded-redis/lease.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { startTolk, temporaryFolder } from '../support/tolk.ts';

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Redis ends this long after its last user, so that a test need not wait for it. */
const graceMs = 60;

const lease = (dataDir: string) =>
  leaseRedis({ dataDir, program: undefined, path: process.env['PATH'] ?? '', graceMs });

/** Processes that have `folder` in their command line: supervisor, guard and Redis. */
function processesOf(folder: string): string[] {
  return execFileSync('ps', ['-eo', 'pid,args'])
    .toString()
    .split('\n')
    .filter((line) => line.includes(folder) && /redis|supervisor/.test(line));
}

function killSupervisor(folder: string): void {
  const line = processesOf(folder).find((process) => process.includes('supervisor.ts'));
  process.kill(Number(line?.trim().split(' ')[0]), 'SIGKILL');
}

async function untilGone(folder: string): Promise<void> {
  await expect.poll(() => processesOf(folder)).toEqual([]);
}

test('all who ask at once share one Redis; it leaves with the last of them and keeps its data', async () => {
  const folder = await newFolder();
  const leases = await Promise.all([lease(folder), lease(folder), lease(folder)]);
  expect(new Set(leases.map(({ url }) => url)).size).toBe(1);
  const redis = await connectRedis(leases[0].url);
  await redis.set('kept', 'yes');
  leases[0].release();
  leases[1].release();
  // Well beyond the time after which it leaves when nobody uses it.
  await sleep(5 * graceMs);
  expect(await redis.get('kept')).toBe('yes');
  redis.disconnect();
  leases[2].release();
  await untilGone(folder);
  const next = await lease(folder);
  const again = await connectRedis(next.url);
  expect(await again.get('kept')).toBe('yes');
  again.disconnect();
  next.release();
  await untilGone(folder);
});

test('one command after another in the same moment finds Redis up, also while it is leaving', async () => {
  const folder = await newFolder();
  for (let round = 0; round < 6; round += 1) {
    const { url, release } = await lease(folder);
    const redis = await connectRedis(url);
    expect(await redis.incr('rounds')).toBe(round + 1);
    redis.disconnect();
    release();
    // Around its grace time, so that some rounds meet it leaving.
    await sleep(graceMs - 20 + round * 10);
  }
  await untilGone(folder);
});

test('kill -9 of a command leaves no Redis behind', async () => {
  const folder = await newFolder();
  const command = startTolk(['worker', '--sandbox', '--data-dir', folder]);
  await command.until(/worker.started/);
  expect(processesOf(folder).length).toBeGreaterThan(1);
  command.child.kill('SIGKILL');
  await untilGone(folder);
});

test('a command that loses its Redis ends and says so', async () => {
  const folder = await newFolder();
  const command = startTolk(['worker', '--sandbox', '--data-dir', folder]);
  await command.until(/worker.started/);
  killSupervisor(folder);
  expect(await command.finished).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('[redis.embedded_failed]'),
  });
  await untilGone(folder);
});

test('kill -9 of the supervisor leaves no Redis behind either, and the next command starts another', async () => {
  const folder = await newFolder();
  await lease(folder);
  killSupervisor(folder);
  await untilGone(folder);
  const second = await lease(folder);
  const redis = await connectRedis(second.url);
  expect(await redis.ping()).toBe('PONG');
  redis.disconnect();
  second.release();
  await untilGone(folder);
});

test('nobody else reaches the embedded Redis: no port, sockets in a folder that is shut', async () => {
  const folder = await newFolder();
  await chmod(folder, 0o755);
  const { url, release } = await lease(folder);
  expect(url).toBe(`unix://${folder}/redis.sock`);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const redis = await connectRedis(url);
  expect(await redis.info('server')).toMatch(/^tcp_port:0\r?$/m);
  for (const command of ['CONFIG', 'MODULE', 'DEBUG', 'REPLICAOF']) {
    await expect(redis.call(command)).rejects.toThrow('unknown command');
  }
  redis.disconnect();
  release();
  await untilGone(folder);
});

test('a data folder of another user is refused: its owner could pose as Redis', async () => {
  const { uid } = await stat('/');
  onTestFinished(() => void vi.restoreAllMocks());
  vi.spyOn(process, 'getuid').mockReturnValue(uid + 1);
  await expect(lease('/usr')).rejects.toMatchObject({
    code: 'config.invalid',
    message: expect.stringContaining("/usr is another user's"),
  });
});

test('a folder too deep for a socket has its sockets in the temporary folder, as private', async () => {
  const folder = join(await newFolder(), 'x'.repeat(120));
  const { url, release } = await lease(folder);
  const sockets = dirname(fileURLToPath(url.replace('unix:', 'file:')));
  onTestFinished(() => rm(sockets, { recursive: true, force: true }));
  expect(sockets.startsWith(tmpdir())).toBe(true);
  expect((await stat(sockets)).mode & 0o777).toBe(0o700);
  const redis = await connectRedis(url);
  expect(await redis.ping()).toBe('PONG');
  redis.disconnect();
  release();
  await untilGone(folder);
});
