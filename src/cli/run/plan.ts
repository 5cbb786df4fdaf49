import { existsSync } from 'node:fs';
import type { CreateBatchOptions } from '../../batch/client.ts';
import { costOfEstimate, secondsFor } from '../../batch/cost.ts';
import { type Estimate, estimateCorpus } from '../../batch/estimate.ts';
import { cancelAfter, planBatch } from '../../batch/plan.ts';
import { withThinking } from '../../batch/thinking.ts';
import type { Config } from '../../config/config.ts';
import type { NoteListener } from '../../corpus/notes.ts';
import { readCorpus } from '../../corpus/read-corpus.ts';
import { TolkError } from '../../errors.ts';
import { chooseModel, chooseProvider, defaultModel, extrasOf } from '../../llm/choose-provider.ts';
import { viaTier } from '../../llm/cost/call-cost.ts';
import type { LimitValues } from '../../llm/limits/server-limits.ts';
import { openPrices } from '../../llm/open-prices.ts';
import { formatCost } from '../../render/article.ts';
import type { BatchDefinition } from '../../store/batch-definition.ts';
import type { CorpusFlags } from '../flags/corpus.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { formatDuration } from '../output/duration.ts';
import { openBatchSession } from './session.ts';
import { countWorkers } from './workers-beside.ts';

/*
 * What is estimated before a run: how much a corpus is, what it costs, how long it takes at the limits
 * that are known, and which route it should take.
 */

/** How long a call takes is not known beforehand: this is assumed, and said. */
const secondsPerCall = 6;
/** The planner, and an estimate in a hurry, look into this many entries, not into millions. */
export const quickEntries = 2_000;
const sayEvery = 10_000;
const lookSeed = 1;

/** The entries of a batch's corpus, without saying which fields are used. */
export function openCorpus(
  definition: BatchDefinition,
  config: Config,
  onNote: NoteListener = () => {},
) {
  const { files, map, guess: guessing, format, records, header } = definition;
  const { strictDates, dateOrder, encoding } = definition;
  return readCorpus(files, {
    onNote,
    limits: { ...config.articleLimits, strictDates, dateOrder, encoding },
    map,
    guess: guessing,
    records,
    header,
    // The format was checked with the flags.
    format: (format ?? undefined) as CorpusFlags['format'],
  });
}

/** The model a batch asks. */
export function modelOf({ options }: BatchDefinition, config: Config): string {
  return options.model ?? chooseModel(config.llm) ?? defaultModel;
}

/** Says how far the corpus is read, now and then. */
export function sayEntries(io: CommandIo): (entries: number) => void {
  return (entries) => {
    if (entries % sayEvery !== 0) return;
    io.say(`tolk: ${entries.toLocaleString('en-US')} entries read …`);
  };
}

/** Estimates a corpus: all of it, or from `quick` entries spread over it. */
export async function estimateFor(
  definition: BatchDefinition,
  config: Config,
  io: CommandIo,
  { quick, onNote }: { readonly quick?: number | undefined; readonly onNote?: NoteListener } = {},
): Promise<Estimate> {
  const sample =
    quick === undefined
      ? undefined
      : { size: quick, of: await countWanted(definition, config), seed: lookSeed };
  return estimateCorpus(openCorpus(definition, config, onNote), {
    definition,
    model: modelOf(definition, config),
    chunkTokens: config.translate.chunkTokens,
    prompt: config.translate.prompt,
    calls: config.translate.calls,
    sample,
    onEntry: sayEntries(io),
  });
}

/** How many entries a batch wants; they are counted without being parsed. */
async function countWanted(definition: BatchDefinition, config: Config): Promise<number> {
  const { sample, limit } = definition;
  if (sample !== null) return Math.min(sample.size, sample.of);
  let entries = 0;
  for await (const _ of openCorpus(definition, config)) {
    entries += 1;
    if (entries === limit) break;
  }
  return entries;
}

/** How fast a corpus can be worked on directly. */
export interface Capacity extends LimitValues {
  /** Workers that are connected, or would be started. */
  readonly workers: number;
  /** Articles each handles at a time. */
  readonly concurrency: number;
}

