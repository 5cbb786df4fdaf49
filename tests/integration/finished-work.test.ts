import { randomUUID } from 'node:crypto';
import { afterEach, expect, inject, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import type { Outcome } from '../../src/contract.ts';
import { TolkError } from '../../src/errors.ts';
import { createClient } from '../../src/queue/create-client.ts';
import type { AcceptOptions } from '../../src/store/articles.ts';
import type { JobRef, Reuse } from '../../src/store/job-ref.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createArticleStore } from '../../src/store/redis-article-store.ts';
import { createBatchStore } from '../../src/store/redis-batch-store.ts';
import { emptyDefinition, outcomeOf } from '../support/outcomes.ts';
import { runTolk } from '../support/tolk.ts';

const failure = { code: 'llm.refused', message: 'the model refuses', retryable: false };
const body = 'Het waterschap vervangt volgend jaar twaalf bruggen in Zwolle.';
const first = outcomeOf(body, 'The first English.');
const second = outcomeOf(body, 'The second English.');

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const it of open.splice(0)) await it[Symbol.asyncDispose]();
});

/** A store with one done article, `one`, and the command line on it; no worker anywhere. */
async function openDone(outcome: Outcome = first) {
  const prefix = `{finished-${randomUUID()}}`;
  const redisUrl = inject('redisUrl');
  const redis = await connectRedis(redisUrl);
  const store = createArticleStore({ redis, prefix, resultTtlMs: 60_000, clock: Date.now });
  const client = createClient({ redisUrl, prefix });
  const accept = async (text: string, options: AcceptOptions = {}): Promise<JobRef> => {
    const [accepted] = await store.accept([prepareArticle({ id: 'one', body: text })], options);
    if (!accepted || TolkError.isInstance(accepted)) throw accepted;
    return accepted.job ?? { id: 'one', token: '' };
  };
  const finish = async (job: JobRef, made: Outcome) => {
    await store.start(job);
    expect(await store.complete(job, made)).toBe(true);
  };
  const english = async () => {
    const result = await client.get('one');
    return result?.status === 'done' ? result.translation.segments[0]?.en : result?.status;
  };
  const newer = async () => {
    const result = await client.get('one');
    return result?.status === 'done' ? (result.retranslation?.status ?? null) : undefined;
  };
  const tolk = (...args: string[]) =>
    runTolk(args, { env: { REDIS_URL: redisUrl, TOLK_PREFIX: prefix } });
  open.push({
    async [Symbol.asyncDispose]() {
      await client.close();
      redis.disconnect();
    },
  });
  await finish(await accept(body), outcome);
  return { redis, store, client, accept, finish, english, newer, tolk };
}

/** What asks for a newer version of what is done. */
const requests = {
  retranslate: async ({ store }) => (await store.retranslate('one', { model: 'other' })).job,
  'enqueue --again': ({ accept }) => accept(body, { reuse: 'never' }),
  'enqueue with another model': ({ accept }) => accept(body, { model: 'other' }),
  'enqueue --replace': ({ accept }) => accept(`${body} Ja.`, { onConflict: 'replace' }),
} satisfies Record<string, (it: Awaited<ReturnType<typeof openDone>>) => Promise<JobRef>>;

for (const [what, ask] of Object.entries(requests)) {
  test(`${what}: the English stays readable until the new one takes its place`, async () => {
    const it = await openDone();
    const job = await ask(it);
    for (const step of ['queued', 'active', 'queued', 'active'] as const) {
      if (step === 'active') await it.store.start(job);
      else await it.store.handBack(job, null);
      expect(await it.english()).toBe('The first English.');
      expect(await it.newer()).toBe(step);
      expect(await it.store.count()).toEqual({ queued: 0, active: 0, done: 1, failed: 0 });
      expect(await it.store.list(['done'], 10)).toEqual(['one']);
      expect(await it.store.list(['queued', 'active'], 10)).toEqual([]);
    }
    expect(await it.store.complete(job, second)).toBe(true);
    expect(await it.english()).toBe('The second English.');
    expect(await it.newer()).toBeNull();
    expect((await it.client.status()).retranslations).toBeUndefined();
  });

  test(`${what}: cancelled, or failed for good, it leaves everything as it was`, async () => {
    const it = await openDone();
    const before = await it.client.get('one');
    const [optionsBefore, articleBefore] = await Promise.all([
      it.store.optionsOf('one'),
      it.store.readArticle('one'),
    ]);
    const expectAsItWas = async (retranslation: unknown) => {
      expect(await it.client.get('one')).toEqual({ ...before, retranslation });
      expect(await it.store.optionsOf('one')).toEqual(optionsBefore);
      expect(await it.store.readArticle('one')).toEqual(articleBefore);
      expect(await it.store.count()).toEqual({ queued: 0, active: 0, done: 1, failed: 0 });
      expect(await it.redis.pttl(it.store.keys.result('one'))).toBeGreaterThan(0);
      expect(await it.redis.pttl(it.store.keys.article('one'))).toBeGreaterThan(0);
    };
    const cancelled = await ask(it);
    await it.store.start(cancelled);
    expect(await it.client.cancel('one')).toBe(true);
    await expectAsItWas(null);
    expect(await it.store.complete(cancelled, second)).toBe(false);
    expect(await it.client.cancel('one')).toBe(false);
    const failed = await ask(it);
    await it.store.start(failed);
    expect(await it.store.fail(failed, failure)).toBe(true);
    await expectAsItWas({ status: 'failed', failedAt: expect.any(Number), error: failure });
    // A later one succeeds, and nothing is left of the failure.
    await it.finish(await ask(it), second);
    expect(await it.newer()).toBeNull();
    expect(await it.english()).toBe('The second English.');
  });
}

