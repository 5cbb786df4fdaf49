import { z } from 'zod';
import { pages } from '../pages.ts';
import type { Keys } from './keys.ts';
import { tryReadJson } from './read-json.ts';
import type { RedisConnection } from './redis-connection.ts';
import { decodeReply, queueScript } from './run-script.ts';
import { writeLimited } from './scripts/write-limited.ts';

/** A pair of the translation memory, and who gave its English. */
const pairSchema = z.object({
  nl: z.string(),
  en: z.string(),
  model: z.string(),
  asked: z.string(),
  call: z.string(),
});

/** A pair of the translation memory; see {@link pairSchema}. */
export type MemoryPair = z.infer<typeof pairSchema>;

/** Pairs with the keys they were found under: what the translation memory knew of an article. */
export const memoryMatchesSchema = z.array(z.object({ key: z.string(), pair: pairSchema }));

/** A pair with the key it was found under. */
export type MemoryMatch = z.infer<typeof memoryMatchesSchema>[number];

/**
 * The translation memory as it is kept. It implements `TranslationMemory` of
 * `translate/translation-memory.ts`.
 */
export interface TranslationMemoryStore {
  /** The pairs under these keys, in their order; null for an unknown key. */
  lookUp(keys: readonly string[]): Promise<Array<MemoryPair | null>>;
  remember(matches: readonly MemoryMatch[]): Promise<void>;
  /** All pairs, in no order. */
  all(): AsyncGenerator<MemoryPair>;
  count(): Promise<number>;
  /** Forgets everything; returns how many pairs there were. */
  clear(): Promise<number>;
}

/** How long pairs are kept, and how many: beyond that the oldest are dropped. */
export interface TranslationMemoryOptions {
  readonly ttlMs: number;
  readonly maxPairs: number;
}

const scanCount = 1_000;
/** Keys in one command. */
const pageSize = 1_000;

/** The translation memory on `redis`; the connection stays its caller's. */
export function createTranslationMemory(
  redis: RedisConnection,
  keys: Keys,
  options: TranslationMemoryOptions,
): TranslationMemoryStore {
  return new RedisTranslationMemory(redis, keys, options);
}

class RedisTranslationMemory implements TranslationMemoryStore {
  readonly #redis: RedisConnection;
  readonly #keys: Keys;
  readonly #options: TranslationMemoryOptions;

  constructor(redis: RedisConnection, keys: Keys, options: TranslationMemoryOptions) {
    this.#redis = redis;
    this.#keys = keys;
    this.#options = options;
  }

  async lookUp(keys: readonly string[]): Promise<Array<MemoryPair | null>> {
    if (keys.length === 0) return [];
    const texts = await this.#redis.mget(keys.map(this.#keys.translationMemory));
    return texts.map(parsePair);
  }

  async remember(matches: readonly MemoryMatch[]): Promise<void> {
    const { translationMemory, translationMemoryIndex } = this.#keys;
    const keys = { keyPrefix: translationMemory(''), index: translationMemoryIndex };
    const { ttlMs, maxPairs } = this.#options;
    const pipeline = this.#redis.pipeline();
    const calls = matches.map(({ key, pair }) => ({
      keys,
      args: { name: key, now: Date.now(), ttlMs, most: maxPairs },
      payloads: { value: Buffer.from(JSON.stringify(pair)) },
    }));
    queueScript(pipeline, writeLimited, calls);
    for (const reply of (await pipeline.exec()) ?? []) decodeReply(writeLimited, reply);
  }

  async *all(): AsyncGenerator<MemoryPair> {
    const index = this.#keys.translationMemoryIndex;
    let cursor = '0';
    do {
      const [next, membersAndScores] = await this.#redis.zscan(index, cursor, 'COUNT', scanCount);
      cursor = next;
      const keys = membersAndScores.filter((_, at) => at % 2 === 0);
      for (const pair of await this.lookUp(keys)) if (pair) yield pair;
    } while (cursor !== '0');
  }

  count(): Promise<number> {
    return this.#redis.zcard(this.#keys.translationMemoryIndex);
  }

  async clear(): Promise<number> {
    const all = await this.#redis.zrange(this.#keys.translationMemoryIndex, '0', '-1');
    for (const page of pages(all, pageSize))
      await this.#redis.del(...page.map(this.#keys.translationMemory));
    await this.#redis.del(this.#keys.translationMemoryIndex);
    return all.length;
  }
}

function parsePair(text: string | null): MemoryPair | null {
  return text === null ? null : tryReadJson(text, pairSchema);
}
