import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWholeFile } from '../../whole-file.ts';
import { readPriceFile } from './price-file.ts';
import type { Price } from './price-row.ts';

/*
 * The prices that `tolk prices update` took over: a file in Tolk's data folder, for everything that
 * runs there. Workers on other machines have folders of their own, or share a file by
 * TOLK_PRICES_FILE.
 */

/** Where the prices that were taken over are kept. */
export function storedPricesFile(dataDir: string): string {
  return join(dataDir, 'prices.json');
}

/**
 * Reads the prices that were taken over; none where nothing was.
 *
 * @throws TolkError `config.invalid` when somebody has spoilt the file
 */
export function readStoredPrices(dataDir: string): Price[] {
  const file = storedPricesFile(dataDir);
  return existsSync(file) ? readPriceFile(file) : [];
}

/** Writes prices in place of those that were taken over before; whole, or not at all. */
export async function writeStoredPrices(dataDir: string, prices: readonly Price[]): Promise<void> {
  const file = storedPricesFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  const rows = prices.map((price) => JSON.stringify(price));
  await writeWholeFile(file, `[\n${rows.join(',\n')}\n]\n`);
}
