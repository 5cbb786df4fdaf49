import { spawnSync } from 'node:child_process';
import { readFileSync, utimesSync } from 'node:fs';
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
