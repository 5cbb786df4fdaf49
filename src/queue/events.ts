import { QueueEvents } from 'bullmq';
import { type Progress, progressSchema, type SegmentDraft } from '../contract.ts';
import type { Keys } from '../store/keys.ts';
import { duplicateConnection, type RedisConnection } from '../store/redis-connection.ts';
import { readServerTime } from '../store/server-time.ts';
import { articleIdOf, queueName } from './queue.ts';

/** What is heard of articles while they are worked on. */
export interface EventListener {
  /** Something happened to this article that may have ended it. */
  readonly onChange: (id: string) => void;
  readonly onProgress: (id: string, progress: Progress) => void;
  /** A worker has taken this article up. */
  readonly onActive?: (id: string) => void;
  /** English that a model has just written, if that is asked for. */
  readonly onDraft?: ((draft: SegmentDraft) => void) | undefined;
  /** The connection has a fault; it is being restored, and loses nothing the stream still has. */
  readonly onError?: (error: Error) => void;
}

/**
 * Listens to what happens in the queue, from the moment the promise resolves: one Redis stream read
 * by one connection, however many articles are waited for.
 *
 * @returns the function that ends it
 */
export async function listenToQueue(
  redis: RedisConnection,
  keys: Keys,
  listener: EventListener,
): Promise<() => Promise<void>> {
  const startMs = await readServerTime(redis, keys);
  const events = new QueueEvents(queueName, {
    connection: duplicateConnection(redis),
    prefix: keys.queue,
    // A time on the server, not "from now on": nothing slips through before the first read.
    lastEventId: `${startMs - 1}-0`,
  });
  events.on('error', (error) => listener.onError?.(error));
  const changed = ({ jobId }: { jobId: string }) => listener.onChange(articleIdOf(jobId));
  events.on('completed', changed);
  events.on('failed', changed);
  events.on('removed', changed);
  events.on('active', ({ jobId }) => listener.onActive?.(articleIdOf(jobId)));
  events.on('progress', ({ jobId, data }) => {
    const progress = progressSchema.safeParse(data);
    if (progress.success) listener.onProgress(articleIdOf(jobId), progress.data);
  });
  await events.waitUntilReady();
  return () => events.close();
}
