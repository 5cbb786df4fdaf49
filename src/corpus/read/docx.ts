import type { TextBlock } from '../../article/layout.ts';
import { findPressArchive, type PressArchivePage } from '../../article/press-archive.ts';
import { TolkError } from '../../errors.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { bylineFields, readDocumentHtml } from './document-html.ts';
import { type FoundArticle, toArticle } from './laid-out.ts';
import { type DocumentPackage, openPackage } from './package.ts';
import { decodeXml, parseXml, valueAt } from './xml/tree.ts';

/** What the styles of Word are on a page; the library knows headings, lists, tables and notes. */
const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p.lead:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Block Text'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
  "p[style-name='Author'] => p.byline:fresh",
  "p[style-name='Date'] => p.byline:fresh",
  "p[style-name='Captioned Figure'] => p:fresh",
  ...['Caption', 'caption', 'Image Caption', 'Table Caption', 'Figure', 'Illustration'].map(
    (name) => `p[style-name='${name}'] => figcaption:fresh`,
  ),
  "p[style-name='Lead'] => p.lead:fresh",
  ...['HTML Preformatted', 'Source Code', 'Preformatted Text', 'Code'].map(
    (name) => `p[style-name='${name}'] => pre:separator('\\n')`,
  ),
  "p[style-name='TOC Heading'] => !",
  "p[style-name^='toc '] => !",
  "p[style-name^='TOC '] => !",
  'comment-reference => !',
];

/** Reads a document of Word: one article, with its headings, lists, tables, quotes and notes. */
export async function* readDocx(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  yield {
    place: name,
    async load() {
      const document = await openPackage(source, (part) => /\.(?:xml|rels)$/i.test(part));
      if (!document.parts.has('[Content_Types].xml'))
        throw new TolkError('corpus.malformed', `${name}: this is no document of Word`);
      const html = await toHtml(document, name);
      const found = readDocumentHtml(withoutHandwork(html), name);
      const blocks = found.blocks.map(toItem);
      const archived = findPressArchive(
        blocks.map(({ text }) => text),
        name,
      );
      if (archived) return toArticle(fromPressArchive(archived, blocks), name, options);
      const fields = { ...propertiesOf(document, blocks, name), ...bylineFields(found.bylines) };
      return toArticle({ fields, blocks, titleIs: 'line' }, name, options);
    },
  };
}

function fromPressArchive(page: PressArchivePage, blocks: readonly TextBlock[]): FoundArticle {
  const { title, source, date, meta, lead, from, to } = page;
  const leads: TextBlock[] = lead === undefined ? [] : [{ text: lead, layout: { kind: 'lead' } }];
  const fields = { ...meta, title, source, date };
  return { fields, blocks: [...leads, ...blocks.slice(from, to)] };
}

async function toHtml({ bytes }: DocumentPackage, name: string): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      {
        styleMap,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return value;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `${name}: not a document of Word, or damaged (${why.slice(0, 200)})`;
    throw new TolkError('corpus.damaged', message, { cause });
  }
}

/** Without styles people make a heading bold: a short line without the end of a sentence. */
function withoutHandwork(html: string): string {
  return html.replace(
    /<p><strong>([^<>]{1,120})<\/strong><\/p>(?=<(?:p|ul|ol|table)>)/g,
    (whole, line: string) => (/[.!?…:;,]["'”’)]*\s*$/.test(line) ? whole : `<h2>${line}</h2>`),
  );
}

/** And they write the mark of an item themselves. */
function toItem(block: TextBlock): TextBlock {
  const text = block.layout === null ? /^[•●▪◦‣·]\s*(?=\S)/.exec(block.text) : null;
  if (text === null) return block;
  return { text: block.text.slice(text[0].length), layout: { kind: 'item', mark: '-', depth: 0 } };
}

/** What Word puts there by itself. */
const noTitle =
  /^(?:microsoft word\b|word document$|document\s?\d*$|naamloos|untitled|titel$|.*\.docx?$)/i;

/** The title that the file says, where the text does not begin with a heading of its own. */
function propertiesOf(
  { parts }: DocumentPackage,
  [first]: readonly TextBlock[],
  name: string,
): { readonly title?: string } {
  const core = parts.get('docProps/core.xml');
  if (core === undefined) return {};
  const properties = parseXml(decodeXml(core, name), `${name}/docProps/core.xml`);
  const title = valueAt(properties, 'title');
  const isHeaded = first?.layout?.kind === 'heading';
  const isGood = title !== undefined && !isHeaded && !noTitle.test(title);
  return isGood ? { title } : {};
}
