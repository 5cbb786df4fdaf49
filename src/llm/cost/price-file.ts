import { z } from 'zod';
import { readBoundedFileSync } from '../../bounded-file.ts';
import { TolkError } from '../../errors.ts';
import { systemReason } from '../../system-errors.ts';
import { isLiteLlmFile, readLiteLlmPrices } from './litellm-prices.ts';
import { readOpenRouterPrices } from './openrouter-prices.ts';
import { type Price, priceSchema } from './price-row.ts';

/** Lists of all providers have a few megabytes. */
const maxFileBytes = 50_000_000;

/**
 * Reads a file of prices: a JSON array of `{model, input, cachedInput?, cacheWrite?, output,
 * batchFactor?, source, seenOn?, …}`, dollars for a million tokens; or what LiteLLM
 * (`model_prices_and_context_window.json`) or OpenRouter (`/api/v1/models`) lists.
 *
 * @throws TolkError `config.invalid` with the row and field
 */
export function readPriceFile(file: string): Price[] {
  let text: string;
  try {
    text = readBoundedFileSync(file, maxFileBytes).toString();
  } catch (cause) {
    const message = `prices: ${file} cannot be read: ${systemReason(cause)}`;
    throw new TolkError('config.invalid', message, { cause });
  }
  return parsePrices(text, file);
}

/**
 * Parses the text of a file of prices.
 *
 * @param place names the file in messages
 * @throws TolkError `config.invalid` with the row and field
 */
export function parsePrices(text: string, place: string): Price[] {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new TolkError('config.invalid', `prices: ${place} cannot be read as JSON`, { cause });
  }
  const openRouter = readOpenRouterPrices(content, place);
  if (openRouter) return openRouter;
  if (isLiteLlmFile(content)) return readLiteLlmPrices(content, place);
  const parsed = z.array(priceSchema).safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const [row, ...field] = issue?.path ?? [];
  const where = row === undefined ? '' : ` row ${String(row)}${nameOfRow(content, row)},`;
  const what = field.length === 0 ? '' : ` ${field.join('.')}:`;
  throw new TolkError(
    'config.invalid',
    `prices: ${place}:${where}${what} ${issue?.message ?? 'not prices'}`,
    { cause: parsed.error },
  );
}

/** The model of a row, to find it by; rows are counted from 0, as `jq` does. */
function nameOfRow(content: unknown, row: PropertyKey): string {
  const rows: unknown = Array.isArray(content) ? content[Number(row)] : undefined;
  const name = z.object({ model: z.string() }).safeParse(rows).data?.model;
  return name === undefined ? '' : ` (${name})`;
}
