import { expect, test } from 'vitest';
import { BatchBed, longSentences, sentence } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';

test('an estimate makes no call, and what a run then uses lies near it', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  const bodies = Array.from({ length: 40 }, (_, at) => longSentences(at * 10, 1 + (at % 6)));
  await bed.write([...bodies, bodies[0], ''].map((body) => ({ body })));
  const { stdout, code } = await bed.batch('estimate', bed.corpus, '--json');
  expect(code).toBe(3);
  const estimate = JSON.parse(stdout);
  expect(estimate).toMatchObject({
    entries: 42,
    articles: 40,
    duplicates: 1,
    refused: [{ code: 'corpus.malformed', count: 1 }],
  });
  expect(world.sandbox.stats().requests).toBe(0);
  await world.startWorker(bed.env);
  await bed.run('--no-memory');
  const { promptTokens, completionTokens, completions } = world.sandbox.stats();
  expect(estimate.calls).toBe(completions);
  expect(estimate.tokens.low.prompt / promptTokens).toBeGreaterThan(0.85);
  expect(estimate.tokens.low.prompt / promptTokens).toBeLessThan(1.15);
  expect(estimate.tokens.low.completion / completionTokens).toBeGreaterThan(0.7);
  expect(estimate.tokens.high.completion).toBeGreaterThan(completionTokens);
});

test('an estimate counts what a model thinks, at the effort that is asked for', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.write([1, 2].map((n) => ({ body: sentence(n) })));
  const estimate = async (model: string, ...flags: readonly string[]) =>
    JSON.parse(
      (await bed.batch('estimate', bed.corpus, '--json', '--model', model, ...flags)).stdout,
    );
  const expected = async (model: string, ...flags: readonly string[]) =>
    (await estimate(model, ...flags)).tokens.expected.completion;
  const plain = await expected('gpt-4.1-mini');
  expect(await expected('gpt-6-luna')).toBe(plain);
  expect(await expected('gpt-5-mini')).toBeGreaterThan(plain);
  const much = await estimate('gpt-6-luna', '--reasoning-effort', 'high');
  expect(much.tokens.expected.completion).toBe(plain + much.calls * much.thinkingTokensPerCall);
  const costOf = ({ models }: { models: ReadonlyArray<{ model: string; expectedUsd: number }> }) =>
    models.find(({ model }) => model === 'gpt-6-luna')?.expectedUsd ?? 0;
  expect(costOf(much)).toBeGreaterThan(2 * costOf(await estimate('gpt-6-luna')));
  const { stdout } = await bed.batch('estimate', bed.corpus, '--model', 'o4-mini');
  expect(stdout).toContain('o4-mini thinks: about 500 tokens a call are in the estimate.');
});

test('people see the living models of the provider they ask, programs see all; a tier has its price', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create({ env: { ...world.env, TOLK_MODEL: 'gpt-6-luna' } });
  await bed.writeSentences(3);
  const estimate = (...flags: readonly string[]) => bed.batch('estimate', bed.corpus, ...flags);
  const { stdout } = await estimate();
  expect(stdout).toMatch(/gpt-6-luna \(chosen\)[\s\S]*gpt-6\.1-terra/);
  // They have ended, or are another provider's.
  expect(stdout).not.toMatch(/gpt-4\.1-nano|claude/);
  expect((await estimate('--model', 'gpt-4.1-nano')).stdout).toContain('gpt-4.1-nano (chosen)');
  const costs = async (env: Readonly<Record<string, string>> = {}) => {
    const other = await BatchBed.create({ env: { ...world.env, ...env } });
    const { models }: { models: ReadonlyArray<{ model: string; expectedUsd: number }> } =
      JSON.parse((await other.batch('estimate', bed.corpus, '--json')).stdout);
    return new Map(models.map(({ model, expectedUsd }) => [model, expectedUsd]));
  };
  const usual = await costs();
  expect([...usual.keys()]).toEqual(expect.arrayContaining(['gpt-4.1-nano', 'claude-haiku-5-5']));
  const flex = await costs({ TOLK_SERVICE_TIER: 'flex' });
  expect(flex.get('gpt-6-luna')).toBeCloseTo((usual.get('gpt-6-luna') ?? 0) / 2, 12);
});

