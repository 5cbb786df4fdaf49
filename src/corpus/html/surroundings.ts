import {
  isElement,
  lengthUpTo,
  lineOf,
  namesOf,
  type PageDocument,
  type PageElement,
} from './dom.ts';

/*
 * What is around an article on its page is taken out before anybody looks for the article: by the names
 * that sites give it, and by its form (lists of links with headlines). What has much of the text in it
 * stays, whatever its name: sites call the box of a whole article "premium" or "with-sidebar", too.
 */

/** Why something on a page is not the article. */
export type Reason =
  | 'advertisement'
  | 'byline'
  | 'comments'
  | 'cookies'
  | 'credit'
  | 'embedded post'
  | 'links'
  | 'navigation'
  | 'newsletter'
  | 'paywall'
  | 'player'
  | 'related'
  | 'sharing'
  | 'shop'
  | 'weather';

/** Called for each part that is left out. */
export type LeftOut = (reason: Reason) => void;

/** Parts of names of classes and ids, by what they tell. */
const names: ReadonlyArray<readonly [Reason, string]> = [
  ['embedded post', 'twitter-tweet|twitter-timeline|tweet|instagram-media|fb-post|tiktok-embed'],
  [
    'related',
    'related|rel|gerelateerd|read-?more|lees-?ook|lees-?meer|lees-?verder|meer-?nieuws|more-?news|' +
      'article-?list|teasers?|most-?read|meest-?gelezen|populair|popular|recommended|' +
      'recommendations?|aanbevolen|trending|latest-?news|laatste-?nieuws|link-?box|see-?also|zie-?ook|outbrain|taboola',
  ],
  ['sharing', 'share|shares|sharing|social|socials|delen|addthis|share-?bar|follow-?us|volg-?ons'],
  ['newsletter', 'newsletter|nieuwsbrief'],
  [
    'paywall',
    'paywall|betaalmuur|regwall|(?:premium|content|article|subscription|meter)-?(?:wall|blocker|lock|gate|barrier)|' +
      'subscribe|abonneer',
  ],
  ['cookies', 'cookie|cookies|cookie-?(?:bar|banner|wall|notice|melding)|consent|gdpr|cmp'],
  ['comments', 'comments?|comment-?list|reacties|disqus|respond'],
  ['byline', 'byline|author|auteur|author-?(?:bio|box|info)|over-de-auteur'],
  ['advertisement', 'ad|ads|adv|advert|advertisement|advertentie|reclame|banner|dfp|sponsored'],
  ['player', 'jwplayer|video-?js|vjs|audio-?player|video-?player|podcast-?player|player-?controls'],
  [
    'navigation',
    'breadcrumbs?|kruimelpad|nav|navbar|navigation|pagination|pager|toc|skip-?link|tags|tag-?list|' +
      'trefwoorden|mw-editsection|editsection|catlinks|noprint|post-?navigation|sidebar|footer|colofon',
  ],
  ['shop', 'price-?compare|prijsvergelijk\\w*|webshop|shop-?prices?|buy-?box|pricewatch|offers'],
  ['weather', 'weather|weer-?bericht|weather-?widget|forecast'],
];

const byName = new RegExp(
  `[\\s_-](?:${names.map(([, of], at) => `(?<r${at}>${of})`).join('|')})(?=[\\s_-])`,
);
const navigationTags = new Set(['nav', 'footer', 'form', 'menu', 'amp-sidebar']);
/** Elements of AMP that are never of the article. */
const ampTags: ReadonlyMap<string, Reason> = new Map([
  ['amp-ad', 'advertisement'],
  ['amp-sticky-ad', 'advertisement'],
  ['amp-embed', 'advertisement'],
  ['amp-social-share', 'sharing'],
  ['amp-addthis', 'sharing'],
  ['amp-consent', 'cookies'],
  ['amp-user-notification', 'cookies'],
  ['amp-twitter', 'embedded post'],
  ['amp-instagram', 'embedded post'],
  ['amp-facebook', 'embedded post'],
]);
/** A name in camel case is several words. */
const camel = /([a-z0-9])([A-Z])/g;

function reasonOf(element: PageElement): Reason | undefined {
  if (navigationTags.has(element.localName)) return 'navigation';
  const ofAmp = ampTags.get(element.localName);
  if (ofAmp !== undefined) return ofAmp;
  if (isDateBox(element)) return 'byline';
  if (element.localName === 'aside' && !/doc-/.test(element.getAttribute('role') ?? ''))
    return isFrame(element) ? undefined : 'related';
  const given = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  const found = byName.exec(` ${given.replace(camel, '$1-$2').toLowerCase()} `)?.groups;
  if (!found) return undefined;
  const at = names.findIndex((_, index) => found[`r${index}`] !== undefined);
  return names[at]?.[0];
}

/** A date that stands alone, whatever it says: `gisteren`. */
function isDateBox(element: PageElement): boolean {
  const isDate =
    element.localName === 'time' ||
    /\bdate(?:Published|Modified)\b/.test(element.getAttribute('itemprop') ?? '') ||
    (element.localName === 'abbr' && /\s(?:published|updated)\s/.test(namesOf(element)));
  if (!isDate || lengthUpTo(element, maxDate) > maxDate) return false;
  let at = element.parentElement;
  while (at && /^(?:span|a|small|em|b|strong)$/.test(at.localName)) at = at.parentElement;
  const isInText = at !== null && /^(?:p|li|td|th|h\d|blockquote|figcaption)$/.test(at.localName);
  return !isInText || lineOf(at) === lineOf(element);
}

const maxDate = 60;

