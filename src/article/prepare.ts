import { TolkError } from '../errors.ts';
import { type ReadDate, readDate } from './date.ts';
import type { DateOrder } from './date-order.ts';
import { contentHash } from './identity.ts';
import type { Layout } from './layout.ts';
import { repairMojibake } from './mojibake.ts';
import { splitPlainText, toTextBlocks } from './plain-text.ts';
import {
  type Article,
  type ArticleInput,
  type ArticleLimits,
  articleInputSchema,
  defaultLimits,
} from './schema.ts';
import { splitLaidOut } from './segments.ts';
import { normalizeLines, normalizeText } from './text.ts';

/** Something that was guessed or repaired in an article, or kept apart from its text. */
export interface ArticleNote {
  /** What kind of thing it is. */
  readonly kind:
    | 'date-kept'
    | 'entities'
    | 'mojibake'
    | 'columns'
    | 'page-furniture'
    | 'beside-article'
    | 'bad-bytes'
    | 'encoding';
  /** How messages call the article. */
  readonly place: string;
  /** What exactly, in a few words. */
  readonly detail?: string | undefined;
}

/** How articles are made ready. */
export interface PrepareOptions extends ArticleLimits {
  /** Refuse an article whose date cannot be read. @default false: the date is kept in `meta` */
  readonly strictDates?: boolean | undefined;
  /** What numbers in a date begin with. @default day first, but where the dates of a file say otherwise */
  readonly dateOrder?: DateOrder | undefined;
  /** What text files are in, where no mark says it. @default told by their bytes */
  readonly encoding?: string | undefined;
  /** Is told what was guessed or repaired. @default nobody */
  readonly onNote?: ((note: ArticleNote) => void) | undefined;
}

/**
 * Makes an article ready for work: checked, normalised, within limits, and identified by the
 * caller's id or else by its content. A date that cannot be read is kept as `meta.date`, and told.
 *
 * @param name how messages call the article (`nieuws.txt`, `corpus.jsonl:12`)
 * @throws TolkError `article.invalid`, `article.empty`, `article.too_large`,
 *   `article.too_many_segments`
 */
export function prepareArticle(
  input: unknown,
  name = 'article',
  options: PrepareOptions = defaultLimits,
): Article {
  const {
    id,
    title: given,
    body: written,
    layout: told,
    ...others
  } = parseInput(input, name, options);
  const { date, source, url, meta } = others;
  const { title, body } = repairTexts({ title: given, body: written }, name, options);
  const { segments, layout } = toSegmentTexts(body, told, name);
  if (segments.length === 0) {
    throw new TolkError('article.empty', `${name}: "body" is empty; every article needs text`);
  }
  const article = {
    title: oneLine(title),
    body: segments.join('\n\n'),
    ...(layout?.some((own) => own !== null) ? { layout } : {}),
  };
  const bytes = Buffer.byteLength(article.body) + Buffer.byteLength(article.title ?? '');
  requireWithin(options, { bytes, segments: segments.length }, name);
  const hash = contentHash(article);
  return {
    id: id ?? hash,
    contentHash: hash,
    ...article,
    source: oneLine(source),
    url: url || null,
    ...settleDate(date ?? '', meta, name, options),
  };
}

/** Undoes what a wrong decoding did to the texts before they came here, and tells it. */
function repairTexts(
  texts: Pick<ArticleInput, 'title' | 'body'>,
  name: string,
  { onNote }: PrepareOptions,
): Pick<ArticleInput, 'title' | 'body'> {
  const title = repairMojibake(texts.title ?? '');
  const body = repairMojibake(texts.body);
  const repaired = title.repaired + body.repaired;
  if (repaired === 0) return texts;
  onNote?.({ kind: 'mojibake', place: name, detail: `${repaired} in it` });
  return { title: title.text, body: body.text };
}

interface SegmentTexts {
  readonly segments: readonly string[];
  readonly layout?: Layout | undefined;
}

