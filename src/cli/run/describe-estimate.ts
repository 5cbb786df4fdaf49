import { costOfEstimate } from '../../batch/cost.ts';
import type { Estimate } from '../../batch/estimate.ts';
import { type Thinker, thinkingPerCall, withThinking } from '../../batch/thinking.ts';
import type { TokenRange } from '../../batch/token-count.ts';
import type { Config } from '../../config/config.ts';
import { dayMs } from '../../duration.ts';
import { extrasOf } from '../../llm/choose-provider.ts';
import { viaTier } from '../../llm/cost/call-cost.ts';
import type { PricedVia } from '../../llm/cost/price.ts';
import { openPrices } from '../../llm/open-prices.ts';
import { wrapText } from '../../render/text-blocks.ts';
import { tabulateEstimate } from '../output/batch.ts';
import { formatDuration } from '../output/duration.ts';
import { type Capacity, describeCapacity, secondsAt } from './plan.ts';

/** An estimate with its cost for each model and its time, for programs. */
export function estimateToJson(
  estimate: Estimate,
  config: Config,
  capacity: Capacity,
  chosen: string,
) {
  const thinker = thinkerOf(chosen, config);
  const whole = withThinking(estimate, thinker);
  return {
    ...whole,
    thinkingTokensPerCall: thinkingPerCall(thinker),
    models: costsByModel(estimate, config),
    seconds: secondsAt(whole, capacity),
    capacity: {
      requestsPerMinute: capacity.requestsPerMinute ?? null,
      tokensPerMinute: capacity.tokensPerMinute ?? null,
      workers: capacity.workers,
      concurrency: capacity.concurrency,
    },
  };
}

function costsByModel(estimate: Estimate, config: Config) {
  const prices = openPrices(config);
  const via = viaTier(config.llm.serviceTier);
  return prices.models.map((model) => {
    const whole = withThinking(estimate, thinkerOf(model, config));
    const costAt = (level: keyof TokenRange, how: PricedVia = via) =>
      costOfEstimate(whole, { level, model, prices, via: how });
    return {
      model,
      lowUsd: costAt('low'),
      expectedUsd: costAt('expected'),
      highUsd: costAt('high'),
      batchApiUsd: costAt('expected', 'batch-api'),
    };
  });
}

/** A model at the effort that is configured. */
function thinkerOf(model: string, { llm }: Config): Thinker {
  return { model, effort: extrasOf(llm).effort };
}

/** People choose among the living models of a provider, and not among hundreds. */
const mostRows = 20;
/** A model that ends sooner is none to begin with. */
const livingMs = 60 * dayMs;

function offeredCosts(estimate: Estimate, config: Config, chosen: string) {
  const prices = openPrices(config);
  const until = new Date(Date.now() + livingMs).toISOString().slice(0, 10);
  const provider = prices.find(chosen)?.provider ?? 'openai';
  const isOffered = (model: string) => {
    const price = prices.find(model);
    const isLiving = (price?.shutdownOn ?? until) >= until;
    return model === chosen || (isLiving && (price?.provider ?? provider) === provider);
  };
  const offered = costsByModel(estimate, config).filter(({ model }) => isOffered(model));
  // The chosen one is among those that are left, wherever it stands in the list.
  return offered
    .toSorted((a, b) => Number(b.model === chosen) - Number(a.model === chosen))
    .slice(0, mostRows);
}

/** An estimate for people, so wide; `chosen` is the model that would be asked. */
export function describeEstimate(
  estimate: Estimate,
  config: Config,
  capacity: Capacity,
  { chosen, width }: { readonly chosen: string; readonly width: number },
): string {
  const { examined, entries, leftOut, refused } = estimate;
  const isExtrapolated = examined < entries - (leftOut['unsampled'] ?? 0);
  const thinker = thinkerOf(chosen, config);
  const whole = withThinking(estimate, thinker);
  const duration = formatDuration(secondsAt(whole, capacity));
  const lines = [
    `Time: about ${duration} directly, ${describeCapacity(capacity)}; ` +
      'through the Batch API within a day for each of two or three rounds.',
    `Costs are list prices${describeTier(config)}, without what prompt caches and the translation ` +
      'memory save; low is without post-editing, high with every second segment post-edited.',
  ];
  const thinking = thinkingPerCall(thinker);
  if (thinking > 0)
    lines.push(`${chosen} thinks: about ${count(thinking)} tokens a call are in the estimate.`);
  if (whole.verification !== null) lines.push(describeVerification(whole.verification, chosen));
  if (isExtrapolated)
    lines.unshift(`Estimated from ${count(examined)} entries spread over the corpus.`);
  for (const [why, many] of Object.entries(leftOut)) {
    lines.push(`Left out (${why}): ${count(many)}`);
  }
  if (refused.length > 0) lines.push('', 'Would be refused:');
  for (const { code, count: many, example } of refused) {
    lines.push(`  ${code}: ${count(many)}, for instance ${example}`);
  }
  const tables = tabulateEstimate(whole, offeredCosts(estimate, config, chosen), chosen, width);
  return [tables, ...lines.map((line) => wrapText(line, width))].join('\n');
}

function describeVerification(
  { model, calls, tokens }: NonNullable<Estimate['verification']>,
  chosen: string,
): string {
  const { prompt, completion } = tokens.expected;
  const used = `${count(calls)} of the calls, ${count(prompt)} tokens in, ${count(completion)} out`;
  return `The verifier (${model ?? chosen}) is in all figures: ${used}.`;
}

function describeTier({ llm: { serviceTier } }: Config): string {
  return serviceTier === undefined ? '' : ` in the service tier ${serviceTier}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
