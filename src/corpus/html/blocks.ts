import type { SegmentLayout, TextBlock } from '../../article/layout.ts';
import { wordSet } from '../../word-set.ts';
import {
  isElement,
  isHidden,
  isText,
  lengthUpTo,
  lineOf,
  namesOf,
  type PageElement,
  type PageNode,
} from './dom.ts';
import { readLines } from './lines.ts';
import { boxOf, createMarks } from './list-marks.ts';
import { findNotes, idsOf, isRaised, type NoteLinks, readRaised } from './marks.ts';
import { codeOf, isCode, languageOf, readPlainLines } from './preformatted.ts';
import { isData, readRows, rowsOf } from './tables.ts';

/** A block as it was found. */
export interface FoundBlock extends TextBlock {
  /** How much of its text is links, from 0 to 1. */
  readonly linked: number;
}

/** In these is no text of the page. */
const skipped = wordSet(
  'script style noscript template head title svg iframe object embed video audio canvas select option',
  'button input textarea map area source track datalist annotation rt rp del s strike dialog',
);
/** These begin and end a line. */
const blockTags = wordSet(
  'p div section article main header footer aside nav address details summary fieldset form legend',
  'figure figcaption hr center dl dt dd li tr td th tbody thead tfoot caption hgroup search body html',
);
const inLine = wordSet('table ul ol menu dir blockquote pre h1 h2 h3 h4 h5 h6');
const captionNames = /[\s_-](?:caption|bijschrift|fotobijschrift|onderschrift)(?:-text)?[\s_-]/;
const leadNames =
  /[\s_-](?:lead|intro|introduction|inleiding|standfirst|chapeau|preamble|article-?intro|article-?lead)[\s_-]/;
const maxDepth = 20;
const tailLength = 40;

/** The blocks of an element, in order; footnotes come last. */
export function readBlocks(root: PageElement, noteLinks = findNotes(root)): FoundBlock[] {
  const walk = new Walk(noteLinks);
  walk.children(root);
  walk.end();
  return [...walk.blocks, ...walk.notes];
}

class Walk {
  readonly blocks: FoundBlock[] = [];
  readonly notes: FoundBlock[] = [];
  readonly #noteLinks: NoteLinks;
  /** What a paragraph is here. */
  #layout: SegmentLayout | null = null;
  /** The paragraph that is read, in parts; `\n` is a `<br>`. */
  #parts: string[] = [];
  /** The end of it, which is all that a mark or a power looks at. */
  #tail = '';
  #linked = 0;
  #isLinked = false;
  #lists = 0;
  /** How many marks of footnotes there were. */
  #marks = 0;
  /** The mark of the footnote that the paragraph is. */
  #mark: string | undefined;

  constructor(noteLinks: NoteLinks) {
    this.#noteLinks = noteLinks;
  }

  children(node: PageNode): void {
    for (const child of node.childNodes) {
      if (isText(child)) this.#add((child.textContent ?? '').replace(/\s+/g, ' '));
      else if (isElement(child)) this.#element(child);
    }
  }

