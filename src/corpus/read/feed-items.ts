import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** An element of a feed with its text, or with its HTML where it is XHTML. */
interface FeedElement {
  /** With its prefix: `content:encoded`. */
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An item of a feed: its elements in order, those in them too (`author/name`). */
export type FeedItem = readonly FeedElement[];

/** What is in a feed. */
export interface Feed {
  /** Its outermost element: `rss`, `feed`, `rdf:RDF`; null where there is none. */
  readonly root: string | null;
  readonly title: string | undefined;
  /** True for an export of WordPress. */
  readonly isWordpress: boolean;
  readonly items: readonly FeedItem[];
  /** Where its XML ends being XML; what is before that is read. */
  readonly problem: Error | undefined;
}

/** So many items are no feed any more. */
const maxItems = 200_000;
const maxDepth = 200;
const itemNames = new Set(['item', 'entry']);

/** Reads the items of a feed. What is not XML ends it; entities of HTML and a bare `&` do not. */
export function readFeedItems(xml: string): Feed {
  const reader = new FeedReader();
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => reader.open(tag));
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('closetag', ({ name }) => reader.close(name));
  let problem: Error | undefined;
  // Throwing is what ends the parser where it would go on.
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(repaired(xml)).close();
  } catch (error) {
    problem = error instanceof Error ? error : new Error(String(error));
  }
  return { ...reader.feed(), problem };
}

const known = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/gi;

/** A bare `&`, and entities that only HTML knows, are kept as text: the HTML is read afterwards. */
function repaired(xml: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = xml.indexOf('<![CDATA['); at >= 0; at = xml.indexOf('<![CDATA[', from)) {
    const end = xml.indexOf(']]>', at);
    if (end < 0) break;
    parts.push(xml.slice(from, at).replace(known, '&amp;'), xml.slice(at, end));
    from = end;
  }
  return parts.join('') + xml.slice(from).replace(known, '&amp;');
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  /** True where what is in it is HTML in XML. */
  readonly isXhtml: boolean;
}

class FeedReader {
  readonly #open: OpenElement[] = [];
  readonly #items: FeedItem[] = [];
  #item: FeedElement[] | undefined;
  #itemDepth = 0;
  /** How deep the XHTML is that is read as text. */
  #markup = 0;
  #root: string | null = null;
  #title: string | undefined;
  #isWordpress = false;

  feed(): Omit<Feed, 'problem'> {
    const { length } = this.#items;
    return {
      root: this.#root,
      title: this.#title,
      isWordpress: this.#isWordpress && length > 0,
      items: this.#items,
    };
  }

  open({ name, attributes }: SaxesTagPlain): void {
    if (this.#root === null) {
      this.#root = name;
      this.#isWordpress = Object.keys(attributes).some((key) => key === 'xmlns:wp');
    }
    if (this.#open.length > maxDepth)
      throw new Error(`more than ${maxDepth} elements inside each other`);
    const parent = this.#open.at(-1);
    if (this.#markup > 0 || parent?.isXhtml) {
      this.#markup += 1;
      if (parent) parent.text += startTag(name, attributes);
      return;
    }
    if (itemNames.has(name) && this.#item === undefined) {
      if (this.#items.length >= maxItems) throw new Error(`more than ${maxItems} items`);
      this.#item = [];
      this.#itemDepth = this.#open.length;
    }
    this.#open.push({ name, attributes, text: '', isXhtml: attributes['type'] === 'xhtml' });
  }

  text(text: string): void {
    const last = this.#open.at(-1);
    if (last === undefined) return;
    // In markup it is read as HTML once more.
    last.text += this.#markup > 0 || last.isXhtml ? escapeText(text) : text;
  }

  close(name: string): void {
    if (this.#markup > 0) {
      this.#markup -= 1;
      const last = this.#open.at(-1);
      if (last && !empty.test(name)) last.text += `</${name.replace(/^\w+:/, '')}>`;
      return;
    }
    const closed = this.#open.pop();
    if (closed === undefined) return;
    const { attributes, text } = closed;
    if (this.#item === undefined) {
      if (name === 'title' && this.#open.length <= 2) this.#title ??= text.trim() || undefined;
    } else if (this.#open.length === this.#itemDepth) {
      this.#items.push(this.#item);
      this.#item = undefined;
    } else {
      const path = this.#open.slice(this.#itemDepth + 1).map((element) => element.name);
      this.#item.push({ name: [...path, name].join('/'), text, attributes });
    }
  }
}

const empty = /^(?:\w+:)?(?:br|hr|img|input|wbr|col|area|embed|source|track)$/i;

function startTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const given = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeText(value).replaceAll('"', '&quot;')}"`,
  );
  const own = name.replace(/^\w+:/, '');
  return `<${own}${given.join('')}>`;
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
