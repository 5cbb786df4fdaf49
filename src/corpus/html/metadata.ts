import { takeDate } from '../../article/date.ts';
import { normalizeText } from '../../article/text.ts';
import { isWebAddress } from '../../web-address.ts';
import { lengthUpTo, lineOf, namesOf, type PageDocument, type PageElement } from './dom.ts';
import { readLinkedData } from './linked-data.ts';

/** What a page says of its article. */
export interface PageMetadata {
  readonly title: string | undefined;
  /** As it is written, to be read as a date. */
  readonly dates: readonly string[];
  readonly source: string | undefined;
  readonly url: string | undefined;
  readonly author: string | undefined;
  /** The introduction, as other sites may show it. */
  readonly description: string | undefined;
  /** The text of the article, for programs. */
  readonly text: string | undefined;
  /** True where it says that it is an article. */
  readonly isArticle: boolean;
}

/** In this order. */
const publishedNames = [
  'article:published_time',
  'og:article:published_time',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'dcterms.date',
  'dc.date',
  'date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publication_date',
  'publicatiedatum',
  'datum',
  'article.published',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'citation_publication_date',
];
const modifiedNames = [
  'article:modified_time',
  'og:updated_time',
  'dcterms.modified',
  'last-modified',
];

/** Reads what a page says of its article; to be called before it is taken apart. */
export function readMetadata(document: PageDocument): PageMetadata {
  const meta = readMeta(document);
  const data = readLinkedData(document);
  const first = (...known: readonly string[]) => known.map((name) => meta.get(name)).find(Boolean);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const url = [canonical, first('og:url')].find((text) => text && isWebAddress(text)) ?? undefined;
  const source = first('og:site_name', 'application-name', 'dc.publisher') ?? data.publisher;
  const published = [
    data.published,
    ...publishedNames.map((name) => meta.get(name)),
    ...itemDates(document, 'datePublished'),
  ];
  const modified = [data.modified, ...modifiedNames.map((name) => meta.get(name))];
  const visible = visibleDates(document);
  return {
    title: chooseTitle(document, [first('og:title', 'twitter:title', 'dc.title'), data.headline], {
      source,
      url,
    }),
    dates: [...published, ...visible, ...modified].filter(isGiven),
    source,
    url,
    author:
      data.author ??
      goodName(first('author', 'article:author', 'dc.creator', 'byl')) ??
      goodName(lineOf(document.querySelector('.h-entry .p-author'))),
    description: first('og:description', 'description', 'twitter:description'),
    text: data.text,
    isArticle: data.isArticle || first('og:type') === 'article' || published.some(isGiven),
  };
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';

/** All `meta` by name, in lower case; the first of a name counts. */
function readMeta(document: PageDocument): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const meta of document.querySelectorAll('meta')) {
    const content = meta.getAttribute('content')?.trim();
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = meta.getAttribute(attribute)?.trim().toLowerCase();
      if (name && content && !found.has(name)) found.set(name, content);
    }
  }
  return found;
}

/** An author is a name, no address. */
function goodName(text: string | undefined): string | undefined {
  return text && !isWebAddress(text) && text.length <= 120 ? text : undefined;
}

function itemDates(document: PageDocument, name: string): string[] {
  const items = [...document.querySelectorAll(`[itemprop~="${name}"]`)];
  if (name !== 'datePublished')
    return items.map((item) => item.getAttribute('content') ?? timeOf(item));
  const older = [...document.querySelectorAll('abbr.published[title], abbr.dt-published[title]')];
  // Microformats: a whole export of Medium is written so.
  const posts = [...document.querySelectorAll('.h-entry time.dt-published')];
  return [
    ...items.map((item) => item.getAttribute('content') ?? timeOf(item)),
    ...older.map((item) => item.getAttribute('title') ?? ''),
    ...posts.map(timeOf),
  ];
}

/** linkedom keeps the name of an attribute as it is written: `dateTime`. */
function timeOf(element: PageElement): string {
  const given = element.getAttribute('datetime') ?? element.getAttribute('dateTime');
  return given?.trim() || lineOf(element);
}

const dateNames =
  /[\s_-](?:date|datum|published|pubdate|publicatiedatum|timestamp|dateline|posted-on)[\s_-]/;
const modifiedWords = /modified|updated|bijgewerkt|gewijzigd|update\b/i;

/** More paragraphs than these are before no date. */
const maxParagraphsBefore = 2;
const maxDateLine = 80;

