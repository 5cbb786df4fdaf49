/* `npm run chaos`: the scenarios of tests/support/scenarios.ts at full size; about five minutes. `-- --short` takes one. */
import Table from 'cli-table3';
import { startRedis } from '../support/redis.ts';
import {
  type Measure,
  runBudget,
  runChaos,
  runKills,
  runQuota,
  runRateLimit,
} from '../support/scenarios.ts';

const short = process.argv.includes('--short');
const seed = 7;

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
];

const redis = await startRedis();
const table = new Table({
  head: ['scenario', 'measured', 'value', 'limit', 'holds'],
  style: { head: [], border: [] },
});
let broken = 0;
for (const [name, run] of scenarios) {
  process.stderr.write(`chaos: ${name} …\n`);
  const measures = await run(redis.url);
  broken += measures.filter(({ holds }) => !holds).length;
  for (const { what, value, limit, holds } of measures)
    table.push([name, what, value, limit, holds ? 'yes' : 'NO']);
}
await redis.stop();
process.stdout.write(
  `${table.toString()}\n${broken === 0 ? 'all hold' : `${broken} do not hold`} (seed ${seed})\n`,
);
process.exitCode = broken === 0 ? 0 : 1;
