import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FinishedResult } from '../../src/index.ts';
import { createPriceTable } from '../../src/llm/cost/price.ts';
import { seededRandom } from '../../src/random.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { fixtureFiles, readCorpus } from './articles.ts';
import { mortalLocks } from './locks.ts';
import { createRig, type Rig } from './processes.ts';
import { runTolk, temporaryFolder } from './tolk.ts';
import { until } from './until.ts';

/*
 * What must hold when things go wrong, as scenarios of any size: small ones run in `npm test`,
 * large ones in `npm run chaos`. Each returns what it measured, and the limit it is held to.
 */

/** What every scenario runs with. */
export interface ScenarioOptions {
  readonly redisUrl: string;
  /** How many articles there are. */
  readonly articles: number;
  /** Where its two workers run. @default 'processes' */
  readonly workers?: 'processes' | 'in-process';
}

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

/**
 * Different articles made from the corpus and the samples: each ends with a sentence of its own.
 */
function makeVariations(count: number): TestArticle[] {
  const samples = fixtureFiles.map((file) =>
    readFileSync(file, 'utf8').replace(/^(?:\w+:? .*\n)+\n|^ date 2020-08 /, ''),
  );
  const bodies = [...readCorpus('ntrex-dev.jsonl').map(({ body }) => body), ...samples];
  return Array.from({ length: count }, (_, at) => ({
    id: `article-${at}`,
    body: [
      (bodies[at % bodies.length] ?? '').trim(),
      `Dit artikel is versie ${1_000 + at} van de redactie in Utrecht.`,
    ].join('\n\n'),
  }));
}

async function waitForAll(
  { client }: Rig,
  articles: readonly TestArticle[],
): Promise<FinishedResult[]> {
  return Promise.all(articles.map(({ id }) => client.wait(id)));
}

/** Holds when `value` is at most `limit`. */
export function atMost(what: string, value: number, limit: number): Measure {
  return { what, value, limit: `at most ${limit}`, holds: value <= limit };
}

/** Holds when `value` is `limit`. */
export function exactly(what: string, value: number, limit: number): Measure {
  return { what, value, limit: `exactly ${limit}`, holds: value === limit };
}

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
  // What a model gives three times may stay; but never without a word of it.
  const grave = result.findings.filter(({ severity }) => severity !== 'hint');
  const doubted = new Set(grave.map(({ segment }) => segment));
  const trusted = segments.filter(({ n }) => !doubted.has(n));
  const isTold = segments.some(({ n, en }) => doubted.has(n) && faultText.test(en));
  return [
    ...(segments.length === body.split(/\n{2,}/).length ? [] : ['segments']),
    ...trusted.filter(({ nl, en }) => spoilt.has(JSON.stringify([nl, en]))).map(() => 'spoilt'),
    ...trusted.filter(({ en }) => en === '' || faultText.test(en)).map(() => 'fault text'),
    ...(!isTold && faultText.test(JSON.stringify(result.summary)) ? ['fault text'] : []),
  ];
}

function spoiltBy(sandbox: Sandbox): ReadonlySet<string> {
  return new Set(sandbox.spoilt().map(({ nl, en }) => JSON.stringify([nl, en])));
}

/** Starts two workers, and returns how to stop them gracefully. */
async function startTwo(
  rig: Rig,
  workers: ScenarioOptions['workers'],
  env: Readonly<Record<string, string>> = {},
): Promise<() => Promise<void>> {
  if (workers === 'in-process') {
    const started = await Promise.all([rig.startWorker(env), rig.startWorker(env)]);
    return async () => void (await Promise.all(started.map((worker) => worker.stop())));
  }
  const started = await Promise.all([rig.startWorkerProcess(env), rig.startWorkerProcess(env)]);
  return async () => {
    for (const { child } of started) child.kill('SIGTERM');
    await Promise.all(started.map(({ finished }) => finished));
  };
}

export { patientLocks } from './locks.ts';

/**
 * A server that hangs is not waited for for long; but longer than a busy machine holds an answer up,
 * which then would be paid for and asked for again, as it must be.
 */
const shortCalls = { TOLK_CALL_TIMEOUT_MS: '30000' };

