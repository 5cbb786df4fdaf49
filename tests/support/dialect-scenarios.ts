import type { FinishedResult } from '../../src/index.ts';
import { type DialectName, dialectNames } from '../../src/sandbox/dialects/dialects.ts';
import type { Fault, FaultPlan } from '../../src/sandbox/faults.ts';
import type { ServerOptions } from '../../src/sandbox/sandbox.ts';
import { BatchBed } from './batches.ts';
import { createRig } from './processes.ts';
import { exactly, type Measure } from './scenarios.ts';

/*
 * What must hold with servers that others wrote: in each dialect, with batches that vanish, and
 * with models that think. Like the scenarios of scenarios.ts.
 */

/** A word for which the sandbox refuses a text, in these scenarios. */
const flaggedWord = 'vuurwerkbom';

function sentence(at: number): string {
  return `Op ${(at % 28) + 1} maart opende wethouder Jansen een brug van ${120 + at} meter in Utrecht.`;
}

function paragraphs(count: number, name: string): string {
  const text = Array.from({ length: count }, (_, at) => sentence(at));
  return [...text, `Dit is het artikel "${name}" van de redactie.`].join('\n\n');
}

/** An article for each thing that servers say in words of their own. */
function articlesFor(name: string) {
  return {
    short: { id: `${name}-short`, body: paragraphs(3, name) },
    // Longer than the context, in every call that would take it whole.
    long: { id: `${name}-long`, body: paragraphs(170, name) },
    flagged: { id: `${name}-flagged`, body: `Bij het huis lag een ${flaggedWord}.` },
  };
}

/** Faults that pass, at fixed places. */
function passingFaults(): FaultPlan {
  let count = 0;
  const places: Readonly<Record<number, Fault>> = {
    2: 'rate_limited',
    5: 'error_503',
    8: 'error_502',
  };
  return () => {
    count += 1;
    return places[count % 10];
  };
}

interface DialectOutcome {
  readonly name: DialectName;
  readonly results: readonly FinishedResult[];
  readonly requests: number;
  readonly completions: number;
  readonly repeated: number;
}

async function runDialect(redisUrl: string, name: DialectName): Promise<DialectOutcome> {
  const options: ServerOptions = {
    dialect: name,
    contextTokens: 4_096,
    flaggedWords: [flaggedWord],
    reasoningTokens: 60,
    faultPlan: passingFaults(),
  };
  await using rig = await createRig(redisUrl, options, {
    TOLK_MODEL: 'some-model',
  });
  await rig.startWorker();
  const articles = Object.values(articlesFor(name));
  await rig.client.enqueueMany(articles);
  const results = await Promise.all(articles.map(({ id }) => rig.client.wait(id)));
  return { name, results, ...rig.sandbox.stats() };
}

/** What one article of three costs at most in requests: splits, refusals, and tries again. */
const maxRequests = 70;
/** Answers that are paid for three articles; the long one takes ten. */
const maxCompletions = 20;

/** An article that is too long, one that is flagged, and limits, in the words of each server. */
export async function runDialects({
  redisUrl,
  dialects = dialectNames,
}: {
  readonly redisUrl: string;
  readonly dialects?: readonly DialectName[];
}): Promise<Measure[]> {
  const outcomes: DialectOutcome[] = [];
  // Two at a time: each has a worker of its own.
  const waiting = [...dialects];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      outcomes.push(await runDialect(redisUrl, name));
  };
  await Promise.all([work(), work()]);
  const wrong = outcomes.flatMap(({ name, results: [short, long, flagged] }) => [
    ...(short?.status === 'done' ? [] : [`${name}: short ${describe(short)}`]),
    ...(isSettled(name, long) ? [] : [`${name}: long ${describe(long)}`]),
    ...(isFiltered(flagged) ? [] : [`${name}: flagged ${describe(flagged)}`]),
  ]);
  return [
    {
      what: `articles of ${dialects.length} dialects that end as they should`,
      value: wrong.length === 0 ? `${dialects.length * 3}` : wrong.join('; '),
      limit: 'all',
      holds: wrong.length === 0,
    },
    most('requests for three articles', outcomes, ({ requests }) => requests, maxRequests),
    most(
      'paid answers for three articles',
      outcomes,
      ({ completions }) => completions,
      maxCompletions,
    ),
    exactly(
      'good answers paid for twice',
      outcomes.reduce((sum, { repeated }) => sum + repeated, 0),
      0,
    ),
  ];
}

/** It is done in parts; but a server that cuts prompts in silence must be given a larger context. */
function isSettled(name: DialectName, result: FinishedResult | undefined): boolean {
  if (name !== 'ollama') return result?.status === 'done';
  return result?.status === 'failed' && result.error.code === 'llm.prompt_cut';
}

