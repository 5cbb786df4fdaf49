import { TolkError } from '../errors.ts';
import type { Keys } from '../store/keys.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { readServerTime } from '../store/server-time.ts';
import type { Logger } from './logger.ts';

/*
 * No machine's clock is right, and one that is put right steps: an hour forth, and every wait is
 * over; an hour back, and none ends. Workers go by the clock of the Redis that they share, read now
 * and then, and in between by a timer that only goes forward. (BullMQ goes by the machine's clock:
 * what it is to wait for is said in that, see hand-back.ts.)
 */

const everyMs = 10_000;
/** An answer that took longer says too little about now. */
const longestReadMs = 1_000;

/** What it goes by. */
interface ServerClockContext {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly log: Logger;
  /** Milliseconds by a timer that only goes forward. @default performance.now */
  readonly timer?: () => number;
}

/** The time on the Redis server (ms since 1970). */
export class ServerClock {
  readonly #context: ServerClockContext;
  readonly #timer: () => number;
  #reading: NodeJS.Timeout | undefined;
  /** What the timer lacks to be the time on the server. */
  #offset: number;

  private constructor(context: ServerClockContext) {
    const { timer = () => performance.now() } = context;
    this.#context = context;
    this.#timer = timer;
    this.#offset = Date.now() - timer();
  }

  /** Reads the time, and again every ten seconds until {@link close}. */
  static async start(context: ServerClockContext): Promise<ServerClock> {
    const clock = new ServerClock(context);
    await clock.#read();
    const { log } = context;
    clock.#reading = setInterval(() => {
      // While Redis is away, the timer goes on.
      clock.#read().catch((error) => {
        const { code } = TolkError.from(error);
        if (code !== 'redis.unreachable') log.warn({ event: 'worker.clock', code });
      });
    }, everyMs);
    clock.#reading.unref();
    return clock;
  }

  /** The time now. */
  readonly now = (): number => Math.round(this.#timer() + this.#offset);

  close(): void {
    clearInterval(this.#reading);
  }

  async #read(): Promise<void> {
    const { redis, keys } = this.#context;
    const sentAt = this.#timer();
    const time = await readServerTime(redis, keys);
    const tookMs = this.#timer() - sentAt;
    if (tookMs <= longestReadMs) this.#offset = time + tookMs / 2 - this.#timer();
  }
}
