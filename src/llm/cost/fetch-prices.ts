import { TolkError } from '../../errors.ts';
import { createTransport, type TransportOptions } from '../http/transport.ts';
import { parsePrices, readPriceFile } from './price-file.ts';
import type { Price } from './price-row.ts';

const timeoutMs = 30_000;

/**
 * Reads prices from a file, or from an address that the user has named; nothing is ever fetched by
 * itself. An answer has the size limit of any answer, and must come within half a minute.
 *
 * @throws TolkError `config.invalid` when they cannot be had, or with the row and field that is
 *   wrong
 */
export async function readPricesFrom(
  place: string,
  http: Omit<TransportOptions, 'maxConnections'>,
): Promise<Price[]> {
  if (!/^https?:\/\//i.test(place)) return readPriceFile(place);
  return parsePrices(await fetchText(place, http), place);
}

async function fetchText(
  url: string,
  http: Omit<TransportOptions, 'maxConnections'>,
): Promise<string> {
  const limits = { callTimeoutMs: timeoutMs, answerTimeoutMs: 2 * timeoutMs };
  const transport = createTransport({ ...http, ...limits, maxConnections: 1 });
  try {
    const answer = await transport.fetch(url);
    if (answer.ok) return await answer.text();
    const location = answer.headers.get('location');
    const elsewhere = location === null ? '' : `, it points to ${location}`;
    throw new TolkError('config.invalid', `prices: ${url} answers ${answer.status}${elsewhere}`);
  } catch (cause) {
    if (TolkError.isInstance(cause) && cause.code === 'config.invalid') throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TolkError('config.invalid', `prices: ${url} cannot be fetched (${reason})`, {
      cause,
    });
  } finally {
    await transport.close();
  }
}
