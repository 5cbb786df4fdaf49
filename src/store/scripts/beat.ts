import { z } from 'zod';
import { defineScript, noReply } from '../run-script.ts';

/**
 * Notes that a worker is alive, for as long as `ttlMs` by the server's clock, and forgets those
 * that have been silent longer.
 *
 * Input: id, ttlMs, beat (what the worker says of itself, as JSON). Output: nothing. Twice: the
 * time begins again.
 */
export const beat = defineScript({
  keys: ['workers', 'worker'],
  args: z.strictObject({ id: z.string().min(1), ttlMs: z.int().positive(), beat: z.string() }),
  reply: noReply,
  // A worker that is alive must not look dead because Redis is full.
  whenFull: 'allowed',
  lua: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', worker, args.beat, 'PX', args.ttlMs)
redis.call('ZADD', workers, now + args.ttlMs, args.id)
redis.call('ZREMRANGEBYSCORE', workers, '-inf', now)
redis.call('PEXPIRE', workers, args.ttlMs)
return 0`,
});
