import {
  isElement,
  isHidden,
  lengthUpTo,
  lineOf,
  namesOf,
  type PageDocument,
  type PageElement,
} from './dom.ts';

const names =
  /[\s_-](?:lead|lede|intro|introduction|inleiding|standfirst|chapeau|preamble|excerpt|samenvatting)[\s_-]/;
const leastLead = 30;
const maxLead = 1_500;
/** So much of a description is enough to find it again; its end may be cut. */
const described = 50;

/**
 * The introduction of a page, which often stands outside the box of the text: what its name says, and
 * what the page tells other sites, where it can be seen on the page, too.
 */
export function readLead(
  document: PageDocument,
  description: string | undefined,
): string | undefined {
  const wanted = beginning(description);
  let last: string | undefined;
  for (const element of document.querySelectorAll('body *')) {
    const length = lengthUpTo(element, maxLead);
    if (length < leastLead || length > maxLead) continue;
    if (names.test(namesOf(element)) && isOwn(element)) return lineOf(element);
    // The smallest element that begins so.
    if (wanted === undefined || !lineOf(element).startsWith(wanted)) continue;
    if (isOwn(element)) last = lineOf(element);
  }
  return last;
}

function beginning(description: string | undefined): string | undefined {
  const text = description?.replace(/\s+/g, ' ').trim() ?? '';
  return text.length < leastLead
    ? undefined
    : text.slice(0, described).replace(/\s*(?:…|\.\.\.)$/, '');
}

/** Seen, and no heading with other things in it. */
function isOwn(element: PageElement): boolean {
  if (/^(?:script|style|noscript|template|a|li|title|figcaption)$/.test(element.localName))
    return false;
  const inner = [...element.childNodes].filter(isElement);
  return (
    !isHidden(element) && !inner.some(({ localName }) => /^(?:h1|ul|ol|table)$/.test(localName))
  );
}
