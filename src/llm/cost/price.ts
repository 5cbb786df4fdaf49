import type { Usage } from '../../contract.ts';
import { dayMs } from '../../duration.ts';
import { listPrices } from './price-list.ts';
import { priceNames, spelled } from './price-names.ts';
import type { Price } from './price-row.ts';

export type { Price } from './price-row.ts';

/** How a call is paid: at the usual price, through the Batch API, or in another tier. */
export type PricedVia = 'direct' | 'batch-api' | 'flex' | 'priority';

/** Computes what calls cost. */
export interface PriceTable {
  /** The models whose price is known, those of a file first. */
  readonly models: readonly string[];
  /** The row for a model, under whatever name a server gives it; null where there is none. */
  find(model: string): Price | null;
  /**
   * US dollars for these tokens of `model`, through the Batch API or in a tier at its own price;
   * never below 0; null when its price is not known.
   */
  cost(model: string, tokens: TokenUsage, via?: PricedVia): number | null;
}

/** The tokens of one call. */
export type TokenUsage = Pick<Usage, 'promptTokens' | 'cachedTokens' | 'completionTokens'> &
  Partial<Pick<Usage, 'cacheWriteTokens'>>;

/** What a price table depends on besides its rows. */
export interface PriceTableOptions {
  /** The host that is asked; without it rows that hold at one host only are left out. */
  readonly host?: string | undefined;
  /** `none` for a server of one's own, where no list price holds. @default 'all' */
  readonly list?: 'all' | 'none';
  /** The time (ms); some prices hold until a day. @default Date.now */
  readonly clock?: () => number;
}

/**
 * The price table: the list prices, and before them the rows of a file, if one is given.
 *
 * @example
 * const prices = createPriceTable(readPriceFile('prices.json'));
 * const tokens = { promptTokens: 2_000, cachedTokens: 0, completionTokens: 500 };
 * const usd = prices.cost('gpt-6-luna', tokens, 'batch-api');
 */
export function createPriceTable(
  rows: readonly Price[] = [],
  { host, list = 'all', clock = Date.now }: PriceTableOptions = {},
): PriceTable {
  const listed = list === 'all' ? listPrices : [];
  const all = [...rows, ...listed, sandboxPrice].filter((price) => holdsAt(price, host));
  const byName = Map.groupBy(all, ({ model }) => spelled(model));
  const findOn = (model: string, today: string) => {
    for (const name of priceNames(model)) {
      const price = byName.get(name)?.find(({ until = today }) => until >= today);
      if (price) return price;
    }
    return null;
  };
  let found = { day: -1, prices: new Map<string, Price | null>() };
  // A row may hold until a day; within it every call asks the same.
  const find = (model: string) => {
    const day = Math.floor(clock() / dayMs);
    if (day !== found.day || found.prices.size >= mostKept) found = { day, prices: new Map() };
    const known = found.prices.get(model);
    if (known !== undefined) return known;
    const price = findOn(model, new Date(day * dayMs).toISOString().slice(0, 10));
    found.prices.set(model, price);
    return price;
  };
  return {
    models: [...new Set(all.map(({ model }) => model))],
    find,
    cost(model, tokens, via = 'direct') {
      const price = find(model);
      return price && costAt(price, tokens) * factorOf(price, via);
    },
  };
}

/** Servers may name their models as they like. */
const mostKept = 1_000;

/** The sandbox runs on this machine, and is nobody's model. */
const sandboxPrice: Price = { model: 'sandbox', input: 0, output: 0, source: 'runs here' };

function holdsAt({ host }: Price, asked: string | undefined): boolean {
  return host === undefined || asked === host || asked?.endsWith(`.${host}`) === true;
}

/** The dearest fast tier there is, for a model of which no other is known. */
const dearestPriority = 2.5;

function factorOf(price: Price, via: PricedVia): number {
  const factors = {
    direct: 1,
    'batch-api': price.batchFactor ?? 1,
    flex: price.flexFactor ?? 1,
    priority: price.priorityFactor ?? dearestPriority,
  };
  return factors[via];
}

/** What tokens cost; a part that is larger than its whole counts as the whole. */
function costAt(price: Price, tokens: TokenUsage): number {
  const { input, cachedInput = input, cacheWrite = input, output, longPrompt } = price;
  const prompt = Math.max(0, tokens.promptTokens);
  const cached = Math.min(prompt, Math.max(0, tokens.cachedTokens));
  const written = Math.min(prompt - cached, Math.max(0, tokens.cacheWriteTokens ?? 0));
  const isLong = longPrompt !== undefined && prompt > longPrompt.above;
  const promptCost =
    (prompt - cached - written) * input + cached * cachedInput + written * cacheWrite;
  const answerCost = Math.max(0, tokens.completionTokens) * output;
  return (
    (promptCost * (isLong ? longPrompt.inputFactor : 1) +
      answerCost * (isLong ? longPrompt.outputFactor : 1)) /
    1e6
  );
}