test('an estimate in a hurry looks into a part, spread over the corpus, and lies near the whole one; a sample is estimated as itself', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  // Sorted by length: the first entries alone would tell much too little.
  const lengthAt = (at: number) => 1 + Math.floor(at / 50);
  await bed.write(
    Array.from({ length: 400 }, (_, at) => ({ body: longSentences(at * 10, lengthAt(at)) })),
  );
  const estimate = async (...flags: readonly string[]) =>
    JSON.parse((await bed.batch('estimate', bed.corpus, '--json', ...flags)).stdout);
  const whole = await estimate();
  const quick = await estimate('--quick', '100');
  expect(quick).toMatchObject({ entries: 400, examined: 100, articles: 400 });
  expect(quick.tokens.expected.prompt / whole.tokens.expected.prompt).toBeGreaterThan(0.9);
  expect(quick.tokens.expected.prompt / whole.tokens.expected.prompt).toBeLessThan(1.1);
  expect(await estimate('--sample', '100')).toMatchObject({
    entries: 400,
    examined: 100,
    articles: 100,
    leftOut: { unsampled: 300 },
  });
});

test('a dry run shows the first prompts and does nothing', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.write([1, 2, 3, 4].map((n) => ({ body: sentence(n) })));
  const { stdout, code } = await bed.batch('run', bed.corpus, '--dry-run');
  expect(code).toBe(0);
  expect(stdout.match(/^Prompt \d/gm)).toHaveLength(3);
  expect(stdout).toContain('You translate Dutch news articles');
  expect(world.sandbox.stats().requests).toBe(0);
  expect(await bed.newestId()).toBe('');
});

test('an estimate has the verifier’s calls, tokens and money in it, at the price of its own model', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.write(
    Array.from({ length: 20 }, (_, at) => ({ body: longSentences(at * 10, 1 + (at % 6)) })),
  );
  const estimate = async (...flags: readonly string[]) =>
    JSON.parse((await bed.batch('estimate', bed.corpus, '--json', ...flags)).stdout);
  const [plain, verified] = [await estimate(), await estimate('--verify')];
  expect(plain.verification).toBeNull();
  expect(verified.verification).toMatchObject({ model: null, calls: 40 });
  expect(verified.calls).toBe(plain.calls + 40);
  expect((await estimate('--quality', 'best')).verification).toMatchObject({ calls: 40 });
  expect((await estimate('--verify', '--summary', 'none')).verification.calls).toBe(20);

  await world.startWorker(bed.env);
  await bed.run('--no-memory', '--verify');
  const { promptTokens, completions, byTask } = world.sandbox.stats();
  expect(completions).toBe(verified.calls);
  expect(byTask.verification).toBe(40);
  expect(verified.tokens.low.prompt / promptTokens).toBeGreaterThan(0.8);
  expect(verified.tokens.low.prompt / promptTokens).toBeLessThan(1.2);

  const costOf = ({ models }: { models: ReadonlyArray<{ model: string; lowUsd: number }> }) =>
    models.find(({ model }) => model === 'gpt-6-luna')?.lowUsd ?? 0;
  const dear = await estimate('--verify=gpt-6.1-terra');
  expect(dear.verification.model).toBe('gpt-6.1-terra');
  expect(costOf(verified)).toBeGreaterThan(1.5 * costOf(plain));
  expect(costOf(dear)).toBeGreaterThan(3 * costOf(verified));
  const { stdout } = await bed.batch('estimate', bed.corpus, '--verify=gpt-6.1-terra');
  expect(stdout).toMatch(/The verifier \(gpt-6\.1-terra\) is in all figures: 40 of the calls/);
  const dry = await bed.batch('run', bed.corpus, '--dry-run', '--verify');
  expect(dry.stdout).toContain('The instructions of the verifier:');
});
