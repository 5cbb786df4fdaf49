import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FinishedResult } from '../../src/index.ts';
import { createPriceTable } from '../../src/llm/cost/price.ts';
import { seededRandom } from '../../src/random.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { fixtureFiles, readCorpus } from './articles.ts';
import { createRig, type Rig } from './processes.ts';
import { runTolk, temporaryFolder } from './tolk.ts';

/*
 * What must hold when things go wrong, as scenarios of any size: small ones run in `npm test`, large
 * ones in `npm run chaos`. Each gives what it measured, and the limit it is held to.
 */

/** One thing a scenario measured. */
export interface Measure {
  readonly what: string;
  readonly value: number | string;
  readonly limit: string;
  readonly holds: boolean;
}

interface TestArticle {
  readonly id: string;
  readonly body: string;
}

/** `count` different articles made from the corpus and the samples: each variation ends with a sentence of its own. */
function makeVariations(count: number): TestArticle[] {
  const samples = fixtureFiles.map((file) =>
    readFileSync(file, 'utf8').replace(/^(?:\w+:? .*\n)+\n|^ date 2020-08 /, ''),
  );
  const bodies = [...readCorpus('ntrex-dev.jsonl').map(({ body }) => body), ...samples];
  return Array.from({ length: count }, (_, at) => ({
    id: `article-${at}`,
    body: `${(bodies[at % bodies.length] ?? '').trim()}\n\nDit artikel is versie ${1_000 + at} van de redactie in Utrecht.`,
  }));
}

async function waitForAll(
  { client }: Rig,
  articles: readonly TestArticle[],
): Promise<FinishedResult[]> {
  return Promise.all(articles.map(({ id }) => client.wait(id)));
}

const atMost = (what: string, value: number, limit: number): Measure => ({
  what,
  value,
  limit: `at most ${limit}`,
  holds: value <= limit,
});
const exactly = (what: string, value: number, limit: number): Measure => ({
  what,
  value,
  limit: `exactly ${limit}`,
  holds: value === limit,
});

