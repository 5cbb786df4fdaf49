import zlib from 'node:zlib';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import type { ByteSource, CorpusEntry, ReaderOptions } from '../entry.ts';
import { toArticle } from './laid-out.ts';
import type { PdfContent } from './pdf-items.ts';
import { readPages } from './pdf-lines.ts';
import { maxPdfMs, PdfThreads } from './pdf-threads.ts';

const maxPdfBytes = 100_000_000;

/** Reads a PDF: one article, its lines joined into paragraphs. One without a text is refused. */
export async function* readPdf(
  source: ByteSource,
  options: ReaderOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  yield {
    place: name,
    async load() {
      const bytes = await readWhole(source, maxPdfBytes);
      const { pages, title } = await readItems(bytes, name, options.pdfThreads);
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

/** The pages of a PDF, read in a thread that can be ended. */
async function readItems(
  bytes: Buffer,
  name: string,
  given: PdfThreads | undefined,
): Promise<PdfContent> {
  requireSmallStreams(bytes, name);
  const threads = given ?? new PdfThreads();
  const { result, timedOut } = await threads.read(new Uint8Array(bytes));
  if (given === undefined) threads.close();
  if (timedOut)
    throw new TolkError(
      'corpus.too_large',
      `${name}: this PDF takes over ${maxPdfMs / 1000} s to read; split it, or print it to a new PDF`,
    );
  if ('content' in result) {
    const { title, ...content } = result.content;
    return { ...content, title: goodTitle(title) };
  }
  const { problem, message } = result;
  if (problem === 'too-large') throw new TolkError('corpus.too_large', `${name}: ${message}`);
  throw problem === 'locked'
    ? new TolkError('corpus.malformed', `${name}: it is encrypted; save it without a password`)
    : new TolkError('corpus.damaged', `${name}: not a PDF that can be read (${message})`);
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

/** Programs put the name of the file there, or their own. */
const noTitle =
  /\.(?:docx?|indd|pdf|qxd|pages|odt|txt|dvi|tex)$|^(?:microsoft |untitled|naamloos|document\d*$|\(?anonymous)/i;

function goodTitle(title = ''): string | undefined {
  return title === '' || noTitle.test(title) ? undefined : title;
}
