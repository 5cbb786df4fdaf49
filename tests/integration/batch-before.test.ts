import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readReferences } from '../support/articles.ts';
import { createRig } from '../support/processes.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

const sentence = (n: number) =>
  `De provincie Zeeland verkoopt ${n} schepen aan de haven van Vlissingen, zegt een woordvoerder op vrijdag.`;

async function writeCorpus(bodies: readonly string[]): Promise<{ folder: string; corpus: string }> {
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus.jsonl');
  await writeFile(
    corpus,
    bodies
      .map(
        (body, at) =>
          `${JSON.stringify({ body, bron: at % 2 === 0 ? 'Krant' : 'Omroep', datum: `202${at % 3}-01-01` })}\n`,
      )
      .join(''),
  );
  return { folder, corpus };
}

test('an estimate makes no call, and what a run then uses lies near it', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  const bodies = Array.from({ length: 40 }, (_, at) =>
    Array.from({ length: 1 + (at % 6) }, (__, n) => sentence(at * 10 + n + 10)).join('\n\n'),
  );
  const { folder, corpus } = await writeCorpus([...bodies, bodies[0] ?? '', '']);
  const { stdout, code } = await runTolk(['batch', 'estimate', corpus, '--json'], { env: rig.env });
  expect(code).toBe(3);
  const estimate = JSON.parse(stdout);
  expect(estimate).toMatchObject({
    entries: 42,
    articles: 40,
    duplicates: 1,
    refused: [{ code: 'corpus.malformed', count: 1 }],
  });
  expect(rig.sandbox.stats().requests).toBe(0);
  await rig.startWorker();
  await runTolk(['batch', 'run', corpus, '--out', join(folder, 'english.jsonl'), '--no-memory'], {
    env: rig.env,
  });
  const { promptTokens, completionTokens, completions } = rig.sandbox.stats();
  expect(estimate.calls).toBe(completions);
  expect(estimate.tokens.low.prompt / promptTokens).toBeGreaterThan(0.85);
  expect(estimate.tokens.low.prompt / promptTokens).toBeLessThan(1.15);
  expect(estimate.tokens.low.completion / completionTokens).toBeGreaterThan(0.7);
  expect(estimate.tokens.high.completion).toBeGreaterThan(completionTokens);
}, 60_000);

test('an estimate in a hurry looks into a part, spread over the corpus, and lies near the whole one; a sample is estimated as itself', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  // Sorted by length: the first entries alone would tell much too little.
  const { corpus } = await writeCorpus(
    Array.from({ length: 400 }, (_, at) =>
      Array.from({ length: 1 + Math.floor(at / 50) }, (__, n) => sentence(at * 10 + n + 10)).join(
        '\n\n',
      ),
    ),
  );
  const estimate = async (...args: string[]) =>
    JSON.parse(
      (await runTolk(['batch', 'estimate', corpus, '--json', ...args], { env: rig.env })).stdout,
    );
  const [whole, quick, sample] = [
    await estimate(),
    await estimate('--quick', '100'),
    await estimate('--sample', '100'),
  ];
  expect(quick).toMatchObject({ entries: 400, examined: 100, articles: 400 });
  expect(quick.tokens.expected.prompt / whole.tokens.expected.prompt).toBeGreaterThan(0.9);
  expect(quick.tokens.expected.prompt / whole.tokens.expected.prompt).toBeLessThan(1.1);
  expect(sample).toMatchObject({
    entries: 400,
    examined: 100,
    articles: 100,
    leftOut: { unsampled: 300 },
  });
}, 60_000);

