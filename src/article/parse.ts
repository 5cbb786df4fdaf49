import { TolkError } from '../errors.ts';
import { withoutBesideLines } from './beside-lines.ts';
import { readColumns } from './columns.ts';
import { readEntities } from './entities.ts';
import { takeHeader } from './header.ts';
import { takeTop, withoutSlug } from './headline.ts';
import { joinPages } from './pages.ts';
import { type PrepareOptions, tooLarge } from './prepare.ts';
import { findPressArchive, type PressArchivePage } from './press-archive.ts';
import { type ArticleInput, defaultLimits } from './schema.ts';
import { decodeText, normalizeLines } from './text.ts';

/**
 * Reads a plain-text article, or a page of a press archive (see `findPressArchive`): decodes it (see `decodeText`), puts columns one after another, leaves out
 * the running heads and numbers of its pages, takes an optional header (see `takeHeader`), then a title: a short first line that is no
 * sentence and ends where there was room for more; a date or a name in a line of its own beside it;
 * the rest is the body, without the lines that are beside the article (see `withoutBesideLines`).
 *
 * @param name how messages call the file
 * @returns what `prepareArticle` makes an article of
 * @throws TolkError `article.empty`, `article.binary`, `article.too_large`, `article.bad_header`
 */
export function parseText(
  bytes: Uint8Array,
  name: string,
  options: PrepareOptions = defaultLimits,
): ArticleInput {
  if (bytes.byteLength > options.maxBytes) throw tooLarge(name, bytes.byteLength, options.maxBytes);
  const decoded = decodeText(bytes, name, options.onNote).replace(/\r\n?/g, '\n');
  const letters = readEntities(decoded);
  if (letters.count > 0)
    options.onNote?.({ kind: 'entities', place: name, detail: `${letters.count} of them` });
  const { text: inOrder, count } = readColumns(letters.text);
  if (count > 0) options.onNote?.({ kind: 'columns', place: name });
  const { text: joined, leftOut } = joinPages(inOrder);
  if (leftOut > 0)
    options.onNote?.({ kind: 'page-furniture', place: name, detail: `${leftOut} lines` });
  const text = normalizeLines(joined);
  if (text === '') throw new TolkError('article.empty', `${name}: the file contains no text`);
  const archived = findPressArchive(text.split('\n'), name);
  if (archived) return fromPressArchive(archived, text, { name, options });
  const { header, meta, rest } = takeHeader(text, name);
  if (rest === '')
    throw new TolkError('article.empty', `${name}: nothing but a header; every article needs text`);
  const { title, date, author, ...top } = takeTop(withoutSlug(rest), header.title);
  const body = withoutBeside(top.body, { name, options });
  const known = { ...meta, ...(author === undefined ? {} : { author }) };
  const input = { ...header, title, body, date: header.date ?? date };
  const isMeta = Object.keys(known).length > 0;
  return isMeta ? { ...input, meta: known } : input;
}

interface Place {
  readonly name: string;
  readonly options: PrepareOptions;
}

function withoutBeside(body: string, { name, options }: Place): string {
  const { text, reasons } = withoutBesideLines(body);
  for (const reason of reasons)
    options.onNote?.({ kind: 'beside-article', place: name, detail: reason });
  return text;
}

function fromPressArchive(
  { title, source, date, meta, lead, from, to }: PressArchivePage,
  text: string,
  place: Place,
): ArticleInput {
  const lines = text.split('\n').slice(from, to).join('\n').trim();
  const body = [lead ?? '', withoutBeside(lines, place)].filter((part) => part !== '');
  if (body.length === 0)
    throw new TolkError('article.empty', `${place.name}: there is no text below its header`);
  return { title, source, date, body: body.join('\n\n'), ...(meta && { meta }) };
}
