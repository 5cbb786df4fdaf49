import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/config.ts';
import { createPriceTable, type PriceTable } from '../../../src/llm/cost/price.ts';
import { readPriceFile } from '../../../src/llm/cost/price-file.ts';
import { priceWarnings } from '../../../src/llm/cost/price-warnings.ts';
import { openPrices } from '../../../src/llm/open-prices.ts';
import { temporaryFolder } from '../../support/tolk.ts';

const usage = { promptTokens: 100_000, cachedTokens: 50_000, completionTokens: 10_000 };
const at = (day: string) => ({ clock: () => Date.parse(day) });

test('cached tokens, cache writes, the Batch API and the tiers are priced apart', () => {
  const { cost } = createPriceTable();
  const usd = (50_000 * 0.1 + 50_000 * 0.01 + 10_000 * 0.5) / 1e6;
  expect(cost('gpt-6-luna', usage)).toBeCloseTo(usd, 12);
  expect(cost('gpt-6-luna', usage, 'batch-api')).toBeCloseTo(usd / 2, 12);
  expect(cost('gpt-6-luna', usage, 'flex')).toBeCloseTo(usd / 2, 12);
  expect(cost('gpt-6-luna', usage, 'priority')).toBeCloseTo(usd * 2, 12);
  const written = { ...usage, cacheWriteTokens: 40_000 };
  expect(cost('gpt-6-luna', written)).toBeCloseTo(usd + (40_000 * 0.025) / 1e6, 12);
});

test('a cost is never below nothing, whatever a server counts', () => {
  const { cost } = createPriceTable();
  const odd = {
    promptTokens: 10,
    cachedTokens: 5_000,
    cacheWriteTokens: 900,
    completionTokens: -7,
  };
  expect(cost('gpt-4.1', odd)).toBeCloseTo((10 * 0.5) / 1e6, 12);
  expect(cost('gpt-4.1', { ...odd, cachedTokens: -5_000, promptTokens: -3 })).toBe(0);
});

test('a long prompt costs more, and a price holds until its day', () => {
  const long = { promptTokens: 300_000, cachedTokens: 0, completionTokens: 1_000 };
  expect(createPriceTable().cost('gpt-6-luna', long)).toBeCloseTo(0.06 + 0.000_75, 9);
  const { completionTokens } = usage;
  const answer = { promptTokens: 0, cachedTokens: 0, completionTokens };
  const { cost: before } = createPriceTable([], at('2026-12-31'));
  const { cost: after } = createPriceTable([], at('2027-01-01'));
  expect(after('gemini-3.8-flash', answer)).toBe(2 * (before('gemini-3.8-flash', answer) ?? 0));
});

describe('a model is known by each of its names', () => {
  const { find } = createPriceTable();
  test.each([
    ['gpt-6.1-sol-2026-09-29', 'gpt-6.1-sol'],
    ['openai/gpt-6-luna', 'gpt-6-luna'],
    ['azure/openai/GPT-6-Luna', 'gpt-6-luna'],
    ['models/gemini-2.5-flash', 'gemini-2.5-flash'],
    ['publishers/google/models/gemini-2.5-flash-001', 'gemini-2.5-flash'],
    ['anthropic/claude-haiku-4.5', 'claude-haiku-4-5'],
    ['claude-haiku-4-5@20251001', 'claude-haiku-4-5'],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5'],
    ['global.anthropic.claude-sonnet-4-6', 'claude-sonnet-4-6'],
    ['claude-sonnet-5-5-latest', 'claude-sonnet-5-5'],
    ['mistral-small-latest', 'mistral-small-latest'],
    ['grok-4.3-latest', 'grok-4.3'],
  ])('%s is %s', (name, model) => {
    expect(find(name)?.model).toBe(model);
  });

  test.each([
    'gpt-6-luna-turbo',
    'ft:gpt-4o-mini-2024-07-18:acme::x',
    'gpt-6',
    'luna',
    '',
    'qwen3:8b',
  ])('%s is another, or none', (name) => expect(find(name)).toBeNull());
});

test('a price holds at the servers that take it', () => {
  const find = (env: Record<string, string>, model: string) =>
    openPrices(loadConfig({ TOLK_DATA_DIR: '/nowhere', ...env }).config).find(model);
  const groq = { LLM_BASE_URL: 'https://api.groq.com/openai/v1', OPENAI_API_KEY: 'k' };
  expect(find(groq, 'llama-3.3-70b-versatile')?.provider).toBe('groq');
  expect(find({ OPENAI_API_KEY: 'k' }, 'llama-3.3-70b-versatile')).toBeNull();
  const imitation = { LLM_BASE_URL: 'https://notgroq.com/v1' };
  expect(find(imitation, 'llama-3.3-70b-versatile')).toBeNull();
  expect(find({ LLM_BASE_URL: 'http://litellm:4000/v1' }, 'gpt-6-luna')?.input).toBe(0.1);
  // On one's own machine nobody charges list prices, whatever a model is called there.
  expect(find({ TOLK_PROVIDER: 'ollama' }, 'gpt-6-luna')).toBeNull();
  expect(find({}, 'gpt-6-luna')?.input).toBe(0.1);
});

