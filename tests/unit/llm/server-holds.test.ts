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
  const workers = [1, 2].map(() => new ServerHolds(store, () => clock.now));
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

test('a server that refuses for a day and never says how long is asked ever more rarely', async () => {
  const { ask, clock, requests } = world(async () => {
    throw refused();
  });
  for (let second = 0; second < 86_400; second += 1) {
    await ask(second % 2);
    clock.now += 1_000;
  }
  // Eight of each worker to see that it lasts, then six an hour.
  expect(requests()).toBeLessThan(200);
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