/** A frame within the article, which belongs to it: prose under a heading, without links to other pages. */
function isFrame(element: PageElement): boolean {
  let at = element.parentElement;
  while (at && at.localName !== 'article') at = at.parentElement;
  const prose = [...element.querySelectorAll('p')].reduce((sum, own) => sum + proseIn(own), 0);
  const heading = lineOf(element.querySelector('h1, h2, h3, h4, h5, h6, strong'));
  const isOther = sectionHeading.test(heading) || likelySectionHeading.test(heading);
  return at !== null && prose > 0 && !isOther && element.querySelector('a, form, button') === null;
}

/** So long is a paragraph that somebody wrote for the article. */
const proseLength = 90;

/** How much of the text of elements is paragraphs, no teasers and no menus. */
export class Prose {
  readonly #sums = new Map<PageElement, number>();
  /** Of all. */
  readonly sum: number;

  constructor(root: PageElement) {
    let all = 0;
    for (const paragraph of root.querySelectorAll('p')) {
      const own = proseIn(paragraph);
      all += own;
      for (let at: PageElement | null = paragraph; at && own > 0; at = at.parentElement)
        this.#sums.set(at, (this.#sums.get(at) ?? 0) + own);
    }
    this.sum = all;
  }

  /** Of this element, in characters. */
  of(element: PageElement): number {
    return this.#sums.get(element) ?? 0;
  }
}

/** The text of a paragraph without its links; 0 where it is short, or mostly links. */
export function proseIn(paragraph: PageElement): number {
  const { length } = lineOf(paragraph);
  if (length < proseLength || paragraph.parentElement?.localName === 'a') return 0;
  const links = [...paragraph.querySelectorAll('a')];
  const linked = links.reduce((sum, link) => sum + lineOf(link).length, 0);
  return linked > length * 0.5 ? 0 : length - linked;
}

/** Takes out what is around the article by its names and its form; gives the bylines among it. */
export function removeSurroundings(document: PageDocument, leftOut: LeftOut): string[] {
  const bylines: string[] = [];
  const prose = new Prose(document.body);
  const headings = [...document.querySelectorAll('h1')];
  const aroundHeadings = new Set(headings.flatMap(ancestorsOf));
  const isArticle = (element: PageElement) =>
    aroundHeadings.has(element) || prose.of(element) > prose.sum * 0.4;
  for (const element of [...document.querySelectorAll('body *')]) {
    const reason = reasonOf(element) ?? (isTeasers(element) ? 'links' : undefined);
    if (reason === undefined || !document.body.contains(element)) continue;
    const length = lengthUpTo(element, maxByline);
    const isOwn = reason === 'byline' ? length > maxByline : isArticle(element);
    if ((reason !== 'embedded post' && isOwn) || hasNotes(element)) continue;
    if (reason === 'byline') bylines.push(lineOf(element));
    element.remove();
    if (length > 0) leftOut(reason);
  }
  cutOtherHeadlines(headings, leftOut);
  return bylines;
}

/** Longer boxes of authors are about them. */
const maxByline = 400;

function cutOtherHeadlines(headings: readonly PageElement[], leftOut: LeftOut): void {
  for (const heading of headings.slice(1)) {
    if (!sectionHeading.test(lineOf(heading))) continue;
    while (heading.nextSibling) heading.nextSibling.remove();
    heading.remove();
    leftOut('related');
  }
}

function ancestorsOf(element: PageElement): PageElement[] {
  const found: PageElement[] = [];
  for (let at: PageElement | null = element; at; at = at.parentElement) found.push(at);
  return found;
}

/** Footnotes belong to the article, wherever they are. */
function hasNotes(element: PageElement): boolean {
  return (
    /[\s_-](?:footnotes?|voetnoten|noten|references)[\s_-]/.test(namesOf(element)) ||
    element.querySelector(
      '[role="doc-endnotes"], .footnotes, [id^="fn"], [id^="ftn"], [id^="cite_note"]',
    ) !== null
  );
}

/** So many of one form are a list. */
const leastTeasers = 4;
const maxTeaser = 500;

/** A list of headlines that lead to other pages, with or without a line of each. */
function isTeasers(element: PageElement): boolean {
  const children = [...element.childNodes].filter(isElement);
  if (children.length < leastTeasers) return false;
  const teasers = children.filter((child) => {
    const length = lengthUpTo(child, maxTeaser);
    if (length < 15 || length > maxTeaser || /^(?:p|h\d|tr)$/.test(child.localName)) return false;
    return child.localName === 'a' ? leadsAway(child) : linkedAway(child) > length * 0.3;
  });
  return teasers.length >= Math.max(leastTeasers, children.length * 0.7);
}

const leadsAway = (link: PageElement): boolean => !/^(?:#|$)/.test(link.getAttribute('href') ?? '');

function linkedAway(element: PageElement): number {
  const links = [...element.querySelectorAll('a')].filter(leadsAway);
  return links.reduce((sum, link) => sum + lineOf(link).length, 0);
}

/** A heading under which are other articles. */
export const sectionHeading =
  /^(?:gerelateerd(?:e (?:artikelen|berichten|nieuws))?|eerdere (?:berichten|artikelen)|meest gelezen|best gelezen|laatste nieuws|(?:meer|ander) nieuws|net binnen|ook interessant|misschien (?:ook )?interessant.*|aanbevolen.*|groot nieuws!?|verder in het nieuws)\s*:?$/i;

/** One that may be the article's own, where prose is under it. */
export const likelySectionHeading =
  /^(?:(?:lees )?meer over\b.*|meer (?:uit|van|in|artikelen|berichten|lezen|verhalen)\b.*|populair|uitgelicht|in het nieuws|reacties(?: \(\d+\))?|\d+ reacties|lees ook|trefwoorden|tags)\s*:?$/i;
