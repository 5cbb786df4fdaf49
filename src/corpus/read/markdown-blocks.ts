import type {
  BlockContent,
  DefinitionContent,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { directive } from 'micromark-extension-directive';
import { gfm } from 'micromark-extension-gfm';
import { type SegmentLayout, type TextBlock, toRow } from '../../article/layout.ts';
import { amendOutside, withoutHabits } from './markdown-habits.ts';

/*
 * Markdown by a parser of Markdown: GFM, `:::` directives, and what sites put between (shortcodes,
 * imports of MDX), which is kept as code or left out and never translated.
 */

/** Turns HTML in a document into blocks. */
export type ReadHtml = (html: string) => readonly TextBlock[];

/**
 * The blocks of a document, without its front matter.
 *
 * @param readHtml reads tables and the like that are written in HTML
 */
export function markdownBlocks(text: string, readHtml: ReadHtml): TextBlock[] {
  // Only those on lines of their own: in a sentence `10:naam` is no directive.
  const { flow } = directive();
  const hasDirectives = flow && countOf(text, directiveLine) <= maxDirectives;
  const root = fromMarkdown(prepared(text), {
    extensions: [gfm(), { ...(hasDirectives ? { flow } : {}) }],
    mdastExtensions: [gfmFromMarkdown(), directiveFromMarkdown()],
  });
  const walk = new Walk(readHtml);
  walk.all(root.children, null);
  return [...walk.blocks, ...walk.notes];
}

const fenced = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[^\S\n]*$|(?![\s\S]))/gm;
const shortcodeLine = /^[ \t]*(?:\{\{[<%][^\n]*[%>]\}\}|\{%[^\n]*%\})[^\S\n]*$/gm;

/** Docusaurus writes the title of a directive without brackets. */
const titledDirective = /^([ \t]*:{3,}[ \t]*[a-z][\w-]*)[ \t]+([^\s[{:][^\n[\]]*)$/gim;

/** One that does not end is text. Looks at each character once. */
function withoutComments(text: string): string {
  return comments.reduce((left, { open, close }) => {
    const parts: string[] = [];
    let from = 0;
    for (let at = left.indexOf(open); at >= 0; at = left.indexOf(open, from)) {
      const end = left.indexOf(close, at + open.length);
      if (end < 0) break;
      parts.push(left.slice(from, at));
      from = end + close.length;
    }
    return parts.join('') + left.slice(from);
  }, text);
}

const comments = [
  { open: '<!--', close: '-->' },
  { open: '{/*', close: '*/}' },
] as const;

/**
 * Takes comments out, and makes a block of a shortcode on a line of its own: what is between two of
 * them is text. Code between fences stays as it is.
 */
function prepared(written: string): string {
  const text = written.replace(longRun, '$1$1$1');
  const outside = (part: string): string =>
    withoutCrowds(
      withoutHabits(withoutComments(part))
        .replace(shortcodeLine, '\n$&\n')
        .replace(titledDirective, '$1[$2]'),
    );
  return amendOutside(text, fenced, outside);
}

/**
 * The parser compares marks with each other: of a block with more than anybody writes they are taken
 * out, since emphasis and addresses are not kept anyway.
 */
function withoutCrowds(text: string): string {
  return crowds.reduce(
    (made, { marks, most }) =>
      countOf(made, marks) <= most
        ? made
        : withoutIn(made, (block) => countOf(block, marks) > most, marks),
    text,
  );
}

function withoutIn(text: string, isCrowd: (block: string) => boolean, marks: RegExp): string {
  const blocks = text.split(/(\n[^\S\n]*\n)/);
  return blocks.map((block) => (isCrowd(block) ? block.replace(marks, '') : block)).join('');
}

const crowds: ReadonlyArray<{ readonly marks: RegExp; readonly most: number }> = [
  { marks: /[*~`_]+/g, most: 400 },
  { marks: /[[\]<]/g, most: 2_000 },
];
/** A line of these means no more than three do. */
const longRun = /([`~:>*_=#-])\1{200,}/g;
/** Directives too: beyond these they are text. */
const directiveLine = /^[ \t]*:{3,}/gm;
const maxDirectives = 100;

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** A line of MDX that brings in a component, and no text. */
const moduleLine =
  /^(?:import\s[^\n]*?from\s+["'][^"'\n]+["'];?|import\s+["'][^"'\n]+["'];?|export\s+(?:const|default|function|let)\s[^\n]*)$/;
/** A template's own language, alone in its block. */
const shortcode = /^(?:\{\{[\s\S]*\}\}|\{%[\s\S]*%\})$/;
const maxDepth = 20;

class Walk {
  readonly blocks: TextBlock[] = [];
  /** Footnotes come last. */
  readonly notes: TextBlock[] = [];
  readonly #readHtml: ReadHtml;
  /** In how many lists what is read stands. */
  #lists = 0;

  constructor(readHtml: ReadHtml) {
    this.#readHtml = readHtml;
  }

  /** @param layout of the paragraphs among them */
  all(nodes: readonly RootContent[], layout: SegmentLayout | null): void {
    for (const node of nodes) this.#read(node, layout);
  }

  #add(text: string, layout: SegmentLayout | null): void {
    if (text.trim() !== '') this.blocks.push({ text, layout });
  }

  #read(node: RootContent, layout: SegmentLayout | null): void {
    switch (node.type) {
      case 'heading':
        this.#add(textOf(node.children), { kind: 'heading', level: node.depth });
        break;
      case 'paragraph':
        this.#addParagraph(node, layout);
        break;
      case 'list':
        this.#addList(node);
        break;
      case 'table':
        this.#addTable(node);
        break;
      case 'code':
        this.#add(node.value, { kind: 'code', language: node.lang?.slice(0, 40) ?? null });
        break;
      case 'blockquote':
        this.all(withoutAlert(node.children), deeperQuote(layout));
        break;
      case 'html':
        for (const block of this.#readHtml(node.value)) this.#add(block.text, block.layout);
        break;
      case 'footnoteDefinition':
        this.#addNote(node);
        break;
      case 'containerDirective':
        this.all(node.children, layout);
    }
  }

  #addParagraph({ children }: Paragraph, layout: SegmentLayout | null): void {
    const [only] = children;
    const text = textOf(children);
    const isModule = text.split('\n').every((line) => moduleLine.test(line.trim()));
    if (children.length === 1 && only?.type === 'image') {
      this.#add(only.alt ?? '', { kind: 'caption' });
    } else if (shortcode.test(text.trim())) {
      this.#add(text.trim(), { kind: 'code', language: 'shortcode' });
    } else if (!isModule) {
      this.#add(text, layout ?? layoutOfLines(children, text));
    }
  }

  #addList({ ordered, start, children }: List): void {
    const depth = Math.min(this.#lists, maxDepth);
    this.#lists += 1;
    for (const [at, item] of children.entries()) {
      const mark = ordered ? `${(start ?? 1) + at}.` : '-';
      this.#addItem(item, { kind: 'item', mark: mark.slice(0, 12), depth });
    }
    this.#lists -= 1;
  }

  /** What an item has after its first paragraph belongs to it, without a mark of its own. */
  #addItem({ children, checked }: ListItem, layout: SegmentLayout & { kind: 'item' }): void {
    const box = checked === true ? ' [x]' : ' [ ]';
    const mark = typeof checked === 'boolean' ? `${layout.mark}${box}` : layout.mark;
    for (const [at, child] of children.entries())
      this.#read(child, { ...layout, mark: at === 0 ? mark : '' });
  }

  #addTable({ children }: Table): void {
    for (const [at, { children: cells }] of children.entries())
      this.#add(toRow(cells.map((cell) => textOf(cell.children).replaceAll('\n', ' '))), {
        kind: 'row',
        isHead: at === 0,
      });
  }

  #addNote(node: Extract<RootContent, { type: 'footnoteDefinition' }>): void {
    const walk = new Walk(this.#readHtml);
    walk.all(node.children, { kind: 'note', mark: node.identifier.slice(0, 40) });
    this.notes.push(...walk.blocks);
  }
}