/** What is known of the capacity for a model: as configured, what the server told workers, and how many of them there are. */
export async function capacityFor(
  model: string,
  config: Config,
  io: CommandIo,
  asked?: number,
): Promise<Capacity> {
  const { requestsPerMinute, tokensPerMinute } = config.llm.limits;
  const { concurrency } = config.worker;
  // An estimate starts no Redis that has never been there.
  const known =
    config.redis.url !== undefined || existsSync(config.redis.dataDir)
      ? await askRedis(model, config, io)
      : undefined;
  const { started, connected } = countWorkers(asked, known?.workers ?? 0);
  const lower = (own: number | undefined, told: number | undefined) =>
    own === undefined ? told : Math.min(own, told ?? own);
  return {
    requestsPerMinute: lower(requestsPerMinute, known?.requestsPerMinute),
    tokensPerMinute: lower(tokensPerMinute, known?.tokensPerMinute),
    workers: Math.max(1, started + connected),
    concurrency,
  };
}

function askRedis(model: string, config: Config, io: CommandIo) {
  return withDisposables(async (disposables) => {
    const { batches } = await openBatchSession(config, io, disposables);
    return batches.capacity(model);
  });
}

/** Seconds a corpus takes directly. */
export function secondsAt(
  estimate: Estimate,
  { requestsPerMinute, tokensPerMinute, workers, concurrency }: Capacity,
): number {
  return secondsFor(estimate, {
    requestsPerMinute,
    tokensPerMinute,
    concurrency: workers * concurrency,
    secondsPerCall,
  });
}

/** What the estimate of the time rests on, in words. */
export function describeCapacity({
  requestsPerMinute,
  tokensPerMinute,
  workers,
  concurrency,
}: Capacity): string {
  const limits = [
    ...(requestsPerMinute === undefined
      ? []
      : [`${requestsPerMinute.toLocaleString('en-US')} requests`]),
    ...(tokensPerMinute === undefined ? [] : [`${tokensPerMinute.toLocaleString('en-US')} tokens`]),
  ];
  const most =
    limits.length === 0
      ? 'no limit known (TOLK_RPM, TOLK_TPM, or what the server tells a worker)'
      : `at most ${limits.join(' and ')} a minute`;
  return `with ${workers} worker${workers === 1 ? '' : 's'} of ${concurrency} articles at a time, ${secondsPerCall} s a call, ${most}`;
}

/** Whether a server has a Batch API; `unknown` where only the workers know the server. */
type BatchApiFound =
  | { readonly is: 'there' | 'unknown' }
  | { readonly is: 'none'; readonly why: string };

/** Whether the configured server has a Batch API; asked, where its kind does not tell. */
async function findBatchApi(config: Config): Promise<BatchApiFound> {
  const provider = chooseProvider(config.llm);
  if (provider.kind === 'none') return { is: 'unknown' };
  if (provider.kind === 'sandbox' || provider.preset.batchApi) return { is: 'there' };
  // Loaded when it is needed: the client takes 30 MB, and the feeder is to stay small.
  const [{ findNoBatchApi }, { connectToServer }] = await Promise.all([
    import('../../llm/http/openai-client.ts'),
    import('../../llm/connect.ts'),
  ]);
  return withDisposables(async (disposables) => {
    const { client } = connectToServer(config.llm, { ...provider, disposables });
    const why = await findNoBatchApi(client);
    return why === null ? { is: 'there' } : { is: 'none', why: `GET /v1/batches: ${why}` };
  });
}

/** What was asked of the route and the time of a run. */
export interface RouteFlags {
  readonly via?: 'direct' | 'batch-api' | 'auto';
  /** Seconds until it must be done. */
  readonly deadlineSeconds: number | null;
  readonly maxCostUsd: number | null;
  /** Workers that will run beside it, if that was said. */
  readonly workers?: number | undefined;
}

/**
 * Direct calls, the Batch API or both: as asked, or, where a deadline or a sum of money is given, as they
 * go best; and says why.
 *
 * @throws TolkError `usage.invalid` where it cannot be planned, or the server has no Batch API
 */
