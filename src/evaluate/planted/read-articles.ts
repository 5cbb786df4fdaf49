import { z } from 'zod';
import type { ArticleLimits } from '../../article/schema.ts';
import { TolkError } from '../../errors.ts';
import { readReference, readRows, readValue } from '../references.ts';
import type { RightArticle } from './plant-errors.ts';

const resultSchema = z.looseObject({
  id: z.string(),
  translation: z.object({
    title: z.string().nullable(),
    segments: z.array(z.object({ n: z.number().int(), nl: z.string(), en: z.string() })).min(1),
  }),
});

/**
 * Reads articles with English to plant errors in: with a reference, as `tolk evaluate` takes them, or
 * results of Tolk. A line that cannot be taken gives its error in its place.
 */
export function readRightArticles(
  text: string,
  name: string,
  limits: ArticleLimits,
): Array<RightArticle | TolkError> {
  return readRows(text, name).map(({ row, label }) => {
    try {
      const result = resultSchema.safeParse(readValue(row, label));
      // The Dutch title is not in a result.
      if (result.success) return { ...result.data, title: null };
      const { article, reference } = readReference(row, label, limits);
      const segments = article.body.split('\n\n').map((nl, at) => ({
        n: at + 1,
        nl,
        en: reference.paragraphs[at] ?? '',
      }));
      return { id: article.id, title: null, translation: { title: reference.title, segments } };
    } catch (error) {
      return TolkError.from(error);
    }
  });
}
