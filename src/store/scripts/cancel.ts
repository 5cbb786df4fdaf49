import { z } from 'zod';
import { statuses } from '../../contract.ts';
import { defineScript, jsonReply } from '../run-script.ts';
import { finishedVersion } from './finished-version.ts';
import {
  articleArgs,
  articleKeyNames,
  endItems,
  failureText,
  move,
  resultTtlMs,
} from './shared.ts';

/**
 * Cancels an article: queued or active → failed; or → done, as it was, where it was done before.
 * For a batch only if nobody else wants it: else the batch's own items end, and the record
 * continues for the others, who pay for it.
 *
 * Input: id, now, resultTtlMs, error (JSON), batch (left out where the user cancels).
 * Output: the status it had, `wanted` or `missing`; and its token where it was cancelled.
 * Twice: `failed`, and nothing happens.
 */
export const cancel = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({
    ...articleArgs,
    resultTtlMs,
    error: failureText,
    batch: z.string().optional(),
  }),
  reply: jsonReply(
    z.object({
      status: z.enum([...statuses, 'wanted', 'missing']),
      token: z.string().optional(),
    }),
  ),
  lua: `${move}${endItems}${finishedVersion}
local had = redis.call('HMGET', result, 'status', 'token')
local status, token = had[1], had[2]
if status ~= 'queued' and status ~= 'active' then
  return cjson.encode({ status = status or 'missing' })
end

-- The items of this batch, and another batch that waits for the record.
local function waitingItems()
  local own, heir = {}, nil
  for _, item in ipairs(redis.call('SMEMBERS', waitingFor)) do
    local batch = string.match(item, '^(.*):%d+$')
    if batch == args.batch then own[#own + 1] = item else heir = batch end
  end
  return own, heir
end
if args.batch then
  local own, heir = waitingItems()
  -- Those that have what was done before do not wait for what comes after it.
  local isOwnRetranslation = not heir and finishedVersion() ~= nil
    and redis.call('HGET', result, 'batch') == args.batch
  if not isOwnRetranslation and tonumber(redis.call('HGET', result, 'refCount') or '0') > #own then
    endItems('failed', args.error, {}, args.batch)
    for _, item in ipairs(own) do redis.call('SREM', waitingFor, item) end
    redis.call('HINCRBY', result, 'refCount', -#own)
    if redis.call('HGET', result, 'batch') == args.batch then
      redis.call('HDEL', result, 'batch')
      if heir then redis.call('HSET', result, 'batch', heir) end
    end
    return cjson.encode({ status = 'wanted' })
  end
end

redis.call('HDEL', result, 'lastError', 'token')
endItems('failed', args.error, {})
local paid = redis.call('HGET', result, 'paid')
if paid and finishedVersion() then
  local spend = cjson.decode(paid)
  local cost = spend.costUsd ~= cjson.null and spend.costUsd or nil
  countRetranslation({ calls = spend.usage.calls, cost = cost, unpriced = not cost and 1 or nil })
end
if restoreFinished() then return cjson.encode({ status = status, token = token or nil }) end
redis.call('HSET', result, 'finishedAt', args.now, 'error', args.error)
redis.call('PEXPIRE', waitingFor, args.resultTtlMs)
move(status, 'failed')
redis.call('ZREM', outbox, args.id)
redis.call('PEXPIRE', result, args.resultTtlMs)
redis.call('PEXPIRE', article, args.resultTtlMs)
return cjson.encode({ status = status, token = token or nil })`,
});
