import { expect, inject, test } from 'vitest';
import { type Completion, startAlteredLlm } from '../support/altered-llm.ts';
import { BatchBed, writePrices } from '../support/batches.ts';
import { createRig } from '../support/processes.ts';

const alias = ({ usage, ...completion }: Completion) => ({
  ...completion,
  model: 'azure/prod-7',
  usage: { ...Object(usage), completion_tokens_details: { reasoning_tokens: 3 } },
});
const withoutUsage = ({ usage: _, ...completion }: Completion) => completion;

test('a batch’s money holds through the Batch API, whatever name answers and whether usage is said', async () => {
  await using rig = await createRig(
    inject('redisUrl'),
    {},
    {
      TOLK_PRICES_FILE: await writePrices({ batchFactor: 0.5 }),
      TOLK_BATCH_API_POLL_MS: '50',
      TOLK_BATCH_API_LINGER_MS: '50',
      TOLK_BATCH_API_MAX_REQUESTS: '4',
      // A tier is for direct calls.
      TOLK_SERVICE_TIER: 'flex',
    },
  );
  await using named = await startAlteredLlm(rig.sandbox.baseUrl, alias);
  await using silent = await startAlteredLlm(rig.sandbox.baseUrl, withoutUsage);
  const args = ['--via', 'batch-api', '--summary', 'none', '--max-cost', '0.012', '--overwrite'];
  let billed = 0;
  for (const [{ baseUrl }, spelling] of [
    [named, 'british'],
    [silent, 'american'],
  ] as const) {
    const env = { ...rig.env, LLM_BASE_URL: baseUrl };
    const worker = await rig.startWorker({ LLM_BASE_URL: baseUrl });
    const bed = await BatchBed.create({ env });
    await bed.writeSentences(12);
    const run = await bed.run(...args, '--spelling', spelling, '--workers', '0');
    expect(run.stderr).toContain('its budget is spent');
    const spent = () => {
      const { promptTokens, completionTokens } = rig.sandbox.stats();
      return (promptTokens * 10 + completionTokens * 30) / 2e6 - billed;
    };
    expect(spent()).toBeGreaterThan(0.004);
    expect(spent()).toBeLessThan(0.013_5);
    const id = await bed.newestId();
    // None is done yet, but what is paid and what is in flight show.
    const { bookedUsd } = await bed.status(id);
    expect(bookedUsd / spent()).toBeGreaterThan(0.8);
    expect(bookedUsd).toBeLessThan(0.013);
    const resumed = await bed.batch('resume', id, '--max-cost', '1', '--workers', '0');
    expect(resumed.stderr).toContain('12 done, 0 failed');
    const status = await bed.batch('status', id);
    expect(status.stdout).toMatch(
      baseUrl === named.baseUrl ? /of them reasoning/ : /estimated for/,
    );
    const { costUsd, unpriced } = (await bed.status(id)).stats;
    expect(unpriced).toBe(0);
    expect(costUsd / spent()).toBeGreaterThan(0.8);
    expect(costUsd / spent()).toBeLessThan(1.2);
    billed += spent();
    await worker.stop();
  }
  expect(named.uploads.join('')).toContain('"max_tokens"');
  expect([...named.uploads, ...silent.uploads].join('')).not.toContain('service_tier');
});
