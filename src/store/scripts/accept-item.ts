import { z } from 'zod';
import { statuses } from '../../contract.ts';
import { defineScript, jsonReply } from '../run-script.ts';
import { accept, acceptArgs, articleKeyNames, takeFailure } from './shared.ts';

/**
 * Takes an item into a batch, under a record of its own or one that is there.
 *
 * Input: as for an article, and
 *   batch, seq   its batch and its place in it
 *   item         what is kept of it: `record bytes {json}`
 *   bytes        of the compressed article
 *   after        how far the corpus was read when the last item was taken; fed only
 *   mode         feed: the next of the corpus · again: it has failed · gold: measured only
 *   route        its priority in the queue, or `api`
 *   packed       the article compressed
 * Output: verdict and status; `gap` where Redis has lost items before it; `skipped` (without a
 * status) when the batch has it already or is cancelled. Twice: skipped.
 */
export const acceptItem = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({
    ...acceptArgs,
    batch: z.string(),
    seq: z.int(),
    item: z.string(),
    bytes: z.int(),
    mode: z.enum(['feed', 'again', 'gold']),
    after: z.int(),
    route: z.string(),
  }),
  payloads: ['packed'],
  reply: jsonReply(
    z.object({
      verdict: z.enum(['accepted', 'known', 'conflict', 'skipped', 'gap']),
      status: z.enum(statuses).optional(),
    }),
  ),
  lua: `${accept}${takeFailure}
local batch = batchPrefix .. args.batch
local stats = batch .. ':stats'
local skipped = cjson.encode({ verdict = 'skipped' })
local waiting = args.batch .. ':' .. string.format('%d', args.seq)

-- Were all before it taken? No, where Redis was set back since.
if args.mode == 'feed' and tonumber(redis.call('HGET', batch, 'position') or '0') < args.after then
  return cjson.encode({ verdict = 'gap' })
end

-- Is it the item's turn? Where it is, the batch notes that it had it.
local function begin()
  if redis.call('HGET', batch, 'status') == 'cancelled' then return false end
  if args.mode == 'again' then return takeFailure(batch, args.seq) end
  if args.mode == 'gold' then return redis.call('HEXISTS', batch .. ':items', args.seq) == 0 end
  if tonumber(redis.call('HGET', batch, 'position') or '0') >= args.seq then return false end
  redis.call('HSET', batch, 'position', args.seq)
  redis.call('HINCRBY', stats, 'accepted', 1)
  return true
end

-- An item that was under another record, with other options, no longer waits for that one.
local function leaveEarlierRecord()
  local before = redis.call('HGET', batch .. ':items', args.seq)
  local earlier = before and string.match(before, '^%S+')
  if not earlier or earlier == args.id then return end
  local old = string.sub(result, 1, #result - #args.id) .. earlier
  local oldWaitingFor = string.sub(waitingFor, 1, #waitingFor - #args.id) .. earlier
  local left = redis.call('SREM', oldWaitingFor, waiting) == 1
  if left and redis.call('EXISTS', old) == 1 then redis.call('HINCRBY', old, 'refCount', -1) end
end

if not begin() then return skipped end
local waited = redis.call('SISMEMBER', waitingFor, waiting) == 1
leaveEarlierRecord()
local verdict, status = accept()
redis.call('HSET', batch .. ':items', args.seq, args.item)
if not waited then redis.call('HINCRBY', result, 'refCount', 1) end
redis.call('PERSIST', waitingFor)
if verdict == 'accepted' then
  redis.call('HSET', result, 'batch', args.batch, 'route', args.route)
else
  redis.call('HINCRBY', stats, 'reused', 1)
end
local writes = args.mode == 'gold' or redis.call('HGET', batch, 'writes') == '1'
if status ~= 'done' or writes then redis.call('HINCRBY', batch, 'inFlightBytes', args.bytes) end
if status == 'done' then
  if writes then redis.call('ZADD', batch .. ':ready', args.seq, args.seq) end
  redis.call('HINCRBY', stats, 'done', 1)
else
  redis.call('ZADD', batch .. ':open', args.seq, args.seq)
  redis.call('SADD', waitingFor, waiting)
end
return cjson.encode({ verdict = verdict, status = status })`,
});
