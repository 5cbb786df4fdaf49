import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TextBlock } from '../../article/layout.ts';
import { TolkError } from '../../errors.ts';
import type { MarkdownAnswer, MarkdownTask } from './markdown-items.ts';

/** What is shorter is read in less time than a thread takes to begin. */
const longText = 30_000;
const manyLines = 2_000;

/** True for a document that would keep others waiting. */
export const isLongMarkdown = (text: string): boolean =>
  text.length > longText || text.split('\n', manyLines).length === manyLines;

/**
 * Reads a document in Markdown in a thread of its own.
 *
 * @throws TolkError what `markdownBlocks` throws; `internal` where the thread ends without an answer
 */
export async function markdownBlocksInThread(task: MarkdownTask): Promise<TextBlock[]> {
  // Compiled, it is JavaScript.
  const file = import.meta.url.endsWith('.ts') ? './markdown-items.ts' : './markdown-items.js';
  const thread = new Worker(new URL(file, import.meta.url));
  try {
    thread.postMessage(task);
    const ended = once(thread, 'exit').then((): never => {
      throw new TolkError('internal', `${task.name}: the thread that read it ended`);
    });
    const [answer] = (await Promise.race([once(thread, 'message'), ended])) as [MarkdownAnswer];
    if ('blocks' in answer) return [...answer.blocks];
    throw new TolkError(answer.code, answer.message);
  } finally {
    thread.removeAllListeners('exit');
    await thread.terminate();
  }
}
