import { expect, inject, onTestFinished, test } from 'vitest';
import type { Status } from '../../src/contract.ts';
import { createArticleQueue } from '../../src/queue/queue.ts';
import { findLostJobs } from '../../src/store/lost-jobs.ts';
import { createArticleStore } from '../../src/store/redis-article-store.ts';
import { createBatchStore } from '../../src/store/redis-batch-store.ts';
import { createSubmissionStore } from '../../src/store/redis-submission-store.ts';
import { submissionSchema } from '../../src/store/submissions.ts';
import { startAlteredLlm } from '../support/altered-llm.ts';
import { makeArticle } from '../support/articles.ts';
import { BatchBed } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { createRig } from '../support/processes.ts';
import { connectServer } from '../support/redis.ts';
import { until } from '../support/until.ts';

/*
 * What a failover loses, made by hand: Redis is as it was before the last writes of the old primary,
 * but for those that came after it.
 */

/** What lies in Redis under a prefix, to be forgotten as a test says. */
async function open(prefix: string) {
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const store = createArticleStore({ redis, prefix, resultTtlMs: 1e6, clock: Date.now });
  const { keys } = store;
  const queue = createArticleQueue(redis, store, { attempts: 1, retryDelayMs: 1 });
  onTestFinished(() => queue.close());
  const jobOf = async (id: string) => {
    const token = (await redis.hget(keys.result(id), 'token')) ?? '';
    return { id, token };
  };
  const loseJob = async (id: string) => queue.remove(await jobOf(id));
  const hasJob = async (id: string) => (await redis.exists(queue.keyOf(await jobOf(id)))) === 1;
  const lost = async () => {
    const context = { redis, keys, jobKeyOf: queue.keyOf.bind(queue) };
    return (await findLostJobs(context, 'queued', '0')).lost.map(({ id }) => id);
  };
  const submissions = createSubmissionStore(redis, keys, Date.now);
  return { redis, keys, store, jobOf, loseJob, hasJob, lost, submissions };
}

test.each<[Status, number]>([
  ['queued', 1],
  ['active', 2],
])('an article that is %s and whose job is gone is done', async (status, attempt) => {
  await using world = await createWorld();
  const { store, jobOf, loseJob } = await open(world.prefix);
  const { id } = await world.client.enqueue(makeArticle());
  if (status === 'active') await store.start(await jobOf(id));
  await loseJob(id);
  await world.startWorker();
  expect(await world.client.wait(id)).toMatchObject({ status: 'done', attempt });
});

test('whoever hands in an article again that is queued without a job has it done', async () => {
  await using world = await createWorld();
  const { loseJob, hasJob } = await open(world.prefix);
  const article = makeArticle();
  const { id } = await world.client.enqueue(article);
  await loseJob(id);
  expect(await world.client.enqueue(article)).toMatchObject({ id, accepted: false });
  expect(await hasJob(id)).toBe(true);
});

test('what is in the queue, on its way there, or waits for a batch that pauses is not lost', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  const { redis, keys, store, loseJob, lost } = await open(rig.env['TOLK_PREFIX'] ?? '');
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(2);
  const batch = await bed.submit();
  expect(await lost()).toEqual([]);
  const [first = '', second = ''] = await store.list(['queued'], 2);
  // Whatever somebody else has written there keeps nobody from what is lost.
  await redis.zadd(keys.index('queued'), 1, 'strange', 1, 'gone\u001b[2J');
  await redis.set(keys.result('strange'), 'no hash');
  await redis.sadd(keys.waitingFor(second), 'no item');
  await redis.zadd(keys.outbox, 1, first);
  await loseJob(first);
  await loseJob(second);
  expect(await lost()).toEqual([second]);
  const batches = createBatchStore(redis, keys, Date.now);
  await batches.setStatus(batch, 'paused', 'manual');
  expect(await lost()).toEqual([]);
  // Somebody else wants it too.
  await redis.hincrby(keys.result(second), 'refCount', 1);
  expect(await lost()).toEqual([second]);
});

const viaBatchApi = { TOLK_BATCH_API_POLL_MS: '50', TOLK_BATCH_API_LINGER_MS: '50' };

test('articles that the Batch API was to have, and that are on none of its lists, are done', async () => {
  await using rig = await createRig(inject('redisUrl'), {}, viaBatchApi);
  const { redis, keys, store, jobOf, lost, submissions } = await open(rig.env['TOLK_PREFIX'] ?? '');
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(3);
  const batch = await bed.submit('--via', 'batch-api');
  const [first = '', second = '', third = ''] = await store.list(['queued'], 3);
  await store.start(await jobOf(first));
  await redis.del(keys.batchApi.pending);
  // One waits for a submission that is there, the others for one that is gone.
  await redis.hset(keys.batchApi.submissions, 'there', JSON.stringify(submission));
  await submissions.wait(third, ['there']);
  await submissions.wait(second, ['gone']);
  expect(await lost()).toEqual([second]);
  await redis.hdel(keys.batchApi.submissions, 'there');
  await rig.startWorker();
  await until(async () => (await bed.status(batch)).stats.done === 3);
});

const submission = submissionSchema.parse({ id: 'there', apiBatch: 'b', createdAt: 1, calls: 1 });

