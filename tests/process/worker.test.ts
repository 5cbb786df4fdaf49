import { describe, expect, test } from 'vitest';
import { makeArticle } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';
import { startTolk } from '../support/tolk.ts';
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
