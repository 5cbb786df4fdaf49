import { TolkError } from '../errors.ts';
import { takeDate } from './date.ts';
import { takeHeader } from './header.ts';
import { endsSentence, isVerse, joinPages, widthOf } from './plain-text.ts';
import { type PrepareOptions, prepareArticle, tooLarge } from './prepare.ts';
import { type Article, defaultLimits } from './schema.ts';
import { decodeText, normalizeLines } from './text.ts';

/** A title is at most this long; Dutch headlines seldom pass 100 characters. */
const maxTitleCharacters = 120;

/**
 * Reads a plain-text article: decodes it (see `decodeText`), leaves out the running heads and numbers of
 * its pages, takes an optional header (see `takeHeader`), then a title: a short first line that is no
 * sentence and ends where there was room for more; a date or a name in a line of its own below it;
 * the rest is the body.
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
  const decoded = decodeText(bytes, name, options.onNote).replace(/\r\n?/g, '\n');
  const { text: joined, leftOut } = joinPages(decoded);
  if (leftOut > 0)
    options.onNote?.({ kind: 'page-furniture', place: name, detail: `${leftOut} lines` });
  const text = normalizeLines(joined);
  if (text === '') throw new TolkError('article.empty', `${name}: the file contains no text`);
  const { header, meta, rest } = takeHeader(text, name);
  if (rest === '')
    throw new TolkError('article.empty', `${name}: nothing but a header; every article needs text`);
  const { title, body } =
    header.title === undefined ? takeTitle(rest) : { title: header.title, body: rest };
  const dated = header.date === undefined && title !== null ? takeDateline(body) : { body };
  const { date, author } = dated;
  const known = { ...meta, ...(author === undefined ? {} : { author }) };
  const input = { ...header, title, body: dated.body, date: header.date ?? date };
  const isMeta = Object.keys(known).length > 0;
  return prepareArticle(isMeta ? { ...input, meta: known } : input, name, options);
}

interface Titled {
  readonly title: string | null;
  readonly body: string;
}

function takeTitle(text: string): Titled {
  const [line = '', next = '', ...others] = text.split('\n');
  const first = line.trim();
  const isTitle =
    first !== '' &&
    first.length <= maxTitleCharacters &&
    !/[.…:;,-]['"”’»)\]]*$/.test(first) &&
    (next.trim() === '' ? isHeadline(first) : isHeadlineAbove(first, [next, ...others]));
  const body = text
    .slice(line.length)
    .replace(/^\s*\n/, '')
    .replace(/^\n+/, '');
  return isTitle && body.trim() !== '' ? { title: first, body } : { title: null, body: text };
}

/** `Valt het kabinet?` may be one, `"Valt het?"` and `Het valt! En nu?` are talk. */
function isHeadline(line: string): boolean {
  const marks = line.match(/[!?]/g)?.length ?? 0;
  return marks === 0 || (marks === 1 && /^[\p{L}\d][^'"“”‘’„]*[!?]$/u.test(line));
}

/** True where the line ends before there was need, over lines that are no verse and have a sentence. */
function isHeadlineAbove(line: string, others: readonly string[]): boolean {
  const end = others.findIndex((other) => other.trim() === '');
  const block = end < 0 ? others : others.slice(0, end);
  const [next = ''] = block.map((other) => other.trim());
  const width = widthOf([line, ...others]);
  const word = /^\S*/.exec(next)?.[0] ?? '';
  const hasRoom = line.length + 1 + word.length <= width;
  const begins = /^['"“‘„(]?[\p{Lu}\d]/u.test(next);
  return (
    hasRoom &&
    begins &&
    isHeadline(line) &&
    others.some((other) => endsSentence(other.trim())) &&
    !(block.length > 1 && isVerse([line, ...block], width))
  );
}

/** `12 maart 2024, 10:00 | Jan Jansen` */
const writer = /^(?:[|·–—-]|,?\s*(?:door|by)\b)\s*(?<name>\p{L}[\p{L}.' -]{2,60})$/u;
/** A line that says when and by whom is among these. */
const datelineWithin = 3;

/** Takes out a line near the top that is a date, and perhaps a name, and nothing else. */
function takeDateline(body: string): {
  readonly body: string;
  readonly date?: string;
  readonly author?: string;
} {
  const lines = body.split('\n');
  const full = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
  for (const at of full.slice(0, datelineWithin)) {
    const taken = takeDate(lines[at]?.trim() ?? '');
    if ('problem' in taken || taken.date.length < '2024-03-12'.length) continue;
    const author = writer.exec(taken.rest)?.groups?.['name'];
    if (full.length === 1 || (taken.rest !== '' && author === undefined)) continue;
    const rest = lines.toSpliced(at, 1).join('\n').replace(/^\n+/, '');
    return { body: rest, date: taken.date, ...(author === undefined ? {} : { author }) };
  }
  return { body };
}
