import { z } from 'zod';
import type { Logger } from '../../worker/logger.ts';

/** What a worker logs of what it tries again. */
const triedAgain = z.object({
  event: z.enum(['llm.retry', 'article.retry']),
  code: z.string(),
  reason: z.string(),
});

/** The same trouble is told again after this long. */
const againMs = 30_000;

/**
 * The log of a worker in this process, for people: what it tries again, so that nobody waits
 * without knowing for what. The same is told once in half a minute.
 */
export function troubleLog(tell: (line: string) => void, clock: () => number): Logger {
  const toldAt = new Map<string, number>();
  const log: Logger = {
    info: () => {},
    error: () => {},
    child: () => log,
    warn(event) {
      const { data } = triedAgain.safeParse(event);
      if (data === undefined) return;
      const at = toldAt.get(data.code);
      if (at !== undefined && clock() - at < againMs) return;
      toldAt.set(data.code, clock());
      tell(`${data.reason} [${data.code}]; trying again`);
    },
  };
  return log;
}