/** Two workers against a server one in five of whose answers is bad. */
export async function runChaos({
  redisUrl,
  articles: count,
  workers,
  seed,
}: ScenarioOptions & { readonly seed: number }): Promise<Measure[]> {
  await using rig = await createRig(redisUrl, { chaos: 0.2, seed }, shortCalls);
  await startTwo(rig, workers);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  const results = await waitForAll(rig, articles);
  const spoilt = spoiltBy(rig.sandbox);
  const faults = results.flatMap((result, at) =>
    findFaults(result, articles[at] ?? { id: '', body: '' }, spoilt),
  );
  const { repeated, byFault, requests } = rig.sandbox.stats();
  const shown = Object.values(byFault).reduce((sum, times) => sum + times, 0);
  const countOf = (kind: string) => faults.filter((fault) => fault === kind).length;
  return [
    exactly('articles done', countDone(results), count),
    {
      what: 'bad answers given',
      value: `${shown} of ${requests}, ${Object.keys(byFault).length} kinds`,
      limit: 'some',
      holds: shown > 0,
    },
    exactly('articles with a wrong number of segments', countOf('segments'), 0),
    exactly('spoilt segments stored without a finding', countOf('spoilt'), 0),
    exactly('fault texts stored without a finding', countOf('fault text'), 0),
    exactly('good answers paid for twice', repeated, 0),
  ];
}

/** How a rate limit is tried. */
export interface RateLimitOptions {
  readonly redisUrl: string;
  readonly kind: 'requests' | 'tokens';
  readonly perMinute: number;
  /** Worker processes. */
  readonly workers: number;
  /** How long the rate is measured, after `settleSeconds`. */
  readonly seconds: number;
  /** A server's bucket starts full: what it contains is no part of the rate. */
  readonly settleSeconds: number;
}

/** Worker processes together against a server that allows so much a minute. */
export async function runRateLimit(options: RateLimitOptions): Promise<Measure[]> {
  const { redisUrl, kind, perMinute, workers, seconds, settleSeconds } = options;
  const limit =
    kind === 'requests' ? { requestsPerMinute: perMinute } : { tokensPerMinute: perMinute };
  await using rig = await createRig(
    redisUrl,
    { latencyMs: 200, ...limit },
    { TOLK_CONCURRENCY: '20' },
  );
  const articlesPerSecond = kind === 'requests' ? perMinute / 60 : 30;
  await rig.client.enqueueMany(makeVariations(Math.ceil((seconds + 20) * articlesPerSecond)));
  await Promise.all(Array.from({ length: workers }, () => rig.startWorkerProcess()));
  const used = () => {
    const { completions, promptTokens, completionTokens } = rig.sandbox.stats();
    return kind === 'requests' ? completions : promptTokens + completionTokens;
  };
  await until(() => used() > 0);
  await sleep(settleSeconds * 1_000);
  const began = { used: used(), at: performance.now() };
  await sleep(seconds * 1_000);
  const minutes = (performance.now() - began.at) / 60_000;
  const share = (used() - began.used) / minutes / perMinute;
  const isShort = seconds < 60;
  return [reachedShare(share, options), refusedRequests(rig.sandbox, isShort)];
}

function reachedShare(share: number, { kind, perMinute, seconds }: RateLimitOptions): Measure {
  const isShort = seconds < 60;
  // In some seconds there are few calls, and one more or less at either end is much.
  const wanted = isShort ? 0.85 : 0.95;
  return {
    what: `share of ${perMinute} ${kind} a minute reached`,
    value: `${(share * 100).toFixed(1)}%`,
    limit: `at least ${wanted * 100}%${isShort ? ' in a short run' : ''}`,
    holds: share >= wanted,
  };
}

function refusedRequests(sandbox: Sandbox, isShort: boolean): Measure {
  const { rejected, requests } = sandbox.stats();
  return {
    what: 'requests refused',
    value: `${rejected} of ${requests}`,
    limit: isShort ? 'under 10 in a short run' : 'under 1%',
    holds: rejected < (isShort ? 10 : requests * 0.01),
  };
}

/** How workers are killed. */
export interface KillOptions extends Omit<ScenarioOptions, 'workers'> {
  readonly kills: number;
  /** One is killed each time the server has answered this many calls more. Leave enough for all. */
  readonly everyCalls: number;
  readonly seed: number;
}

/** About 200 ms of looking: as long as an answer may be on its way into Redis. */
const recentSamples = 20;