  /** Ends the paragraph. */
  end(): void {
    const text = this.#parts.join('');
    const length = text.replace(/\s+/g, '').length;
    const linked = length === 0 ? 0 : Math.min(1, this.#linked / length);
    const layout = this.#mark === undefined ? this.#layout : noteLayout(this.#mark);
    this.#parts = [];
    this.#tail = '';
    this.#linked = 0;
    this.#mark = undefined;
    // A line of stars or bars divides, and says nothing.
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text))
      this.#put(readLines(withoutOwnMark(text, layout), layout), linked);
  }

  #put(found: readonly TextBlock[], linked: number): void {
    const [first] = found;
    if (first === undefined) return;
    const into = first.layout?.kind === 'note' ? this.notes : this.blocks;
    into.push(...found.map((block) => ({ ...block, linked })));
    if (this.#layout?.kind === 'item') this.#layout = { ...this.#layout, mark: '' };
  }

  #add(text: string): void {
    this.#parts.push(text);
    this.#tail = (this.#tail + text).slice(-tailLength);
    if (this.#isLinked) this.#linked += text.replace(/\s+/g, '').length;
  }

  #element(element: PageElement): void {
    const { localName: tag } = element;
    if (skipped.has(tag) || isHidden(element)) return;
    if (tag === 'br') this.#add('\n');
    else if (isRaised(element)) this.#raised(element);
    else if (tag === 'a') this.#link(element);
    else if (tag === 'img') this.#add(emojiOf(element));
    else if (tag === 'q') this.#quoted(element);
    else if (blockTags.has(tag) || inLine.has(tag)) this.#block(element);
    else this.#noted(element, () => this.children(element));
  }

  #link(element: PageElement): void {
    // A name before its text is where a link of a footnote leads to.
    this.#noted(element, () => {
      if (this.#noteLinks.links.has(element)) {
        this.#marks += 1;
        if (this.#tail.trim() === '') this.#mark ??= this.#noteLinks.back.get(element);
        this.#closeUp(element);
        return;
      }
      const before = this.#isLinked;
      this.#isLinked = element.getAttribute('href') !== null;
      this.children(element);
      this.#isLinked = before;
    });
  }

  /** Where a mark is left out, its space goes too. */
  #closeUp(element: PageElement): void {
    if (!/^[.,;:!?)]/.test(textAfter(element))) return;
    this.#tail = this.#tail.trimEnd();
    this.#parts.push(this.#parts.pop()?.trimEnd() ?? '');
  }

  /** What is the beginning of a footnote makes one of its paragraph. */
  #noted(element: PageElement, read: () => void): void {
    if (this.#tail.trim() === '') this.#mark ??= this.#noteMark(element);
    read();
  }

  #noteMark(element: PageElement): string | undefined {
    const known = idsOf(element).find((id) => this.#noteLinks.marks.has(id));
    return known === undefined ? undefined : this.#noteLinks.marks.get(known);
  }

  #quoted(element: PageElement): void {
    this.#add('“');
    this.children(element);
    this.#add('”');
  }

  #raised(element: PageElement): void {
    if (lengthUpTo(element, tailLength) > tailLength) {
      this.children(element);
      return;
    }
    const own = lineOf(element);
    const isLink = [...element.querySelectorAll('a')].some((a) => a.getAttribute('href') !== null);
    const before = this.#tail.replace(/\s+/g, ' ');
    const found = readRaised({ before, own, next: textAfter(element), marksBefore: this.#marks });
    if ('mark' in found) {
      this.#marks += 1;
      if (before.trim() === '') this.#mark ??= found.mark;
      this.#closeUp(element);
    } else if (isLink) this.children(element);
    else this.#add(found.text);
  }

  #block(element: PageElement): void {
    // One letter in a box of its own is the first of the word after it.
    if (isFirstLetter(element)) {
      this.#add(lineOf(element));
      return;
    }
    this.end();
    const before = this.#layout;
    const mark = this.#noteMark(element);
    if (mark !== undefined && !/^h\d$/.test(element.localName)) this.#layout = noteLayout(mark);
    this.#readBlock(element);
    this.end();
    // The mark of an item is written once.
    const isSame = before?.kind === 'item' && this.#layout?.kind === 'item';
    if (!isSame || this.#layout === null) this.#layout = before;
  }

  #readBlock(element: PageElement): void {
    const { localName: tag } = element;
    const level = levelOf(element);
    if (level !== undefined) this.#inside(element, { kind: 'heading', level });
    else if (tag === 'ul' || tag === 'ol' || tag === 'menu' || tag === 'dir') this.#list(element);
    else if (tag === 'table') this.#table(element);
    else if (tag === 'blockquote') this.#inside(element, deeperQuote(this.#layout));
    else if (tag === 'pre') this.#preformatted(element);
    else if (tag === 'figcaption' || tag === 'caption' || captionNames.test(namesOf(element)))
      this.#inside(element, { kind: 'caption' });
    else if (this.#layout === null && this.#isLead(element))
      this.#inside(element, { kind: 'lead' });
    else this.children(element);
  }

  /** The introduction is what comes first. */
  #isLead(element: PageElement): boolean {
    const isFirst = this.blocks.every(({ layout }) => layout !== null && layout.kind !== 'item');
    return isFirst && leadNames.test(namesOf(element)) && !element.querySelector('h1, h2, p + p');
  }

  #inside(element: PageElement, layout: SegmentLayout): void {
    const before = this.#layout;
    if (before?.kind !== 'note') this.#layout = layout;
    this.children(element);
    this.end();
    this.#layout = before;
  }

  #list(element: PageElement): void {
    // Google Docs puts the lists in a list beside it.
    const told = /\blst-kix_\w+-(\d)\b/.exec(element.getAttribute('class') ?? '')?.[1];
    const depth = Math.min(told === undefined ? this.#lists : Number(told), maxDepth);
    const marks = createMarks(element);
    const before = this.#layout;
    this.#lists += 1;
    for (const child of element.childNodes) {
      if (!isElement(child)) continue;
      if (child.localName === 'li' && before?.kind !== 'note')
        this.#layout = { kind: 'item', mark: `${marks(child)}${boxOf(child)}`.slice(0, 12), depth };
      this.#element(child);
      this.end();
      this.#layout = before;
    }
    this.#lists -= 1;
  }

  #table(element: PageElement): void {
    const rows = rowsOf(element);
    if (!isData(element, rows)) {
      for (const row of rows) for (const cell of row.cells) this.#block(cell);
      return;
    }
    for (const caption of element.querySelectorAll('caption')) this.#block(caption);
    const read = (cell: PageElement) =>
      readBlocks(cell, this.#noteLinks)
        .map(({ text }) => text.replaceAll('\n', ' '))
        .join(' ');
    this.#put(readRows(rows, read), 0);
  }

  #preformatted(element: PageElement): void {
    const text = codeOf(element);
    if (isCode(element, text))
      this.#put([{ text, layout: { kind: 'code', language: languageOf(element) } }], 0);
    else this.#put(readPlainLines(text), 0);
  }
}