function isFiltered(result: FinishedResult | undefined): boolean {
  return result?.status === 'failed' && result.error.code === 'llm.filtered';
}

function describe(result: FinishedResult | undefined): string {
  return result?.status === 'failed' ? result.error.code : 'done';
}

function most(
  what: string,
  outcomes: readonly DialectOutcome[],
  count: (outcome: DialectOutcome) => number,
  limit: number,
): Measure {
  const [worst] = outcomes.toSorted((a, b) => count(b) - count(a));
  const value = worst ? count(worst) : 0;
  return {
    what,
    value: `${value} (${worst?.name})`,
    limit: `at most ${limit}`,
    holds: value <= limit,
  };
}

/** How batches are lost. */
export interface VanishOptions {
  readonly redisUrl: string;
  readonly articles: number;
  readonly seed: number;
}

/** A Batch API that forgets batches and files, and cuts lines. */
export async function runVanished({ redisUrl, articles, seed }: VanishOptions): Promise<Measure[]> {
  await using rig = await createRig(
    redisUrl,
    { seed, batchLatencyMs: 50, batchVanish: 0.3, batchLoseFiles: 0.2, batchBadLines: 0.5 },
    {
      TOLK_BATCH_API_POLL_MS: '50',
      TOLK_BATCH_API_LINGER_MS: '100',
      TOLK_BATCH_API_MAX_REQUESTS: '5',
    },
  );
  await rig.startWorker();
  const bed = await BatchBed.create(rig);
  await bed.writeSentences(articles);
  const { code, stderr } = await bed.run(
    '--via',
    'batch-api',
    '--fallback',
    'direct',
    '--summary',
    'none',
  );
  const { vanished, batches, polls } = rig.sandbox.batchStats();
  const { completions } = rig.sandbox.stats();
  const done = /: (\d+) done, /.exec(stderr)?.[1];
  const isTold = /asked directly, at full price: \d+/.test(stderr);
  return [
    { what: 'the run ends', value: `exit code ${code}`, limit: 'exit code 0', holds: code === 0 },
    exactly('articles done', Number(done), articles),
    {
      what: 'batches that vanished',
      value: `${vanished} of ${batches}`,
      limit: 'some',
      holds: vanished > 0,
    },
    {
      what: 'what is asked at full price is told',
      value: isTold ? 'yes' : 'no',
      limit: 'yes',
      holds: isTold,
    },
    {
      what: 'polls for a batch, at most on average',
      value: (polls / batches).toFixed(1),
      limit: 'at most 20',
      holds: polls <= 20 * batches,
    },
    {
      what: 'paid answers an article: what was lost is asked for once more',
      value: (completions / articles).toFixed(2),
      limit: 'at most 2',
      holds: completions <= 2 * articles,
    },
  ];
}

/** How much a model thinks. */
export interface ReasoningOptions {
  readonly redisUrl: string;
  readonly articles: number;
}

/** Models that think longer than an answer has room for, and one that cannot be told not to. */
export async function runReasoning({ redisUrl, articles }: ReasoningOptions): Promise<Measure[]> {
  const cases: ReadonlyArray<readonly [name: string, options: ServerOptions]> = [
    ['that need not think', { dialect: 'openai', reasoningTokens: 3_000 }],
    [
      'that thinks at least a little',
      { dialect: 'openai', reasoningTokens: 3_000, efforts: ['low', 'medium'] },
    ],
    ['that cannot be told', { refuses: ['reasoning_effort'], reasoningTokens: 3_000 }],
    ['that shows it in tags', { dialect: 'sglang', reasoningTokens: 1_500 }],
  ];
  const measures: Measure[] = [];
  for (const [name, options] of cases) {
    await using rig = await createRig(redisUrl, options, {
      TOLK_MODEL: 'gpt-6-luna',
    });
    await rig.startWorker();
    const all = Array.from({ length: articles }, (_, at) => ({
      id: `thinks-${at}`,
      body: paragraphs(4, `nummer ${at}`),
    }));
    await rig.client.enqueueMany(all);
    const results = await Promise.all(all.map(({ id }) => rig.client.wait(id)));
    const done = results.filter(({ status }) => status === 'done').length;
    const { completions, reasoningTokens, repeated } = rig.sandbox.stats();
    measures.push(
      exactly(`articles done by a model ${name}`, done, articles),
      {
        what: `paid answers an article, a model ${name}`,
        value: `${(completions / articles).toFixed(1)}, ${Math.round(reasoningTokens / articles)} tokens of thinking`,
        limit: 'at most 3',
        holds: completions <= 3 * articles,
      },
      exactly(`good answers paid for twice, a model ${name}`, repeated, 0),
    );
  }
  return measures;
}
