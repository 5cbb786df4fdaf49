import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';
import { finishedVersion } from './finished-version.ts';
import { articleKeyNames, endItems, failureText, jobArgs, move, resultTtlMs } from './shared.ts';

/** `expire()`: the record and all that belongs to it is deleted `args.resultTtlMs` from now. */
const expire = `
local function expire(status)
  redis.call('PEXPIRE', result, args.resultTtlMs)
  redis.call('PEXPIRE', article, args.resultTtlMs)
  redis.call('PEXPIRE', waitingFor, args.resultTtlMs)
  if status == 'done' then redis.call('DEL', waitingFor) end
  -- What has expired by now leaves the index.
  redis.call('ZREMRANGEBYSCORE', index[status], '-inf', args.now - args.resultTtlMs)
end
`;

const finish = `${move}${endItems}${finishedVersion}${expire}
local function finish(status, field, value, gloss)
  local had = redis.call('HMGET', result, 'status', 'token')
  if had[2] ~= args.token or (had[1] ~= 'active' and had[1] ~= 'queued') then return 0 end
  if status == 'failed' and finishedVersion() then
    endItems(status, value, args.tally)
    countRetranslation(args.tally)
    restoreFinished()
    local failure = cjson.encode({ failedAt = args.now, error = cjson.decode(value) })
    redis.call('HSET', result, 'retranslationError', failure)
    return 1
  end
  if finishedVersion() then countRetranslation(args.tally) end
  redis.call('HSET', result, 'finishedAt', args.now, field, value, 'gloss', gloss)
  redis.call('HDEL', result, 'lastError', 'paid', 'wrongAnswers')
  if status == 'done' then
    redis.call('HDEL', result, 'previous', 'kept', 'keptFields', 'keptArticle', 'memoryMatches',
      'route', 'error')
    redis.call('ZREM', retranslations, args.id)
  end
  move(had[1], status)
  redis.call('ZREM', outbox, args.id)
  endItems(status, value, args.tally)
  expire(status)
  return 1
end
`;

const common = {
  ...jobArgs,
  resultTtlMs,
  /** What it adds to the counters of its batch. */
  tally: z.record(z.string(), z.number()),
};

/**
 * Writes an outcome: active (or queued) → done. It takes the place of an earlier one, which was
 * readable until now. The result expires after `resultTtlMs`.
 *
 * Input: id, now, token, resultTtlMs, tally, gloss (true for the sandbox's); `outcome`, compressed.
 * Output: 1 when written, 0 when the token is old.
 * Twice: 0; the first one stands.
 */
export const complete = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({ ...common, gloss: z.boolean() }),
  payloads: ['outcome'],
  reply: flagReply,
  whenFull: 'allowed',
  lua: `${finish}
return finish('done', 'data', outcome, args.gloss and '1' or '0')`,
});

/**
 * Writes a failure: active (or queued) → failed; or → done, as it was, with the failure beside it,
 * where it was done before. The record expires after `resultTtlMs`.
 *
 * Input: id, now, token, resultTtlMs, tally, failure (JSON).
 * Output: 1 when written, 0 when the token is old.
 * Twice: 0; the first one stands.
 */
export const fail = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({ ...common, failure: failureText }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `${finish}
return finish('failed', 'error', args.failure, '0')`,
});
