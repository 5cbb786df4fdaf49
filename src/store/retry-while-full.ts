import { setTimeout as sleep } from 'node:timers/promises';

const againMs = 1_000;

/** Is this Redis's word for `maxmemory` being reached? */
function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A transaction that could not even be queued is discarded whole; ioredis keeps why.
  const previous: unknown = Reflect.get(error, 'previousErrors');
  return /(?:^|: )OOM /.test(error.message) || (Array.isArray(previous) && previous.some(isFull));
}

/**
 * Writes what must not be lost, such as an answer that is paid for: while Redis is full it is tried
 * again every second. Somebody reads and releases results meanwhile, or raises `maxmemory`.
 */
export async function retryWhileFull<T>(write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isFull(error)) throw error;
      await sleep(againMs);
    }
  }
}
