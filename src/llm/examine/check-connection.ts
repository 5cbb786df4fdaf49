import { priceWarnings } from '../cost/price-warnings.ts';
import { type Check, ok, unsupported, type Verdict, warning } from './check.ts';
import { findListed } from './models.ts';
import type { Probe } from './probe.ts';

/** Address, key, and the model by its name. */
export const connectionChecks: readonly Check[] = [
  { name: 'address', isVital: true, run: checkAddress },
  { name: 'model', run: checkModel },
  { name: 'price', run: checkPrice },
];

async function checkAddress(probe: Probe): Promise<Verdict> {
  const { server } = probe;
  const models = await probe.models();
  if (models === null)
    return unsupported(`${server.baseUrl} answers, but lists no models for this key`);
  return ok(`${server.baseUrl} takes the key and lists ${models.length} models`);
}

async function checkModel(probe: Probe): Promise<Verdict> {
  const { model } = probe.server;
  const models = await probe.models();
  if (models === null) return unsupported('not known: the server lists no models');
  if (findListed(models, model)) return ok(`${model} is in the list`);
  const some = models.slice(0, 5).map(({ id }) => id);
  return warning(`${model} is not in the list (${some.join(', ')}, …); it may work all the same`);
}

/** What the model costs, and whether its days are numbered. */
async function checkPrice(probe: Probe): Promise<Verdict> {
  const { model, prices, preset } = probe.server;
  if (preset.local) return ok('nothing: it runs on a machine of your own');
  const listed = findListed((await probe.models()) ?? [], model);
  const facts = { shutdownOn: listed?.shutdownOn, now: Date.now() };
  const warnings = priceWarnings(model, prices, facts);
  const price = prices.find(model);
  if (warnings.length > 0 || price === null) return warning(warnings.join('; '));
  return ok(`$${price.input} in and $${price.output} out for a million tokens (${price.source})`);
}
