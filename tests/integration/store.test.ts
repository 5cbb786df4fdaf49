import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { TolkError } from '../../src/errors.ts';
import type { AcceptOptions } from '../../src/store/articles.ts';
import type { JobRef, Route } from '../../src/store/job-ref.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createArticleStore } from '../../src/store/redis-article-store.ts';
import { createBatchStore } from '../../src/store/redis-batch-store.ts';
import { pinnedMemory } from '../../src/worker/pinned-memory.ts';
import { makeArticle } from '../support/articles.ts';
import { emptyDefinition, outcomeOf } from '../support/outcomes.ts';

const outcome = outcomeOf('Een huis.', 'A house.');
const definition = emptyDefinition;
const failure = { code: 'internal', message: 'x', retryable: true };

async function open() {
  const redis = await connectRedis(inject('redisUrl'));
  const store = createArticleStore({
    redis,
    prefix: `{store-${randomUUID()}}`,
    resultTtlMs: 60_000,
    clock: Date.now,
  });
  const accept = async (body: string, options: AcceptOptions = {}): Promise<JobRef> => {
    const [accepted] = await store.accept([prepareArticle({ id: 'one', body })], options);
    if (!accepted || TolkError.isInstance(accepted)) throw accepted;
    return accepted.job ?? { id: 'one', token: '' };
  };
  const status = async () => (await store.read(['one']))[0]?.status;
  return { redis, store, accept, status, [Symbol.dispose]: () => redis.disconnect() };
}

test('a job that runs twice counts once: the first end stands', async () => {
  using it = await open();
  const job = await it.accept(makeArticle().body);
  expect(await it.store.start(job)).toMatchObject({ attempt: 1 });
  expect(await it.store.start(job)).toMatchObject({ attempt: 2 });
  expect(await it.store.complete(job, outcome)).toBe(true);
  expect(await it.store.fail(job, failure)).toBe(false);
  expect(await it.store.complete(job, outcome)).toBe(false);
  expect(await it.store.start(job)).toBeNull();
  expect(await it.status()).toBe('done');
  expect(await it.store.count()).toEqual({ queued: 0, active: 0, done: 1, failed: 0 });
});

test('wrong answers are counted on by the next attempt, also after a kill, until there is a right one or somebody retries', async () => {
  using it = await open();
  const job = await it.accept(makeArticle().body);
  const countAtStart = async (of = job) => (await it.store.start(of))?.wrongAnswers;
  expect(await countAtStart()).toBe(0);
  await it.store.countWrongAnswers(job, 1);
  expect(await it.store.countWrongAnswers(job, 4)).toBe(5);
  // Killed, it hands nothing back.
  expect(await countAtStart()).toBe(5);
  await it.store.handBack(job, failure);
  expect(await countAtStart()).toBe(5);
  await it.store.countWrongAnswers(job, 0);
  expect(await countAtStart()).toBe(0);
  await it.store.countWrongAnswers(job, 8);
  await it.store.fail(job, failure);
  const { job: retried } = await it.store.retry('one');
  expect(await it.store.countWrongAnswers(job, 1)).toBe(0);
  expect(await countAtStart(retried)).toBe(0);
});

test('a worker that was slow cannot overwrite what took its article’s place', async () => {
  using it = await open();
  const old = await it.accept(makeArticle().body);
  await it.store.start(old);
  const fresh = await it.accept(makeArticle().body, { onConflict: 'replace' });
  expect(await it.store.complete(old, outcome)).toBe(false);
  expect(await it.store.fail(old, failure)).toBe(false);
  expect(await it.store.handBack(old, failure)).toBe(false);
  expect(await it.store.start(old)).toBeNull();
  expect(await it.status()).toBe('queued');
  expect(await it.store.start(fresh)).not.toBeNull();
  expect(await it.store.count()).toEqual({ queued: 0, active: 1, done: 0, failed: 0 });
});

test('nor what was cancelled, nor what was retried since', async () => {
  using it = await open();
  const job = await it.accept(makeArticle().body);
  await it.store.start(job);
  expect(await it.store.cancel('one')).toMatchObject({ status: 'active', job });
  expect(await it.store.complete(job, outcome)).toBe(false);
  expect(await it.store.cancel('one')).toMatchObject({ status: 'failed' });
  const retried = await it.store.retry('one');
  expect(retried.status).toBe('failed');
  expect(await it.store.complete(job, outcome)).toBe(false);
  await it.store.start(retried.job);
  expect(await it.store.complete(retried.job, outcome)).toBe(true);
  expect(await it.status()).toBe('done');
});

test('a job is in the outbox until it is in the queue, or taken up', async () => {
  using it = await open();
  const job = await it.accept(makeArticle().body);
  expect(await it.store.overdue(-1, 10)).toEqual([{ ...job, route: 0 }]);
  expect(await it.store.overdue(60_000, 10)).toEqual([]);
  await it.store.queued([job]);
  expect(await it.store.overdue(-1, 10)).toEqual([]);
});

test('done is taken again, unless it is a gloss that is not wanted, made with other options, or not wanted at all', async () => {
  using it = await open();
  const { body } = makeArticle();
  const finish = async (job: JobRef, gloss: boolean) => {
    await it.store.start(job);
    await it.store.complete(job, { ...outcome, gloss });
  };
  const again = async (options: AcceptOptions) => {
    const [accepted] = await it.store.accept([prepareArticle({ id: 'one', body })], options);
    if (!accepted || TolkError.isInstance(accepted)) throw accepted;
    if (accepted.receipt.accepted && accepted.job) await finish(accepted.job, true);
    return accepted.receipt.accepted;
  };
  await finish(await it.accept(body), true);
  expect(await again({})).toBe(false);
  expect(await again({ reuse: 'unless-gloss' })).toBe(true);
  expect(await again({ model: 'other' })).toBe(true);
  expect(await again({ model: 'other' })).toBe(false);
  expect(await again({ model: 'other', reuse: 'never' })).toBe(true);
});

