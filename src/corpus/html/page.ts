import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { takeDate } from '../../article/date.ts';
import { type TextBlock, toBody } from '../../article/layout.ts';
import type { ArticleInput } from '../../article/schema.ts';
import { normalizeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { requireReadableHtml } from '../html-limits.ts';
import type { NoteListener } from '../notes.ts';
import { type FoundBlock, readBlocks } from './blocks.ts';
import { lengthUpTo, lineOf, type PageDocument, type PageElement, parseFragment } from './dom.ts';
import { looksLikeFrontPage } from './front-page.ts';
import { keepApart } from './keep-apart.ts';
import { readLead } from './lead.ts';
import { authorIn } from './line-rules.ts';
import { isDate, type PageMetadata, readMetadata, withoutLabel } from './metadata.ts';
import { type LeftOut, Prose, type Reason, removeSurroundings } from './surroundings.ts';

/**
 * Extracts the article of a web page, block by block: without menus, other articles, and what else is
 * around it. A fragment of HTML and plain text are read, too.
 *
 * @param name how messages call it
 * @param onNote is told what was left out, by its kind
 * @throws TolkError `article.empty` where there is none, `corpus.malformed` where the page is more than
 *   a DOM can hold
 */
export function readPage(
  html: string,
  name: string,
  onNote: NoteListener = () => {},
): ArticleInput {
  requireReadableHtml(html, name);
  if (!element.test(html) || isPlainWithTags(html)) return readPlain(html, name);
  const document = parsePage(html);
  const metadata = readMetadata(document);
  if (looksLikeFrontPage(document, metadata))
    throw nothing(name, 'this looks like a front page, with no article of its own');
  const reasons: Reason[] = [];
  const leftOut = (reason: Reason) => void reasons.push(reason);
  const bylines = removeSurroundings(document, leftOut);
  const found = findArticle({ document, metadata, bylines, isFragment: !page.test(html) }, leftOut);
  if (found.blocks.length === 0) throw nothing(name, 'no article was found in this page');
  for (const reason of reasons.filter((own) => own !== 'navigation'))
    onNote({ kind: 'beside-article', place: name, detail: reason });
  if (hasManyShort(found.blocks)) onNote({ kind: 'short-paragraphs', place: name });
  return toInput(found, metadata);
}

/** Text without any element. */
function readPlain(text: string, name: string): ArticleInput {
  const blocks = text
    .split(/\n\s*\n/)
    .flatMap((part) => readBlocks(parseFragment(part)))
    .map(({ text: own, layout }) => ({ text: own, layout }));
  if (blocks.length === 0) throw nothing(name, 'no article was found in this page');
  return { title: null, ...toBody(blocks) };
}

const element = /<[!/?]?[a-z]/i;
const inLine = /^(?:a|abbr|b|cite|code|em|font|i|q|s|small|span|strong|sub|sup|u)$/i;

/** True for paragraphs with blank lines between, in which are links and emphasis alone. */
function isPlainWithTags(html: string): boolean {
  if (!/\n[^\S\n]*\n/.test(html.trim())) return false;
  const tags = html.matchAll(/<[!/?]?([a-z][\w-]*)/gi);
  return tags.every(([, tag = '']) => inLine.test(tag));
}
const page = /<(?:html|head|body)[\s>]/i;

function nothing(name: string, problem: string): TolkError {
  return new TolkError('article.empty', `${name}: ${problem}`);
}

/** The page; what a page may leave out (html, body) is put around it. */
function parsePage(html: string): PageDocument {
  const { document } = parseHTML(html);
  const body = document.documentElement && document.querySelector('body');
  const isWhole = document.documentElement?.localName === 'html' && isBody(body);
  return isWhole
    ? document
    : parseHTML(`<!doctype html><html><body>${html}</body></html>`).document;
}

/** The DOM makes an empty one where another element is before it. */
function isBody(body: { readonly previousElementSibling: PageElement | null } | null): boolean {
  return body !== null && (body.previousElementSibling?.localName ?? 'head') === 'head';
}

interface FoundArticle {
  readonly blocks: readonly TextBlock[];
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly bylines: readonly string[];
}

interface CleanPage {
  readonly document: PageDocument;
  readonly metadata: PageMetadata;
  /** What was left out as such. */
  readonly bylines: readonly string[];
  readonly isFragment: boolean;
}

/** JSON-LD has the text of an article with its line ends, or as HTML. */
function inParagraphs(text: string): string {
  if (/<(?:p|div|br)\b/i.test(text)) return text;
  const parts = text.split(/\n\s*\n/.test(text) ? /\n\s*\n/ : /\n/);
  return parts.map((part) => `<p>${part}</p>`).join('');
}

function findArticle(
  { document, metadata, bylines, isFragment }: CleanPage,
  leftOut: LeftOut,
): FoundArticle {
  const lead = readLead(document, metadata.description);
  const found = readBlocks(isFragment ? document.body : chooseBox(document));
  const title = metadata.title ?? firstHeadline(found);
  const kept = keepApart(withoutTitle(found, title), title ?? '', leftOut);
  const { blocks } = kept;
  const allBylines = [...bylines, ...kept.bylines];
  const all = withLead(blocks, lead, title);
  const isText = all.some(({ text }) => text.trim() !== '');
  return {
    blocks: isText ? all : readBlocks(parseFragment(inParagraphs(metadata.text ?? ''))),
    title,
    author: allBylines.map(authorIn).find(Boolean),
    bylines: allBylines,
  };
}

/**
 * The element that the article is in: what says so, where most paragraphs are in it, or what
 * Readability finds, or all there is.
 */
function chooseBox(document: PageDocument): PageElement {
  const prose = new Prose(document.body);
  const most = (boxes: readonly PageElement[]) =>
    boxes.toSorted((a, b) => prose.of(b) - prose.of(a)).find((box) => lineOf(box) !== '');
  const body = most([...document.querySelectorAll('[itemprop~="articleBody"]')]);
  const article = most([...document.querySelectorAll('article, [role="article"]')]);
  const wide = body && article?.contains(body) ? article : undefined;
  const isMost = (box: PageElement | undefined): box is PageElement =>
    box !== undefined && prose.of(box) >= prose.sum * 0.5;
  // The introduction is often outside the box of the text, and in that of the article.
  const boxes = [isClose(wide, body, prose) ? wide : undefined, body, article];
  const told = boxes.find(isMost);
  const isOne = told !== undefined && prose.of(told) >= prose.sum * mostOfAll;
  const chosen = (isOne ? undefined : boxOfPosts(document, prose)) ?? told;
  if (chosen) return chosen;
  return byReadability(document) ?? document.querySelector('body') ?? document.body;
}

/** What has so much of the prose is no post among others. */
const mostOfAll = 0.6;
/** A post of a live blog has more. */
const leastPost = 40;

/** A live blog has its posts as articles side by side: all of them are the article. */
function boxOfPosts(document: PageDocument, prose: Prose): PageElement | undefined {
  const boxes = new Map<PageElement, number>();
  for (const post of document.querySelectorAll('article, [itemprop~="liveBlogUpdate"]')) {
    // The headline of a teaser leads to its article.
    const isTeaser = post.querySelector('h1 a[href], h2 a[href], h3 a[href], h4 a[href]') !== null;
    const { parentElement: box } = post;
    if (!isTeaser && box !== null && lengthUpTo(post, leastPost) >= leastPost)
      boxes.set(box, (boxes.get(box) ?? 0) + 1);
  }
  const [best] = [...boxes].filter(([, count]) => count > 1).toSorted(([, a], [, b]) => b - a);
  return best !== undefined && prose.of(best[0]) >= prose.sum * 0.5 ? best[0] : undefined;
}

function isClose(
  wide: PageElement | undefined,
  narrow: PageElement | undefined,
  prose: Prose,
): boolean {
  return wide !== undefined && narrow !== undefined && prose.of(wide) <= prose.of(narrow) * 1.5;
}

type ReadableDocument = ConstructorParameters<typeof Readability>[0];

/** Of what is no page at all, Readability gives an error of JavaScript. */
function byReadability(document: PageDocument): PageElement | undefined {
  try {
    const reader = new Readability<PageElement>(document as unknown as ReadableDocument, {
      keepClasses: true,
      serializer: (node) => node as unknown as PageElement,
    });
    const content = reader.parse()?.content ?? undefined;
    return content && lineOf(content) !== '' ? content : undefined;
  } catch {
    return undefined;
  }
}

function firstHeadline(blocks: readonly FoundBlock[]): string | undefined {
  const [first] = blocks;
  return first?.layout?.kind === 'heading' && first.layout.level <= 2 ? first.text : undefined;
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
/** A headline stands at the top. */
const maxBefore = 6;

/** The headline is the title, and no segment again. */
function withoutTitle(blocks: readonly FoundBlock[], title: string | undefined): FoundBlock[] {
  if (title === undefined) return [...blocks];
  const own = letters(title);
  return blocks.filter(({ text, layout }, at) => {
    const isTop = layout?.kind === 'heading' && layout.level === 1;
    return !((at < maxBefore || isTop) && letters(text) === own);
  });
}

/** The introduction comes first, where the text does not have it. */
function withLead(
  blocks: readonly FoundBlock[],
  lead: string | undefined,
  title: string | undefined,
): TextBlock[] {
  const all = blocks.map(({ text, layout }) => ({ text, layout }));
  if (lead === undefined || letters(lead) === letters(title ?? '')) return all;
  const own = letters(lead);
  const [first, ...others] = all;
  if (first?.layout === null && letters(first.text) === own)
    return [{ text: first.text, layout: { kind: 'lead' } }, ...others];
  const isThere = all.some(
    ({ text }) => letters(text).includes(own) || own.includes(letters(text)),
  );
  return isThere ? all : [{ text: lead, layout: { kind: 'lead' } }, ...all];
}

const shortParagraph = 60;
const leastParagraphs = 10;

/** True where the text may be one of many teasers. */
function hasManyShort(blocks: readonly TextBlock[]): boolean {
  const paragraphs = blocks.filter(({ layout }) => layout === null);
  const short = paragraphs.filter(({ text }) => text.length < shortParagraph);
  return paragraphs.length >= leastParagraphs && short.length > paragraphs.length * 0.4;
}

function toInput(
  { blocks, title, author: named, bylines }: FoundArticle,
  { dates: told, source, url, author: given }: PageMetadata,
): ArticleInput {
  const dates = [...told, ...bylines.map(dateIn).filter((text) => text !== undefined)];
  // What is no date is kept as it is, where no other is one.
  const date = dates.find(isDate) ?? dates[0];
  const author = given ?? named;
  return {
    title: title || null,
    ...toBody(blocks),
    ...(date === undefined ? {} : { date }),
    ...(source ? { source } : {}),
    ...(url ? { url } : {}),
    ...(author === undefined ? {} : { meta: { author } }),
  };
}

/** The date that a byline begins with. */
function dateIn(byline: string): string | undefined {
  const taken = takeDate(normalizeText(withoutLabel(byline)).toLowerCase());
  return 'problem' in taken ? undefined : taken.date;
}
