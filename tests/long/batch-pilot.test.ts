import { expect, test } from 'vitest';
import { readReferences } from '../support/articles.ts';
import { BatchBed, longSentences, sentence, writePrices } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { runTolk } from '../support/tolk.ts';

const goldFile = 'tests/fixtures/gold.jsonl';
const gold = ['--gold', goldFile, '--summary', 'none'] as const;

test('a pilot measures gold articles for the run after it, and ends when all workers pause', async () => {
  await using world = await createWorld({ apiKey: 'right' });
  const bed = await BatchBed.create(world);
  await bed.writeSentences(12);
  const pilot = async (key: string) => {
    const env = { ...bed.env, OPENAI_API_KEY: key };
    const worker = await world.startWorker(env);
    const args = ['batch', 'pilot', bed.corpus, '--articles', '10', ...gold, '--json'];
    const finished = await runTolk(args, { env });
    await worker.stop();
    return finished;
  };
  const paused = await pilot('wrong');
  expect(paused).toMatchObject({ code: 2, stderr: expect.stringContaining('refuses the key') });
  await runTolk(['resume'], { env: bed.env });
  const { batch } = JSON.parse((await pilot('right')).stdout);
  expect((await bed.status(batch)).stats.goldScores).toHaveLength(readReferences(goldFile).length);
});

test('a pilot says of the whole what it will cost, with an interval that holds it', async () => {
  await using world = await createWorld();
  const prices = await writePrices();
  const bed = await BatchBed.create({ env: { ...world.env, TOLK_PRICES_FILE: prices } });
  await bed.write(
    Array.from({ length: 120 }, (_, at) => ({
      body: longSentences(at * 10, 1 + (at % 5)),
      bron: at % 2 === 0 ? 'Krant' : 'Omroep',
      datum: `202${at % 3}-01-01`,
    })),
  );
  await world.startWorker(bed.env);
  const { stdout } = await bed.batch(
    ...['pilot', bed.corpus, '--articles', '40', '--no-memory', '--json'],
  );
  const pilot = JSON.parse(stdout);
  expect(pilot).toMatchObject({ articles: 120, sampled: 40 });
  expect(pilot.kinds).toBeGreaterThan(3);
  await bed.run('--no-memory');
  const { promptTokens, completionTokens } = world.sandbox.stats();
  const real = (promptTokens * 10 + completionTokens * 30) / 1e6;
  expect(pilot.costUsd.low).toBeLessThanOrEqual(pilot.costUsd.value);
  expect(real).toBeGreaterThan(pilot.costUsd.low * 0.95);
  expect(real).toBeLessThan(pilot.costUsd.high * 1.05);
});

test('gold articles are measured, never written, and a fall in quality is told', async () => {
  let spoilt = false;
  await using world = await createWorld({
    faultPlan: (fits) => (spoilt && fits('segment_in_dutch') ? 'segment_in_dutch' : undefined),
  });
  const bed = await BatchBed.create(world);
  const references = readReferences(goldFile);
  expect(references.length).toBeGreaterThanOrEqual(5);
  await bed.write(Array.from({ length: 30 }, (_, at) => ({ body: sentence(at + 10) })));
  await world.startWorker(bed.env);
  const run = await bed.run(...gold);
  expect(run.stderr).toContain('30 done, 0 failed');
  expect(await bed.rows()).toHaveLength(30);
  const first = await bed.newestId();
  expect((await bed.status(first)).stats.goldScores).toHaveLength(references.length);
  spoilt = true;
  const worse = await bed.run(
    ...['--overwrite', ...gold, '--pilot', first, '--spelling', 'american'],
  );
  expect(worse.stderr).toMatch(/warning: the last 5 gold articles score .* less than in the pilot/);
});
