import { TolkError } from '../errors.ts';
import { wordSet } from '../word-set.ts';

/** Browsers nest no more than 512, and pages that people write a few dozen. */
const maxDepth = 200;
/** The longest lists of Wikipedia have half as many. */
const maxTags = 100_000;

/** Elements that nothing is in. */
const empty = wordSet('area base br col embed hr img input link meta source track wbr param');
/** An element of these ends where the next of its kind begins. */
const endedByNext = wordSet('p li dt dd tr td th thead tbody tfoot option optgroup');
/** What is in these is no markup. */
const opaque = wordSet('script style textarea title noscript template');
const maxNameLength = 30;

/**
 * Refuses HTML that would take a DOM minutes: elements inside each other without an end, or more of
 * them than any page has. Looks at each character once.
 *
 * @param name how messages call it
 * @throws TolkError `corpus.malformed`
 */
export function requireReadableHtml(html: string, name: string): void {
  const open: string[] = [];
  let tags = 0;
  for (const { tag, isEnd } of readTags(html)) {
    tags += 1;
    if (tags > maxTags) throw tooMuch(name, `more than ${maxTags.toLocaleString('en-US')} tags`);
    if (isEnd) close(open, tag);
    else if (!empty.has(tag)) {
      if (endedByNext.has(tag) && open.at(-1) === tag) open.pop();
      open.push(tag);
    }
    if (open.length > maxDepth)
      throw tooMuch(name, `more than ${maxDepth} elements inside each other`);
  }
}

/** What is inside an element ends with it; an end without a beginning is nothing. */
function close(open: string[], tag: string): void {
  const at = open.lastIndexOf(tag);
  if (at >= 0) open.length = at;
}

function tooMuch(name: string, what: string): TolkError {
  return new TolkError(
    'corpus.malformed',
    `${name}: its HTML has ${what}; give the text of the article instead`,
  );
}

interface Tag {
  readonly tag: string;
  readonly isEnd: boolean;
}

function* readTags(html: string): Generator<Tag> {
  let at = html.indexOf('<');
  while (at >= 0) {
    if (html.startsWith('<!--', at)) {
      at = after(html, '-->', at + 4);
    } else {
      const isEnd = html[at + 1] === '/';
      const start = at + (isEnd ? 2 : 1);
      const tag = nameAt(html, start);
      if (tag !== '') {
        yield { tag, isEnd };
        at = endOfTag(html, start + tag.length);
        if (!isEnd && opaque.has(tag)) at = html.indexOf(`</${tag}`, at);
      } else at += 1;
    }
    if (at >= 0) at = html.indexOf('<', at);
  }
}

const tagName = /[a-z][^\s/>]*/iy;

function nameAt(html: string, start: number): string {
  tagName.lastIndex = 0;
  return tagName.exec(html.slice(start, start + maxNameLength))?.[0].toLowerCase() ?? '';
}

/** Where the tag ends; a value in quotation marks may have a `>` in it. */
function endOfTag(html: string, start: number): number {
  let isValue = false;
  for (let at = start; at < html.length; at += 1) {
    const sign = html[at];
    if (sign === '>') return at + 1;
    if (isValue && (sign === '"' || sign === "'")) {
      at = html.indexOf(sign, at + 1);
      if (at < 0) return html.length;
    }
    if (sign !== ' ' && sign !== '\n' && sign !== '\t') isValue = sign === '=';
  }
  return html.length;
}

function after(html: string, text: string, from: number): number {
  const at = html.indexOf(text, from);
  return at < 0 ? -1 : at + text.length;
}
