import { setTimeout as sleep } from 'node:timers/promises';
import { TolkError } from '../errors.ts';

const againMs = 1_000;

/** Has Redis reached its `maxmemory`, is its disk full, or are its replicas away? */
function isRefused(error: unknown): boolean {
  const { code } = TolkError.from(error);
  return code === 'redis.full' || code === 'redis.cannot_write';
}

/**
 * Writes what must not be lost, such as an answer that is paid for: while Redis takes no writes it
 * is tried again every second. Somebody reads and releases results meanwhile, raises `maxmemory`,
 * or gives Redis room on its disk.
 */
export async function retryWhileRefused<T>(write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isRefused(error)) throw error;
      await sleep(againMs);
    }
  }
}