/** The beginning of the text that follows; what follows in an element is none of these. */
function textAfter({ nextSibling: next }: PageElement): string {
  if (next === null) return '';
  const isSmall = !isElement(next) || lengthUpTo(next, tailLength) <= tailLength;
  return isSmall ? (next.textContent ?? '').slice(0, tailLength) : '';
}

function isFirstLetter(element: PageElement): boolean {
  return (
    /[\s_-](?:drop-?cap|initiaal)[\s_-]/.test(namesOf(element)) && lengthUpTo(element, 1) === 1
  );
}

const noteLayout = (mark: string): SegmentLayout => ({ kind: 'note', mark: mark.slice(0, 40) });

/** The mark stands beside the note, not in it. */
function withoutOwnMark(text: string, layout: SegmentLayout | null): string {
  if (layout?.kind !== 'note') return text;
  const own = /^\s*[[(]?(\d{1,3}|[a-z*†‡§])[\])]?[.):]?\s+/i.exec(text);
  return own?.[1] === layout.mark ? text.slice(own[0].length) : text;
}

const titleNames = /\s(?:msotitle|title|doc-title)\s/;

function levelOf(element: PageElement): number | undefined {
  const level = /^h([1-6])$/.exec(element.localName)?.[1];
  if (level !== undefined) return Number(level);
  // Word and Google Docs have no other sign of a title.
  if (element.localName === 'p' && titleNames.test(namesOf(element))) return 1;
  if (element.getAttribute('role') !== 'heading') return undefined;
  return Math.min(6, Math.max(1, Number(element.getAttribute('aria-level')) || 2));
}

function deeperQuote(layout: SegmentLayout | null): SegmentLayout {
  const depth = layout?.kind === 'quote' ? Math.min(layout.depth + 1, maxDepth) : 0;
  return { kind: 'quote', depth };
}

/** Sites draw emoji as pictures. */
function emojiOf(element: PageElement): string {
  const alt = element.getAttribute('alt') ?? '';
  return /^[\p{Extended_Pictographic}\p{Emoji_Component}\u200d]+$/u.test(alt) && !/^\d+$/.test(alt)
    ? alt
    : '';
}
