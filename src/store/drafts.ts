import { type SegmentDraft, segmentDraftSchema } from '../contract.ts';
import type { Keys } from './keys.ts';
import { pingWhileListening } from './line-limits.ts';
import { tryReadJson } from './read-json.ts';
import { allServersOf, duplicateConnection, type RedisConnection } from './redis-connection.ts';

/*
 * Drafts go from the worker to whoever watches through Redis channels, which keep nothing: no draft
 * is ever in a record. Who watches all articles listens to one channel, who watches one article to
 * its own; a worker asks how many listen before it has an answer streamed.
 */

/** Does anybody watch this article? No, where Redis does not let that be asked. */
export async function hasDraftListeners(
  redis: RedisConnection,
  keys: Keys,
  id: string,
): Promise<boolean> {
  const counts = await Promise.all(
    allServersOf(redis).map((server) =>
      // channel, count, channel, count
      server.pubsub('NUMSUB', keys.drafts(), keys.drafts(id)).catch(() => []),
    ),
  );
  return counts.flat().some((count) => typeof count === 'number' && count > 0);
}

/** Tells whoever watches; a draft that is lost is missed by nobody. */
export function publishDraft(redis: RedisConnection, keys: Keys, draft: SegmentDraft): void {
  const message = JSON.stringify(draft);
  redis.publish(keys.drafts(), message).catch(() => {});
  redis.publish(keys.drafts(draft.id), message).catch(() => {});
}

/** Which drafts are wanted, and who receives them. */
export interface DraftListener {
  /** Only those of this article. @default all */
  readonly id?: string | undefined;
  readonly onDraft: (draft: SegmentDraft) => void;
}

/** What the channels of drafts are listened to with. */
export interface DraftChannelsContext {
  /** Duplicated for listening, when somebody first does. */
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly onError: (error: Error) => void;
}

/** The channels of drafts: one connection, however many listen. */
export class DraftChannels implements AsyncDisposable {
  readonly #context: DraftChannelsContext;
  readonly #listeners = new Map<string, Set<DraftListener['onDraft']>>();
  #subscriber: RedisConnection | undefined;

  constructor(context: DraftChannelsContext) {
    this.#context = context;
  }

  /**
   * Listens, from the moment the promise resolves.
   *
   * @returns the function that ends it
   */
  async listen({ id, onDraft }: DraftListener): Promise<() => void> {
    const channel = this.#context.keys.drafts(id);
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(onDraft));
    this.#subscriber ??= this.#connect();
    await this.#subscriber.subscribe(channel);
    return () => {
      listeners.delete(onDraft);
      if (listeners.size > 0) return;
      this.#listeners.delete(channel);
      // Nobody waits for it: during an outage that would take as long as the outage.
      this.#subscriber?.unsubscribe(channel).catch(() => {});
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscriber?.disconnect();
    this.#subscriber = undefined;
  }

  #connect(): RedisConnection {
    const { redis, onError } = this.#context;
    const subscriber = pingWhileListening(duplicateConnection(redis));
    subscriber.on('error', onError);
    subscriber.on('message', (channel: string, message: string) => {
      const draft = readDraft(message);
      if (draft === null) return;
      for (const onDraft of this.#listeners.get(channel) ?? []) onDraft(draft);
    });
    return subscriber;
  }
}

function readDraft(message: string): SegmentDraft | null {
  try {
    return tryReadJson(message, segmentDraftSchema);
  } catch {
    return null;
  }
}
