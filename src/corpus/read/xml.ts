import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { htmlToBlocks } from '../html.ts';
import { toArticle } from './laid-out.ts';
import type { Dialect } from './xml/dialect.ts';
import { dialects } from './xml/dialects.ts';
import { decodeXml, parseXml, valueAt, type XmlElement } from './xml/tree.ts';

/** XML is read whole; the largest page of a newspaper in ALTO has 10 MB. */
const maxXmlBytes = 50_000_000;

/** What other XML is, by its outermost element, and what to do with it. */
const notRead: Readonly<Record<string, string>> = {
  urlset: 'it is a map of a site; fetch its pages and give them as .html',
  sitemapindex: 'it is a map of a site; fetch its pages and give them as .html',
  tmx: 'it is a translation memory; see `tolk memory import`',
  xliff: 'it is for translators’ tools; give the text as .txt or .csv',
  svg: 'it is a picture',
  mets: 'it only says where the pages are; give those (ALTO)',
  opml: 'it is a list of feeds; give the feeds',
  searchRetrieveResponse: 'it is a list of records; fetch the texts and give those',
  plist: 'it has settings in it, no articles',
};

/** Feeds, which have a reader of their own. */
const feeds: readonly string[] = ['rss', 'feed', 'RDF'];

/**
 * Reads XML of the kinds that articles come in (see the table of dialects), by its outermost element;
 * feeds too. Other XML is refused by that name, with what to do.
 */
export async function* readXml(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let root: XmlElement;
  let dialect: Dialect;
  try {
    const bytes = await readWhole(source, maxXmlBytes);
    const text = decodeXml(bytes, name, options.onNote);
    const outermost = rootOf(text);
    const held: ByteSource = { name, path: undefined, bytes: () => toStream(bytes) };
    if (feeds.includes(outermost)) return yield* (await import('./rss.ts')).readFeed(held, options);
    if (outermost === 'html')
      return yield* (await import('./document.ts')).readDocument(held, 'html', options);
    const known = dialects.filter(({ roots }) => roots.includes(outermost));
    if (known.length === 0) throw notKnown(outermost, name);
    root = parseXml(text, name);
    const fitting = known.find(({ isOne }) => isOne?.(root) ?? true);
    if (fitting === undefined) throw notKnown(outermost, name);
    dialect = fitting;
    if (Object.keys(options.map).length > 0) throw noFields(name, dialect);
  } catch (error) {
    return yield failedEntry(name, TolkError.from(error));
  }
  const articles = dialect.articles?.(root) ?? [root];
  if (articles.length === 0) yield failedEntry(name, empty(name, dialect));
  for (const [at, article] of articles.entries()) {
    const place = articles.length === 1 ? name : `${name}: article ${at + 1}`;
    const context = articles.length === 1 ? root : article;
    yield { place, load: () => loadArticle({ dialect, article, context, root }, place, options) };
  }
}

/** Each dialect says itself where its title and date are. */
function noFields(place: string, { name }: Dialect): TolkError {
  const problem = `--map names fields, and ${name} has its own; leave it out`;
  return new TolkError('usage.invalid', `${place}: ${problem}`);
}

async function* toStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface FoundElement {
  readonly dialect: Dialect;
  readonly article: XmlElement;
  /** Where its fields are; those of all are in the root. */
  readonly context: XmlElement;
  readonly root: XmlElement;
}

async function loadArticle(
  { dialect, article, context, root }: FoundElement,
  place: string,
  options: ReadOptions,
) {
  const fields = Object.entries(dialect.fields).map(([field, paths]) => {
    const own = firstValue(context, paths);
    const isShared = field === 'date' || field === 'source';
    return [field, tidy(field, own ?? (isShared ? firstValue(root, paths) : undefined))] as const;
  });
  const date = dialect.dateOf?.(article);
  if (date !== undefined) fields.push(['date', date]);
  const blocks = htmlToBlocks(dialect.toHtml(article), place);
  if (blocks.length === 0) throw empty(place, dialect);
  return toArticle({ fields: Object.fromEntries(fields), blocks }, place, options);
}

function firstValue(element: XmlElement, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const value = valueAt(element, path);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** News agencies write dates without marks: `20240312T101500+0100`. */
function tidy(field: string, value: string | undefined): string | undefined {
  if (field !== 'date' || value === undefined) return value;
  const compact = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(value);
  if (!compact) return value;
  const [, year, month, day, hour, minute, second = '00', zone = ''] = compact;
  const date = `${year}-${month}-${day}`;
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second}${zone}`;
}

function rootOf(text: string): string {
  const bare = text.replace(
    /<!--(?:(?!<!--)[\s\S])*?-->|<\?(?:(?!<\?)[\s\S])*?\?>|<!DOCTYPE[^[<>]*(?:\[(?:(?!<!DOCTYPE)[\s\S])*?\]\s*)?>/gi,
    '',
  );
  return /<(?:[\w.-]+:)?([\w.-]+)/.exec(bare)?.[1] ?? '';
}

function notKnown(root: string, name: string): TolkError {
  const known =
    'NewsML, NITF, ALTO, Delpher, FoLiA, TEI, JATS, DocBook, official publications, RSS and Atom';
  const advice = notRead[root] ?? `read are ${known}; give other XML as .txt, .csv or .html`;
  const what = root === '' ? 'this is not XML' : `XML of <${root}> is not read`;
  return new TolkError('corpus.unknown_format', `${name}: ${what}; ${advice}`);
}

function empty(
  place: string,
  { name, emptyBecause = 'there is no text in it' }: Dialect,
): TolkError {
  return new TolkError('article.empty', `${place}: this is ${name}, but ${emptyBecause}`);
}
