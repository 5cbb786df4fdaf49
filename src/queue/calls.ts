import { TolkError } from '../errors.ts';
import { LazyResource } from '../lazy-resource.ts';
import type { Pulse } from '../store/pulse.ts';
import { within } from '../within.ts';

/** What every call of a client takes. */
export interface CallOptions {
  /**
   * Milliseconds that Redis may be away or silent before the call fails with `redis.unreachable`,
   * which may be tried again. A call that Redis answers may take longer in all. Redis may still do
   * what was sent to it before; to enqueue the same article again is always safe.
   *
   * @default the client's `timeoutMs`
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Ends the call with the signal's reason: `AbortSignal.timeout(2_000)` bounds it whatever
   * happens. Redis may still do what was sent to it before.
   */
  readonly signal?: AbortSignal | undefined;
}

/** What calls are made on. */
interface Callable {
  readonly pulse: Pulse;
  close(): Promise<void>;
}

/** How long a client bears the silence of Redis unless it is told otherwise. */
const defaultTimeoutMs = 10_000;
/** Closing does not wait longer for a Redis that says nothing. */
const closeMs = 2_000;

/** Calls on a connection that is opened by the first of them; each ends in its time. */
export class Calls<Resource extends Callable> {
  readonly #resource: LazyResource<Resource>;
  /** How long a call bears the silence of Redis that says nothing of it. */
  readonly timeoutMs: number;

  constructor(open: () => Promise<Resource>, timeoutMs = defaultTimeoutMs) {
    this.#resource = new LazyResource(open);
    this.timeoutMs = timeoutMs;
  }

  /**
   * Makes one call.
   *
   * @throws TolkError `redis.unreachable`; the signal's reason; what `work` throws
   */
  async make<T>(
    { timeoutMs = this.timeoutMs, signal }: CallOptions,
    work: (resource: Resource) => Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    const resource = await this.open({ timeoutMs, signal });
    const leftMs = Math.max(1, timeoutMs - (performance.now() - startedAt));
    try {
      return await resource.pulse.run(() => work(resource), { timeoutMs: leftMs, signal });
    } catch (error) {
      if (signal?.aborted && error === signal.reason) throw error;
      throw TolkError.from(error);
    }
  }

  /** The open connection, in its time. @throws TolkError `redis.unreachable` */
  async open({ timeoutMs = this.timeoutMs, signal }: CallOptions): Promise<Resource> {
    signal?.throwIfAborted();
    const ended = new AbortController();
    try {
      return await Promise.race([
        this.#resource.get(),
        whenOver({ timeoutMs, signal }, ended.signal),
      ]);
    } finally {
      ended.abort();
    }
  }

  /** Closes the connection if it was ever opened; safe to call twice. */
  async close(): Promise<void> {
    await within(closeMs, this.#resource.close());
  }
}

/** Rejects when the time is over or the signal aborted; never after `until`. */
function whenOver({ timeoutMs = 0, signal }: CallOptions, until: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onTimeout = () =>
    reject(
      new TolkError(
        'redis.unreachable',
        `no connection to Redis within ${timeoutMs} ms; the call may be made again`,
      ),
    );
  const timer =
    timeoutMs === Number.POSITIVE_INFINITY ? undefined : setTimeout(onTimeout, timeoutMs);
  until.addEventListener('abort', () => clearTimeout(timer));
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: until });
  return promise;
}
