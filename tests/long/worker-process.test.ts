import { spawnSync } from 'node:child_process';
import { readFileSync, utimesSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeArticle } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';
import { startTolk, temporaryFolder } from '../support/tolk.ts';
import { until } from '../support/until.ts';

describe('nothing is lost', () => {
  test('SIGTERM lets a worker process finish what it has, and exit with 0', async () => {
    await using world = await createWorld({ latencyMs: 300 });
    const worker = startTolk(['worker'], { env: world.env });
    await worker.until(/worker.started/);
    // Says that a key was changed; without a terminal it ends nothing.
    worker.child.kill('SIGHUP');
    await worker.until(/worker.reloaded/);
    const { id } = await world.client.enqueue(makeArticle());
    await until(() => world.sandbox.stats().requests === 1);
    worker.child.kill('SIGTERM');
    const { code, stderr } = await worker.finished;
    expect(code).toBe(0);
    expect(await world.client.get(id)).toMatchObject({ status: 'done', attempt: 1 });
    expect(stderr).toContain('article.done');
    const first = JSON.parse(stderr.split('\n')[0] ?? '');
    expect(first).toMatchObject({
      event: 'worker.starting',
      version: expect.stringMatching(/^\d/),
      model: expect.any(String),
      server: world.sandbox.baseUrl,
      redis: world.redisUrl,
      concurrency: 8,
    });
    expect(stderr).not.toContain('alinea');
  });
});

test('the health check of the image, in sh, finds a worker that is paused, frozen or killed', async () => {
  await using world = await createWorld();
  const file = join(await temporaryFolder(), 'health');
  const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
  const [, check = ''] = /^HEALTHCHECK .*? CMD (.*)$/m.exec(dockerfile) ?? [];
  const isHealthy = () =>
    spawnSync('sh', ['-c', check], { env: { ...process.env, TOLK_HEALTH_FILE: file } }).status ===
    0;
  /** Half a minute later, as far as the check can see: who is alive writes it again. */
  const letTimePass = () => utimesSync(file, Date.now() / 1_000 - 60, Date.now() / 1_000 - 60);
  const worker = startTolk(['worker'], { env: { ...world.env, TOLK_HEALTH_FILE: file } });
  await until(isHealthy);
  letTimePass();
  await until(isHealthy);
  worker.child.kill('SIGSTOP');
  letTimePass();
  expect(isHealthy()).toBe(false);
  worker.child.kill('SIGCONT');
  await until(isHealthy);
  await world.client.pause({ reason: 'maintenance' });
  await until(() => !isHealthy());
  await world.client.resume();
  await until(isHealthy);
  worker.child.kill('SIGKILL');
  await worker.finished;
  letTimePass();
  expect(isHealthy()).toBe(false);
});

describe('several processes under one', () => {
  test('one that is killed is replaced; SIGTERM ends all, and what they had is done', async () => {
    // What they finish takes longer than a command has that hangs.
    await using world = await createWorld({ latencyMs: 3_000 });
    const folder = await temporaryFolder();
    const healthFile = join(folder, 'health');
    const supervisor = startTolk(['worker', '--processes', '2', '--health-file', healthFile], {
      env: world.env,
    });
    await supervisor.until(/worker\.started.*worker\.started/s);
    const first = await world.client.workers();
    expect(first.map(({ concurrency }) => concurrency)).toEqual([8, 8]);
    expect(first.map(({ pid }) => pid)).not.toContain(supervisor.child.pid);
    const [killed] = first;
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    const log = await supervisor.until(/worker\.died.*worker\.started/s);
    const died = log.split('\n').find((line) => line.includes('worker.died'));
    expect(JSON.parse(died ?? '')).toMatchObject({ exitCode: null, restartMs: 1_000 });
    expect(log).toMatch(/"process":1\b/);
    expect(log).toMatch(/"process":2\b/);
    await until(async () => (await readFile(healthFile, 'utf8').catch(() => '')) === 'running\n');
    const { id } = await world.client.enqueue(makeArticle());
    await until(() => world.sandbox.stats().requests > 0);
    supervisor.child.kill('SIGTERM');
    expect((await supervisor.finished).code).toBe(0);
    expect(await world.client.get(id)).toMatchObject({ status: 'done', attempt: 1 });
    expect((await world.client.workers()).filter(({ pid }) => pid !== killed?.pid)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('where the one over them is killed, they end by themselves', async () => {
    await using world = await createWorld();
    const supervisor = startTolk(['worker', '--processes', '2'], { env: world.env });
    await supervisor.until(/worker\.started.*worker\.started/s);
    const pids = (await world.client.workers()).map(({ pid }) => pid);
    expect(pids).toHaveLength(2);
    supervisor.child.kill('SIGKILL');
    await until(() => pids.every((pid) => !isAlive(pid)));
    expect(await world.client.workers()).toEqual([]);
  });

  test('where none can start, that is the end, with the reason', async () => {
    await using world = await createWorld();
    const env = { ...world.env, TOLK_GLOSSARY_FILE: '/nowhere/terms.csv' };
    const supervisor = startTolk(['worker', '--processes', '2'], { env });
    const { code, stderr } = await supervisor.finished;
    expect(code).toBe(2);
    expect(stderr).toContain('/nowhere/terms.csv');
    expect(stderr).toContain('no worker starts');
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
