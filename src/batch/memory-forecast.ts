import type { Batch } from '../store/batches.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { readRedisHealth } from '../store/redis-health.ts';

/** Beyond this share of Redis's memory nothing more is fed. */
const fullShare = 0.9;
/** Measured on short and on medium articles: a result is about twice the size of its source. */
const resultFactor = 2;
/** Records and calls of an article, beside its text and its result. */
const bytesPerItem = 2_000;
const maxAgeMs = 200;

/** Tells whether Redis has the memory for what a batch has in flight, with the results to come. */
export class MemoryForecast {
  readonly #redis: RedisConnection;
  readonly #prefix: string;
  readonly #clock: () => number;
  #readAt = Number.NEGATIVE_INFINITY;
  #usedBytes = 0;
  #maxBytes = 0;

  constructor(redis: RedisConnection, prefix: string, clock: () => number) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#clock = clock;
  }

  /** True where a batch must not be fed any further; never for a Redis without a limit. */
  async isFull({
    unfinished,
    inFlightBytes,
  }: Pick<Batch, 'unfinished' | 'inFlightBytes'>): Promise<boolean> {
    await this.#refresh();
    if (this.#maxBytes === 0) return false;
    const toCome = resultFactor * inFlightBytes + bytesPerItem * unfinished;
    return this.#usedBytes + toCome > this.#maxBytes * fullShare;
  }

  async #refresh(): Promise<void> {
    if (this.#clock() - this.#readAt < maxAgeMs) return;
    const { usedMemoryBytes, maxMemoryBytes } = await readRedisHealth(this.#redis, this.#prefix);
    this.#readAt = this.#clock();
    this.#usedBytes = usedMemoryBytes;
    this.#maxBytes = maxMemoryBytes;
  }
}
