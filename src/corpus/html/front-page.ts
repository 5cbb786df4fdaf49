import { lengthUpTo, lineOf, type PageDocument, type PageElement } from './dom.ts';
import type { PageMetadata } from './metadata.ts';
import { proseIn } from './surroundings.ts';

/** So many headlines of others are a page of them. */
const leastHeadlines = 10;
const headlineLength = 25;
const maxHeadline = 300;
/** An article has more in one box. */
const articleProse = 400;
/** A page at the root of a site may be a magazine of one article; more is one. */
const rootProse = 1_500;

/** True for the front page of a site or of a section: headlines of others, and no text of its own. */
export function looksLikeFrontPage(
  document: PageDocument,
  { url, isArticle }: PageMetadata,
): boolean {
  const isRoot = url !== undefined && /^\/?(?:index\.\w+|nl\/?)?$/.test(new URL(url).pathname);
  if (isArticle && !isRoot) return false;
  if (countHeadlines(document) < leastHeadlines) return false;
  return mostProse(document) < (isRoot ? rootProse : articleProse);
}

function countHeadlines(document: PageDocument): number {
  let count = 0;
  for (const link of document.querySelectorAll('a[href]')) {
    const length = lengthUpTo(link, maxHeadline);
    if (length >= headlineLength && length <= maxHeadline) count += 1;
  }
  return count;
}

/** The most text that paragraphs side by side have. */
function mostProse(document: PageDocument): number {
  const sums = new Map<PageElement, number>();
  for (const paragraph of document.querySelectorAll('p')) {
    const { parentElement: box } = paragraph;
    if (box !== null && lineOf(paragraph) !== '')
      sums.set(box, (sums.get(box) ?? 0) + proseIn(paragraph));
  }
  return Math.max(0, ...sums.values());
}
