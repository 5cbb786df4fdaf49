import { z } from 'zod';
import { defineScript, textReply } from '../run-script.ts';

/**
 * Finds out which articles nobody will work on although their records say queued or active: their
 * job is not in the queue, and they are on no list from where somebody would take them. A failover
 * may leave them so: of what the old primary had acknowledged, the last moments are gone, and what
 * was done after them by somebody who took them for granted is not.
 *
 * Input: jobs (id, token, jobKey: where BullMQ has it). Output: the ids of those lost; not those
 * whose batches all pause, which come back with them. Twice: the same.
 */
export const findLost = defineScript({
  keys: [
    'resultPrefix',
    'waitingForPrefix',
    'batchPrefix',
    'outbox',
    'pending',
    'submissions',
    'submissionWaitingPrefix',
  ],
  args: z.strictObject({
    jobs: z.array(z.object({ id: z.string(), token: z.string(), jobKey: z.string() })),
  }),
  reply: z.array(textReply),
  lua: `
local submitted = nil
-- The scheduler of the Batch API has it, or will have it when a submission ends.
local function isInBatchApi(id)
  if redis.call('ZSCORE', pending, id) then return true end
  submitted = submitted or redis.call('HKEYS', submissions)
  for _, submission in ipairs(submitted) do
    if redis.call('SISMEMBER', submissionWaitingPrefix .. submission, id) == 1 then return true end
  end
  return false
end

local function isPaused(id, refCount)
  local paused = 0
  for _, item in ipairs(redis.call('SMEMBERS', waitingForPrefix .. id)) do
    local batch = string.match(item, '^(.*):%d+$')
    local status = batch and redis.pcall('HGET', batchPrefix .. batch, 'status')
    if status == 'paused' then paused = paused + 1 end
  end
  return paused > 0 and paused >= tonumber(refCount or '0')
end

local function isLost(job)
  -- What cannot be read keeps nobody from the others.
  local had = redis.pcall('HMGET', resultPrefix .. job.id, 'status', 'token', 'route', 'refCount')
  if had.err then return false end
  local status, token, route, refCount = had[1], had[2], had[3], had[4]
  if token ~= job.token or (status ~= 'queued' and status ~= 'active') then return false end
  if redis.call('EXISTS', job.jobKey) == 1 or redis.call('ZSCORE', outbox, job.id) then return false end
  if route == 'api' and isInBatchApi(job.id) then return false end
  return not isPaused(job.id, refCount)
end

local lost = {}
for _, job in ipairs(args.jobs) do
  if isLost(job) then lost[#lost + 1] = job.id end
end
return lost`,
});
