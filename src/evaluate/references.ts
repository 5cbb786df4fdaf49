import { z } from 'zod';
import { prepareArticle } from '../article/prepare.ts';
import { type Article, type ArticleLimits, articleInputSchema } from '../article/schema.ts';
import { TolkError } from '../errors.ts';

/** A Dutch article, and the English a translator made of it, paragraph by paragraph. */
export interface ReferenceArticle {
  readonly article: Article;
  readonly reference: { readonly title: string | null; readonly paragraphs: readonly string[] };
}

const referenceSchema = z.object({
  title: z.string().nullish(),
  paragraphs: z.array(z.string().min(1)).min(1),
});

/**
 * Reads articles with references: JSON lines, or one JSON array, of `{id?, title?, body, reference:
 * {title?, paragraphs}}`, as many reference paragraphs as the body has. A line that cannot be taken
 * gives its error in its place.
 */
export function readReferenceArticles(
  text: string,
  name: string,
  limits: ArticleLimits,
): Array<ReferenceArticle | TolkError> {
  return readRows(text, name).map(({ row, label }) => {
    try {
      return readReference(row, label, limits);
    } catch (error) {
      return TolkError.from(error);
    }
  });
}

/** The rows of JSON lines, or of one JSON array. */
export function readRows(
  text: string,
  name: string,
): Array<{ readonly row: unknown; readonly label: string }> {
  if (text.trimStart().startsWith('[')) {
    const list = z.array(z.unknown()).safeParse(parseJson(text, name));
    return (list.data ?? []).map((row, at) => ({ row, label: `${name}[${at}]` }));
  }
  return text
    .split('\n')
    .map((line, at) => ({ line, label: `${name}:${at + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, label }) => ({ row: line, label }));
}

/** The value of a row. */
export function readValue(row: unknown, label: string): unknown {
  return typeof row === 'string' ? parseJson(row, label) : row;
}

/**
 * Reads one article with its reference.
 *
 * @throws TolkError `article.invalid`
 */
export function readReference(
  row: unknown,
  label: string,
  limits: ArticleLimits,
): ReferenceArticle {
  const value = readValue(row, label);
  const object = z.looseObject({ reference: z.unknown() }).safeParse(value);
  const reference = referenceSchema.safeParse(object.data?.reference);
  if (!object.success || !reference.success) {
    const where = reference.error?.issues[0]?.path.join('.');
    throw new TolkError(
      'article.invalid',
      `${label}: "reference${where ? `.${where}` : ''}" must be {title?, paragraphs: [text, …]}`,
    );
  }
  const { reference: _, ...rest } = object.data;
  const known = Object.fromEntries(
    Object.entries(rest).filter(([key]) => Object.hasOwn(articleInputSchema.shape, key)),
  );
  const article = prepareArticle(known, label, limits);
  const { title = null, paragraphs } = reference.data;
  const segments = article.body.split('\n\n').length;
  if (segments !== paragraphs.length) {
    throw new TolkError(
      'article.invalid',
      `${label}: ${segments} paragraphs, but the reference has ${paragraphs.length}`,
    );
  }
  return { article, reference: { title, paragraphs } };
}

function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TolkError(
      'article.invalid',
      `${label}: no JSON (${cause instanceof Error ? cause.message : cause})`,
      { cause },
    );
  }
}
