import { parentPort } from 'node:worker_threads';
import type { TextBlock } from '../../article/layout.ts';
import { TolkError } from '../../errors.ts';
import { htmlToBlocks } from '../html.ts';
import { markdownBlocks } from './markdown-blocks.ts';

/*
 * The thread that reads long documents in Markdown: their parser does all of one at once, and whoever
 * waits for it has other things to do.
 */

/** A document for the thread. */
export interface MarkdownTask {
  readonly text: string;
  /** How messages call it. */
  readonly name: string;
}

/** What the thread answers. */
export type MarkdownAnswer =
  | { readonly blocks: readonly TextBlock[] }
  | { readonly code: TolkError['code']; readonly message: string };

parentPort?.once('message', ({ text, name }: MarkdownTask) => {
  parentPort?.postMessage(read(text, name));
});

function read(text: string, name: string): MarkdownAnswer {
  try {
    return { blocks: markdownBlocks(text, (html) => htmlToBlocks(html, name)) };
  } catch (error) {
    const { code, message } = TolkError.from(error);
    return { code, message };
  }
}
