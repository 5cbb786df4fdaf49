import type {
  DoneResult,
  FailedResult,
  FinishedResult,
  Progress,
  SegmentDraft,
} from '../contract.ts';
import { isBeingRetranslated, isFinished } from '../contract.ts';
import type { ArticleStore } from '../store/articles.ts';
import { within } from '../within.ts';
import type { EventListener } from './events.ts';

/** Something that happened to an article, told apart by `type`. */
export type ArticleEvent =
  /** A worker has taken the article up; again, where an earlier attempt failed. */
  | { readonly type: 'active'; readonly id: string }
  /** A worker has come this far with the article. */
  | { readonly type: 'progress'; readonly id: string; readonly progress: Progress }
  /**
   * A model has just written a segment, or written it again: unchecked, and perhaps not what the
   * result will say. Only where drafts were asked for.
   */
  | ({ readonly type: 'draft' } & Readonly<SegmentDraft>)
  /**
   * The article is done; `result` is what `client.get` returns. Of one that was done before, also
   * where its newer version failed or was cancelled: `result.retranslation` says so.
   */
  | { readonly type: 'done'; readonly id: string; readonly result: DoneResult }
  /** The article has failed for good, or was cancelled. */
  | { readonly type: 'failed'; readonly id: string; readonly result: FailedResult };

/** How events are listened to. */
export interface EventOptions {
  /** Ends the loop when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Has answers streamed, and yields each segment as soon as the model has written it. That costs
   * the workers three to ten times the CPU of a call. @default false
   */
  readonly drafts?: boolean | undefined;
}

/** What a stream of events is made of. */
interface EventSource {
  readonly read: ArticleStore['read'];
  /** Starts listening; resolves to the function that ends it. */
  readonly listen: (listener: EventListener) => Promise<() => Promise<void>>;
  /** Called once, when the stream has ended. */
  readonly onClose: () => void;
}

/** What was noticed of an article since its events were last taken. */
interface Notice {
  readonly isActive?: true;
  readonly progress?: Progress;
  /** By segment. */
  readonly drafts?: ReadonlyMap<number, SegmentDraft>;
  /** Its record must be read to know. */
  readonly mayHaveEnded?: true;
}

/** The end does not wait longer for a Redis that says nothing. */
const closeMs = 2_000;
/** Articles whose records are read in one round trip. */
const readTogether = 100;
/** Ends remembered so that no event comes twice: BullMQ reports one end up to three times. */
const rememberedEnds = 1_000;

/** The events of all articles; leaving a `for await` loop over them ends them. */
export interface ArticleEvents
  extends AsyncIterableIterator<ArticleEvent, undefined>,
    AsyncDisposable {
  /** Ends the events and closes their connection; safe to call twice. */
  return(): Promise<IteratorReturnResult<undefined>>;
}

/** Tells the ends of an article apart. */
function endOf(result: FinishedResult): string {
  const { queuedAt, timings, status } = result;
  const newer = status === 'done' ? result.retranslation : null;
  const failedAt = newer?.status === 'failed' ? newer.failedAt : '';
  return `${queuedAt} ${timings.activeMs} ${status} ${failedAt}`;
}

/**
 * The events of all articles, from the moment this is made.
 *
 * BullMQ's events are *noticed* and kept by article; only when the reader asks for the next event
 * are they *taken*, and the records of those that may have ended read. So a slow reader holds ids
 * and not results in memory, and receives the latest progress instead of each.
 */
