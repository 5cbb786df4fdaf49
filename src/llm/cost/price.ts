import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Usage } from '../../contract.ts';
import { TolkError } from '../../errors.ts';

const priceSchema = z.strictObject({
  /** The model's name; a dated snapshot of it (`-2025-04-14`) costs the same. */
  model: z.string().min(1),
  /** US dollars for a million tokens. */
  input: z.number().min(0),
  cachedInput: z.number().min(0),
  output: z.number().min(0),
  /** The same through the Batch API, where there is one: a factor on all three. */
  batchFactor: z.number().min(0).max(1).optional(),
  /** Where and when the price was seen. */
  source: z.string().min(1),
});

/** What a model costs; see the fields of the schema. */
export type Price = z.infer<typeof priceSchema>;

const openai = { batchFactor: 0.5, source: 'openai.com/api/pricing, 2025-08' } as const;

/** List prices. A model that is not here has an unknown cost, never a cost of 0. */
const listPrices: readonly Price[] = [
  { model: 'gpt-4.1', input: 2, cachedInput: 0.5, output: 8, ...openai },
  { model: 'gpt-4.1-mini', input: 0.4, cachedInput: 0.1, output: 1.6, ...openai },
  { model: 'gpt-4.1-nano', input: 0.1, cachedInput: 0.025, output: 0.4, ...openai },
  { model: 'gpt-4o', input: 2.5, cachedInput: 1.25, output: 10, ...openai },
  { model: 'gpt-4o-mini', input: 0.15, cachedInput: 0.075, output: 0.6, ...openai },
  { model: 'gpt-5', input: 1.25, cachedInput: 0.125, output: 10, ...openai },
  { model: 'gpt-5-mini', input: 0.25, cachedInput: 0.025, output: 2, ...openai },
  { model: 'gpt-5-nano', input: 0.05, cachedInput: 0.005, output: 0.4, ...openai },
  { model: 'sandbox', input: 0, cachedInput: 0, output: 0, source: 'runs on this machine' },
];

/** Computes what calls cost. */
export interface PriceTable {
  /** The models whose price is known, those of a file first. */
  readonly models: readonly string[];
  /**
   * US dollars for these tokens of `model`, through the Batch API at its own price; null when its
   * price is not known.
   */
  cost(model: string, tokens: TokenUsage, via?: 'direct' | 'batch-api'): number | null;
}

/** The tokens of one call. */
export type TokenUsage = Pick<Usage, 'promptTokens' | 'cachedTokens' | 'completionTokens'>;

/** A dated snapshot: `-2025-04-14`, as OpenAI names them. */
const snapshot = /-\d{4}-\d{2}-\d{2}$/;

/** The price table: the list prices, and before them the rows of a file, if one is given. */
export function createPriceTable(rows: readonly Price[] = []): PriceTable {
  const all = [...rows, ...listPrices];
  const priceOf = (model: string) => all.find((price) => price.model === model);
  return {
    models: [...new Set(all.map(({ model }) => model))],
    cost(model, { promptTokens, cachedTokens, completionTokens }, via = 'direct') {
      const price = priceOf(model) ?? priceOf(model.replace(snapshot, ''));
      if (!price) return null;
      const factor = via === 'batch-api' ? (price.batchFactor ?? 1) : 1;
      const perMillion =
        (promptTokens - cachedTokens) * price.input +
        cachedTokens * price.cachedInput +
        completionTokens * price.output;
      return (factor * perMillion) / 1e6;
    },
  };
}

/**
 * Reads a file of prices: a JSON array of `{model, input, cachedInput, output, batchFactor?,
 * source}`, dollars for a million tokens.
 *
 * @throws TolkError `config.invalid` with the row and field
 */
export function readPriceFile(file: string): Price[] {
  let rows: unknown;
  try {
    rows = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new TolkError('config.invalid', `TOLK_PRICES_FILE: ${file} cannot be read as JSON`, {
      cause,
    });
  }
  const parsed = z.array(priceSchema).safeParse(rows);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new TolkError(
    'config.invalid',
    `TOLK_PRICES_FILE: ${file}: row ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    {
      cause: parsed.error,
    },
  );
}
