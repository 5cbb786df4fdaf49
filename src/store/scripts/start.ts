import { z } from 'zod';
import { fallbackSchema } from '../batch-definition.ts';
import { recordSchema } from '../record-schema.ts';
import { defineScript, fieldsReply, textReply } from '../run-script.ts';
import { articleKeyNames, eachItem, jobArgs, move } from './shared.ts';

const binary = z.instanceof(Buffer);
const number = textReply.transform(Number);

const started = z.object({
  article: binary,
  options: textReply,
  attempt: number,
  /** JSON. */
  budget: textReply.optional(),
  /** The result it had, compressed. */
  previous: binary.optional(),
  /** JSON. */
  paid: textReply.optional(),
  /** The batch that pays, and what that may cost. */
  batch: textReply.optional(),
  maxCostUsd: number.optional(),
  cancelApiBatchAt: number.optional(),
  fallback: textReply.pipe(fallbackSchema).optional(),
  isPaused: textReply.optional(),
  /** Compressed. */
  memoryMatches: binary.optional(),
  /** Wrong answers since the last right one. */
  wrongAnswers: number.optional(),
});

/**
 * Takes a job up: queued or active → active.
 *
 * Input: id, now, token, mode (`continue` with what is no new attempt). Output: what the record
 * knows, see `started`; null when there is nothing to do: the job is finished, cancelled or
 * replaced, or every batch that wants the record is paused (then it stays queued, and resuming puts
 * it in the queue again). What `continue`s is taken up all the same where the Batch API made the
 * batches pause: its answers may be there. A record of a later version is refused (TOONEW).
 * Twice: another attempt.
 */
export const start = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({ ...jobArgs, mode: z.enum(['try', 'continue']) }),
  reply: fieldsReply(started).nullable(),
  lua: `${move}${eachItem}
local had = redis.call('HMGET', result, 'status', 'token', 'refCount', 'attempt', 'batch')
local status, token, refCount, payer = had[1], had[2], had[3], had[5]
local attempt = tonumber(had[4] or '0')
if token ~= args.token or (status ~= 'queued' and status ~= 'active') then return false end
local schema = tonumber(redis.call('HGET', result, 'schema') or '1')
if schema > ${recordSchema} then return redis.error_reply('TOONEW ' .. schema) end
local text = redis.call('GET', article)
if not text then return false end

local paused, finishing = 0, 0
eachItem(function(batch)
  local batchHas = redis.call('HMGET', batch, 'status', 'reason')
  if batchHas[1] ~= 'paused' then return end
  paused = paused + 1
  if batchHas[2] == 'batch-api' then finishing = finishing + 1 end
end)
local isPaused = paused > 0 and paused >= tonumber(refCount or '0')
if isPaused and (args.mode == 'try' or finishing < paused) then return false end

if args.mode == 'try' or attempt == 0 then attempt = redis.call('HINCRBY', result, 'attempt', 1) end
redis.call('HSET', result, 'activeAt', args.now)
move(status, 'active')
redis.call('ZREM', outbox, args.id)
-- An earlier version took what it retranslates out of what is done.
if redis.call('HEXISTS', result, 'previous') == 1 then
  redis.call('ZADD', doneIndex, args.now, args.id)
  redis.call('ZADD', retranslations, args.now, args.id)
end

local reply = { 'article', text, 'attempt', tostring(attempt) }
local function add(key, names)
  for at, value in ipairs(redis.call('HMGET', key, unpack(names))) do
    if value and value ~= '' then
      reply[#reply + 1] = names[at]
      reply[#reply + 1] = value
    end
  end
end
if isPaused then
  reply[#reply + 1] = 'isPaused'
  reply[#reply + 1] = '1'
end
add(result, { 'options', 'budget', 'previous', 'paid', 'batch', 'memoryMatches', 'wrongAnswers' })
if payer then add(batchPrefix .. payer, { 'maxCostUsd', 'cancelApiBatchAt', 'fallback' }) end
return reply`,
});