describe('a file of prices', () => {
  const read = async (content: unknown) => {
    const file = join(await temporaryFolder(), 'prices.json');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return readPriceFile(file);
  };
  const row = { model: 'gpt-6-luna', input: 7, cachedInput: 7, output: 7, source: 'ours' };

  test('comes before the list, in the form of earlier versions too', async () => {
    const { cost, models } = createPriceTable(await read([row]));
    expect(cost('gpt-6-luna-2026-10-01', { ...usage, cachedTokens: 0 })).toBeCloseTo(0.77, 9);
    expect(models.filter((model) => model === 'gpt-6-luna')).toHaveLength(1);
  });

  test('is read as LiteLLM writes it', async () => {
    const prices = createPriceTable(
      await read({
        sample_spec: { input_cost_per_token: 0, output_cost_per_token: 0, mode: 'one of' },
        'new-model': {
          mode: 'chat',
          litellm_provider: 'openai',
          input_cost_per_token: 1e-7,
          output_cost_per_token: 5e-7,
          cache_read_input_token_cost: 1e-8,
          cache_creation_input_token_cost: 1.25e-7,
          input_cost_per_token_batches: 5e-8,
          deprecation_date: '2027-03-01',
        },
        'groq/some-llama': {
          mode: 'chat',
          litellm_provider: 'groq',
          input_cost_per_token: 1e-6,
          output_cost_per_token: 1e-6,
        },
        'dall-e-3': { mode: 'image_generation', output_cost_per_image: 0.04 },
      }),
      { host: 'api.groq.com' },
    );
    expect(prices.find('new-model')).toMatchObject({
      input: 0.1,
      cachedInput: 0.01,
      cacheWrite: 0.125,
      output: 0.5,
      batchFactor: 0.5,
      shutdownOn: '2027-03-01',
    });
    expect(prices.find('some-llama')).toMatchObject({ input: 1, host: 'groq.com' });
    expect(prices.find('dall-e-3')).toBeNull();
  });

  test('is read as OpenRouter writes it, for OpenRouter', async () => {
    const rows = await read({
      data: [
        { id: 'openrouter/auto', pricing: { prompt: '-1', completion: '-1' } },
        {
          id: 'qwen/qwen3-32b',
          pricing: { prompt: '0.0000001', completion: '0.0000003', input_cache_read: '0.00000002' },
        },
        { id: 'qwen/qwen3-32b:free', pricing: { prompt: '0', completion: '0' } },
      ],
    });
    const { find } = createPriceTable(rows, { host: 'openrouter.ai' });
    expect(find('qwen/qwen3-32b')).toMatchObject({ input: 0.1, cachedInput: 0.02, output: 0.3 });
    expect(find('qwen/qwen3-32b:free')).toMatchObject({ input: 0, output: 0 });
    expect(find('openrouter/auto')).toBeNull();
    expect(createPriceTable(rows, { host: '127.0.0.1' }).find('qwen/qwen3-32b')).toBeNull();
  });

  test.each<[string, unknown, RegExp]>([
    ['no JSON', '[{', /cannot be read as JSON/],
    ['no prices', { hello: 1 }, /neither an array of prices, nor what LiteLLM/],
    ['a price below nothing', [row, { ...row, output: -1 }], /row 1 \(gpt-6-luna\), output:/],
    ['a price that is text', [{ ...row, input: '7' }], /row 0 \(gpt-6-luna\), input:/],
    ['a date that is none', [{ ...row, seenOn: 'today' }], /row 0 \(gpt-6-luna\), seenOn:/],
    ['a field nobody knows', [{ ...row, inputs: 7 }], /row 0 \(gpt-6-luna\), .*inputs/],
  ])('with %s is refused with its place', async (_, content, problem) => {
    await expect(read(content)).rejects.toThrow(problem);
  });
});

describe('warnings', () => {
  const now = Date.parse('2026-11-28');
  const row = { model: 'm', input: 1, output: 1, source: 'x', replacement: 'next-model' };
  const pricesOf = (more: object): Pick<PriceTable, 'find'> =>
    createPriceTable([{ ...row, ...more }]);
  test.each<[string, object, RegExp]>([
    ['ends soon', { shutdownOn: '2027-01-14' }, /ends m on 2027-01-14, in 47 days; use next-model/],
    ['ends tomorrow', { shutdownOn: '2026-11-29' }, /tomorrow/],
    ['has ended', { shutdownOn: '2026-10-23' }, /has ended m on 2026-10-23; use next-model/],
    ['was seen long ago', { seenOn: '2026-07-01' }, /seen on 2026-07-01, 150 days ago/],
  ])('a model that %s is warned of', (_, more, warning) => {
    const warnings = priceWarnings('m', pricesOf(more), { now });
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  });

  test('what the server says of the end counts more than the list', () => {
    const prices = pricesOf({ shutdownOn: '2028-01-01' });
    const told = { now, shutdownOn: '2026-12-11T00:00:00Z' };
    expect(priceWarnings('m', prices, told)).toEqual([expect.stringContaining('2026-12-11')]);
  });

  test('a living model with a fresh price gives none, one without a price gives one', () => {
    const prices = pricesOf({ shutdownOn: '2027-06-01', seenOn: '2026-10-28' });
    expect(priceWarnings('m', prices, { now, shutdownOn: null })).toEqual([]);
    expect(priceWarnings('mystery', prices, { now })).toEqual([
      expect.stringContaining('price of mystery is not known'),
    ]);
    expect(priceWarnings('sandbox', createPriceTable(), { now })).toEqual([]);
  });

  test('every model of the list that is not living says when it ends', () => {
    const table = createPriceTable([], at('2026-11-28'));
    for (const model of ['gpt-4.1-mini', 'gpt-4o', 'gpt-5', 'gpt-5-mini', 'claude-sonnet-4-5'])
      expect(priceWarnings(model, table, { now })[0]).toMatch(/ends .* use /);
    expect(priceWarnings('gpt-6-luna', table, { now })).toEqual([]);
  });
});
