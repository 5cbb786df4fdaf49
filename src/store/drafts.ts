import type { Redis } from 'ioredis';
import { type SegmentDraft, segmentDraftSchema } from '../contract.ts';
import type { Keys } from './keys.ts';

/*
 * Drafts go from the worker to whoever watches through Redis channels, which keep nothing: no draft
 * is ever in a record. Who watches all articles listens to one channel, who watches one article to
 * its own; a worker asks how many listen before it has an answer streamed.
 */

/** Does anybody watch this article? No, where Redis does not let that be asked. */
export async function hasDraftListeners(redis: Redis, keys: Keys, id: string): Promise<boolean> {
  // channel, count, channel, count
  const counts = await redis.pubsub('NUMSUB', keys.drafts(), keys.drafts(id)).catch(() => []);
  return counts.some((count) => typeof count === 'number' && count > 0);
}

/** Tells whoever watches; a draft that is lost is missed by nobody. */
export function publishDraft(redis: Redis, keys: Keys, draft: SegmentDraft): void {
  const message = JSON.stringify(draft);
  redis.publish(keys.drafts(), message).catch(() => {});
  redis.publish(keys.drafts(draft.id), message).catch(() => {});
}

/** Which drafts are wanted, and who receives them. */
export interface DraftListener {
  /** Only those of this article. @default all */
  readonly id?: string | undefined;
  readonly onDraft: (draft: SegmentDraft) => void;
  readonly onError?: ((error: Error) => void) | undefined;
}

/**
 * Listens to drafts, from the moment the promise resolves, over a connection of its own.
 *
 * @returns the function that ends it
 */
export async function listenToDrafts(
  redis: Redis,
  keys: Keys,
  { id, onDraft, onError }: DraftListener,
): Promise<() => Promise<void>> {
  const subscriber = redis.duplicate({ lazyConnect: true, maxRetriesPerRequest: null });
  subscriber.on('error', (error: Error) => onError?.(error));
  subscriber.on('message', (_, message) => {
    const draft = readDraft(message);
    if (draft !== null) onDraft(draft);
  });
  await subscriber.subscribe(keys.drafts(id));
  return async () => subscriber.disconnect();
}

function readDraft(message: string): SegmentDraft | null {
  try {
    return segmentDraftSchema.safeParse(JSON.parse(message)).data ?? null;
  } catch {
    return null;
  }
}
