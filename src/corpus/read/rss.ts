import { toBody } from '../../article/layout.ts';
import { prepareArticle } from '../../article/prepare.ts';
import type { ArticleInput } from '../../article/schema.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { plural } from '../../plural.ts';
import { isWebAddress } from '../../web-address.ts';
import { readWhole } from '../byte-source.ts';
import {
  type ByteSource,
  type CorpusEntry,
  type FieldMap,
  failedEntry,
  type ReadOptions,
} from '../entry.ts';
import { toPlainHtml } from '../html/wordpress.ts';
import { htmlToBlocks, ownBlocks, plainText } from '../html.ts';
import type { NoteListener } from '../notes.ts';
import { type Feed, type FeedItem, readFeedItems } from './feed-items.ts';

/** Feeds are read whole; those of newsrooms are well below this. */
const maxFeedBytes = 50_000_000;

/** What feeds are, by their outermost elements. */
const roots = new Set(['rss', 'feed', 'rdf:RDF', 'RDF', 'channel']);

/**
 * Reads RSS, Atom or RDF: an item an article, with the longest text of the item. Of an export of
 * WordPress or Blogger only published posts and pages are articles. What comes before XML that is none is read.
 */
export async function* readFeed(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let feed: Feed;
  try {
    const text = decodeText(await readWhole(source, maxFeedBytes), name, options.onNote);
    feed = readFeedItems(text.replace(/^\ufeff/, ''));
    requireFeed(feed, name);
  } catch (error) {
    return yield failedEntry(name, TolkError.isInstance(error) ? error : malformed(name, error));
  }
  for (const [at, item] of feed.items.entries()) {
    const place = `${name}: item ${at + 1}`;
    const reason = feed.isWordpress ? unpublished(item) : notAPost(item);
    if (reason !== undefined) {
      options.onNote({ kind: 'not-published', place, detail: reason });
      continue;
    }
    yield {
      place,
      load: async () => {
        const own = toInput(item, feed, { place, onNote: options.onNote });
        const input = { ...own, ...mappedInput(item, options.map, place) };
        return prepareArticle(input, place, options.limits);
      },
    };
  }
  if (feed.problem === undefined) return;
  const read = `${plural(feed.items.length, 'item')} before that ${feed.items.length === 1 ? 'is' : 'are'} read`;
  yield failedEntry(
    name,
    new TolkError('corpus.malformed', `${name}: not valid XML (${feed.problem.message}); ${read}`, {
      cause: feed.problem,
    }),
  );
}

function requireFeed(feed: Feed, name: string): void {
  const isFeed = feed.root !== null && roots.has(feed.root);
  if (isFeed && (feed.items.length > 0 || feed.problem === undefined)) return;
  throw malformed(name, feed.problem, isFeed ? null : feed.root);
}

function malformed(name: string, cause: unknown, root: string | null = null): TolkError {
  const found = root === null ? '' : ` (its outermost element is <${root.slice(0, 40)}>)`;
  const message = `${name}: not an RSS, Atom or RDF feed, or not valid XML${found}`;
  return new TolkError('corpus.malformed', message, { cause });
}

/** Why an item of WordPress is no article; undefined for a published post or page. */
function unpublished(item: FeedItem): string | undefined {
  const type = textOf(item, 'wp:post_type') ?? 'post';
  const status = textOf(item, 'wp:status') ?? 'publish';
  if (type !== 'post' && type !== 'page') return type.slice(0, 40);
  return status === 'publish' ? undefined : status.slice(0, 40);
}

/** Why an entry of an export of Blogger is no article, and one that says itself that it is a draft. */
function notAPost(item: FeedItem): string | undefined {
  const kind = item.find(
    ({ name, attributes }) => name === 'category' && attributes['scheme']?.endsWith('2005#kind'),
  );
  const told = kind?.attributes['term']?.split('#').at(-1) ?? textOf(item, 'blogger:type');
  if (told !== undefined && !/^(?:post|page)$/i.test(told)) return told.slice(0, 40).toLowerCase();
  const status = textOf(item, 'blogger:status') ?? 'live';
  if (!/^live$/i.test(status)) return status.slice(0, 40).toLowerCase();
  return textOf(item, 'app:control/app:draft', 'draft') === 'yes' ? 'draft' : undefined;
}

