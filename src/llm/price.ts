import type { Usage } from '../contract.ts';

interface Price {
  /** The model's name or the beginning of it: `gpt-4.1-mini` also prices `gpt-4.1-mini-2025-04-14`. */
  readonly model: string;
  /** US dollars for a million tokens. */
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
  /** Where and when the price was seen. */
  readonly source: string;
}

const openai = 'openai.com/api/pricing, 2025-08';

/** List prices. A model that is not here has an unknown cost, never a cost of 0. */
const prices: readonly Price[] = [
  { model: 'gpt-4.1', input: 2, cachedInput: 0.5, output: 8, source: openai },
  { model: 'gpt-4.1-mini', input: 0.4, cachedInput: 0.1, output: 1.6, source: openai },
  { model: 'gpt-4.1-nano', input: 0.1, cachedInput: 0.025, output: 0.4, source: openai },
  { model: 'gpt-4o', input: 2.5, cachedInput: 1.25, output: 10, source: openai },
  { model: 'gpt-4o-mini', input: 0.15, cachedInput: 0.075, output: 0.6, source: openai },
  { model: 'gpt-5', input: 1.25, cachedInput: 0.125, output: 10, source: openai },
  { model: 'gpt-5-mini', input: 0.25, cachedInput: 0.025, output: 2, source: openai },
  { model: 'gpt-5-nano', input: 0.05, cachedInput: 0.005, output: 0.4, source: openai },
  { model: 'sandbox', input: 0, cachedInput: 0, output: 0, source: 'runs on this machine' },
];

/** A dated snapshot: `-2025-04-14`, as OpenAI names them. */
const snapshot = /^-\d{4}-\d{2}-\d{2}$/;

/** What `usage` costs in US dollars with `model`, or null when its price is not known. */
export function priceUsage(model: string, usage: Usage): number | null {
  const price = prices.find((one) => model === one.model || (model.startsWith(one.model) && snapshot.test(model.slice(one.model.length))));
  if (!price) return null;
  const fresh = usage.promptTokens - usage.cachedTokens;
  return (fresh * price.input + usage.cachedTokens * price.cachedInput + usage.completionTokens * price.output) / 1e6;
}
