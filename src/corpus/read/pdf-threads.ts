import { Worker } from 'node:worker_threads';
import type { PdfResult } from './pdf-items.ts';

/** A book of 2,000 pages takes some twenty seconds. */
export const maxPdfMs = 120_000;
const maxHeapMb = 1_024;

/** What came of one file: a result, or the end of its time. */
interface ThreadAnswer {
  readonly result: PdfResult;
  readonly timedOut: boolean;
}

/**
 * Reads PDFs in threads. One waits for the next file, and holds no process open meanwhile; one that
 * ends while it waits is forgotten. A thread is ended with a file that takes too long or too much
 * memory, and the next file has a new one.
 */
export class PdfThreads {
  #idle: Worker | undefined;
  #isClosed = false;

  /**
   * Reads the text of a PDF in a thread.
   *
   * @param bytes of the file; they are handed over
   */
  async read(bytes: Uint8Array<ArrayBuffer>, timeoutMs = maxPdfMs): Promise<ThreadAnswer> {
    const thread = this.#idle ?? this.#start();
    this.#idle = undefined;
    thread.ref();
    const time = AbortSignal.timeout(timeoutMs);
    try {
      const answer = answerOf(thread, time);
      thread.postMessage(bytes, [bytes.buffer]);
      const result = await answer;
      this.#keep(thread);
      return { result, timedOut: false };
    } catch (error) {
      await thread.terminate();
      const timedOut = time.aborted;
      return { result: timedOut ? damaged('too slow') : problemOf(error), timedOut };
    }
  }

  /** Ends the thread that waits, and those that read when they are done. */
  close(): void {
    this.#isClosed = true;
    void this.#idle?.terminate();
    this.#idle = undefined;
  }

  #start(): Worker {
    // Compiled, it is JavaScript.
    const file = import.meta.url.endsWith('.ts') ? './pdf-items.ts' : './pdf-items.js';
    const thread = new Worker(new URL(file, import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    const forget = () => {
      if (this.#idle === thread) this.#idle = undefined;
    };
    // An error that nobody listens for would end the process. It comes after an answer, too.
    return thread.on('error', forget).on('exit', forget);
  }

  #keep(thread: Worker): void {
    if (this.#isClosed || this.#idle !== undefined) {
      void thread.terminate();
      return;
    }
    thread.unref();
    this.#idle = thread;
  }
}

/** @throws what ends the thread, or the time */
async function answerOf(thread: Worker, time: AbortSignal): Promise<PdfResult> {
  const { promise, resolve, reject } = Promise.withResolvers<PdfResult>();
  const ended = () => reject(new Error('its thread ended'));
  const late = () => reject(time.reason);
  thread.on('message', resolve).on('error', reject).on('exit', ended);
  time.addEventListener('abort', late);
  try {
    return await promise;
  } finally {
    thread.off('message', resolve).off('error', reject).off('exit', ended);
    time.removeEventListener('abort', late);
  }
}

const damaged = (message: string): PdfResult => ({ problem: 'damaged', message });

function problemOf(error: unknown): PdfResult {
  const isMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory)
    return { problem: 'too-large', message: `it needs over ${maxHeapMb} MB of memory; split it` };
  return damaged(error instanceof Error ? error.message.slice(0, 200) : String(error));
}
