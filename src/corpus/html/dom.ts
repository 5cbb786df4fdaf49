import { parseHTML } from 'linkedom';

/** What the readers use of the DOM; linkedom's own types need those of a browser. */
export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentElement: PageElement | null;
  remove(): void;
}

/** An element of a page. */
export interface PageElement extends PageNode {
  readonly localName: string;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  contains(node: PageNode): boolean;
}

/** A page. */
export interface PageDocument {
  readonly documentElement: PageElement | null;
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

const elementNode = 1;
const textNode = 3;

/** True for an element. */
export const isElement = (node: PageNode): node is PageElement => node.nodeType === elementNode;

/** True for text. */
export const isText = (node: PageNode): boolean => node.nodeType === textNode;

/** Parses a piece of HTML; what is not in it (html, body) is put around it. */
export function parseFragment(html: string): PageElement {
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body;
}

/** Classes and id of an element, in lower case, with a space on either side of each. */
export function namesOf(element: PageElement): string {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  return ` ${names.toLowerCase()} `;
}

/** The text of an element on one line. */
export function lineOf(element: PageNode | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** More nodes than these are in no box that is small. */
const maxNodes = 2_000;
/** More than anybody asks for, with all its white space. */
const maxText = 20_000;

/** How long its text is, as far as that is not over a limit: large boxes are not read for it. */
export function lengthUpTo(root: PageNode, limit: number): number {
  let nodes = 0;
  const measure = (node: PageNode, most: number): number => {
    nodes += 1;
    if (nodes > maxNodes) return most + 1;
    if (!isElement(node))
      return (node.textContent ?? '').slice(0, maxText).replace(/\s+/g, ' ').trim().length;
    let sum = 0;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      sum += measure(child, most - sum);
      if (sum > most) return sum;
    }
    return sum;
  };
  return measure(root, limit);
}

const hiddenNames =
  /[\s](?:visually-?hidden|sr-only|screen-reader(?:-text)?|hidden|is-hidden|u-hidden|d-none|print-only)\s/;
const hiddenStyle = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/** True for what nobody sees. */
export function isHidden(element: PageElement): boolean {
  return (
    element.getAttribute('hidden') !== null ||
    element.getAttribute('aria-hidden') === 'true' ||
    hiddenStyle.test(element.getAttribute('style') ?? '') ||
    hiddenNames.test(namesOf(element))
  );
}