/** What the sandbox says when it is spoilt, and no article does. */
const faultText = /as an AI language model|I cannot assist|Here is the translation|Bartholdson|```/;

/** What is wrong with a result, given what the sandbox knows it said wrong. */
function findFaults(
  result: FinishedResult,
  { body }: TestArticle,
  spoilt: ReadonlySet<string>,
): string[] {
  if (result.status !== 'done') return ['failed'];
  const { segments } = result.translation;
  return [
    ...(segments.length === body.split(/\n{2,}/).length ? [] : ['segments']),
    ...segments.filter(({ nl, en }) => spoilt.has(JSON.stringify([nl, en]))).map(() => 'spoilt'),
    ...segments.filter(({ en }) => en === '' || faultText.test(en)).map(() => 'fault text'),
    ...(faultText.test(JSON.stringify(result.summary)) ? ['fault text'] : []),
  ];
}

function spoiltBy(sandbox: Sandbox): ReadonlySet<string> {
  return new Set(sandbox.spoilt().map(({ nl, en }) => JSON.stringify([nl, en])));
}

/** Two worker processes against a server one in five of whose answers is bad. */
export async function runChaos(redisUrl: string, count: number, seed: number): Promise<Measure[]> {
  await using rig = await createRig(redisUrl, { chaos: 0.2, seed });
  await Promise.all([rig.startWorker(), rig.startWorker()]);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  const results = await waitForAll(rig, articles);
  const spoilt = spoiltBy(rig.sandbox);
  const faults = results.flatMap((result, at) =>
    findFaults(result, articles[at] ?? { id: '', body: '' }, spoilt),
  );
  const { repeated, byFault, requests } = rig.sandbox.stats();
  const shown = Object.values(byFault).reduce((sum, times) => sum + times, 0);
  const count_ = (kind: string) => faults.filter((fault) => fault === kind).length;
  return [
    exactly('articles done', results.filter(({ status }) => status === 'done').length, count),
    {
      what: 'bad answers given',
      value: `${shown} of ${requests}, ${Object.keys(byFault).length} kinds`,
      limit: 'some',
      holds: shown > 0,
    },
    exactly('articles with a wrong number of segments', count_('segments'), 0),
    exactly('spoilt segments stored', count_('spoilt'), 0),
    exactly('fault texts stored', count_('fault text'), 0),
    exactly('good answers paid for twice', repeated, 0),
  ];
}

/** Worker processes together against a server that allows so much a minute, measured once the limit is known. */
export async function runRateLimit(
  redisUrl: string,
  kind: 'requests' | 'tokens',
  perMinute: number,
  workers: number,
  seconds: number,
): Promise<Measure[]> {
  const limit =
    kind === 'requests' ? { requestsPerMinute: perMinute } : { tokensPerMinute: perMinute };
  await using rig = await createRig(
    redisUrl,
    { latencyMs: 200, ...limit },
    { TOLK_CONCURRENCY: '20' },
  );
  await rig.client.enqueueMany(
    makeVariations(Math.ceil((seconds + 20) * (kind === 'requests' ? perMinute / 60 : 30))),
  );
  await Promise.all(Array.from({ length: workers }, () => rig.startWorker()));
  // A server's bucket starts full: what it holds is no part of the rate.
  await sleep(4_000);
  const used = () => {
    const { completions, promptTokens, completionTokens } = rig.sandbox.stats();
    return kind === 'requests' ? completions : promptTokens + completionTokens;
  };
  const began = { used: used(), at: performance.now() };
  await sleep(seconds * 1_000);
  const minutes = (performance.now() - began.at) / 60_000;
  const share = (used() - began.used) / minutes / perMinute;
  const { rejected, requests } = rig.sandbox.stats();
  // In some seconds there are few calls, and one more or less at either end is much.
  const wanted = seconds < 60 ? 0.85 : 0.95;
  return [
    {
      what: `share of ${perMinute} ${kind} a minute reached`,
      value: `${(share * 100).toFixed(1)}%`,
      limit: `at least ${wanted * 100}%${seconds < 60 ? ' in a short run' : ''}`,
      holds: share >= wanted,
    },
    seconds < 60
      ? {
          what: 'requests refused',
          value: `${rejected} of ${requests}`,
          limit: 'under 10 in a short run',
          holds: rejected < 10,
        }
      : {
          what: 'requests refused',
          value: `${rejected} of ${requests}`,
          limit: 'under 1%',
          holds: rejected < requests * 0.01,
        },
  ];
}

/** Worker processes killed with -9 at random, one every `everyMs`, and started again. */
export async function runKills(
  redisUrl: string,
  count: number,
  kills: number,
  everyMs: number,
  seed: number,
): Promise<Measure[]> {
  const random = seededRandom(seed);
  await using rig = await createRig(redisUrl, { latencyMs: 300, seed }, { TOLK_CONCURRENCY: '4' });
  const workers = await Promise.all([rig.startWorker(), rig.startWorker()]);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  let inFlight = 0;
  for (let killed = 0; killed < kills; killed += 1) {
    await sleep(everyMs);
    const victim = Math.floor(random() * workers.length);
    inFlight += rig.sandbox.stats().inFlight;
    workers[victim]?.child.kill('SIGKILL');
    workers[victim] = await rig.startWorker();
  }
  const results = await waitForAll(rig, articles);
  return [
    exactly('articles done', results.filter(({ status }) => status === 'done').length, count),
    atMost(
      'answers paid for twice (limit: calls in flight at the kills)',
      rig.sandbox.stats().repeated,
      inFlight,
    ),
  ];
}

/** The account runs dry in the middle of two workers' `callsAtATime` each; it is topped up, and `tolk resume` goes on. */
export async function runQuota(
  redisUrl: string,
  count: number,
  callsAtATime: number,
): Promise<Measure[]> {
  let dry = false;
  await using rig = await createRig(
    redisUrl,
    { latencyMs: 20, faultPlan: () => (dry ? 'no_quota' : undefined) },
    { TOLK_MAX_CALLS: String(callsAtATime) },
  );
  await Promise.all([rig.startWorker(), rig.startWorker()]);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  await until(async () => (await rig.client.status()).articles.done >= count / 2);
  dry = true;
  await until(async () => (await rig.client.status()).pause !== null);
  await sleep(1_000);
  const refused = rig.sandbox.stats().byFault.no_quota ?? 0;
  const status = await runTolk(['status'], { env: rig.env });
  dry = false;
  await runTolk(['resume'], { env: rig.env });
  const results = await waitForAll(rig, articles);
  const said = /paused .*insufficient_quota/.test(status.stdout);
  return [
    atMost(`calls refused, two workers with ${callsAtATime} at a time`, refused, 2 * callsAtATime),
    { what: '`tolk status` says why', value: said ? 'yes' : 'no', limit: 'yes', holds: said },
    exactly(
      'articles done after `tolk resume`',
      results.filter(({ status: ended }) => ended === 'done').length,
      count,
    ),
  ];
}

/** A budget that is not enough, and then is. */
export async function runBudget(
  redisUrl: string,
  count: number,
  budgetUsd: number,
): Promise<Measure[]> {
  const price = { model: 'sandbox', input: 10, cachedInput: 10, output: 30, source: 'made up' };
  const file = join(await temporaryFolder(), 'prices.json');
  await writeFile(file, JSON.stringify([price]));
  await using rig = await createRig(
    redisUrl,
    { latencyMs: 50 },
    { TOLK_PRICES_FILE: file, TOLK_DAILY_BUDGET_USD: String(budgetUsd) },
  );
  const poor = await Promise.all([rig.startWorker(), rig.startWorker()]);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  await until(async () => (await rig.client.status()).pause !== null);
  await sleep(500);
  const { promptTokens, completionTokens, completions } = rig.sandbox.stats();
  const spent =
    createPriceTable([price]).cost('sandbox', {
      promptTokens,
      cachedTokens: 0,
      completionTokens,
    }) ?? 0;
  const perCall = spent / completions;
  for (const { child } of poor) child.kill('SIGTERM');
  await Promise.all(poor.map(({ finished }) => finished));
  await Promise.all([1, 2].map(() => rig.startWorker({ TOLK_DAILY_BUDGET_USD: '1000' })));
  await runTolk(['resume'], { env: rig.env });
  const results = await waitForAll(rig, articles);
  return [
    {
      what: `spent of a budget of $${budgetUsd}`,
      value: `$${spent.toFixed(3)}`,
      limit: `at most one call a worker more ($${(budgetUsd + 2 * perCall).toFixed(3)})`,
      holds: spent <= budgetUsd + 2 * perCall && spent > 0,
    },
    exactly(
      'articles done after raising it',
      results.filter(({ status }) => status === 'done').length,
      count,
    ),
  ];
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(50);
}