/** Dates that stand before the text: `<time>`, a line with the name of a date, or a date below the headline. */
function visibleDates(document: PageDocument): string[] {
  const found: PageDate[] = [];
  let paragraphs = 0;
  let isBelow = document.querySelector('h1') === null;
  for (const element of document.querySelectorAll('h1, p, time, span, div, [class]')) {
    isBelow ||= element.localName === 'h1';
    if (element.localName === 'p' && lengthUpTo(element, 100) > 100) paragraphs += 1;
    if (paragraphs > maxParagraphsBefore) break;
    const date = dateOf(element, isBelow);
    if (date !== undefined) found.push(date);
  }
  return found.toSorted((a, b) => Number(a.isOld) - Number(b.isOld)).map(({ text }) => text);
}

interface PageDate {
  readonly text: string;
  /** True for that of the last change. */
  readonly isOld: boolean;
}

function dateOf(element: PageElement, isBelow: boolean): PageDate | undefined {
  const names = namesOf(element);
  const isTime = element.localName === 'time';
  const isShort = lengthUpTo(element, maxDateLine) <= maxDateLine;
  if (!isShort || !(isTime || dateNames.test(names) || isBelow)) return undefined;
  const line = lineOf(element);
  const text = isTime ? timeOf(element) : withoutLabel(line);
  // A duration (PT5M) is none.
  if (/^P\w/.test(text) || !/\d/.test(text)) return undefined;
  if (!isTime && !dateNames.test(names) && !isWholeDate(text)) return undefined;
  if (isAround(element)) return undefined;
  return { text, isOld: modifiedWords.test(`${names} ${isTime ? '' : line}`) };
}

/** A line that is a date to the day. */
function isWholeDate(text: string): boolean {
  return /^\D{0,14}\d{1,2}[ /-]\S{1,10}[ /-]\d{4}/.test(text) && isDate(text.toLowerCase());
}

function isAround(element: PageElement): boolean {
  for (let at: PageElement | null = element.parentElement; at; at = at.parentElement) {
    const { localName: tag } = at;
    if (tag === 'aside' || tag === 'nav' || tag === 'footer' || tag === 'li') return true;
    if (tag === 'p' && lengthUpTo(at, 120) > 120) return true;
    // What the headline is in is the page, whatever its name: `has-sidebar`.
    if (tag === 'article' || tag === 'main' || at.querySelector('h1')) return false;
    if (/[\s_-](?:related|rel|sidebar|teasers?|most-read)[\s_-]/.test(namesOf(at))) return true;
  }
  return false;
}

/** `Gepubliceerd: 12 maart 2024`. */
export function withoutLabel(text: string): string {
  return text.replace(
    /^(?:gepubliceerd|geplaatst|publicatiedatum|datum|laatst(?:e)? (?:bijgewerkt|gewijzigd|update)|bijgewerkt|update|published|posted)(?: op| on| om)?\s*:?\s*/i,
    '',
  );
}

/** True where all of a text is a date. */
export function isDate(text: string): boolean {
  const taken = takeDate(normalizeText(text));
  return !('problem' in taken) && taken.rest === '';
}

interface Site {
  readonly source: string | undefined;
  readonly url: string | undefined;
}

/** The headline of the page: the only one, or the one that the head of the page tells, too. */
function chooseTitle(
  document: PageDocument,
  told: ReadonlyArray<string | undefined>,
  site: Site,
): string | undefined {
  const written = lineOf(document.querySelector('title'));
  const tellers = [...told, written].filter(isGiven);
  const headings = [...document.querySelectorAll('h1, p.MsoTitle, p.title')]
    .filter((heading) => !isLogo(heading))
    .map(lineOf)
    .filter((text) => text !== '' && !isSite(text, site) && !tellers.some(endsIn(text)))
    .filter((text, _, all) => !all.some((other) => tellers.some(joins(text, other))));
  const agreed = headings.find((heading) => tellers.some((text) => isSameTitle(text, heading)));
  const [only] = headings;
  if (agreed !== undefined) return agreed;
  if (only !== undefined && (headings.length === 1 || tellers.length === 0)) return only;
  const [named] = headlinesByName(document);
  const [teller] = tellers;
  if (named !== undefined) return named;
  return teller === undefined ? only : withoutSite(teller, site);
}

