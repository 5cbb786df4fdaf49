import { parentPort } from 'node:worker_threads';
import type { getDocumentProxy } from 'unpdf';
import type { PdfItem } from './pdf-lines.ts';

/*
 * The thread that reads PDFs: the library takes as long as a file makes it take, and a thread can be
 * ended. It gets the bytes of one file at a time, and answers with what is on its pages.
 */

/** What is on the pages of a PDF. */
export interface PdfContent {
  readonly pages: readonly (readonly PdfItem[])[];
  readonly title?: string | undefined;
}

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** What the thread answers. */
export type PdfResult =
  | { readonly content: PdfContent }
  | { readonly problem: 'damaged' | 'locked' | 'too-large'; readonly message: string };

const maxPages = 2_000;
/** A page of a newspaper has some 15,000. */
const maxItemsPerPage = 200_000;

parentPort?.on('message', (bytes: Uint8Array) => {
  void readItems(bytes).then((result) => parentPort?.postMessage(result));
});

async function readItems(bytes: Uint8Array): Promise<PdfResult> {
  try {
    const unpdf = await import('unpdf');
    const pdf = await unpdf.getDocumentProxy(bytes, { verbosity: 0 });
    try {
      return await readDocument(pdf);
    } finally {
      // The thread reads other files after this one.
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    const message = error instanceof Error ? error.message : String(error);
    return { problem: isLocked ? 'locked' : 'damaged', message: message.slice(0, 200) };
  }
}

async function readDocument(pdf: PdfDocument): Promise<PdfResult> {
  const { numPages } = pdf;
  if (numPages > maxPages)
    return tooLarge(`${numPages.toLocaleString('en-US')} pages; the limit is 2,000, so split it`);
  const pages: (readonly PdfItem[])[] = [];
  for (let number = 1; number <= numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    if (items.length > maxItemsPerPage) return tooLarge(`too much on page ${number}`);
    pages.push(items.flatMap((item) => ('str' in item ? [toItem(item)] : [])));
    page.cleanup();
  }
  const { info } = await pdf.getMetadata();
  return { content: { pages, title: titleIn(info) } };
}

const tooLarge = (message: string): PdfResult => ({ problem: 'too-large', message });

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

function titleIn(info: object): string | undefined {
  return 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : undefined;
}
