import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PdfResult } from './pdf-items.ts';

/*
 * One thread waits for the next PDF, and holds no process open meanwhile. It is ended with a file that
 * takes too long or too much memory, and the next file has a new one.
 */

/** A book of 2,000 pages takes some twenty seconds. */
export const maxPdfMs = 120_000;
const maxHeapMb = 1_024;

let idle: Worker | undefined;

/** What came of one file: a result, or the end of its time. */
interface ThreadAnswer {
  readonly result: PdfResult;
  readonly timedOut: boolean;
}

/**
 * Reads the text of a PDF in a thread.
 *
 * @param bytes of the file; they are handed over
 */
export async function readInThread(
  bytes: Uint8Array<ArrayBuffer>,
  timeoutMs = maxPdfMs,
): Promise<ThreadAnswer> {
  const thread = idle ?? startThread();
  idle = undefined;
  thread.ref();
  const time = AbortSignal.timeout(timeoutMs);
  try {
    const answer = once(thread, 'message', { signal: time });
    thread.postMessage(bytes, [bytes.buffer]);
    const [result]: PdfResult[] = await answer;
    if (result === undefined) throw new Error('no answer');
    keep(thread);
    return { result, timedOut: false };
  } catch (error) {
    await thread.terminate();
    const timedOut = time.aborted;
    return { result: timedOut ? damaged('too slow') : problemOf(error), timedOut };
  }
}

function startThread(): Worker {
  // Compiled, it is JavaScript.
  const file = import.meta.url.endsWith('.ts') ? './pdf-items.ts' : './pdf-items.js';
  return new Worker(new URL(file, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
}

function keep(thread: Worker): void {
  if (idle !== undefined) {
    void thread.terminate();
    return;
  }
  thread.unref();
  idle = thread;
}

const damaged = (message: string): PdfResult => ({ problem: 'damaged', message });

function problemOf(error: unknown): PdfResult {
  const isMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory)
    return { problem: 'too-large', message: `it needs over ${maxHeapMb} MB of memory; split it` };
  return damaged(error instanceof Error ? error.message.slice(0, 200) : String(error));
}
