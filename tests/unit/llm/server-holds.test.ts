import { expect, test } from 'vitest';
import { TolkError } from '../../../src/errors.ts';
import { createInMemoryLlmStore } from '../../../src/llm/in-memory-store.ts';
import { ServerHolds } from '../../../src/llm/limits/server-holds.ts';

const refused = (retryAfterMs?: number) =>
  new TolkError('llm.rate_limited', 'too many', { retryAfterMs });

/** Two workers that share a store and a clock, before a server that answers as `answer` says. */
function world(answer: () => Promise<string>) {
  const store = createInMemoryLlmStore();
  const clock = { now: 0 };
  const workers = [1, 2].map(
    () => new ServerHolds({ store, server: 'http://llm/v1', clock: () => clock.now }),
  );
  let requests = 0;
  const ask = (worker = 0) =>
    workers[worker]
      ?.run('m', async () => {
        requests += 1;
        return answer();
      })
      .catch((error: unknown) => error);
  return { ask, clock, requests: () => requests };
}

test('one refusal with a time keeps every worker away until then, and not longer', async () => {
  let isOpen = false;
  const { ask, clock, requests } = world(async () => {
    if (isOpen) return 'yes';
    throw refused(600_000);
  });
  await ask();
  clock.now += 2_000;
  for (const worker of [0, 1, 0, 1])
    expect(await ask(worker)).toMatchObject({ code: 'llm.rate_limited', retryAfterMs: 598_000 });
  expect(requests()).toBe(1);
  clock.now = 600_000;
  isOpen = true;
  expect(await ask(1)).toBe('yes');
});

test.each([
  ['never says how long', undefined],
  ['says a second each time', 1_000],
])('a server that refuses for four hours and %s is asked ever more rarely', async (_, ms) => {
  const { ask, clock, requests } = world(async () => {
    throw refused(ms);
  });
  for (let second = 0; second < 14_400; second += 1) {
    await ask(second % 2);
    clock.now += 1_000;
  }
  // Eight of each worker to see that it lasts, then six an hour.
  expect(requests()).toBeLessThan(60);
});

test('many calls that are refused together hold nobody', async () => {
  let isOpen = false;
  const { ask, clock } = world(async () => {
    if (isOpen) return 'yes';
    await Promise.resolve();
    clock.now += 1;
    throw refused();
  });
  await Promise.all(Array.from({ length: 64 }, () => ask()));
  isOpen = true;
  expect(await ask()).toBe('yes');
});

test('a refusal now and then holds nobody', async () => {
  let count = 0;
  const { ask, requests } = world(async () => {
    count += 1;
    if (count % 3 > 0) throw refused();
    return 'yes';
  });
  for (let at = 0; at < 60; at += 1) await ask();
  expect(requests()).toBe(60);
});

test('another server under the same name of a model is not concerned', async () => {
  const store = createInMemoryLlmStore();
  const [one, other] = ['http://one/v1', 'http://other/v1'].map(
    (server) => new ServerHolds({ store, server, clock: () => 0 }),
  );
  await one?.run('m', () => Promise.reject(refused(600_000))).catch(() => {});
  expect(await other?.run('m', async () => 'yes')).toBe('yes');
});
