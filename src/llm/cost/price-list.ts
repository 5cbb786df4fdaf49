import { anthropicPrices } from './list/anthropic.ts';
import { geminiPrices } from './list/gemini.ts';
import { openaiPrices } from './list/openai.ts';
import { otherPrices } from './list/others.ts';
import type { Price } from './price-row.ts';

/**
 * What models cost by list: US dollars for a million tokens, where each price was seen, and when.
 * A model that is not here has an unknown cost, never a cost of 0. Where sources differ, the
 * provider's own page counts. Of prices that depend on the hour (DeepSeek) the dearer one is taken,
 * so that a budget holds. Newer ones are taken over with `tolk prices update`.
 */
export const listPrices: readonly Price[] = [
  ...openaiPrices,
  ...anthropicPrices,
  ...geminiPrices,
  ...otherPrices,
];
