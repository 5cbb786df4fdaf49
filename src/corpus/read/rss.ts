import { parseFeed } from 'feedsmith';
import { z } from 'zod';
import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';

/** Feeds are read whole; those of newsrooms are well below this. */
const maxFeedBytes = 50_000_000;

const textSchema = z
  .union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)])
  .optional();
const itemSchema = z.looseObject({
  title: textSchema,
  link: z.string().optional(),
  links: z
    .array(z.looseObject({ href: z.string().optional(), rel: z.string().optional() }))
    .optional(),
  url: z.string().optional(),
  id: z.string().optional(),
  guid: textSchema,
  pubDate: z.string().optional(),
  published: z.string().optional(),
  updated: z.string().optional(),
  date_published: z.string().optional(),
  description: textSchema,
  summary: textSchema,
  content: z.union([
    textSchema,
    z.looseObject({ encoded: z.string().optional() }).transform(({ encoded }) => encoded),
  ]),
  dc: z.looseObject({ date: z.string().optional() }).optional(),
});
const feedSchema = z.looseObject({
  title: textSchema,
  items: z.array(itemSchema).optional(),
  entries: z.array(itemSchema).optional(),
});

/** Reads RSS, Atom or RDF: an item an article, with the longest text of the item. */
export async function* readFeed(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let feed: z.output<typeof feedSchema>;
  try {
    const text = decodeText(await readWhole(source, maxFeedBytes), name, options.onNote);
    feed = feedSchema.parse(parseFeed(text.replace(/^\ufeff/, '')).feed);
  } catch (error) {
    return yield failedEntry(name, TolkError.isInstance(error) ? error : malformed(name, error));
  }
  const toInput = createFieldReader(name, { ...options, map: {}, onFields: () => {} });
  for (const [at, item] of (feed.items ?? feed.entries ?? []).entries()) {
    const place = `${name}: item ${at + 1}`;
    yield {
      place,
      load: async () =>
        prepareArticle(await toInput(toRecord(item, feed.title), place), place, options.limits),
    };
  }
}

function malformed(name: string, cause: unknown): TolkError {
  const message = `${name}: not an RSS, Atom or RDF feed, or not valid XML`;
  return new TolkError('corpus.malformed', message, { cause });
}

function toRecord(
  item: z.output<typeof itemSchema>,
  source: string | undefined,
): Record<string, unknown> {
  const texts = [item.content, item.description, item.summary].filter((text) => text !== undefined);
  const alternate = item.links?.find(({ rel }) => rel === undefined || rel === 'alternate');
  const ids = [item.guid, item.id].filter((id) => id !== undefined);
  return {
    title: item.title,
    body: texts.toSorted((a, b) => b.length - a.length)[0],
    date: item.pubDate ?? item.published ?? item.updated ?? item.date_published ?? item.dc?.date,
    source,
    url: item.link ?? item.url ?? (alternate ?? item.links?.[0])?.href,
    id: ids.find((id) => /^\S{1,128}$/.test(id)),
  };
}