/** The text of each segment and how it stands on the page: as the caller tells it, or as its lines do. */
function toSegmentTexts(body: string, layout: Layout | undefined, name: string): SegmentTexts {
  if (layout === undefined) {
    const plain = splitPlainText(normalizeLines(body));
    const isPlain = plain.every((block) => block.layout === null);
    const blocks = isPlain ? plain : toTextBlocks(body);
    const segments = blocks.map(({ text }) => text);
    return isPlain ? { segments } : { segments, layout: blocks.map((block) => block.layout) };
  }
  const texts = splitLaidOut(body, layout);
  const isSame = texts.length === layout.length && texts.every((text) => text !== '');
  if (isSame) return { segments: texts, layout };
  throw new TolkError(
    'article.invalid',
    `${name}: "layout" is of ${layout.length} segments, "body" has ${texts.filter(Boolean).length}; ` +
      'one blank line separates segments',
  );
}

function oneLine(text: string | null | undefined): string | null {
  return (text && normalizeText(text).replaceAll('\n', ' ')) || null;
}

/** What a caller keeps with an article is no place for documents. */
const maxMetaDepth = 50;

function parseInput(input: unknown, name: string, limits: ArticleLimits): ArticleInput {
  const meta = typeof input === 'object' && input !== null && 'meta' in input ? input.meta : null;
  // Before anything else looks at it: what goes into it may not come back.
  if (isDeeper(meta, maxMetaDepth))
    throw new TolkError(
      'article.invalid',
      `${name}: "meta" has values within values, deeper than ${maxMetaDepth}`,
    );
  const parsed = articleInputSchema.safeParse(input);
  if (parsed.success) {
    requireSmallMeta(parsed.data.meta, name, limits);
    return parsed.data;
  }
  const problems = parsed.error.issues.map((issue) => {
    const field = issue.path.join('.');
    return field === '' ? issue.message : `"${field}" ${issue.message}`;
  });
  throw new TolkError('article.invalid', `${name}: ${problems.join('; ')}`, {
    cause: parsed.error,
  });
}

/** False as soon as nothing lies deeper, and true without looking any deeper. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function requireSmallMeta(meta: ArticleInput['meta'], name: string, limits: ArticleLimits): void {
  if (meta === undefined) return;
  const bytes = Buffer.byteLength(JSON.stringify(meta));
  if (bytes <= limits.maxBytes) return;
  throw new TolkError(
    'article.invalid',
    `${name}: "meta" is ${format(bytes)} bytes; the limit is ${format(limits.maxBytes)} (TOLK_MAX_BYTES)`,
  );
}

/** More is no date. */
const maxDateCharacters = 200;

/** The date in ISO form, or the text found in its place, kept with the article. */
function settleDate(
  text: string,
  meta: Article['meta'],
  name: string,
  { strictDates = false, dateOrder, onNote }: PrepareOptions,
): Pick<Article, 'date' | 'meta'> {
  const given = normalizeText(text).slice(0, maxDateCharacters);
  const read: ReadDate = given === '' ? { none: true } : readDate(given, dateOrder);
  if ('date' in read || 'none' in read)
    return { date: 'date' in read ? read.date : null, ...(meta === undefined ? {} : { meta }) };
  if (strictDates) throw new TolkError('article.invalid', `${name}: "date": ${read.problem}`);
  onNote?.({ kind: 'date-kept', place: name, detail: `"${given.slice(0, 40)}"` });
  const key = meta !== undefined && Object.hasOwn(meta, 'date') ? 'given_date' : 'date';
  return { date: null, meta: { ...meta, [key]: given } };
}

function requireWithin(
  limits: ArticleLimits,
  { bytes, segments }: { readonly bytes: number; readonly segments: number },
  name: string,
): void {
  if (bytes > limits.maxBytes) throw tooLarge(name, bytes, limits.maxBytes);
  if (segments <= limits.maxSegments) return;
  const limit = `the limit is ${format(limits.maxSegments)} (TOLK_MAX_SEGMENTS)`;
  throw new TolkError(
    'article.too_many_segments',
    `${name}: ${format(segments)} segments; ${limit}. Split the article`,
  );
}

/** Makes the error for an article or file above the size limit. */
export function tooLarge(name: string, bytes: number | 'more', maxBytes: number): TolkError {
  const limit = `the limit is ${format(maxBytes)} bytes (TOLK_MAX_BYTES)`;
  return new TolkError(
    'article.too_large',
    `${name}: ${bytes === 'more' ? 'too large' : `${format(bytes)} bytes`}; ${limit}. Split the article`,
  );
}

const format = (value: number): string => value.toLocaleString('en-US');
