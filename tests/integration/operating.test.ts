import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { recordSchema } from '../../src/store/record-schema.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { makeArticle } from '../support/articles.ts';
import { createWorld } from '../support/in-process.ts';
import { createRig } from '../support/processes.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';
import { until } from '../support/until.ts';

/* What whoever runs workers does with them, and reads of them. */

test('a pause by hand gives its reason everywhere, loses nothing, and ends with resume', async () => {
  await using world = await createWorld();
  await using rig = await createRig(world.redisUrl, {}, { TOLK_LOCK_MS: '30000' });
  const { env } = rig;
  const worker = await rig.startWorker();
  const reason = 'the server moves\u001b[2J until 14:00';
  expect(await runTolk(['pause', '--reason', reason], { env })).toMatchObject({ code: 0 });
  const again = await runTolk(['pause', '--reason', 'another'], { env });
  const said = 'the server moves[2J until 14:00';
  expect(again.stderr).toContain(`paused already: ${said} [job.paused]`);
  await until(() => worker.events.some(({ event }) => event === 'worker.paused'));
  expect(worker.events).toContainEqual(
    expect.objectContaining({ event: 'worker.paused', code: 'job.paused', reason: said }),
  );
  expect((await runTolk(['status'], { env })).stdout).toContain(`${said} [job.paused]`);
  const { id } = await rig.client.enqueue(makeArticle());
  // With a worker of its own, too: what somebody has paused is for somebody to resume.
  await worker.stop();
  const article = 'tests/fixtures/articles/veerboot.txt';
  expect(await runTolk(['translate', article], { env })).toMatchObject({
    stderr: expect.stringContaining(said),
  });
  expect(rig.sandbox.stats().requests).toBe(0);
  expect((await runTolk(['resume'], { env })).stderr).toContain(said);
  await rig.startWorker();
  expect(await rig.client.wait(id, { timeoutMs: 50_000 })).toMatchObject({ status: 'done' });
});

test('a pause wants a reason', async () => {
  await using world = await createWorld();
  await expect(world.client.pause({ reason: ' \n' })).rejects.toMatchObject({
    code: 'usage.invalid',
  });
  expect(await world.client.status()).toMatchObject({ pause: null });
});

test('a worker says in a file how it is, and takes it away when it stops', async () => {
  await using world = await createWorld();
  const file = join(await temporaryFolder(), 'health');
  const worker = await world.startWorker({ TOLK_HEALTH_FILE: file });
  const said = () => (existsSync(file) ? readFileSync(file, 'utf8') : 'no file');
  expect(said()).toBe('running\n');
  await world.client.pause({ reason: 'a test' });
  await until(() => said() === 'paused\n');
  await worker.stop();
  expect(said()).toBe('no file');
});

test('a record of a later version is left to a newer worker, as it is', async () => {
  await using world = await createWorld();
  await using rig = await createRig(world.redisUrl, {}, { TOLK_LOCK_MS: '30000' });
  const prefix = rig.env['TOLK_PREFIX'] ?? '';
  const redis = await connectRedis(world.redisUrl);
  const { id } = await rig.client.enqueue(makeArticle());
  const key = createKeys(prefix).result(id);
  await redis.hset(key, 'schema', recordSchema + 1);
  const worker = await rig.startWorker({ TOLK_ATTEMPTS: '1' });
  const isLeft = ({ event }: Readonly<Record<string, unknown>>) =>
    event === 'article.left_to_newer';
  await until(() => worker.events.some(isLeft));
  expect(worker.events.find(isLeft)).toMatchObject({
    article: id,
    code: 'store.too_new',
    reason: expect.stringContaining('upgrade this one'),
  });
  expect(await rig.client.get(id)).toMatchObject({ status: 'queued', attempt: 0 });
  expect(rig.sandbox.stats().requests).toBe(0);
  // To a worker that knows it, it is like any other.
  await redis.hset(key, 'schema', recordSchema);
  redis.disconnect();
  expect(await rig.client.wait(id, { timeoutMs: 50_000 })).toMatchObject({
    status: 'done',
    attempt: 1,
  });
});
