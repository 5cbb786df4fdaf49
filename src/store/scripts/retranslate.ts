import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';
import { finishedVersion } from './finished-version.ts';
import { articleKeyNames, jobArgs, move, noteAccepted, statusOrMissing } from './shared.ts';

/**
 * Puts a done article back, to be gone over with other options: done → queued. What was made of it
 * stays as `previous`, and is what readers see, until there is something new.
 *
 * Input: id, now, token (the new one), options (JSON). Output: the status it had, or `missing`.
 * Twice: `queued`, and nothing happens.
 */
export const retranslate = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({ ...jobArgs, options: z.string() }),
  reply: textReply.pipe(statusOrMissing),
  lua: `${move}${finishedVersion}${noteAccepted}
local status = redis.call('HGET', result, 'status')
local version = finishedVersion()
-- An earlier version left what it could not retranslate as failed.
if status ~= 'done' and not (status == 'failed' and version) then return status or 'missing' end
if redis.call('EXISTS', article) == 0 then return 'missing' end
local payer = redis.call('HGET', result, 'batch')
if payer then redis.call('HSET', result, 'doneFor', payer) end
-- What its batch may cost is no limit to what is asked for later.
redis.call('HDEL', result, 'finishedAt', 'activeAt', 'gloss', 'memoryMatches', 'batch', 'route',
  'error')
redis.call('HSET', result, 'options', args.options, 'token', args.token)
redis.call('HSET', result, 'queuedAt', args.now, 'attempt', 0)
redis.call('PERSIST', result)
redis.call('PERSIST', article)
move(status, 'queued')
keepFinished(version, 'previous')
noteAccepted()
return 'done'`,
});
