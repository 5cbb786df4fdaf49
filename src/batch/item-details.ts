import { z } from 'zod';
import type { Article } from '../article/schema.ts';
import { sourceSchema } from '../contract.ts';
import { corrupt } from '../store/read-json.ts';

/**
 * What is kept of an item beside its record: where it is in the corpus, and what is its own where
 * two items share a record.
 */
const itemSchema = z.object({
  place: z.string(),
  /** The caller's id, where there is one. */
  id: z.string().optional(),
  source: sourceSchema.omit({ title: true }).partial(),
  /** The number of a gold article: measured, never written. */
  gold: z.number().optional(),
});

/** What is kept of an item; see {@link itemSchema}. */
export type ItemDetails = z.infer<typeof itemSchema>;

/** Makes the details of an item that is taken into a batch. */
export function makeDetails(article: Article, place: string): ItemDetails {
  const { id, contentHash, date, source, url, meta } = article;
  return {
    place,
    ...(id === contentHash ? {} : { id }),
    source: {
      ...(date === null ? {} : { date }),
      ...(source === null ? {} : { source }),
      ...(url === null ? {} : { url }),
      ...(meta === undefined ? {} : { meta }),
    },
  };
}

/**
 * Reads the details as they were kept.
 *
 * @throws TolkError `store.corrupt`
 */
export function readDetails(details: unknown): ItemDetails {
  const parsed = itemSchema.safeParse(details);
  if (parsed.success) return parsed.data;
  throw corrupt('an item of a batch', parsed.error);
}