test('a batch at the Batch API whose submission is lost while it is created is paid for once', async () => {
  await using rig = await createRig(inject('redisUrl'), {}, viaBatchApi);
  const { redis, keys } = await open(rig.env['TOLK_PREFIX'] ?? '');
  let lost = 0;
  const loseWhatWasPrepared = async (request: string) => {
    if (request !== 'POST /v1/batches' || lost > 0) return;
    const { submissions, pendingCalls, calls } = keys.batchApi;
    const [id = ''] = await redis.hkeys(submissions);
    lost = await redis.del(submissions, pendingCalls, calls(id));
  };
  await using llm = await startAlteredLlm(rig.sandbox.baseUrl, (same) => same, loseWhatWasPrepared);
  await rig.startWorker({ LLM_BASE_URL: llm.baseUrl });
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(4);
  const { stderr } = await bed.run('--via', 'batch-api', '--summary', 'none', '--workers', '0');
  expect(stderr).toContain('4 done, 0 failed');
  expect(lost).toBe(3);
  expect(rig.sandbox.stats()).toMatchObject({ completions: 4, repeated: 0 });
});

test('a batch that is created while its submission and the lease are lost is paid for once', async () => {
  await using rig = await createRig(inject('redisUrl'), {}, viaBatchApi);
  const { redis, keys } = await open(rig.env['TOLK_PREFIX'] ?? '');
  let lost = 0;
  const loseWhatWasPrepared = async (request: string) => {
    if (request !== 'POST /v1/batches' || lost > 0) return;
    const { submissions, pendingCalls, calls, lease } = keys.batchApi;
    const [id = ''] = await redis.hkeys(submissions);
    lost = await redis.del(submissions, pendingCalls, calls(id));
    await redis.set(lease, 'another worker', 'PX', 500);
  };
  await using llm = await startAlteredLlm(rig.sandbox.baseUrl, (same) => same, loseWhatWasPrepared);
  await rig.startWorker({ LLM_BASE_URL: llm.baseUrl });
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(4);
  const { stderr } = await bed.run('--via', 'batch-api', '--summary', 'none', '--workers', '0');
  expect(stderr).toContain('4 done, 0 failed');
  expect(lost).toBe(3);
  expect(rig.sandbox.stats()).toMatchObject({ completions: 4, repeated: 0 });
  expect(rig.sandbox.batchStats()).toMatchObject({ batches: 1 });
});

test('a batch whose calls another worker has sent meanwhile is cancelled at the server', async () => {
  await using rig = await createRig(inject('redisUrl'), {}, viaBatchApi);
  const { redis, keys, submissions } = await open(rig.env['TOLK_PREFIX'] ?? '');
  const elsewhere: string[] = [];
  let cancelled = 0;
  const meanwhile = async (request: string) => {
    const { submissions: all, pendingCalls } = keys.batchApi;
    if (request === 'POST /v1/batches' && elsewhere.length === 0) {
      elsewhere.push(...(await redis.hkeys(pendingCalls)));
      for (const call of elsewhere) {
        const pending = JSON.parse((await redis.hget(pendingCalls, call)) ?? '');
        await redis.hset(pendingCalls, call, JSON.stringify({ ...pending, submission: 'there' }));
      }
      await redis.del(all);
      await redis.hset(all, 'there', JSON.stringify(submission));
    }
    if (!/^POST .*\/cancel$/.test(request)) return;
    cancelled += 1;
    expect((await submissions.submissions()).map(({ id }) => id)).toEqual(['there']);
    for (const call of elsewhere)
      await submissions.completeCall(call, { submission: 'there', spend: null, corrections: [] });
    await submissions.end('there');
  };
  await using llm = await startAlteredLlm(rig.sandbox.baseUrl, (same) => same, meanwhile);
  await rig.startWorker({ LLM_BASE_URL: llm.baseUrl });
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(4);
  const { stderr } = await bed.run('--via', 'batch-api', '--summary', 'none', '--workers', '0');
  expect(stderr).toContain('4 done, 0 failed');
  expect(cancelled).toBe(1);
});

test('a submission whose calls are in flight again does not end, and one that is gone is not written', async () => {
  const { redis, keys, submissions } = await open(`{lost-${crypto.randomUUID()}}`);
  await submissions.lease('A', 60_000).acquire();
  const call = { record: 'r', likelyUsd: 1, dearness: 1, budget: null, task: '', promptTokens: 1 };
  await submissions.prepare('A', submission, new Map([['c', call]]));
  await submissions.wait('r', ['there']);
  const pendingCall = (await redis.hget(keys.batchApi.pendingCalls, 'c')) ?? '';
  await submissions.completeCall('c', { submission: 'there', spend: null, corrections: [] });
  await redis.hset(keys.batchApi.pendingCalls, 'c', pendingCall);
  await redis.sadd(keys.batchApi.calls('there'), 'c');
  expect(await submissions.end('there')).toBe(false);
  expect(await submissions.pending(0, 9)).toEqual([]);
  await submissions.completeCall('c', { submission: 'there', spend: null, corrections: [] });
  expect(await submissions.end('there')).toBe(true);
  expect(await submissions.pending(0, 9)).toEqual(['r']);
  expect(await submissions.note(submission)).toBe(false);
  expect(await submissions.submissions()).toEqual([]);
  // A call in flight in no submission would be waited for for ever.
  await redis.hset(keys.batchApi.pendingCalls, 'c', pendingCall);
  expect(await submissions.inFlight(['c'])).toEqual([null]);
});
