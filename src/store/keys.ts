import type { Status } from '../contract.ts';

/** The Redis keys of one Tolk, all under its prefix. */
export interface Keys {
  article(id: string): string;
  result(id: string): string;
  /** Sorted set of the ids in one status, by the time of the last change. */
  index(status: Status): string;
  /** Sorted set of ids accepted but perhaps not yet in the queue, by time. */
  readonly outbox: string;
  /** Set of the items of batches that rest on an article, as `batch:seq`. */
  waits(id: string): string;
  /** A batch's own hash; `part` is one of its others. */
  batch(
    id: string,
    part?: 'stats' | 'items' | 'open' | 'ready' | 'failed' | 'worst' | 'lease',
  ): string;
  /** Sorted set of all batches by the time they were made. */
  readonly batches: string;
  /** Channel on which workers hear which article to drop. */
  readonly cancel: string;
  /** BullMQ's own prefix. */
  readonly queue: string;
}

/** The keys under `prefix`. */
export function createKeys(prefix: string): Keys {
  return {
    article: (id) => `${prefix}:article:${id}`,
    result: (id) => `${prefix}:result:${id}`,
    index: (status) => `${prefix}:index:${status}`,
    waits: (id) => `${prefix}:waits:${id}`,
    batch: (id, part) => `${prefix}:batch:${id}${part ? `:${part}` : ''}`,
    batches: `${prefix}:batches`,
    outbox: `${prefix}:outbox`,
    cancel: `${prefix}:cancel`,
    queue: `${prefix}:queue`,
  };
}