test('only a retranslation is given the earlier English to build on', async () => {
  const it = await openDone();
  const again = await it.accept(body, { reuse: 'never' });
  expect(await it.store.start(again)).toMatchObject({ previous: null });
  await it.store.cancel('one');
  const { job } = await it.store.retranslate('one', {});
  expect(await it.store.start(job)).toMatchObject({ previous: first });
});

test('what an earlier version has queued again, or failed to retranslate, is readable and can be cancelled', async () => {
  const it = await openDone();
  const { result, index } = it.store.keys;
  // As release 0.1.0 left it: the outcome moved to `previous`, and nothing else kept.
  const data = await it.redis.hgetBuffer(result('one'), 'data');
  const asBefore = async (status: 'queued' | 'failed', more: Record<string, string>) => {
    await it.redis.hdel(result('one'), 'data', 'finishedAt', 'activeAt', 'gloss', 'attempt');
    await it.redis.hset(result('one'), { status, token: 't', attempt: 0, ...more });
    await it.redis.hset(result('one'), 'previous', data ?? Buffer.alloc(0));
    await it.redis.zrem(index('done'), 'one');
    await it.redis.zadd(index(status), Date.now(), 'one');
  };
  await asBefore('queued', {});
  expect(await it.english()).toBe('The first English.');
  expect(await it.newer()).toBe('queued');
  expect(await it.client.cancel('one')).toBe(true);
  expect(await it.english()).toBe('The first English.');
  expect(await it.store.count()).toEqual({ queued: 0, active: 0, done: 1, failed: 0 });
  await asBefore('failed', { error: JSON.stringify(failure), finishedAt: '1' });
  expect(await it.newer()).toBe('failed');
  const { job } = await it.store.retranslate('one', {});
  expect(await it.newer()).toBe('queued');
  await it.finish(job, second);
  expect(await it.english()).toBe('The second English.');
});

test('an item that waits for the newer version fails with it; those that have the earlier one keep it', async () => {
  const it = await openDone();
  const batches = createBatchStore(it.redis, it.store.keys, Date.now);
  const take = async (batch: string, reuse: Reuse, mode: 'feed' | 'again') => {
    const item = { place: 'x', source: {} };
    const article = prepareArticle({ body });
    const [taken] = await it.store.acceptItems({
      batch,
      items: [{ seq: 1, article, item, route: 100 }],
      options: { reuse },
      mode,
      mark: { position: 1, bytesRead: 0, rejectBytes: 0, counts: {} },
    });
    if (!taken) throw new Error('nothing was taken');
    return taken;
  };
  const stored = async (id: string) => {
    const { stats, unfinished } = await batches.read(id);
    return { done: stats.done, failed: stats.failed, unfinished };
  };
  const early = await batches.create(emptyDefinition, null);
  const late = await batches.create(emptyDefinition, null);
  await it.finish((await take(early, 'always', 'feed')).job, first);
  const again = await take(late, 'never', 'feed');
  await it.store.start(again.job);
  await it.store.fail(again.job, failure);
  expect(await stored(early)).toEqual({ done: 1, failed: 0, unfinished: 0 });
  expect(await stored(late)).toEqual({ done: 0, failed: 1, unfinished: 0 });
  expect(await it.client.get(again.job.id)).toMatchObject({ status: 'done' });
  // Nobody but the cancelled batch wanted the newer version.
  await take(late, 'never', 'again');
  expect(await stored(late)).toEqual({ done: 0, failed: 0, unfinished: 1 });
  expect(await it.store.cancel(again.job.id, late)).toMatchObject({ status: 'queued' });
  expect(await it.client.get(again.job.id)).toMatchObject({ status: 'done', retranslation: null });
  expect(await stored(late)).toEqual({ done: 0, failed: 1, unfinished: 0 });
});