test('the way of a run is chosen by time and money, at the limits that workers have learned', async () => {
  const folder = await temporaryFolder();
  const prices = join(folder, 'prices.json');
  await writeFile(
    prices,
    JSON.stringify([
      {
        model: 'sandbox',
        input: 10,
        cachedInput: 10,
        output: 30,
        batchFactor: 0.5,
        source: 'made up',
      },
    ]),
  );
  await using rig = await createRig(
    inject('redisUrl'),
    { requestsPerMinute: 600 },
    { TOLK_PRICES_FILE: prices, TOLK_BATCH_API_POLL_MS: '100', TOLK_BATCH_API_LINGER_MS: '200' },
  );
  const { corpus } = await writeCorpus(Array.from({ length: 20 }, (_, at) => sentence(at + 10)));
  await rig.startWorker();
  const run = async (...args: string[]) => {
    const out = ['--out', join(folder, 'english.jsonl'), '--overwrite'];
    return (
      await runTolk(['batch', 'run', corpus, ...out, '--no-memory', '--summary', 'none', ...args], {
        env: rig.env,
      })
    ).stderr;
  };
  expect(await run()).not.toMatch(/tolk: (?:direct|batch-api|mix)/);
  expect(rig.sandbox.batchStats().batches).toBe(0);
  expect(await run('--deadline', '30h', '--spelling', 'american')).toMatch(
    /tolk: batch-api: the Batch API is cheaper.*are cancelled and asked directly/,
  );
  expect(rig.sandbox.batchStats().completed).toBe(20);
  expect(await run('--deadline', '2h', '--register', 'plain')).toMatch(
    /tolk: direct: less than a day is left/,
  );
  expect(await run('--max-cost', '5', '--register', 'formal')).toMatch(
    /tolk: direct: the money is enough/,
  );
  const { models, capacity } = JSON.parse(
    (await runTolk(['batch', 'estimate', corpus, '--summary', 'none', '--json'], { env: rig.env }))
      .stdout,
  );
  expect(capacity).toMatchObject({ requestsPerMinute: 600, workers: 1, concurrency: 8 });
  const { expectedUsd } = models.find(({ model }: { model: string }) => model === 'sandbox');
  const mixed = await run('--max-cost', String(expectedUsd * 0.75), '--units', 'convert');
  expect(mixed).toMatch(
    /tolk: mix \(\d+% directly\): the money is not enough for direct calls alone/,
  );
  expect(mixed).toContain('20 done, 0 failed');
  expect(rig.sandbox.batchStats().completed).toBeGreaterThan(20);
  expect(rig.sandbox.batchStats().completed).toBeLessThan(40);
}, 90_000);

test('a pilot measures gold articles for the run after it, and ends when all workers pause', async () => {
  await using rig = await createRig(inject('redisUrl'), { apiKey: 'right' });
  const { corpus } = await writeCorpus(Array.from({ length: 12 }, (_, at) => sentence(at + 10)));
  const pilot = (key: string) =>
    runTolk(
      [
        'batch',
        'pilot',
        corpus,
        '--articles',
        '10',
        '--summary',
        'none',
        '--gold',
        'tests/fixtures/gold.jsonl',
        '--json',
      ],
      {
        env: { ...rig.env, OPENAI_API_KEY: key },
      },
    );
  const halted = await pilot('wrong');
  expect(halted).toMatchObject({ code: 2, stderr: expect.stringContaining('refuses the key') });
  await runTolk(['resume'], { env: rig.env });
  const { batch } = JSON.parse((await pilot('right')).stdout);
  const { stats } = JSON.parse(
    (await runTolk(['batch', 'status', batch, '--json'], { env: rig.env })).stdout,
  );
  expect(stats.goldScores.length).toBe(readReferences('tests/fixtures/gold.jsonl').length);
}, 90_000);

test('a dry run shows the first prompts and does nothing', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  const { corpus } = await writeCorpus([sentence(1), sentence(2), sentence(3), sentence(4)]);
  const { stdout, code } = await runTolk(['batch', 'run', corpus, '--dry-run'], { env: rig.env });
  expect(code).toBe(0);
  expect(stdout.match(/^Prompt \d/gm)).toHaveLength(3);
  expect(stdout).toContain('You translate Dutch news articles');
  expect(rig.sandbox.stats().requests).toBe(0);
  expect(JSON.parse((await runTolk(['batch', 'list', '--json'], { env: rig.env })).stdout)).toEqual(
    [],
  );
}, 60_000);

