import { expect, inject, test } from 'vitest';
import { runKilledClient } from '../support/client-scenarios.ts';
import { canMount, runFullAof } from '../support/full-disk-scenarios.ts';

const mayMount = await canMount();

// The same at full size: npm run chaos.
test.skipIf(!mayMount)(
  `a run waits while the disk of Redis is full, says so, and loses nothing${mayMount ? '' : ' (not tried: no right to mount)'}`,
  async () => {
    const measures = await runFullAof({ articles: 60, fullMs: 1_000 });
    expect(measures.filter(({ holds }) => !holds)).toEqual([]);
  },
);

test('a service killed with -9 while it hands in articles hands in all of them again: each is done once', async () => {
  const options = { redisUrl: inject('redisUrl'), articles: 1_000, kills: 2, seed: 3 };
  const measures = await runKilledClient(options);
  expect(measures.filter(({ holds }) => !holds)).toEqual([]);
});