test('a gloss is not done, whatever is made of it meanwhile', async () => {
  using it = await open();
  const articles = [prepareArticle({ body: makeArticle().body })];
  const take = async (reuse: 'always' | 'unless-gloss', gloss: boolean) => {
    const [taken] = await it.store.acceptItems({
      batch: 'b',
      items: articles.map((article) => ({ seq: 1, article, item: {}, route: 100 })),
      options: { reuse },
      mode: 'feed',
    });
    const job = taken?.job ?? { id: '', token: '' };
    await it.store.start(job);
    const isDoneMeanwhile = await it.store.areDone(articles, {});
    await it.store.complete(job, { ...outcome, gloss });
    await it.redis.hdel(it.store.keys.batch('b'), 'position');
    return isDoneMeanwhile;
  };
  await take('always', true);
  expect(await it.store.areDone(articles, {})).toEqual([false]);
  expect(await take('unless-gloss', false)).toEqual([false]);
  expect(await it.store.areDone(articles, {})).toEqual([true]);
});

describe('batches', () => {
  /** A batch without an output, and a way to take articles into it. */
  async function openBatch(it: Awaited<ReturnType<typeof open>>) {
    const batches = createBatchStore(it.redis, it.store.keys, Date.now);
    const id = await batches.create(definition, null);
    const take = (from: number, bodies: readonly string[], route: Route = 100) =>
      it.store.acceptItems({
        batch: id,
        items: bodies.map((body, at) => ({
          seq: from + at,
          article: prepareArticle({ body }),
          item: { place: 'x', source: {} },
          route,
        })),
        options: {},
        mode: 'feed',
        mark: { position: from + bodies.length - 1, bytesRead: 0, rejectBytes: 0, counts: {} },
      });
    return { batches, id, take };
  }

  test('what a feeder still hands in after its batch was cancelled is not taken', async () => {
    using it = await open();
    const { batches, id, take } = await openBatch(it);
    await batches.setStatus(id, 'cancelled');
    expect(await take(1, [makeArticle().body])).toMatchObject([{ verdict: 'skipped' }]);
    expect(await it.store.count()).toMatchObject({ queued: 0 });
  });

  test('an item whose feeder died before it was in its route is known with it', async () => {
    using it = await open();
    const { take } = await openBatch(it);
    await take(1, ['Een brug wordt vervangen in Zwolle, zegt het waterschap.'], 'api');
    await take(2, ['Een sluis wordt vervangen in Assen, zegt het waterschap.'], 7);
    expect((await it.store.overdue(-1, 10)).map(({ route }) => route)).toEqual(['api', 7]);
  });

  test('without an output a batch holds nothing that is done, and is complete with its last article', async () => {
    using it = await open();
    const { batches, id, take } = await openBatch(it);
    const bodies = [1, 2].map((n) => `Het waterschap vervangt ${n} bruggen in Zwolle.`);
    const jobs = (await take(1, bodies)).map(({ job }) => job);
    for (const [at, job] of jobs.entries()) {
      await it.store.start(job);
      if (at === 0) await it.store.complete(job, outcome);
    }
    expect(await batches.read(id)).toMatchObject({
      status: 'running',
      unfinished: 1,
      finishedUnwritten: 0,
    });
    await batches.finishFeeding(id, { position: 0, resultTtlMs: 60_000 });
    expect((await batches.read(id)).status).toBe('running');
    await it.store.fail(jobs[1] as JobRef, failure);
    expect(await batches.read(id)).toMatchObject({
      status: 'complete',
      unfinished: 0,
      finishedUnwritten: 0,
      inFlightBytes: 0,
      stats: { done: 1, failed: 1 },
    });
    // All done before the feeder says so: the same.
    const second = await openBatch(it);
    const [only] = await second.take(1, bodies.slice(0, 1));
    expect(only?.verdict).toBe('known');
    await second.batches.finishFeeding(second.id, { position: 0, resultTtlMs: 60_000 });
    expect(await second.batches.read(second.id)).toMatchObject({
      status: 'complete',
      inFlightBytes: 0,
    });
  });

  test('the right to a batch runs out soon, also when the batch ends or runs again meanwhile', async () => {
    using it = await open();
    const { batches, id } = await openBatch(it);
    await batches.lease(id, 'me').acquire();
    await batches.finishFeeding(id, { position: 0, resultTtlMs: 60_000 });
    expect((await batches.read(id)).status).toBe('complete');
    await batches.expire(id, 60_000);
    await batches.setStatus(id, 'running');
    const leftMs = (await batches.holder(id))?.leftMs ?? 0;
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(8_000);
  });

  test('what the memory knew at the first attempt stands for the next ones', async () => {
    using it = await open();
    const job = await it.accept(makeArticle().body);
    const known = new Map<
      string,
      { nl: string; en: string; model: string; asked: string; call: string }
    >();
    const memory = {
      lookUp: async (keys: readonly string[]) => keys.map((key) => known.get(key) ?? null),
      remember: async () => {},
    };
    const pair = { nl: 'Een huis.', en: 'A house.', model: 'm', asked: 'm', call: 'c' };
    known.set('a', pair);
    const recall = async () => {
      const started = await it.store.start(job);
      return (
        started &&
        pinnedMemory(memory, { jobRef: job, started, store: it.store }).lookUp(['a', 'b'])
      );
    };
    expect(await recall()).toEqual([pair, null]);
    known.set('b', pair);
    known.delete('a');
    expect(await recall()).toEqual([pair, null]);
  });
});
