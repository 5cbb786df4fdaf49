import { type Status, statuses } from '../contract.ts';
import type { Retranslations } from './articles.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';

/** What the indexes are read with. */
interface IndexContext {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  /** How long finished articles are kept, in milliseconds. */
  readonly resultTtlMs: number;
  readonly clock: () => number;
}

/**
 * Reads which articles there are in each status. One that is retranslated is in the index of what
 * is done and in that of its work; it counts as done.
 */
export class ArticleIndexes {
  readonly #context: IndexContext;

  constructor(context: IndexContext) {
    this.#context = context;
  }

  async list(wanted: readonly Status[], limit: number): Promise<string[]> {
    const lists = await Promise.all(wanted.map((status) => this.#listIn(status, limit)));
    return lists
      .flat()
      .toSorted((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** Ids in one status. What is retranslated is in the index of its work too, but it is done. */
  async #listIn(status: Status, limit: number): Promise<ScoredId[]> {
    const index = this.#context.keys.index(status);
    const found: ScoredId[] = [];
    for (let from = 0; found.length < limit; from += limit) {
      const page = toScored(
        await this.#context.redis.zrevrange(index, from, from + limit - 1, 'WITHSCORES'),
      );
      if (status === 'done' || status === 'failed' || page.length === 0) return page;
      const ids = page.map(({ id }) => id);
      const scores = await this.#context.redis.zmscore(this.#context.keys.retranslations, ...ids);
      found.push(...page.filter((_, at) => scores[at] === null));
      if (page.length < limit) break;
    }
    return found.slice(0, limit);
  }

  async count(): Promise<Record<Status, number>> {
    const [retranslations, queued, active, done, failed] = await Promise.all([
      this.countRetranslations(),
      ...statuses.map((status) => this.#countIn(status)),
    ]);
    return {
      queued: Math.max(0, (queued ?? 0) - retranslations.queued),
      active: Math.max(0, (active ?? 0) - retranslations.active),
      done: done ?? 0,
      failed: failed ?? 0,
    };
  }

  async countRetranslations(): Promise<Retranslations> {
    const { retranslations, index } = this.#context.keys;
    const [all, active] = await Promise.all([
      this.#context.redis.zcard(retranslations),
      this.#context.redis.zintercard(2, retranslations, index('active')),
    ]);
    return { queued: Math.max(0, all - active), active };
  }

  /** What has expired stays in the index until the next one ends. */
  #countIn(status: Status): Promise<number> {
    const index = this.#context.keys.index(status);
    return status === 'done' || status === 'failed'
      ? this.#context.redis.zcount(index, this.#context.clock() - this.#context.resultTtlMs, '+inf')
      : this.#context.redis.zcard(index);
  }
}

interface ScoredId {
  readonly id: string;
  readonly score: number;
}

/** Members and scores, as Redis returns them in one list. */
function toScored(flat: readonly string[]): ScoredId[] {
  return Array.from({ length: flat.length / 2 }, (_, at) => ({
    id: flat[at * 2] ?? '',
    score: Number(flat[at * 2 + 1]),
  }));
}
