import { TolkError } from '../errors.ts';
import { takeHeader } from './header.ts';
import { type PrepareOptions, prepareArticle, tooLarge } from './prepare.ts';
import { type Article, defaultLimits } from './schema.ts';
import { decodeText, normalizeText } from './text.ts';

/** A title is at most this long; Dutch headlines seldom pass 100 characters. */
const maxTitleCharacters = 120;

/**
 * Reads a plain-text article: decodes it (see `decodeText`), takes an optional header (see
 * `takeHeader`), then a title, if the first line is short, ends without punctuation and a blank
 * line follows it; the rest is the body.
 *
 * @param name how messages call the file
 * @throws TolkError `article.empty`, `article.binary`, `article.too_large`, `article.bad_header`
 *   and those of `prepareArticle`
 */
export function parseTextArticle(
  bytes: Uint8Array,
  name: string,
  options: PrepareOptions = defaultLimits,
): Article {
  if (bytes.byteLength > options.maxBytes) throw tooLarge(name, bytes.byteLength, options.maxBytes);
  const text = normalizeText(decodeText(bytes, name, options.onNote));
  if (text === '') throw new TolkError('article.empty', `${name}: the file contains no text`);
  const { header, rest } = takeHeader(text, name);
  if (rest === '')
    throw new TolkError('article.empty', `${name}: nothing but a header; every article needs text`);
  const { title, body } =
    header.title === undefined ? takeTitle(rest) : { title: header.title, body: rest };
  return prepareArticle({ ...header, title, body }, name, options);
}

function takeTitle(text: string): { title: string | null; body: string } {
  const blank = text.indexOf('\n\n');
  const first = text.slice(0, Math.max(blank, 0));
  const isTitle =
    first !== '' &&
    !first.includes('\n') &&
    first.length <= maxTitleCharacters &&
    !endsLikeSentence(first);
  return isTitle ? { title: first, body: text.slice(blank).trim() } : { title: null, body: text };
}

/** Sentence punctuation at the end, also inside closing quotes or brackets. */
function endsLikeSentence(line: string): boolean {
  return /[.!?…:;,]$/.test(line.replace(/['"”’»)\]]+$/, ''));
}
