import { z } from 'zod';

const dollars = z.number().min(0).max(100_000);
const factor = z.number().min(0).max(100);

/** A row of the price table, as a file gives it. */
export const priceSchema = z.strictObject({
  /** The model's name; a dated snapshot of it (`-2026-09-29`) costs the same. */
  model: z.string().min(1),
  /** US dollars for a million tokens sent. */
  input: dollars,
  /** The same for those the server had in its prompt cache. @default that of `input` */
  cachedInput: dollars.optional(),
  /** The same for those it wrote to its prompt cache. @default that of `input` */
  cacheWrite: dollars.optional(),
  /** US dollars for a million tokens received, those of reasoning among them. */
  output: dollars,
  /** The same through the Batch API, where there is one: a factor on all prices. */
  batchFactor: factor.max(1).optional(),
  /** The same in the slow tier (`flex`). @default 1 */
  flexFactor: factor.max(1).optional(),
  /** The same in the fast tier (`priority`). @default 2.5, the dearest there is */
  priorityFactor: factor.optional(),
  /** Prompts above this many tokens cost so many times as much, the answer with them. */
  longPrompt: z
    .strictObject({ above: z.int().min(1), inputFactor: factor, outputFactor: factor })
    .optional(),
  /** Whose model it is. */
  provider: z.string().optional(),
  /** The price holds only at this host, or below it: others serve the model at another. */
  host: z.string().optional(),
  /** Where the price was seen, and when. */
  source: z.string().min(1),
  /** When it was seen (YYYY-MM-DD). */
  seenOn: z.iso.date().optional(),
  /** The last day it holds (YYYY-MM-DD); after that the next row for the model does. */
  until: z.iso.date().optional(),
  /** The day the provider ends the model (YYYY-MM-DD). */
  shutdownOn: z.iso.date().optional(),
  /** The model that the provider names in its place. */
  replacement: z.string().optional(),
});

/** What a model costs; see the fields of the schema. */
export type Price = z.infer<typeof priceSchema>;
