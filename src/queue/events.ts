import { QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { type Progress, progressSchema } from '../contract.ts';
import type { Keys } from '../store/keys.ts';
import { articleIdOf, queueName } from './queue.ts';

/** What is heard of articles while they are worked on. */
export interface EventListener {
  /** Something happened to this article that may have ended it. */
  readonly onChange: (id: string) => void;
  readonly onProgress: (id: string, progress: Progress) => void;
}

/**
 * Listens to what happens in the queue, from the moment the promise resolves: one Redis stream read
 * by one connection, however many articles are waited for.
 *
 * @returns the function that ends it
 */
export async function listenToQueue(
  redis: Redis,
  keys: Keys,
  listener: EventListener,
): Promise<() => Promise<void>> {
  // Named as a time on the server, not "from now on": nothing slips through before the first read.
  const [seconds] = await redis.time();
  const events = new QueueEvents(queueName, {
    connection: redis.duplicate({ lazyConnect: true }),
    prefix: keys.queue,
    lastEventId: `${seconds}000-0`,
  });
  events.on('error', () => {});
  const changed = ({ jobId }: { jobId: string }) => listener.onChange(articleIdOf(jobId));
  events.on('completed', changed);
  events.on('failed', changed);
  events.on('removed', changed);
  events.on('progress', ({ jobId, data }) => {
    const progress = progressSchema.safeParse(data);
    if (progress.success) listener.onProgress(articleIdOf(jobId), progress.data);
  });
  await events.waitUntilReady();
  return () => events.close();
}
