import { TolkError } from '../errors.ts';

/*
 * Whether Redis answers. ioredis waits for a connection as long as it takes, which is right for a
 * worker and wrong for whoever has somebody waiting. So calls are made under a pulse: while they
 * run, Redis is pinged, and when it has been silent for too long they fail.
 *
 *   answering ─► silent ─► answering
 *
 * - answering ─► silent: the connection is lost, or nothing comes back over it any more (a frozen
 *   server, a line that was cut without a word).
 * - silent ─► answering: the connection is ready again, or a ping is answered. What was sent before
 *   may be done then, though its call has failed.
 */

/** How long one call may take. */
export interface PulseOptions {
  /** Longest silence of Redis before the call fails; a call that Redis answers may take longer. */
  readonly timeoutMs: number;
  /** Ends the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a pulse needs of a connection: one to a server, or to a cluster. */
interface Watched {
  readonly status: string;
  ping(): Promise<unknown>;
  on(event: 'ready' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'ready' | 'close', listener: () => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

const longestPingMs = 1_000;
/** How many pings fit into the time that a silence may take. */
const pingsInTime = 4;

/** Whether Redis answers, as the calls of one connection see it. */
export class Pulse implements Disposable {
  readonly #redis: Watched;
  /** When the connection was lost; undefined while there is one. */
  #lostAt: number | undefined;
  #heardAt = 0;
  /** When a ping was sent that is not answered yet. */
  #pingedAt: number | undefined;
  #lastError: Error | undefined;

  readonly #onError = (error: Error) => {
    this.#lastError = error;
  };
  readonly #onClose = () => {
    this.#lostAt ??= performance.now();
  };
  readonly #onReady = () => this.#hear();

  /** Watches a connection until it is disposed of. */
  constructor(redis: Watched) {
    this.#redis = redis;
    if (!isOpen(redis)) this.#lostAt = performance.now();
    redis.on('error', this.#onError);
    redis.on('close', this.#onClose);
    redis.on('ready', this.#onReady);
  }

  [Symbol.dispose](): void {
    this.#redis.off('error', this.#onError);
    this.#redis.off('close', this.#onClose);
    this.#redis.off('ready', this.#onReady);
  }

  /** True when the connection is lost, or Redis has not answered for longer than it should take. */
  get isSilent(): boolean {
    return this.#isLostOrWaiting(longestPingMs);
  }

  /**
   * Runs `work`, but no longer than Redis is silent. While the connection is known to be lost, work
   * is not begun: it would be done later, when nobody waits for it any more.
   *
   * @throws TolkError `redis.unreachable`; the signal's reason; what `work` throws
   */
  async run<T>(work: () => Promise<T>, { timeoutMs, signal }: PulseOptions): Promise<T> {
    signal?.throwIfAborted();
    const lostMs = this.#lostAt === undefined ? 0 : performance.now() - this.#lostAt;
    if (lostMs >= timeoutMs) throw this.unreachable(lostMs);
    const ended = new AbortController();
    try {
      const done = this.#whenOpen(ended.signal).then(work);
      return await Promise.race([
        done,
        this.silence(timeoutMs, ended.signal),
        whenAborted(signal, ended.signal),
      ]);
    } finally {
      ended.abort();
    }
  }

  /** Rejects when Redis has been silent for this long, counted from now; never after `until`. */
  silence(timeoutMs: number, until: AbortSignal): Promise<never> {
    const startedAt = performance.now();
    const { promise, reject } = Promise.withResolvers<never>();
    const silentMs = () => performance.now() - Math.max(startedAt, this.#heardAt);
    if (timeoutMs === Number.POSITIVE_INFINITY) return promise;
    const pingMs = Math.min(longestPingMs, timeoutMs / pingsInTime);
    const ping = setInterval(() => this.#ping(pingMs), pingMs);
    let timer: NodeJS.Timeout;
    const check = () => {
      const leftMs = timeoutMs - silentMs();
      if (leftMs > 0) timer = setTimeout(checkAfterReading, leftMs);
      else if (this.#isLostOrWaiting(pingMs)) reject(this.unreachable(timeoutMs));
      else {
        this.#ping(0);
        timer = setTimeout(checkAfterReading, pingMs);
      }
    };
    // A process that was busy reads first what has come meanwhile, and has asked before it judges.
    const checkAfterReading = () => setImmediate(check);
    check();
    until.addEventListener('abort', () => {
      clearInterval(ping);
      clearTimeout(timer);
    });
    return promise;
  }

  /** The error for a call that Redis did not answer. */
  unreachable(ms: number): TolkError {
    const why =
      this.#lostAt !== undefined && this.#lastError ? ` (${this.#lastError.message})` : '';
    const what = `Redis has not answered for ${Math.round(ms)} ms${why}`;
    return new TolkError(
      'redis.unreachable',
      `${what}; the call may be made again, what was enqueued is not enqueued twice`,
      { cause: this.#lastError },
    );
  }

  #hear(): void {
    this.#lostAt = undefined;
    this.#heardAt = performance.now();
  }

  #ping(everyMs: number): void {
    const isFresh = performance.now() - this.#heardAt < everyMs / 2;
    // In the queue of a connection that is lost it would wait, and say nothing.
    if (this.#pingedAt !== undefined || isFresh || this.#lostAt !== undefined) return;
    this.#pingedAt = performance.now();
    this.#redis
      .ping()
      // An error that Redis itself sends is an answer too.
      .catch((error: Error) => {
        if (error.name !== 'ReplyError') throw error;
      })
      .then(
        () => this.#hear(),
        () => {},
      )
      .finally(() => {
        this.#pingedAt = undefined;
      });
  }

  #isLostOrWaiting(ms: number): boolean {
    if (this.#lostAt !== undefined) return true;
    return this.#pingedAt !== undefined && performance.now() - this.#pingedAt >= ms;
  }

  async #whenOpen(until: AbortSignal): Promise<void> {
    if (this.#lostAt === undefined) return;
    await new Promise<void>((resolve) => {
      const look = setInterval(() => this.#lostAt === undefined && resolve(), lookMs);
      until.addEventListener('abort', () => clearInterval(look));
    });
  }
}

const lookMs = 20;

/** Connected, or about to connect with the first command. */
function isOpen({ status }: Watched): boolean {
  return status === 'ready' || status === 'wait';
}

/** Rejects with the reason of `signal` when that is aborted; never after `until`. */
function whenAborted(signal: AbortSignal | undefined, until: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: until });
  return promise;
}
