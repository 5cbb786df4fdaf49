import { randomUUID } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { expect, inject, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createKeys } from '../../src/store/keys.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { createTranslationMemory } from '../../src/store/translation-memory.ts';

test('what destroys asks on a terminal, and does nothing unless the answer is yes', async () => {
  const prefix = `{confirm-${randomUUID()}}`;
  const env = { REDIS_URL: inject('redisUrl'), TOLK_PREFIX: prefix };
  const redis = await connectRedis(env.REDIS_URL);
  const memory = createTranslationMemory(redis, createKeys(prefix), { ttlMs: 60_000, maxPairs: 9 });
  const by = { model: 'm', asked: 'm', call: 'c' };
  await memory.remember([{ key: 'k', pair: { nl: 'Een huis.', en: 'A house.', ...by } }]);
  const clear = async (answer: string) => {
    const terminal = new Terminal(answer);
    const { stdin, stderr } = terminal;
    const signal = new AbortController().signal;
    const code = await run(['memory', 'clear'], { env, stdin, stdout: stderr, stderr, signal });
    return { code, shown: terminal.shown, left: await memory.count() };
  };
  for (const answer of ['n\n', '\n']) {
    const refused = await clear(answer);
    expect(refused).toMatchObject({ code: 0, left: 1 });
    expect(refused.shown).toMatch(
      /1 segment .*will be forgotten.*\[y\/N\] [\s\S]*nothing was done/,
    );
  }
  expect(await clear('y\n')).toMatchObject({ code: 0, left: 0 });
  redis.disconnect();
});

/** A terminal on which somebody types this answer. */
class Terminal {
  shown = '';
  readonly stdin = Object.assign(new PassThrough(), { isTTY: true });
  readonly stderr = Object.assign(
    new Writable({
      write: (part, _encoding, done) => {
        this.shown += String(part);
        done();
      },
    }),
    { isTTY: true, columns: 100 },
  );

  constructor(answer: string) {
    this.stdin.write(answer);
  }
}