test('a batch that lets go of what is being retranslated does not take it away', async () => {
  const it = await openDone();
  const batches = createBatchStore(it.redis, it.store.keys, Date.now);
  const id = await batches.create(emptyDefinition, null);
  const [taken] = await it.store.acceptItems({
    batch: id,
    items: [{ seq: 1, article: prepareArticle({ body }), item: {}, route: 100 }],
    options: {},
    mode: 'feed',
  });
  const { job } = taken ?? {};
  if (!job) throw new Error('nothing was taken');
  await it.finish(job, first);
  const again = await it.store.retranslate(job.id, {});
  await batches.release(id, await batches.items(id, [1]));
  await it.finish(again.job, second);
  expect(await it.client.get(job.id)).toMatchObject({ status: 'done' });
});

test('get, wait, list and status show the English and that a newer one is on its way; cancel says that it stays', async () => {
  const it = await openDone();
  const asked = await it.tolk('retranslate', '--all', '--model', 'other');
  expect(asked).toMatchObject({ code: 0 });
  expect(asked.stderr).toMatch(/^tolk: one: queued; .*\ntolk: no worker is connected.*tolk worker/);
  expect(await it.tolk('get', 'one')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('The first English.'),
    stderr: expect.stringContaining('a newer version is queued'),
  });
  expect(JSON.parse((await it.tolk('get', 'one', '--json')).stdout)).toMatchObject({
    status: 'done',
    retranslation: { status: 'queued', attempt: 0 },
  });
  const waited = await it.tolk('wait', 'one', '--timeout', '4');
  expect(waited).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('The first English.'),
    stderr: expect.stringMatching(/no worker is connected[\s\S]*\[wait\.timeout\]/),
  });
  expect((await it.tolk('list', '--status', 'done')).stdout).toMatch(/newer/);
  const status = await it.tolk('status', '--json');
  expect(JSON.parse(status.stdout)).toMatchObject({
    articles: { done: 1, queued: 0 },
    retranslations: { queued: 1, active: 0 },
  });
  expect((await it.tolk('retranslate', 'one')).stderr).toContain('is being retranslated already');
  expect((await it.tolk('retranslate', '--all')).code).toBe(0);
  expect((await it.tolk('cancel', 'one')).stderr).toContain('it is done, with the English it had');
  expect(await it.client.wait('one')).toMatchObject({ status: 'done', retranslation: null });
});

test('a retranslation that fails ends the wait, and is told', async () => {
  const it = await openDone();
  const { job } = await it.store.retranslate('one', {});
  expect(await it.client.wait('one', { until: 'readable' })).toMatchObject({ status: 'done' });
  await it.store.start(job);
  await it.store.fail(job, failure);
  expect(await it.tolk('wait', 'one')).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('The first English.'),
    stderr: expect.stringContaining('the model refuses [llm.refused]'),
  });
  expect((await it.tolk('get', 'one')).code).toBe(0);
});

test('a dry run tells segments and dollars, and changes nothing', async () => {
  const it = await openDone();
  const dry = (...more: string[]) => it.tolk('retranslate', '--all', '--dry-run', ...more);
  expect((await dry('--model', 'gpt-6-luna')).stdout).toMatch(
    /^1 done article: 1 of 1 segment would be translated again, in 1 article; about \$0\.0\d+ with gpt-6-luna/,
  );
  expect(await it.newer()).toBeNull();
  // As it was asked for: nothing is stale.
  expect((await dry('--model', 'm')).stdout).toContain('nothing would be asked');
});

test('who waits with no worker is told within seconds, and once', async () => {
  const it = await openDone();
  await it.client.retranslate('one');
  const warnings: string[] = [];
  const waiting = it.client.wait('one', {
    onWarning: ({ code }) => warnings.push(code),
  });
  await expect.poll(() => warnings).toEqual(['no-worker']);
  await it.client.cancel('one');
  expect(await waiting).toMatchObject({ status: 'done' });
  expect(warnings).toEqual(['no-worker']);
});
