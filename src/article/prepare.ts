import { TolkError } from '../errors.ts';
import { takeDate } from './date.ts';
import { contentHash } from './identity.ts';
import {
  type Article,
  type ArticleInput,
  type ArticleLimits,
  articleInputSchema,
  defaultLimits,
} from './schema.ts';
import { splitParagraphs } from './segments.ts';
import { normalizeText } from './text.ts';

/**
 * Makes an article ready for work: checked, normalised, within limits, and identified by the
 * caller's id or else by its content.
 *
 * @param name how messages call the article (`nieuws.txt`, `corpus.jsonl:12`)
 * @throws TolkError `article.invalid`, `article.empty`, `article.too_large`, `article.too_many_segments`
 */
export function prepareArticle(
  input: unknown,
  name = 'article',
  limits: ArticleLimits = defaultLimits,
): Article {
  const { id, title, body, date, source, url, meta } = parseInput(input, name);
  const paragraphs = splitParagraphs(normalizeText(body));
  if (paragraphs.length === 0) {
    throw new TolkError('article.empty', `${name}: "body" is empty; every article needs text`);
  }
  const article = {
    title: (title && normalizeText(title).replaceAll('\n', ' ')) || null,
    body: paragraphs.join('\n\n'),
  };
  checkLimits(article.body, article.title, paragraphs.length, name, limits);
  const hash = contentHash(article.title, article.body);
  return {
    id: id ?? hash,
    contentHash: hash,
    ...article,
    date: date ? readDate(date, name) : null,
    source: source || null,
    url: url || null,
    ...(meta === undefined ? {} : { meta }),
  };
}

function parseInput(input: unknown, name: string): ArticleInput {
  const parsed = articleInputSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const field = issue.path.join('.');
    return field === '' ? issue.message : `"${field}" ${issue.message}`;
  });
  throw new TolkError('article.invalid', `${name}: ${problems.join('; ')}`, {
    cause: parsed.error,
  });
}

function readDate(date: string, name: string): string {
  const taken = takeDate(normalizeText(date));
  if ('problem' in taken)
    throw new TolkError('article.invalid', `${name}: "date": ${taken.problem}`);
  if (taken.rest !== '')
    throw new TolkError('article.invalid', `${name}: "date": text after the date (${taken.date})`);
  return taken.date;
}

function checkLimits(
  body: string,
  title: string | null,
  segments: number,
  name: string,
  limits: ArticleLimits,
): void {
  const bytes = Buffer.byteLength(body) + Buffer.byteLength(title ?? '');
  if (bytes > limits.maxBytes) throw tooLarge(name, bytes, limits.maxBytes);
  if (segments > limits.maxSegments) {
    throw new TolkError(
      'article.too_many_segments',
      `${name}: ${format(segments)} paragraphs; the limit is ${format(limits.maxSegments)} (TOLK_MAX_SEGMENTS). Split the article`,
    );
  }
}

/** The error for an article or file above the size limit; both sizes in bytes. */
export function tooLarge(name: string, bytes: number, maxBytes: number): TolkError {
  return new TolkError(
    'article.too_large',
    `${name}: ${format(bytes)} bytes; the limit is ${format(maxBytes)} (TOLK_MAX_BYTES). Split the article`,
  );
}

const format = (value: number): string => value.toLocaleString('en-US');