export async function chooseRoute(
  definition: BatchDefinition,
  config: Config,
  io: CommandIo,
  flags: RouteFlags,
): Promise<RoutePlan> {
  const { deadlineSeconds, maxCostUsd } = flags;
  const isFree = deadlineSeconds === null && maxCostUsd === null;
  const via = flags.via ?? (isFree ? 'direct' : 'auto');
  if (via === 'direct') return directly;
  if (via === 'batch-api') await requireBatchApi(config);
  if (definition.files.some(({ path }) => path === '-')) {
    if (deadlineSeconds === null) return via === 'auto' ? directly : throughBatchApi;
    throw new TolkError(
      'usage.invalid',
      '--deadline must read the corpus twice, which standard input does not allow',
    );
  }
  if (via === 'auto') return planRoute(definition, config, io, flags);
  if (deadlineSeconds === null) return throughBatchApi;
  const deadline = { ...flags, deadlineSeconds };
  const cancelAfterSeconds = await planCancellation(definition, config, io, deadline);
  return { ...throughBatchApi, cancelAfterSeconds };
}

/** @throws TolkError `usage.invalid` */
async function requireBatchApi(config: Config): Promise<void> {
  const found = await findBatchApi(config);
  if (found.is !== 'none') return;
  const problem = `the LLM server has no Batch API (${found.why})`;
  throw new TolkError('usage.invalid', `${problem}; leave --via batch-api out`);
}

type RoutePlan = NonNullable<CreateBatchOptions['plan']>;

const directly: RoutePlan = { via: 'direct', directShare: 1, cancelAfterSeconds: null };
const throughBatchApi: RoutePlan = { via: 'batch-api', directShare: 0, cancelAfterSeconds: null };

async function planRoute(
  definition: BatchDefinition,
  config: Config,
  io: CommandIo,
  { deadlineSeconds, maxCostUsd, workers }: RouteFlags,
): Promise<RoutePlan> {
  const found = await findBatchApi(config);
  if (found.is === 'none') io.say(`tolk: the LLM server has no Batch API (${found.why})`);
  const plan = planBatch({
    ...(await estimateRoutes(definition, config, io, workers)),
    deadlineSeconds,
    maxCostUsd,
    hasBatchApi: found.is === 'there',
  });
  const share = plan.via === 'mix' ? ` (${Math.round(plan.directShare * 100)}% directly)` : '';
  const cost = plan.expectedUsd === null ? 'an unknown cost' : formatCost(plan.expectedUsd);
  io.say(`tolk: ${plan.via}${share}: ${plan.reason}; about ${cost}`);
  if (!plan.fits) io.say('tolk: warning: it may not be done in the time or for the money given');
  return plan;
}

/**
 * After how many seconds what is still at the Batch API is cancelled there, to make a deadline; where
 * it is too near for that, after half of the time, so that it is not missed by more than need be.
 */
async function planCancellation(
  definition: BatchDefinition,
  config: Config,
  io: CommandIo,
  { deadlineSeconds, workers }: RouteFlags & { readonly deadlineSeconds: number },
): Promise<number> {
  const { directSeconds } = await estimateRoutes(definition, config, io, workers);
  const inTime = cancelAfter(directSeconds, deadlineSeconds);
  if (inTime !== null) return inTime;
  const half = Math.floor(deadlineSeconds / 2);
  io.say(
    'tolk: warning: the deadline is near for the Batch API; what is not back in ' +
      `${formatDuration(half)} is cancelled and asked directly, and may be late`,
  );
  return half;
}

/** What all of it costs each way, and takes directly. */
async function estimateRoutes(
  definition: BatchDefinition,
  config: Config,
  io: CommandIo,
  workers: number | undefined,
) {
  const prices = openPrices(config);
  const model = modelOf(definition, config);
  const examined = await estimateFor(definition, config, io, { quick: quickEntries });
  const estimate = withThinking(examined, { model, effort: extrasOf(config.llm).effort });
  const asked = { level: 'expected', model, prices } as const;
  return {
    directUsd: costOfEstimate(estimate, { ...asked, via: viaTier(config.llm.serviceTier) }),
    batchUsd: costOfEstimate(estimate, { ...asked, via: 'batch-api' }),
    directSeconds: secondsAt(estimate, await capacityFor(model, config, io, workers)),
  };
}