const logoNames = /[\s_-](?:logo|site-?(?:title|name|branding)|brand|masthead)[\s_-]/;

/** The name of the site, which leads to its front page. */
function isLogo(heading: PageElement): boolean {
  if (logoNames.test(namesOf(heading))) return true;
  const link = heading.querySelector('a');
  const leadsHome = /^(?:https?:\/\/[^/]+)?\/?(?:index\.\w+)?$/.test(
    link?.getAttribute('href') ?? '#',
  );
  return link !== null && leadsHome && lineOf(link) === lineOf(heading);
}

/** `Nieuwe brug | De Krant` ends in the name of the site, `De Krant - Nieuwe brug` in the headline. */
const endsIn = (site: string) => (title: string) => {
  if (title.length > longestTitle) return false;
  const [, own] = /^(.{2,}?)\s*[|–—·»:-]\s*$/.exec(title.slice(0, -site.length)) ?? [];
  return own !== undefined && title.endsWith(site) && isLikelierSite(site, own);
};

/** The name of the site before its headline, where each is a heading of the page. */
const joins = (site: string, headline: string) => (title: string) =>
  isSiteName(site) && !isSiteName(headline) && title.startsWith(site) && title.endsWith(headline);

/** Which side of a title is the site: the one that is called as sites are, or the clearly shorter. */
function isLikelierSite(side: string, other: string): boolean {
  const [isNamed, isOtherNamed] = [side, other].map(isSiteName);
  if (isNamed !== isOtherNamed) return isNamed === true;
  return side.length * 1.25 < other.length;
}

/** What has the name of a headline, where one has. */
function headlinesByName(document: PageDocument): string[] {
  const selectors = ['entry-title', 'post-title', 'article-title', 'headline'].map(
    (own) => `.${own}`,
  );
  const found = [...document.querySelectorAll(['[itemprop~="headline"]', ...selectors].join())];
  const texts = new Set(
    found.map(lineOf).filter((text) => text !== '' && text.length <= maxHeadline),
  );
  return texts.size === 1 ? [...texts] : [];
}

const maxHeadline = 200;
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** True where a title of the head begins with the headline. */
function isSameTitle(title: string, heading: string): boolean {
  return letters(heading).length > 0 && letters(title).startsWith(letters(heading));
}

function isSite(text: string, { source, url }: Site): boolean {
  const own = letters(text);
  if (source !== undefined && own === letters(source)) return true;
  const host = url === undefined ? '' : new URL(url).hostname.replace(/^www\./, '');
  return host !== '' && (own === letters(host) || own === letters(host.split('.')[0] ?? ''));
}

const maxSiteName = 40;
/** What is longer is no headline, and would be searched again and again. */
const longestTitle = 1_000;
/** What papers, broadcasters and sites are called. */
const siteName = /^(?:(?:de|het|the) )?[\p{Lu}\d][\p{L}\d.&'’ -]*$/u;
const siteWord =
  /(?:krant|courant|bode|blad|nieuws|journaal|omroep|gazet|tribune|volkskrant|telegraaf|standaard|parool|magazine|weblog|wikipedia)\b|\b(?:nos|rtl|vrt|nrc|trouw|ad|metro|blog|de (?:tijd|morgen|stem|gelderlander|limburger))$|\.(?:nl|be|com|eu|org|net|info)$/i;

function isSiteName(text: string): boolean {
  return text.length <= maxSiteName && siteName.test(text) && siteWord.test(text);
}

/** `Nieuwe brug | De Krant` is "Nieuwe brug". */
function withoutSite(title: string, site: Site): string {
  if (title.length > longestTitle) return title;
  const first = /^(?<name>.+?)\s*[|–—·»:]\s+(?<rest>.{3,})$/u.exec(title)?.groups;
  if (isSite(first?.['name'] ?? '', site)) return withoutSite(first?.['rest'] ?? '', site);
  const found = /^(?<own>.{3,}?)\s+(?<mark>[|–—·•»:]|-)\s+(?<last>[^|–—·•»]+)$/u.exec(
    title,
  )?.groups;
  const { own = '', mark = '', last = '' } = found ?? {};
  const isKnown = isSite(last, site);
  const isNamed = mark !== ':' && isSiteName(last);
  const isLikely = isNamed || (/[|»]/.test(mark) && last.length <= maxSiteName);
  if (found === undefined || !(isKnown || isLikely)) return title;
  return withoutSite(own.trim(), site);
}
