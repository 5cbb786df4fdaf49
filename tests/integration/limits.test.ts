import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { SharedRateLimits } from '../../src/llm/limits/rate-limits.ts';
import type { LimitValues } from '../../src/llm/limits/server-limits.ts';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';

async function open(configured: LimitValues = {}, prefix = `{limits-${randomUUID()}}`) {
  const redis = await connectRedis(inject('redisUrl'));
  const clock = { now: Date.now() };
  return {
    prefix,
    clock,
    limits: new SharedRateLimits({
      redis,
      keys: createKeys(prefix),
      configured,
      clock: () => clock.now,
    }),
    [Symbol.dispose]: () => redis.disconnect(),
  };
}

const told = (requests: number) => new Headers({ 'x-ratelimit-limit-requests': String(requests) });

test('without a limit nobody waits and nothing is counted', async () => {
  using it = await open();
  expect(await it.limits.countsTokens('m')).toBe(false);
  for (let at = 0; at < 100; at += 1)
    await it.limits.acquire({ model: 'm', tokens: 1_000_000, maxWaitMs: 0 });
});

test('what one process took another cannot take', async () => {
  using one = await open({ requestsPerMinute: 60 });
  using two = await open({ requestsPerMinute: 60 }, one.prefix);
  let taken = 0;
  const take = async (limits: typeof one.limits) => {
    await limits.acquire({ model: 'm', tokens: 0, maxWaitMs: 0 });
    taken += 1;
  };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 15 }, () => [take(one.limits), take(two.limits)]).flat(),
  );
  // A window of ten seconds holds ten requests.
  expect(taken).toBe(10);
  const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason).toMatchObject({
    code: 'llm.rate_limited',
    retryAfterMs: expect.any(Number),
  });
});

test('a call larger than a window takes its tokens over several', async () => {
  using it = await open({ tokensPerMinute: 60_000 });
  const began = performance.now();
  // The clock of this test stands still: only Redis's time passes.
  await it.limits.acquire({ model: 'm', tokens: 2_500, maxWaitMs: 60_000 });
  expect(performance.now() - began).toBeGreaterThan(900);
});

test('what a call did not use is taken by the next one, and what it used more is owed', async () => {
  using it = await open({ tokensPerMinute: 60_000 });
  await it.limits.acquire({ model: 'm', tokens: 1_900, maxWaitMs: 0 });
  await it.limits.settle('m', -1_800);
  await it.limits.acquire({ model: 'm', tokens: 1_800, maxWaitMs: 0 });
  await expect(it.limits.acquire({ model: 'm', tokens: 500, maxWaitMs: 0 })).rejects.toMatchObject({
    code: 'llm.rate_limited',
  });
  using fresh = await open({ tokensPerMinute: 60_000 });
  await fresh.limits.settle('m', 1_900);
  await expect(
    fresh.limits.acquire({ model: 'm', tokens: 500, maxWaitMs: 0 }),
  ).rejects.toMatchObject({
    code: 'llm.rate_limited',
  });
});

describe('what the server tells', () => {
  test('a lower limit holds at once, for everybody', async () => {
    using one = await open({ requestsPerMinute: 6_000 });
    using two = await open({ requestsPerMinute: 6_000 }, one.prefix);
    await one.limits.observe('m', told(60));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => two.limits.acquire({ model: 'm', tokens: 0, maxWaitMs: 0 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  test('a limit of a day under the same name is none of a minute', async () => {
    using it = await open();
    for (const [remaining, reset] of [
      ['14370', '2m59.56s'],
      ['14399', '6s'],
      ['9000', '9h'],
      ['0', '14h3m'],
    ] as const)
      await it.limits.observe(
        'm',
        new Headers({
          'x-ratelimit-limit-requests': '14400',
          'x-ratelimit-remaining-requests': remaining,
          'x-ratelimit-reset-requests': reset,
        }),
      );
    expect(await it.limits.knows('m')).toBe(false);
    for (const [remaining, reset] of [
      ['59', '1s'],
      ['58', '45s'],
    ] as const)
      await it.limits.observe(
        'm',
        new Headers({
          'x-ratelimit-limit-requests': '60',
          'x-ratelimit-remaining-requests': remaining,
          'x-ratelimit-reset-requests': reset,
        }),
      );
    expect(await it.limits.knows('m')).toBe(true);
  });

  test('a higher one is approached slowly', async () => {
    using it = await open();
    await it.limits.observe('m', told(60));
    it.clock.now += 60_000;
    await it.limits.observe('m', told(600));
    // 60 × 1.05 = 63 a minute: still ten in a window of ten seconds, and not a hundred.
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, () => it.limits.acquire({ model: 'm', tokens: 0, maxWaitMs: 0 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});
