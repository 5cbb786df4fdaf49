import { z } from 'zod';
import { isWebAddress } from '../web-address.ts';
import { layoutSchema } from './layout.ts';

/**
 * How large an article may be. `maxBytes` counts UTF-8 bytes of title and body (of a file: all of
 * it), `maxSegments` counts segments, which are its paragraphs.
 */
export interface ArticleLimits {
  /** UTF-8 bytes of title and body; of a file, of all of it. */
  readonly maxBytes: number;
  /** Segments, which are paragraphs. */
  readonly maxSegments: number;
}

/** The limits when nothing else is configured: 200 kB and 2,000 segments. */
export const defaultLimits: ArticleLimits = { maxBytes: 200_000, maxSegments: 2_000 };

/**
 * An id: 1 to 128 printable characters without white space. It is part of Redis keys and file
 * names.
 */
const articleIdSchema = z
  .string()
  .min(1, 'is empty')
  .max(128, 'is longer than 128 characters')
  .regex(/^[^\s\p{C}]+$/u, 'contains white space or control characters');

/**
 * An article as a caller submits it: only `body` is required. Text may be in any Unicode form;
 * blank lines separate its segments.
 */
export const articleInputSchema = z.strictObject({
  /** The caller's own id, at most 128 characters. @default one made of the content */
  id: articleIdSchema.optional(),
  /** The title in Dutch; it is translated too. */
  title: z.string().nullish(),
  /** The text in Dutch; blank lines separate its segments. */
  body: z.string(),
  /**
   * How each segment stands on the page, where one blank line separates them: as many as there are
   * segments; null for a paragraph. @default paragraphs
   */
  layout: layoutSchema.optional(),
  /** When it was published: an ISO date or time, or `12 maart 2024`; no other text. */
  date: z.string().nullish(),
  /** Where it is from; kept, not translated. */
  source: z.string().max(2_000).nullish(),
  /** Its address, http or https; kept, not translated. */
  url: z.string().max(4_000).refine(isWebAddress, 'is no http or https address').nullish(),
  /** Whatever else the caller keeps with it, as JSON; it comes back with the result. */
  meta: z.record(z.string(), z.json()).optional(),
});

/** An article as a caller submits it; see {@link articleInputSchema}. */
export type ArticleInput = z.input<typeof articleInputSchema>;

/**
 * An article ready for work: identified, normalised, within limits. One blank line separates its
 * segments.
 */
export const articleSchema = z.object({
  id: articleIdSchema,
  contentHash: z.string(),
  title: z.string().nullable(),
  body: z.string().min(1),
  /** How each segment stands on the page; null for a paragraph. */
  layout: layoutSchema.optional(),
  date: z.string().nullable(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  meta: z.record(z.string(), z.json()).optional(),
});

/** An article ready for work; made by `prepareArticle`. */
export type Article = z.infer<typeof articleSchema>;
