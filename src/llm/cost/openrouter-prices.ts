import { z } from 'zod';
import { round, withoutUndefined } from './price-numbers.ts';
import type { Price } from './price-row.ts';

/*
 * Prices as OpenRouter lists them (GET https://openrouter.ai/api/v1/models): dollars a token, as
 * text. A negative one means that it depends on the model that answers; such rows are passed over.
 */

const perToken = z.coerce.number().min(0).max(1);

const rowSchema = z.object({
  id: z.string().min(1),
  pricing: z.object({
    prompt: perToken,
    completion: perToken,
    input_cache_read: perToken.optional(),
    input_cache_write: perToken.optional(),
  }),
});

const listSchema = z.object({ data: z.array(z.unknown()).min(1) });

/**
 * Reads OpenRouter's list of models; null where it is none. They hold at OpenRouter only, which
 * asks other prices than the providers do.
 */
export function readOpenRouterPrices(content: unknown, place: string): Price[] | null {
  const list = listSchema.safeParse(content).data?.data ?? [];
  const prices = list.flatMap((row) => {
    const { data } = rowSchema.safeParse(row);
    return data ? [toPrice(data, place)] : [];
  });
  return prices.length > 0 ? prices : null;
}

function toPrice({ id, pricing }: z.infer<typeof rowSchema>, place: string): Price {
  const perMillion = (price: number | undefined) =>
    price === undefined ? undefined : round(price * 1e6);
  return {
    model: id,
    input: round(pricing.prompt * 1e6),
    output: round(pricing.completion * 1e6),
    source: `OpenRouter, ${place}`,
    provider: 'openrouter',
    host: 'openrouter.ai',
    ...withoutUndefined({
      cachedInput: perMillion(pricing.input_cache_read),
      cacheWrite: perMillion(pricing.input_cache_write),
    }),
  };
}
