import type { Config } from '../config/config.ts';
import { TolkError } from '../errors.ts';
import { chooseProvider, type LlmConfig } from './choose-provider.ts';
import { createPriceTable, type PriceTable, type PriceTableOptions } from './cost/price.ts';
import { readPriceFile } from './cost/price-file.ts';
import { readStoredPrices } from './cost/stored-prices.ts';

/**
 * The prices in force: those of TOLK_PRICES_FILE, then those that `tolk prices update` took over,
 * then the list; as they hold at the configured server.
 *
 * @throws TolkError `config.invalid` with the file, row and field
 */
export function openPrices({ llm, redis }: Config): PriceTable {
  const own = llm.pricesFile === undefined ? [] : readPriceFile(llm.pricesFile);
  return createPriceTable([...own, ...readStoredPrices(redis.dataDir)], placeOf(llm));
}

/** Where the prices are to hold; the whole list where no server is configured yet. */
function placeOf(llm: LlmConfig): PriceTableOptions {
  try {
    const provider = chooseProvider(llm);
    if (provider.kind !== 'api') return {};
    const { baseUrl, preset } = provider;
    return { host: new URL(baseUrl).hostname, list: preset.local ? 'none' : 'all' };
  } catch (error) {
    if (TolkError.isInstance(error)) return {};
    throw error;
  }
}
