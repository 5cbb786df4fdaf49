import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';
import { articleKeyNames, jobArgs, move, statusOrMissing } from './shared.ts';

/**
 * Puts a done article back, to be gone over with other options: done → queued. What was made of it
 * stays as `previous` until there is something new.
 *
 * Input: id, now, token (the new one), options (JSON). Output: the status it had, or `missing`.
 * Twice: `queued`, and nothing happens.
 */
export const retranslate = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({ ...jobArgs, options: z.string() }),
  reply: textReply.pipe(statusOrMissing),
  lua: `${move}
local status = redis.call('HGET', result, 'status')
if status ~= 'done' then return status or 'missing' end
if redis.call('EXISTS', article) == 0 then return 'missing' end
redis.call('HSET', result, 'previous', redis.call('HGET', result, 'data'), 'options', args.options)
redis.call('HDEL', result, 'data', 'finishedAt', 'activeAt', 'gloss', 'memoryMatches')
redis.call('HSET', result, 'token', args.token, 'queuedAt', args.now, 'attempt', 0)
redis.call('PERSIST', result)
redis.call('PERSIST', article)
move(status, 'queued')
redis.call('ZADD', outbox, args.now, args.id)
return status`,
});