const alert = /^\[!\w+\][+-]?[^\S\n]*\n?/;

/** `> [!NOTE]` of GitHub and Obsidian says what a quote is for; a title behind it stays. */
function withoutAlert(
  nodes: ReadonlyArray<BlockContent | DefinitionContent>,
): readonly RootContent[] {
  const [first, ...others] = nodes;
  if (first?.type !== 'paragraph') return nodes;
  const [text, ...rest] = first.children;
  if (text?.type !== 'text' || !alert.test(text.value)) return nodes;
  const value = text.value.replace(alert, '');
  const children = value === '' ? rest : [{ ...text, value }, ...rest];
  return children.length === 0 ? others : [{ ...first, children }, ...others];
}

function deeperQuote(layout: SegmentLayout | null): SegmentLayout {
  const depth = layout?.kind === 'quote' ? Math.min(layout.depth + 1, maxDepth) : 0;
  return { kind: 'quote', depth };
}

/** What is written as a line each is meant so; a line end alone is the editor's. */
function layoutOfLines(children: readonly PhrasingContent[], text: string): SegmentLayout | null {
  const breaks = children.filter(({ type }) => type === 'break').length;
  const isVerse = breaks >= 2 && breaks === text.trim().split('\n').length - 1;
  return isVerse ? { kind: 'verse' } : null;
}

/** The words of a text, without its marks, the addresses of its links, and its footnotes. */
function textOf(nodes: ReadonlyArray<PhrasingContent | Nodes>): string {
  let text = '';
  const raised: string[] = [];
  for (const node of nodes) {
    if (node.type === 'html') {
      const tag = /^<(\/?)(\w+)/.exec(node.value);
      const name = tag?.[2]?.toLowerCase() ?? '';
      if (name === 'br') text += '\n';
      else if (name === 'sup' && tag?.[1] === '') raised.push(text);
      else if (name === 'sup') text = raise(raised.pop() ?? '', text);
    } else text += ownText(node);
  }
  return text;
}

function ownText(node: PhrasingContent | Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'footnoteReference':
      return '';
    default:
      return 'children' in node ? textOf(node.children) : '';
  }
}

const superscripts: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '-': '⁻',
};
/** What has a power: a unit of length, or ten. */
const hasPower = /(?:\b[kdcmµn]?m|\b10)$/;

/** What is raised is a power after a unit or ten; another number is the mark of a footnote, and no figure. */
function raise(before: string, whole: string): string {
  const own = whole.slice(before.length);
  if (!/^[\d-]{1,3}$/.test(own)) return whole;
  if (!hasPower.test(before)) return before;
  return before + [...own].map((digit) => superscripts[digit] ?? digit).join('');
}
