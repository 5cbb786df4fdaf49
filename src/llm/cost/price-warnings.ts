import { dayMs } from '../../duration.ts';
import type { PriceTable } from './price.ts';

/** A model that ends within this time is warned of. */
const nearDays = 60;
/** A price that was seen longer ago than this may be another by now. */
const oldDays = 90;

/** What is known of a model besides the price table. */
export interface ModelFacts {
  /** The day on which the provider ends it, as `GET /v1/models` says (`shutdown_date`). */
  readonly shutdownOn?: string | null | undefined;
  /** The time (ms). */
  readonly now: number;
}

/**
 * What somebody who pays for `model` should know: that it ends soon, or has ended; that its price
 * was seen long ago, or is not known. One line each; none where all is well.
 *
 * @example priceWarnings('gpt-4.1-mini', createPriceTable(), { now: Date.now() })
 */
export function priceWarnings(
  model: string,
  prices: Pick<PriceTable, 'find'>,
  facts: ModelFacts,
): string[] {
  const price = prices.find(model);
  return [
    ...endWarnings(model, prices, facts),
    ...(price ? ageWarnings(model, price.seenOn, facts.now) : [unknownPriceWarning(model)]),
  ];
}

/** That a model ends soon, or has ended; none for one that lives on. */
export function endWarnings(
  model: string,
  prices: Pick<PriceTable, 'find'>,
  { shutdownOn, now }: ModelFacts,
): string[] {
  const price = prices.find(model);
  const end = asDay(shutdownOn) ?? price?.shutdownOn;
  return end === undefined ? [] : shutdownWarnings(model, end, { now, next: price?.replacement });
}

function shutdownWarnings(
  model: string,
  end: string,
  { now, next }: { readonly now: number; readonly next: string | undefined },
): string[] {
  const advice = next === undefined ? 'choose another (TOLK_MODEL)' : `use ${next} (TOLK_MODEL)`;
  const days = Math.ceil((Date.parse(end) - now) / dayMs);
  if (days > nearDays) return [];
  if (days <= 0) return [`the provider has ended ${model} on ${end}; ${advice}`];
  const when = days === 1 ? 'tomorrow' : `in ${days} days`;
  return [`the provider ends ${model} on ${end}, ${when}; ${advice}`];
}

function ageWarnings(model: string, seenOn: string | undefined, now: number): string[] {
  if (seenOn === undefined) return [];
  const days = Math.floor((now - Date.parse(seenOn)) / dayMs);
  if (days <= oldDays) return [];
  const advice = 'compare it with the provider’s page; tolk prices update takes newer ones over';
  return [`the price of ${model} was seen on ${seenOn}, ${days} days ago; ${advice}`];
}

function unknownPriceWarning(model: string): string {
  const advice = 'add it with tolk prices update, or with TOLK_PRICES_FILE';
  return `the price of ${model} is not known: costs are not shown, budgets refuse it; ${advice}`;
}

/** A date or a time as a day; undefined for what is none. */
function asDay(text: string | null | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
