import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';
import {
  articleKeyNames,
  countItem,
  eachItem,
  jobArgs,
  move,
  noteAccepted,
  statusOrMissing,
  takeFailure,
} from './shared.ts';

/**
 * Gives a failed article new attempts: failed → queued, with the items that wait for it.
 *
 * Input: id, now, token (the new one). Output: the status it had, or `missing`.
 * Twice: `queued`, and nothing happens.
 */
export const retry = defineScript({
  keys: articleKeyNames,
  args: z.strictObject(jobArgs),
  reply: textReply.pipe(statusOrMissing),
  lua: `${move}${eachItem}${noteAccepted}${countItem}${takeFailure}
local status = redis.call('HGET', result, 'status')
if status ~= 'failed' then return status or 'missing' end
if redis.call('EXISTS', article) == 0 then return 'missing' end
redis.call('HDEL', result, 'error', 'finishedAt', 'activeAt', 'wrongAnswers')
redis.call('HSET', result, 'token', args.token, 'queuedAt', args.now, 'attempt', 0)
redis.call('PERSIST', result)
redis.call('PERSIST', article)
redis.call('PERSIST', waitingFor)
eachItem(function(batch, seq)
  if not takeFailure(batch, seq) then return end
  redis.call('ZADD', batch .. ':open', seq, seq)
  countItem(batch, seq, 1)
end)
move(status, 'queued')
noteAccepted()
return status`,
});