/** Two worker processes killed with -9 at random, and started again. */
export async function runKills(options: KillOptions): Promise<Measure[]> {
  const { redisUrl, articles: count, kills, everyCalls, seed } = options;
  const random = seededRandom(seed);
  await using rig = await createRig(
    redisUrl,
    { latencyMs: 300, seed },
    { ...mortalLocks, TOLK_CONCURRENCY: '3' },
  );
  const workers = await Promise.all([rig.startWorkerProcess(), rig.startWorkerProcess()]);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  let inFlight = 0;
  // What the sandbox has just answered may not have reached its worker: it counts as in flight too.
  let recent: number[] = [];
  let killed = 0;
  for (; killed < kills; killed += 1) {
    const isWorthKilling = () => {
      const { completions, inFlight: atThisMoment } = rig.sandbox.stats();
      recent = [...recent, atThisMoment].slice(-recentSamples);
      return completions >= (killed + 1) * everyCalls && atThisMoment > 0;
    };
    // Where workers take longer to start than to do all, there are fewer kills.
    const isOver = async () => (await rig.client.status()).articles.done === count;
    let isDue = false;
    await until(async () => {
      isDue = isWorthKilling();
      return isDue || (await isOver());
    });
    if (!isDue) break;
    const victim = Math.floor(random() * workers.length);
    inFlight += Math.max(...recent, rig.sandbox.stats().inFlight);
    workers[victim]?.child.kill('SIGKILL');
    workers[victim] = await rig.startWorkerProcess();
  }
  const results = await waitForAll(rig, articles);
  const { repeated } = rig.sandbox.stats();
  const audit = await rig.client.audit();
  return [
    { what: 'workers killed', value: killed, limit: `up to ${kills}`, holds: killed > 0 },
    exactly('articles done', countDone(results), count),
    atMost('answers paid for twice (limit: calls in flight at the kills)', repeated, inFlight),
    exactly('articles lost or wrong, by the audit', audit.problems.length, 0),
    atMost('answers paid for twice (limit: what the audit says)', repeated, audit.paid.repeated),
  ];
}

/**
 * The account runs dry while two workers have `maxCalls` calls each in flight; then it is topped
 * up.
 */
export async function runQuota({
  redisUrl,
  articles: count,
  workers,
  maxCalls,
}: ScenarioOptions & { readonly maxCalls: number }): Promise<Measure[]> {
  let isDry = false;
  await using rig = await createRig(
    redisUrl,
    { latencyMs: 20, faultPlan: () => (isDry ? 'no_quota' : undefined) },
    { TOLK_MAX_CALLS: String(maxCalls) },
  );
  await startTwo(rig, workers);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  await until(async () => (await rig.client.status()).articles.done >= count / 2);
  isDry = true;
  await untilPaused(rig);
  const refused = rig.sandbox.stats().byFault.no_quota ?? 0;
  const status = await runTolk(['status'], { env: rig.env });
  isDry = false;
  await runTolk(['resume'], { env: rig.env });
  const results = await waitForAll(rig, articles);
  const isSaid = /paused .*insufficient_quota/.test(status.stdout);
  return [
    atMost(`calls refused, two workers with ${maxCalls} at a time`, refused, 2 * maxCalls),
    { what: '`tolk status` says why', value: isSaid ? 'yes' : 'no', limit: 'yes', holds: isSaid },
    exactly('articles done after `tolk resume`', countDone(results), count),
  ];
}

/** A budget that is not enough, and then is. */
export async function runBudget({
  redisUrl,
  articles: count,
  workers,
  budgetUsd,
}: ScenarioOptions & { readonly budgetUsd: number }): Promise<Measure[]> {
  const price = { model: 'sandbox', input: 10, cachedInput: 10, output: 30, source: 'made up' };
  const file = join(await temporaryFolder(), 'prices.json');
  await writeFile(file, JSON.stringify([price]));
  await using rig = await createRig(
    redisUrl,
    { latencyMs: 50 },
    { TOLK_PRICES_FILE: file, TOLK_DAILY_BUDGET_USD: String(budgetUsd) },
  );
  const stopPoor = await startTwo(rig, workers);
  const articles = makeVariations(count);
  await rig.client.enqueueMany(articles);
  await untilPaused(rig);
  const { promptTokens, completionTokens, completions } = rig.sandbox.stats();
  const usage = { promptTokens, cachedTokens: 0, completionTokens };
  const spent = createPriceTable([price]).cost('sandbox', usage) ?? 0;
  const perCall = spent / completions;
  await stopPoor();
  await startTwo(rig, workers, { TOLK_DAILY_BUDGET_USD: '1000' });
  await runTolk(['resume'], { env: rig.env });
  const results = await waitForAll(rig, articles);
  const limitUsd = budgetUsd + 2 * perCall;
  return [
    {
      what: `spent of a budget of $${budgetUsd}`,
      value: `$${spent.toFixed(3)}`,
      limit: `at most one call a worker more ($${limitUsd.toFixed(3)})`,
      holds: spent <= limitUsd && spent > 0,
    },
    exactly('articles done after raising it', countDone(results), count),
  ];
}

/** All workers pause, and what they had in progress is handed back. */
async function untilPaused({ client, sandbox }: Rig): Promise<void> {
  await until(async () => {
    const { pause, articles } = await client.status();
    return pause !== null && articles.active === 0 && sandbox.stats().inFlight === 0;
  });
}

function countDone(results: readonly FinishedResult[]): number {
  return results.filter(({ status }) => status === 'done').length;
}
