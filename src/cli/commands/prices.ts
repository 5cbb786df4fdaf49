import type { Command } from 'commander';
import type { Config } from '../../config/config.ts';
import { chooseModel } from '../../llm/choose-provider.ts';
import { readPricesFrom } from '../../llm/cost/fetch-prices.ts';
import type { PriceTable } from '../../llm/cost/price.ts';
import { priceWarnings } from '../../llm/cost/price-warnings.ts';
import { storedPricesFile, writeStoredPrices } from '../../llm/cost/stored-prices.ts';
import { openPrices } from '../../llm/open-prices.ts';
import { plural } from '../../plural.ts';
import { readCommandConfig, withSettings } from '../flags/settings.ts';
import type { CommandIo } from '../io.ts';
import { pricesInForce, tabulatePrices } from '../output/prices.ts';
import { tableWidth } from '../output/tables.ts';

/** `tolk prices` and `tolk prices update`. */
export function definePrices(command: Command, io: CommandIo): void {
  command
    .description(
      'Shows what models cost: dollars for a million tokens, the factors of the Batch API and the ' +
        'flex tier, where and when each price was seen, and when a model ends.',
    )
    .option('--json', 'print JSON')
    .helpCommand(false)
    .addHelpText(
      'after',
      `
Examples:
  tolk prices
  tolk prices --json
  tolk prices update prices.json`,
    );
  withSettings(command, ['dataDir', 'pricesFile']).action((flags: { readonly json?: true }) => {
    const { config } = readCommandConfig(flags, io);
    const prices = openPrices(config);
    if (flags.json) return io.printJson(pricesInForce(prices));
    io.print(tabulatePrices(prices, tableWidth(io.stdout)));
    sayWarnings(prices, config, io);
  });
  defineUpdate(command.command('update'), io);
}

function defineUpdate(command: Command, io: CommandIo): void {
  command
    .summary('take prices over from a file or an address that you name')
    .description(
      'Takes prices over from a file or an address that you name: a JSON array of {"model", ' +
        '"input", "output", "cachedInput", "cacheWrite", "batchFactor", "flexFactor", "source", ' +
        '"seenOn", "shutdownOn"}, LiteLLM’s model_prices_and_context_window.json, or OpenRouter’s ' +
        'list of models. They are ' +
        'kept in the data folder, in place of those taken over before, and come before the list ' +
        'that Tolk brings, and after TOLK_PRICES_FILE.',
    )
    .argument('<file or URL>', 'where the prices are')
    .addHelpText(
      'after',
      `
Examples:
  tolk prices update prices.json
  tolk prices update https://openrouter.ai/api/v1/models`,
    );
  withSettings(command, ['dataDir', 'caFile']).action(async (place: string, flags: object, own) => {
    const { config } = readCommandConfig({ ...own.parent?.opts(), ...flags }, io);
    const prices = await readPricesFrom(place, config.llm.http);
    const seenOn = new Date().toISOString().slice(0, 10);
    await writeStoredPrices(
      config.redis.dataDir,
      prices.map((price) => ({ seenOn, ...price })),
    );
    const file = storedPricesFile(config.redis.dataDir);
    io.say(`tolk: ${plural(prices.length, 'price')} kept in ${file}; delete it to undo this`);
    sayWarnings(openPrices(config), config, io);
  });
}

/** What is to be said of the model that is configured. */
function sayWarnings(prices: PriceTable, { llm }: Config, io: CommandIo): void {
  const model = chooseModel(llm);
  if (model === undefined) return;
  for (const warning of priceWarnings(model, prices, { now: Date.now() }))
    io.say(`tolk: warning: ${warning}`);
}
