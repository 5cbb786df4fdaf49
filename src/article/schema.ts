import { z } from 'zod';

/**
 * How large an article may be. `maxBytes` counts UTF-8 bytes of title and body (of a file: all of it),
 * `maxSegments` counts paragraphs.
 */
export interface ArticleLimits {
  readonly maxBytes: number;
  readonly maxSegments: number;
}

/** The limits when nothing else is configured: 200 kB and 2,000 paragraphs. */
export const defaultLimits: ArticleLimits = { maxBytes: 200_000, maxSegments: 2_000 };

/** An article id: 1 to 128 printable characters without white space. It becomes part of Redis keys and file names. */
const articleIdSchema = z
  .string()
  .min(1, 'is empty')
  .max(128, 'is longer than 128 characters')
  .regex(/^[^\s\p{C}]+$/u, 'holds white space or control characters');

/** What a caller hands in: only `body` is needed. Text may be in any Unicode form; paragraphs are separated by blank lines. */
export const articleInputSchema = z.strictObject({
  id: articleIdSchema.optional(),
  title: z.string().nullish(),
  body: z.string(),
  date: z.string().nullish(),
  source: z.string().max(2_000).nullish(),
  url: z.url().max(4_000).nullish(),
  meta: z.record(z.string(), z.json()).optional(),
});

/** What a caller hands in; see {@link articleInputSchema}. */
export type ArticleInput = z.input<typeof articleInputSchema>;

/** An article ready for work: identified, normalised, within limits. `body` is paragraphs joined by one blank line. */
export const articleSchema = z.object({
  id: articleIdSchema,
  contentHash: z.string(),
  title: z.string().nullable(),
  body: z.string().min(1),
  date: z.string().nullable(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  meta: z.record(z.string(), z.json()).optional(),
});

/** An article ready for work; made by `prepareArticle`. */
export type Article = z.infer<typeof articleSchema>;
