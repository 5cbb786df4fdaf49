import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ArticleResult,
  type FinishedResult,
  isBeingRetranslated,
  isFinished,
  type Progress,
  type SegmentDraft,
} from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { DraftListener } from '../store/drafts.ts';
import { notFound } from './enqueue.ts';
import type { EventListener } from './events.ts';
import { type WaitWarning, type WorkersAtHand, WorkerWatch } from './worker-watch.ts';

/** How long and how to wait. */
export interface WaitOptions {
  /** Milliseconds until `wait.timeout` is thrown; the work continues. @default no limit */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds that Redis may be away or silent before the wait fails with `redis.unreachable`;
   * the work continues. @default the client's `timeoutMs`
   */
  readonly outageMs?: number | undefined;
  /** Ends the wait with its reason; the work continues. */
  readonly signal?: AbortSignal | undefined;
  /**
   * What ends the wait for a done article of which a newer version is on its way: `newest` that
   * version, or what is left when it fails or is cancelled; `readable` the English there is.
   *
   * @default 'newest'
   */
  readonly until?: 'newest' | 'readable' | undefined;
  /**
   * Called within seconds where no worker is connected, or all pause; again when that was different
   * meanwhile. The wait continues. @default the client's `logger` receives it
   */
  readonly onWarning?: ((warning: WaitWarning) => void) | undefined;
  /** Called as a worker gets further with the article. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Called with the English of each segment as soon as the model has written it: unchecked, and
   * perhaps not what the result will say; again where it is written again. The article's answers
   * are streamed for it. What the worker began before may be missing.
   */
  readonly onDraft?: ((draft: SegmentDraft) => void) | undefined;
}

/**
 * Events can be lost (a trimmed stream, an outage), so what is waited for is read again this often,
 * all in one round trip.
 */
const recheckMs = 5_000;

interface Waiter {
  readonly settle: (result: ArticleResult | null) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: WaitOptions['onProgress'];
}

/** What waiters hear articles by. */
export interface WaitSource {
  /** Starts listening; resolves to the function that ends it. */
  readonly listen: (listener: EventListener) => Promise<() => Promise<void>>;
  /** The same for the drafts of one article. */
  readonly listenToDrafts: (listener: DraftListener) => Promise<() => void>;
  /** Looks what there is to work on what is waited for. */
  readonly lookForWorkers: () => Promise<WorkersAtHand>;
}

/**
 * Waits for articles to come to their end.
 *
 * A waiter is *waiting* until an event, or the recheck, says that its article may have ended; then
 * the record is read, and either it has (the waiter *settles*) or it keeps waiting. Abort and
 * timeout settle it too. Listening begins with the first waiter, before its record is first read,
 * so that no end falls between the two.
 */
export class Waiters implements AsyncDisposable {
  readonly #store: ArticleStore;
  readonly #source: WaitSource;
  readonly #waiting = new Map<string, Set<Waiter>>();
  readonly #workers: WorkerWatch;
  #listening: Promise<() => Promise<void>> | undefined;
  #recheck: NodeJS.Timeout | undefined;

  constructor(store: ArticleStore, source: WaitSource) {
    this.#store = store;
    this.#source = source;
    this.#workers = new WorkerWatch(source.lookForWorkers);
  }

  /**
   * The finished result of `id`.
   *
   * @throws TolkError `article.not_found`, `wait.timeout`; or the signal's reason
   */
  async wait(id: string, options: WaitOptions): Promise<FinishedResult> {
    const { signal, onDraft, onWarning } = options;
    signal?.throwIfAborted();
    const stop = new AbortController();
    const drafts = onDraft && this.#source.listenToDrafts({ id, onDraft });
    // Another function for each wait: each is told by itself.
    const endWatch = onWarning && this.#workers.add((warning) => onWarning(warning));
    try {
      return await new Promise<FinishedResult>((resolve, reject) => {
        this.#add(id, stop.signal, {
          settle: (result) => {
            if (result === null) reject(notFound(id));
            else if (isFinished(result) && !isAwaited(result, options)) resolve(result);
          },
          reject,
          onProgress: options.onProgress,
        });
        rejectInTime(id, options, stop.signal, reject);
        Promise.all([this.#start(), drafts]).then(() => this.#read([id]), reject);
      });
    } finally {
      stop.abort();
      endWatch?.();
      drafts?.then((end) => end()).catch(() => {});
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#recheck);
    this.#workers[Symbol.dispose]();
    const closed = new TolkError('job.interrupted', 'the client was closed while waiting');
    for (const waiter of [...this.#waiting.values()].flatMap((set) => [...set]))
      waiter.reject(closed);
    const stop = await this.#listening?.catch(() => undefined);
    await stop?.();
  }

  #add(id: string, until: AbortSignal, waiter: Waiter): void {
    const waiters = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiters.add(waiter));
    until.addEventListener('abort', () => {
      waiters.delete(waiter);
      if (waiters.size === 0 && this.#waiting.get(id) === waiters) this.#waiting.delete(id);
    });
  }

  async #start(): Promise<void> {
    this.#listening ??= this.#source.listen({
      onChange: (id) => {
        if (this.#waiting.has(id)) void this.#read([id]);
      },
      onProgress: (id, progress) => {
        for (const waiter of this.#waiting.get(id) ?? []) waiter.onProgress?.(progress);
      },
    });
    this.#recheck ??= setInterval(
      () => void this.#read([...this.#waiting.keys()]),
      recheckMs,
    ).unref();
    // Who cannot listen (Redis takes no more connections) still reads again and again.
    const unheard = sleep(recheckMs, undefined, { ref: false });
    await Promise.race([this.#listening.catch(() => this.#forgetListening()), unheard]);
  }

  /** The next wait tries again. */
  #forgetListening(): void {
    this.#listening = undefined;
  }

  async #read(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    try {
      const results = await this.#store.read(ids);
      for (const [at, id] of ids.entries()) {
        for (const waiter of this.#waiting.get(id) ?? []) waiter.settle(results[at] ?? null);
      }
    } catch (error) {
      for (const waiter of ids.flatMap((id) => [...(this.#waiting.get(id) ?? [])]))
        waiter.reject(error);
    }
  }
}

/** Is there a newer version, and is that what is waited for? */
function isAwaited(result: FinishedResult, { until = 'newest' }: WaitOptions): boolean {
  return until === 'newest' && isBeingRetranslated(result);
}

function rejectInTime(
  id: string,
  { timeoutMs, signal }: WaitOptions,
  settled: AbortSignal,
  reject: (error: unknown) => void,
): void {
  const onAbort = () => reject(signal?.reason);
  const onTimeout = () => {
    const what = `${id} was not finished within ${timeoutMs} ms`;
    reject(new TolkError('wait.timeout', `${what}; the work continues, wait again later`));
  };
  signal?.addEventListener('abort', onAbort);
  const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
  settled.addEventListener('abort', () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  });
}