test('a pilot says of the whole what it will cost, with an interval that holds it', async () => {
  const folder = await temporaryFolder();
  const prices = join(folder, 'prices.json');
  await writeFile(
    prices,
    JSON.stringify([
      { model: 'sandbox', input: 10, cachedInput: 10, output: 30, source: 'made up' },
    ]),
  );
  await using rig = await createRig(inject('redisUrl'), {}, { TOLK_PRICES_FILE: prices });
  const { corpus } = await writeCorpus(
    Array.from({ length: 120 }, (_, at) =>
      Array.from({ length: 1 + (at % 5) }, (__, n) => sentence(at * 10 + n + 10)).join('\n\n'),
    ),
  );
  await rig.startWorker();
  const pilot = JSON.parse(
    (
      await runTolk(['batch', 'pilot', corpus, '--articles', '40', '--no-memory', '--json'], {
        env: rig.env,
      })
    ).stdout,
  );
  expect(pilot).toMatchObject({ articles: 120, sampled: 40 });
  expect(pilot.kinds).toBeGreaterThan(3);
  await runTolk(['batch', 'run', corpus, '--out', join(folder, 'english.jsonl'), '--no-memory'], {
    env: rig.env,
  });
  const { promptTokens, completionTokens } = rig.sandbox.stats();
  const real = (promptTokens * 10 + completionTokens * 30) / 1e6;
  expect(pilot.costUsd.low).toBeLessThanOrEqual(pilot.costUsd.value);
  expect(real).toBeGreaterThan(pilot.costUsd.low * 0.95);
  expect(real).toBeLessThan(pilot.costUsd.high * 1.05);
}, 60_000);

test('gold articles are measured, never written, and a fall in quality is told', async () => {
  let spoilt = false;
  await using rig = await createRig(inject('redisUrl'), {
    faultPlan: (fits) => (spoilt && fits('segment_in_dutch') ? 'segment_in_dutch' : undefined),
  });
  const references = readReferences('tests/fixtures/gold.jsonl');
  expect(references.length).toBeGreaterThanOrEqual(5);
  const { folder, corpus } = await writeCorpus(
    Array.from({ length: 30 }, (_, at) => sentence(at + 10)),
  );
  await rig.startWorker();
  const out = join(folder, 'english.jsonl');
  const run = await runTolk(
    [
      'batch',
      'run',
      corpus,
      '--out',
      out,
      '--gold',
      'tests/fixtures/gold.jsonl',
      '--summary',
      'none',
    ],
    {
      env: rig.env,
    },
  );
  expect(run.stderr).toContain('30 done, 0 failed');
  expect((await readFile(out, 'utf8')).trim().split('\n')).toHaveLength(30);
  const [pilot] = JSON.parse((await runTolk(['batch', 'list', '--json'], { env: rig.env })).stdout);
  expect(pilot.stats.goldScores.length).toBe(references.length);
  spoilt = true;
  const worse = await runTolk(
    [
      'batch',
      'run',
      corpus,
      '--out',
      out,
      '--overwrite',
      '--gold',
      'tests/fixtures/gold.jsonl',
      '--pilot',
      pilot.id,
      '--summary',
      'none',
      '--spelling',
      'american',
    ],
    { env: rig.env },
  );
  expect(worse.stderr).toMatch(/warning: the last 5 gold articles score .* less than in the pilot/);
}, 60_000);

test('a report has totals, failures with how to try them again, findings and a chart', async () => {
  await using rig = await createRig(inject('redisUrl'), {
    faultPlan: (fits) => (fits('segment_in_dutch') ? 'segment_in_dutch' : undefined),
  });
  const { folder, corpus } = await writeCorpus([
    ...Array.from({ length: 10 }, (_, at) => sentence(at + 10)),
    'The city council says that it will build three hundred houses, which is more than they had planned for the year.',
  ]);
  await rig.startWorker();
  await runTolk(['batch', 'run', corpus, '--out', join(folder, 'english.jsonl')], { env: rig.env });
  const [{ id }] = JSON.parse(
    (await runTolk(['batch', 'list', '--json'], { env: rig.env })).stdout,
  );
  const html = join(folder, 'report.html');
  const report = JSON.parse(
    (await runTolk(['batch', 'report', id, '--json', '--html', html], { env: rig.env })).stdout,
  );
  expect(report).toMatchObject({
    articles: { done: 10, failed: 1 },
    failures: [
      {
        type: 'not-dutch',
        code: 'article.not_dutch',
        count: 1,
        retry: `tolk batch retry-failed ${id} --type not-dutch`,
      },
    ],
    gloss: true,
  });
  expect(
    report.findings.find(({ check }: { check: string }) => check === 'untranslated').error,
  ).toBeGreaterThan(0);
  expect(report.worst.length).toBeGreaterThan(0);
  expect(
    report.lengths.reduce((sum: number, { articles }: { articles: number }) => sum + articles, 0),
  ).toBe(10);
  const page = await readFile(html, 'utf8');
  expect(page).toContain('<svg');
  expect(page).toContain('article.not_dutch');
  expect(page).not.toContain('<script');
}, 60_000);
