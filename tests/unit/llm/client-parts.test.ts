import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/config.ts';
import { TolkError } from '../../../src/errors.ts';
import { chooseProvider } from '../../../src/llm/choose-provider.ts';
import { countTokens } from '../../../src/llm/cost/tokens.ts';
import { ConcurrencyLimiter } from '../../../src/llm/limits/concurrency-limiter.ts';
import { isWorthCaching, PromptCacheWarmup } from '../../../src/llm/limits/prompt-cache-warmup.ts';

test('a provider is known by name or by address, and says what it needs', () => {
  const choose = (env: Record<string, string>) => chooseProvider(loadConfig(env).config.llm);
  expect(choose({ OPENAI_API_KEY: 'k' })).toMatchObject({
    kind: 'api',
    baseUrl: 'https://api.openai.com/v1',
    preset: { capabilities: { cacheKey: true } },
  });
  expect(choose({ TOLK_PROVIDER: 'ollama' })).toMatchObject({
    kind: 'api',
    baseUrl: 'http://127.0.0.1:11434/v1',
  });
  expect(choose({ TOLK_PROVIDER: 'mistral', OPENAI_API_KEY: 'k' })).toMatchObject({
    baseUrl: 'https://api.mistral.ai/v1',
    preset: { capabilities: { limit: 'max_tokens' } },
  });
  expect(
    choose({ LLM_BASE_URL: 'https://my.openai.azure.com/openai/v1', OPENAI_API_KEY: 'k' }),
  ).toMatchObject({
    preset: { keyHeader: 'api-key' },
  });
  expect(choose({ LLM_BASE_URL: 'http://10.0.0.1:9/v1' })).toMatchObject({
    preset: { keyHeader: 'authorization', capabilities: { cacheKey: false } },
  });
  expect(choose({})).toEqual({ kind: 'none' });
  expect(() => choose({ TOLK_PROVIDER: 'azure', OPENAI_API_KEY: 'k' })).toThrow(
    'needs LLM_BASE_URL',
  );
  expect(() => choose({ TOLK_PROVIDER: 'openrouter' })).toThrow('needs OPENAI_API_KEY');
});

test('the concurrency limiter widens with success and halves with congestion', async () => {
  const clock = { now: 0 };
  const limiter = new ConcurrencyLimiter({ cap: 32, clock: () => clock.now });
  /** How many calls of a hundred are in flight at once. */
  const width = async () => {
    let running = 0;
    let most = 0;
    const call = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((later) => setTimeout(later, 1));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 100 }, () => limiter.run(call)));
    return most;
  };
  expect(await width()).toBe(32);
  const congested = () => Promise.reject(new TolkError('llm.rate_limited', 'x'));
  clock.now += 5_000;
  await limiter.run(congested).catch(() => {});
  // The same congestion, told by another call: not halved twice.
  await limiter.run(congested).catch(() => {});
  expect(await width()).toBeLessThanOrEqual(22);
});

test('a server of one’s own is asked no more at a time than it gets done', async () => {
  /** The most calls in flight of a hundred at a server that takes so long with so many at once. */
  const most = async (msFor: (running: number) => number) => {
    const clock = { now: 0 };
    const limiter = new ConcurrencyLimiter({ cap: 64, clock: () => clock.now, isLocal: true });
    const running: Array<() => void> = [];
    let highest = 0;
    const call = () => new Promise<void>((done) => running.push(done));
    const calls = Array.from({ length: 100 }, () => limiter.run(call));
    for (let left = calls.length; left > 0; left -= 1) {
      await new Promise(setImmediate);
      highest = Math.max(highest, running.length);
      clock.now += msFor(running.length) / running.length;
      running.shift()?.();
    }
    await Promise.all(calls);
    return highest;
  };
  const oneProcessor = await most((running) => running * 10_000);
  const manyProcessors = await most(() => 10_000);
  const quick = await most((running) => running * 10);
  expect(oneProcessor).toBeLessThanOrEqual(5);
  expect(manyProcessors).toBeGreaterThan(20);
  expect(quick).toBeGreaterThan(20);
});

test('tokens are counted where the tokenizer is known, and estimated above the truth where not', async () => {
  const messages = [{ content: 'De gemeente bouwt twaalfhonderd huizen aan de rand van de stad.' }];
  const counted = await countTokens('gpt-6-luna', messages);
  const estimated = await countTokens('mystery', messages);
  expect(counted).toBeGreaterThan(10);
  expect(estimated).toBeGreaterThanOrEqual(counted);
});

test.each([
  'gpt-6-luna',
  'gpt-6.1-terra-2026-10-26',
  'o5-mini',
  'openai/gpt-6-sol',
  'gpt-oss-120b',
])(
  'the tokens of %s, which no counter knows by name, are counted as those of OpenAI’s other models',
  async (model) => {
    const messages = [{ content: 'De gemeente bouwt twaalfhonderd huizen aan de rand.' }];
    expect(await countTokens(model, messages)).toBe(await countTokens('gpt-4o', messages));
  },
);

test('the first call of a kind goes ahead alone, also when it fails', async () => {
  const warmup = new PromptCacheWarmup();
  const order: string[] = [];
  const call = (name: string, ms: number, error?: Error) => async () => {
    order.push(`${name} begins`);
    await new Promise((later) => setTimeout(later, ms));
    order.push(`${name} ends`);
    if (error) throw error;
  };
  const [first] = await Promise.allSettled([
    warmup.run('a', call('first', 20, new Error('no'))),
    warmup.run('a', call('second', 1)),
    warmup.run('a', call('third', 10)),
  ]);
  expect(first?.status).toBe('rejected');
  expect(order).toEqual([
    'first begins',
    'first ends',
    'second begins',
    'third begins',
    'second ends',
    'third ends',
  ]);
});

test('a beginning is worth caching from about 1,024 tokens on', () => {
  expect(isWorthCaching('woord '.repeat(500))).toBe(false);
  expect(isWorthCaching('woord '.repeat(700))).toBe(true);
});