/** The first of these that an item has, in this order. */
function textOf(item: FeedItem, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = item.find((element) => element.name === name && element.text.trim() !== '');
    if (found) return found.text.trim();
  }
  return undefined;
}

const bodyNames = ['content:encoded', 'content', 'description', 'summary', 'body', 'fulltext'];
/** Podcasts and videos have their text there, where it is nowhere else. */
const mediaNames = ['itunes:summary', 'media:description', 'itunes:subtitle'];
const dateNames = [
  'wp:post_date',
  'pubDate',
  'published',
  'dc:date',
  'dcterms:issued',
  'dcterms:created',
  'date_published',
  'issued',
  'wp:post_date_gmt',
  'updated',
  'modified',
];
const authorNames = ['dc:creator', 'author/name', 'itunes:author', 'author', 'creator'];

function toInput(
  item: FeedItem,
  feed: Feed,
  { place, onNote }: { readonly place: string; readonly onNote: NoteListener },
): ArticleInput {
  const leftOut = (detail: string) => onNote({ kind: 'beside-article', place, detail });
  const texts = bodyNames.flatMap((name) => textOf(item, name) ?? []);
  const [body = textOf(item, ...mediaNames) ?? ''] = texts.toSorted((a, b) => b.length - a.length);
  const title = textOf(item, 'title');
  const date = dateNames.flatMap((name) => textOf(item, name) ?? []).find(isGivenDate);
  const url = linksOf(item).find(isWebAddress);
  const source = textOf(item, 'source/title', 'source', 'dc:publisher') ?? feed.title;
  const author = authorNames.flatMap((name) => textOf(item, name) ?? [])[0];
  const id = ['guid', 'id'].flatMap((name) => textOf(item, name) ?? []).find(isId);
  return {
    ...(id === undefined ? {} : { id }),
    title: title === undefined ? null : plainText(title),
    ...toBody(ownBlocks(toPlainHtml(body), place, leftOut)),
    ...(date === undefined ? {} : { date }),
    ...(source === undefined ? {} : { source: plainText(source).slice(0, 2_000) }),
    ...(url === undefined ? {} : { url }),
    ...(author === undefined ? {} : { meta: { author: plainText(author).slice(0, 300) } }),
  };
}

/** What the user says of elements: `--map body=description,date=dc:date`. */
function mappedInput(item: FeedItem, map: FieldMap, place: string): Partial<ArticleInput> {
  const { body: bodyName, ...names } = map;
  const body = bodyName === undefined ? undefined : textOf(item, bodyName);
  if (bodyName !== undefined && body === undefined) {
    const has = [...new Set(item.map(({ name }) => name))].slice(0, 12).join(', ');
    const problem = `there is no text in an element "${bodyName}" (it has ${has}); correct --map`;
    throw new TolkError('corpus.malformed', `${place}: ${problem}`);
  }
  const fields = Object.entries(names).flatMap(([field, name]) => {
    const text = textOf(item, name);
    return text === undefined ? [] : [[field, plainText(text)]];
  });
  const blocks = body === undefined ? {} : toBody(htmlToBlocks(toPlainHtml(body), place));
  return { ...Object.fromEntries(fields), ...blocks };
}

/** WordPress writes zeros, or a year before Christ, where there is none. */
const isGivenDate = (text: string): boolean => !/^-|^0000/.test(text);
const isId = (text: string): boolean => /^[^\s\p{C}]{1,128}$/u.test(text);

/** Addresses of an item, the page itself first. */
function linksOf(item: FeedItem): string[] {
  const links = item.filter(({ name }) => name === 'link');
  const alternates = links.filter(
    ({ attributes: { rel } }) => rel === undefined || rel === 'alternate',
  );
  const told = [...alternates, ...links].map(
    ({ text, attributes: { href } }) => href ?? text.trim(),
  );
  return [...told, textOf(item, 'url') ?? '', textOf(item, 'guid') ?? ''];
}
