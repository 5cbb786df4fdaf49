import { describe, expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createArticleStore } from '../../src/store/redis-article-store.ts';
import { makeArticle } from '../support/articles.ts';
import { createWorld, llmClientTo } from '../support/in-process.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { until } from '../support/until.ts';

describe('nothing is lost', () => {
  test('a worker told to stop hands back what it cannot finish, at no cost in attempts', async () => {
    await using world = await createWorld();
    await using llm = await startScriptedLlm([{ hang: true }]);
    const worker = await world.startWorker(
      { TOLK_SHUTDOWN_MS: '100', TOLK_ATTEMPTS: '1' },
      llmClientTo(llm.baseUrl, { callTimeoutMs: 60_000 }),
    );
    const { id } = await world.client.enqueue(makeArticle());
    await until(() => llm.requests.length === 1);
    await worker.stop();
    expect(await world.client.get(id)).toMatchObject({ status: 'queued', lastError: null });
    await world.startWorker();
    expect(await world.client.wait(id)).toMatchObject({
      status: 'done',
      attempt: 2,
    });
  });

  test('an order whose caller died between record and job is delivered by a worker', async () => {
    await using world = await createWorld();
    const redis = await connectRedis(world.redisUrl);
    const store = createArticleStore({
      redis,
      prefix: world.prefix,
      resultTtlMs: 1e6,
      // Its clock is no better than others.
      clock: () => Date.now() + 3_600_000,
    });
    const article = prepareArticle(makeArticle());
    await store.accept([article], {});
    await redis.zincrby(store.keys.outbox, -60_000, article.id);
    redis.disconnect();
    await world.startWorker();
    expect(await world.client.wait(article.id)).toMatchObject({
      status: 'done',
    });
  });
});
