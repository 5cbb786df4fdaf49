import { hourMs, minuteMs } from '../duration.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';

/** After this long one refusal says nothing about the next. */
const togetherMs = 10 * minuteMs;
/** For this long articles that were met by such a stop are no proof again. */
const suspectMs = 24 * hourMs;

/**
 * Notes that the LLM API forbade a call for an article. True where it forbade one for another
 * article too and no call has succeeded in between: then it is not the article's fault. Articles
 * for which that was said once are no proof a second time: otherwise two at the head of the queue
 * to which a filter objects would stop everything again after each resume.
 */
export async function noteForbidden(
  redis: RedisConnection,
  keys: Keys,
  article: string,
): Promise<boolean> {
  await redis.sadd(keys.forbidden, article);
  await redis.pexpire(keys.forbidden, togetherMs);
  const articles = await redis.smembers(keys.forbidden);
  if (articles.every((each) => each === article)) return false;
  if ((await redis.sismember(keys.suspects, article)) === 1) return false;
  await redis.sadd(keys.suspects, ...articles);
  await redis.pexpire(keys.suspects, suspectMs);
  await clearForbidden(redis, keys);
  return true;
}

/** Forgets what was forbidden: a call has succeeded. */
export async function clearForbidden(redis: RedisConnection, keys: Keys): Promise<void> {
  await redis.del(keys.forbidden);
}
