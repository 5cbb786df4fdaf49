/*
 * `npm run chaos`: the scenarios of tests/support/scenarios.ts at full size; about twenty minutes.
 * `-- --short` takes one. `-- --seed 1` runs them by that seed alone, `-- outages disk` those whose
 * names have one of these words.
 */
import { parseArgs } from 'node:util';
import { runKilledClient } from '../support/client-scenarios.ts';
import { runDialects, runReasoning, runVanished } from '../support/dialect-scenarios.ts';
import { failovers, runFailover } from '../support/failover-scenarios.ts';
import { runFullAof, runFullDisk } from '../support/full-disk-scenarios.ts';
import { runOutages } from '../support/outage-scenarios.ts';
import { startRedis } from '../support/redis.ts';
import {
  type Measure,
  runBudget,
  runChaos,
  runKills,
  runQuota,
  runRateLimit,
} from '../support/scenarios.ts';
import { Measures } from './measures.ts';

const { values, positionals: wanted } = parseArgs({
  options: { seed: { type: 'string' }, short: { type: 'boolean' } },
  allowPositionals: true,
});
const { short = false, seed: asked } = values;
const usual = short ? [7] : [7, 8, 9];
/** All that is left to chance happens by these, once for each. */
const seeds = asked === undefined ? usual : [Number(asked)];
const [seed = 7] = seeds;

/** Those that differ most from OpenAI. */
const shortDialects = [
  'anthropic',
  'gemini',
  'mistral',
  'groq',
  'openrouter',
  'vllm',
  'llamacpp',
  'ollama',
] as const;

const scenarios: ReadonlyArray<
  readonly [name: string, run: (redisUrl: string) => Promise<Measure[]>]
> = [
  [
    'one bad answer in five',
    (redisUrl) => runChaos({ redisUrl, articles: short ? 60 : 300, seed }),
  ],
  [
    'a limit of requests',
    (redisUrl) =>
      runRateLimit({
        redisUrl,
        kind: 'requests',
        perMinute: 600,
        workers: 2,
        settleSeconds: 4,
        seconds: short ? 15 : 120,
      }),
  ],
  [
    'a limit of tokens',
    (redisUrl) =>
      runRateLimit({
        redisUrl,
        kind: 'tokens',
        perMinute: 300_000,
        workers: 2,
        settleSeconds: 4,
        seconds: short ? 20 : 120,
      }),
  ],
  [
    'kill -9',
    (redisUrl) =>
      runKills({
        redisUrl,
        articles: short ? 60 : 400,
        kills: short ? 3 : 20,
        everyCalls: 30,
        seed,
      }),
  ],
  [
    'an empty account',
    (redisUrl) => runQuota({ redisUrl, articles: short ? 30 : 100, maxCalls: 1 }),
  ],
  [
    'an empty account, in full swing',
    (redisUrl) => runQuota({ redisUrl, articles: short ? 30 : 100, maxCalls: 8 }),
  ],
  [
    'a spent budget',
    (redisUrl) => runBudget({ redisUrl, articles: short ? 40 : 100, budgetUsd: 0.5 }),
  ],
  [
    'dialects',
    (redisUrl) => runDialects({ redisUrl, ...(short ? { dialects: shortDialects } : {}) }),
  ],
  ['vanished batches', (redisUrl) => runVanished({ redisUrl, articles: short ? 30 : 300, seed })],
  ...seeds.map(
    (own) =>
      [
        `outages, seed ${own}`,
        () =>
          runOutages({
            articles: short ? 120 : 400,
            seed: own,
            downMs: short ? 3_000 : 10_000,
            rounds: short ? 1 : 2,
          }),
      ] as const,
  ),
  ...[...failovers]
    .filter(([name]) => !short || name.endsWith('primary killed'))
    .map(([name, start]) => [name, () => runFailover(start, short ? 40 : 100)] as const),
  [
    'a service killed while it hands in',
    (redisUrl) =>
      runKilledClient({ redisUrl, articles: short ? 1_000 : 4_000, kills: short ? 1 : 5, seed }),
  ],
  ['a full disk', (redisUrl) => runFullDisk(redisUrl, short ? 60 : 300)],
  [
    'a full disk of Redis',
    () => runFullAof({ articles: short ? 60 : 300, fullMs: short ? 2_000 : 10_000 }),
  ],
  ['reasoning', (redisUrl) => runReasoning({ redisUrl, articles: short ? 3 : 30 })],
];

function died(error: unknown): Measure[] {
  return [{ what: 'came to its end', value: String(error), limit: 'yes', holds: false }];
}

const redis = await startRedis();
const measures = new Measures();
for (const [scenario, run] of scenarios) {
  if (wanted.length > 0 && !wanted.some((word) => scenario.includes(word))) continue;
  process.stderr.write(`chaos: ${scenario} …\n`);
  // What a scenario dies of is a measure too: the others are shown all the same.
  for (const measure of await run(redis.url).catch(died)) measures.add({ scenario, ...measure });
}
await redis.stop();
// A scenario that broke a connection may leave somebody who tries to restore it for ever.
process.exit(measures.print(`seeds ${seeds.join(', ')}`));
