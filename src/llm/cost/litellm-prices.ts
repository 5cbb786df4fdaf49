import { z } from 'zod';
import { TolkError } from '../../errors.ts';
import { round, withoutUndefined } from './price-numbers.ts';
import type { Price } from './price-row.ts';

/*
 * Prices as LiteLLM lists them (model_prices_and_context_window.json): an object with a row a
 * model, in dollars a token. Rows for images, speech and the like are passed over.
 */

const perToken = z.number().min(0).max(1);

const rowSchema = z.object({
  mode: z.string().optional(),
  litellm_provider: z.string().optional(),
  input_cost_per_token: perToken,
  output_cost_per_token: perToken,
  cache_read_input_token_cost: perToken.nullish(),
  cache_creation_input_token_cost: perToken.nullish(),
  input_cost_per_token_batches: perToken.nullish(),
  input_cost_per_token_flex: perToken.nullish(),
  input_cost_per_token_priority: perToken.nullish(),
  deprecation_date: z.string().nullish(),
});

type Row = z.infer<typeof rowSchema>;

/** Providers that serve models others serve too; their prices hold at their own host only. */
const hosts: ReadonlyMap<string, string> = new Map([
  ['azure', 'azure.com'],
  ['azure_ai', 'azure.com'],
  ['cerebras', 'cerebras.ai'],
  ['deepseek', 'deepseek.com'],
  ['fireworks_ai', 'fireworks.ai'],
  ['gemini', 'googleapis.com'],
  ['groq', 'groq.com'],
  ['mistral', 'mistral.ai'],
  ['openrouter', 'openrouter.ai'],
  ['together_ai', 'together.xyz'],
  ['xai', 'x.ai'],
]);

const modes = new Set([undefined, 'chat', 'completion', 'responses']);

/** True for an object with a row a model. */
export function isLiteLlmFile(content: unknown): content is Readonly<Record<string, unknown>> {
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}

/**
 * Reads LiteLLM's rows for models that answer with text and have a price a token.
 *
 * @throws TolkError `config.invalid` when there are none
 */
export function readLiteLlmPrices(
  content: Readonly<Record<string, unknown>>,
  place: string,
): Price[] {
  const prices = Object.entries(content).flatMap(([name, row]) => {
    if (name === 'sample_spec') return [];
    const parsed = rowSchema.safeParse(row);
    return parsed.success && modes.has(parsed.data.mode) ? [toPrice(name, parsed.data, place)] : [];
  });
  if (prices.length > 0) return prices;
  const problem = 'neither an array of prices, nor what LiteLLM or OpenRouter lists';
  throw new TolkError('config.invalid', `prices: ${place}: ${problem}`);
}

function toPrice(name: string, row: Row, place: string): Price {
  const { litellm_provider: provider } = row;
  const host = hosts.get(provider ?? '');
  const input = perMillion(row.input_cost_per_token);
  const prefix = `${provider}/`;
  const shutdownOn = z.iso.date().safeParse(row.deprecation_date).data;
  const factorOf = (price: number | null | undefined) =>
    price && row.input_cost_per_token > 0 ? round(price / row.input_cost_per_token) : undefined;
  const optional = {
    cachedInput: perMillionOr(row.cache_read_input_token_cost),
    cacheWrite: perMillionOr(row.cache_creation_input_token_cost),
    batchFactor: factorOf(row.input_cost_per_token_batches),
    flexFactor: factorOf(row.input_cost_per_token_flex),
    priorityFactor: factorOf(row.input_cost_per_token_priority),
    provider,
    host,
    shutdownOn,
  };
  return {
    model: name.startsWith(prefix) ? name.slice(prefix.length) : name,
    input,
    output: perMillion(row.output_cost_per_token),
    source: `LiteLLM, ${place}`,
    ...withoutUndefined(optional),
  };
}

/** Dollars for a million tokens, without what floating point adds. */
const perMillion = (price: number): number => round(price * 1e6);
const perMillionOr = (price: number | null | undefined): number | undefined =>
  price == null ? undefined : perMillion(price);
