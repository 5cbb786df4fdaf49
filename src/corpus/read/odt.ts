import { TolkError } from '../../errors.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { bylineFields, readDocumentHtml } from './document-html.ts';
import { toArticle } from './laid-out.ts';
import { openPackage } from './package.ts';
import { escapeHtml, renderings, tagged, toHtmlWithNotes, type WriteHtml } from './xml/to-html.ts';
import {
  decodeXml,
  elementsIn,
  everyElement,
  findAll,
  parseXml,
  textOf,
  valueAt,
  type XmlElement,
} from './xml/tree.ts';

/** Reads a text of OpenDocument: one article, with its headings, lists, tables and notes. */
export async function* readOdt(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  yield {
    place: name,
    async load() {
      const isText = (part: string) =>
        /^(?:content|styles|meta|META-INF\/manifest)\.xml$/.test(part);
      const { parts } = await openPackage(source, isText);
      const part = (own: string): XmlElement | undefined => {
        const bytes = parts.get(own);
        return bytes && parseXml(decodeXml(bytes, name), `${name}/${own}`);
      };
      const manifest = part('META-INF/manifest.xml');
      if (manifest && everyElement(manifest).some((own) => own.name === 'encryption-data'))
        throw new TolkError(
          'corpus.malformed',
          `${name}: it is encrypted; save it without a password`,
        );
      const content = part('content.xml');
      const [text] = content ? findAll(content, 'text') : [];
      if (content === undefined || text === undefined)
        throw new TolkError('corpus.malformed', `${name}: this is no text of OpenDocument (.odt)`);
      const styles = readStyles([part('styles.xml'), content]);
      const html = joinCode(odtToHtml(text, styles));
      const { blocks, bylines } = readDocumentHtml(html, name);
      const isHeaded = blocks[0]?.layout?.kind === 'heading';
      const meta = part('meta.xml');
      const title = isHeaded || meta === undefined ? undefined : valueAt(meta, 'title');
      const fields = { title, ...bylineFields(bylines) };
      return toArticle({ fields, blocks, titleIs: 'line' }, name, options);
    },
  };
}

const maxSpaces = 80;

/** Each line of code is a paragraph. */
const joinCode = (html: string): string => html.replace(/<\/pre>\s*<pre>/g, '\n');

interface Styles {
  /** A style's name → that of the style it comes from. */
  readonly parents: ReadonlyMap<string, string>;
  /** The styles of raised letters. */
  readonly raised: ReadonlySet<string>;
  /** The styles of lists whose first level has numbers. */
  readonly numbered: ReadonlySet<string>;
}

function readStyles(sources: readonly (XmlElement | undefined)[]): Styles {
  const all = sources.flatMap((source) => (source ? everyElement(source) : []));
  const nameOf = ({ attributes }: XmlElement) => attributes['name'] ?? '';
  const parents = all
    .filter(({ name }) => name === 'style')
    .map((own) => [nameOf(own), own.attributes['parent-style-name'] ?? ''] as const);
  const numbered = all
    .filter(({ name }) => name === 'list-style')
    .filter((own) => elementsIn(own)[0]?.name === 'list-level-style-number')
    .map(nameOf);
  const raised = all
    .filter(({ name }) => name === 'style')
    .filter((own) =>
      findAll(own, 'text-properties').some(({ attributes }) =>
        /^(?:super|[1-9]\d*%)/.test(attributes['text-position'] ?? ''),
      ),
    )
    .map(nameOf);
  return { parents: new Map(parents), numbered: new Set(numbered), raised: new Set(raised) };
}

/** What a paragraph of a style is, by the names that LibreOffice and Word give them. */
const paragraphTags: readonly (readonly [RegExp, string])[] = [
  [/^(?:title|titel)$/i, 'h1'],
  [/^(?:subtitle|ondertitel)$/i, 'p class="lead"'],
  [/^(?:quotations?|quote|intense quote|citaat|block text)$/i, 'blockquote'],
  [
    /^(?:caption|illustration|figure|drawing|bijschrift|figurecaption|tablecaption)$/i,
    'figcaption',
  ],
  [/^(?:preformatted text|html preformatted|source code)$/i, 'pre'],
  [/^(?:author|date)$/i, 'p class="byline"'],
];

function odtToHtml(text: XmlElement, { parents, numbered, raised }: Styles): string {
  const styleOf = (element: XmlElement): string[] => {
    const names: string[] = [];
    let style = element.attributes['style-name'];
    while (style && names.length < 10) {
      names.push(style.replaceAll('_20_', ' '));
      style = parents.get(style);
    }
    return names;
  };
  const paragraph = (element: XmlElement, write: WriteHtml): string => {
    const names = styleOf(element);
    const tag = paragraphTags.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
    return tagged(tag ?? 'p', write(element));
  };
  const heading = (element: XmlElement, write: WriteHtml): string => {
    const level = Math.min(6, Math.max(1, Number(element.attributes['outline-level']) || 1));
    return tagged(`h${level}`, write(element));
  };
  const list = (element: XmlElement, write: WriteHtml): string => {
    const style = element.attributes['style-name'];
    const isNumbered = style === undefined ? false : numbered.has(style);
    return tagged(isNumbered ? 'ol' : 'ul', write(element));
  };
  const table = renderings({
    p: paragraph,
    h: heading,
    list,
    'list-item list-header': 'li',
    table: 'table',
    'table-header-rows': 'thead',
    'table-row': 'tr',
    'table-cell': (element, write) => {
      const { 'number-columns-spanned': across = '1', 'number-rows-spanned': down = '1' } =
        element.attributes;
      const inner = write(element);
      return `<td colspan="${Number(across) || 1}" rowspan="${Number(down) || 1}">${inner}</td>`;
    },
    span: (element, write) =>
      raised.has(element.attributes['style-name'] ?? '')
        ? tagged('sup', write(element))
        : write(element),
    'line-break': () => '<br>',
    s: ({ attributes: { c = '1' } }) => ' '.repeat(Math.min(Number(c) || 1, maxSpaces)),
    tab: () => ' ',
    // What is no text of the article, or no longer.
    'tracked-changes annotation annotation-end sequence-decls variable-decls forms': null,
    'table-of-content alphabetical-index illustration-index bibliography soft-page-break': null,
    'page-number page-count title desc binary-data covered-table-cell': null,
  });
  return toHtmlWithNotes(text, table, {
    names: ['note'],
    isNote: (own) => findAll(own, 'note-body').length > 0,
    markOf: (own) => {
      const [mark] = findAll(own, 'note-citation');
      return mark && textOf(mark);
    },
    write: (own) =>
      findAll(own, 'note-body')
        .flatMap((body) => findAll(body, 'p'))
        .map((line) => tagged('p', escapeHtml(textOf(line))))
        .join(''),
  });
}
