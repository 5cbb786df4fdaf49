import zlib from 'node:zlib';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { toArticle } from './laid-out.ts';
import { type PdfItem, readPages } from './pdf-lines.ts';

const maxPdfBytes = 100_000_000;
const maxPages = 2_000;
/** A page of a newspaper has some 15,000. */
const maxItemsPerPage = 200_000;

/** Reads a PDF: one article, its lines joined into paragraphs. One without a text is refused. */
export async function* readPdf(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  yield {
    place: name,
    async load() {
      const bytes = await readWhole(source, maxPdfBytes);
      const { pages, title } = await readItems(bytes, name);
      const { blocks, furniture } = readPages(pages);
      if (blocks.length === 0)
        throw new TolkError(
          'article.empty',
          `${name}: this PDF has no text layer, only pictures of pages; run OCR first (ocrmypdf)`,
        );
      if (furniture > 0)
        options.onNote({ kind: 'page-furniture', place: name, detail: `${furniture} lines` });
      const isHeaded = blocks[0]?.layout?.kind === 'heading';
      return toArticle({ fields: isHeaded ? {} : { title }, blocks }, name, options);
    },
  };
}

interface PdfContent {
  readonly pages: readonly (readonly PdfItem[])[];
  readonly title: string | undefined;
}

async function readItems(bytes: Buffer, name: string): Promise<PdfContent> {
  const { getDocumentProxy } = await import('unpdf');
  requireSmallStreams(bytes, name);
  const data = new Uint8Array(bytes);
  try {
    const pdf = await getDocumentProxy(data, { verbosity: 0 });
    try {
      if (pdf.numPages > maxPages)
        throw new TolkError(
          'corpus.too_large',
          `${name}: ${pdf.numPages.toLocaleString('en-US')} pages; the limit is 2,000, so split it`,
        );
      const pages: (readonly PdfItem[])[] = [];
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const page = await pdf.getPage(number);
        const { items } = await page.getTextContent();
        if (items.length > maxItemsPerPage)
          throw new TolkError('corpus.too_large', `${name}: too much on page ${number}`);
        pages.push(items.flatMap((item) => ('str' in item ? [toItem(item)] : [])));
        page.cleanup();
      }
      const { info } = await pdf.getMetadata();
      return { pages, title: goodTitle(info) };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    throw TolkError.isInstance(error) ? error : unreadablePdf(name, error);
  }
}

/** What a page draws, unpacked; pictures are packed otherwise. */
const maxStreamBytes = 64_000_000;
/** Deflate packs to a thousandth at most: what is smaller unpacks to nothing large. */
const harmlessBytes = maxStreamBytes / 1_032;

/**
 * Refuses a stream that unpacks to more than any page: the library would hold all of it. Streams end
 * where a word says so, which no packed stream has in it by chance.
 */
function requireSmallStreams(bytes: Buffer, name: string): void {
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const end = bytes.indexOf('endstream', at + 6);
    if (end < 0) return;
    if (end - at > harmlessBytes && isPackedTooFar(bytes.subarray(at + 6, end)))
      throw new TolkError(
        'corpus.too_large',
        `${name}: a page of it unpacks to over ${maxStreamBytes.toLocaleString('en-US')} bytes`,
      );
    at = end + 3;
  }
}

function isPackedTooFar(stream: Buffer): boolean {
  const start = stream[0] === 13 ? 2 : 1;
  try {
    zlib.inflateSync(stream.subarray(start), { maxOutputLength: maxStreamBytes });
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}

function unreadablePdf(name: string, cause: unknown): TolkError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const isLocked = cause instanceof Error && cause.name === 'PasswordException';
  return isLocked
    ? new TolkError('corpus.malformed', `${name}: it is encrypted; save it without a password`, {
        cause,
      })
    : new TolkError(
        'corpus.damaged',
        `${name}: not a PDF that can be read (${why.slice(0, 200)})`,
        {
          cause,
        },
      );
}

interface RawItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

function toItem({ str, transform, width, height, hasEOL }: RawItem): PdfItem {
  const [, , , , x = 0, y = 0] = transform;
  return { text: str, x, y, width, height, endsLine: hasEOL };
}

/** Programs put the name of the file there, or their own. */
const noTitle =
  /\.(?:docx?|indd|pdf|qxd|pages|odt|txt|dvi|tex)$|^(?:microsoft |untitled|naamloos|document\d*$|\(?anonymous)/i;

function goodTitle(info: object): string | undefined {
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : '';
  return title === '' || noTitle.test(title) ? undefined : title;
}