export class ArticleEventStream implements ArticleEvents {
  readonly #source: EventSource;
  readonly #listening: Promise<() => Promise<void>>;
  readonly #noticed = new Map<string, Notice>();
  readonly #ends = new Map<string, string>();
  readonly #events: AsyncGenerator<ArticleEvent, undefined>;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = () => void this.return();
  /** Ends each call of `next` that waits for an event. */
  readonly #awaiting = new Set<() => void>();
  #wake: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(source: EventSource, { signal, drafts = false }: EventOptions) {
    this.#source = source;
    this.#signal = signal;
    this.#listening = source.listen({
      onActive: (id) => this.#notice(id, { isActive: true }),
      onProgress: (id, progress) => this.#notice(id, { progress }),
      onChange: (id) => this.#notice(id, { mayHaveEnded: true }),
      ...(drafts ? { onDraft: (draft: SegmentDraft) => this.#noticeDraft(draft) } : {}),
    });
    // Whoever asks for the next event receives the error; until then it is nobody's.
    this.#listening.catch(() => undefined);
    this.#events = this.#generate();
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener('abort', this.#onAbort);
  }

  next(): Promise<IteratorResult<ArticleEvent, undefined>> {
    // While Redis is away the next event does not come, and the end must not wait for it.
    const { promise, resolve, reject } =
      Promise.withResolvers<IteratorResult<ArticleEvent, undefined>>();
    const end = () => resolve({ done: true, value: undefined });
    this.#awaiting.add(end);
    this.#events
      .next()
      .then(resolve, reject)
      .finally(() => this.#awaiting.delete(end));
    return promise;
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#closing ??= this.#close();
    for (const end of this.#awaiting) end();
    await this.#closing;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #notice(id: string, more: Notice): void {
    this.#noticed.set(id, { ...this.#noticed.get(id), ...more });
    this.#wake?.();
  }

  #noticeDraft(draft: SegmentDraft): void {
    const drafts = new Map(this.#noticed.get(draft.id)?.drafts);
    this.#notice(draft.id, { drafts: drafts.set(draft.segment, draft) });
  }

  async *#generate(): AsyncGenerator<ArticleEvent, undefined> {
    await this.#listening;
    while (this.#closing === undefined) {
      if (this.#noticed.size === 0) await this.#untilNoticed();
      else yield* await this.#take();
    }
  }

  #untilNoticed(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    return promise;
  }

  async #take(): Promise<ArticleEvent[]> {
    const page = [...this.#noticed.entries().take(readTogether)];
    for (const [id] of page) this.#noticed.delete(id);
    const toRead = page.filter(([, notice]) => notice.mayHaveEnded).map(([id]) => id);
    const ended = await this.#readEnded(toRead);
    return page.flatMap(([id, { isActive, progress, drafts }]) => {
      const events: ArticleEvent[] = [];
      if (isActive) events.push({ type: 'active', id });
      if (progress) events.push({ type: 'progress', id, progress });
      for (const draft of drafts?.values() ?? []) events.push({ type: 'draft', ...draft });
      const end = ended.get(id);
      if (end) events.push(end);
      return events;
    });
  }

  async #readEnded(ids: readonly string[]): Promise<ReadonlyMap<string, ArticleEvent>> {
    const results = ids.length === 0 ? [] : await this.#source.read(ids);
    const ended = new Map<string, ArticleEvent>();
    for (const result of results) {
      if (result === null || !isFinished(result) || isBeingRetranslated(result)) continue;
      const { id } = result;
      if (!this.#isNewEnd(id, endOf(result))) continue;
      if (result.status === 'done') ended.set(id, { type: 'done', id, result });
      else ended.set(id, { type: 'failed', id, result });
    }
    return ended;
  }

  #isNewEnd(id: string, end: string): boolean {
    const isNew = this.#ends.get(id) !== end;
    this.#ends.delete(id);
    this.#ends.set(id, end);
    if (this.#ends.size > rememberedEnds) {
      for (const oldest of this.#ends.keys().take(1)) this.#ends.delete(oldest);
    }
    return isNew;
  }

  async #close(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#wake?.();
    await within(closeMs, this.#end());
    this.#source.onClose();
  }

  async #end(): Promise<void> {
    const stop = await this.#listening.catch(() => undefined);
    await this.#events.return(undefined);
    await stop?.();
  }
}
