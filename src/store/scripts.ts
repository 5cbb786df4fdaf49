import { endBatch } from './batch-scripts.ts';

/*
 * The moves of an article's record, each one atomic script. `status` is the truth:
 *
 *            accept                start                 finish(done)
 *   (none) ─────────► queued ───────────────► active ───────────────────► done
 *                       ▲  ▲                    │ │
 *                       │  └──── handBack ──────┘ │ finish(failed)
 *                       │                         ▼
 *                       └──── retry, accept ─── failed ◄── cancel (from queued or active)
 *
 * `run` is a new random mark at each accept or retry, and part of the BullMQ job's id. A move with an
 * old mark is refused, so a worker that was slow, cut off or cancelled cannot overwrite what has
 * happened since, and a job that runs twice counts once.
 *
 * Batches whose items rest on a record stand in its set `waits` (`batch:seq`); what happens to the
 * record happens to those items in the same script. `holders` counts who still wants the record: a
 * batch that has written an item and releases it gives its share back, and the last one deletes it.
 *
 * Items numbered from a billion are gold articles: they are measured, and counted apart.
 *
 * Every script gets the keys article, result, index:queued, index:active, index:done, index:failed, outbox,
 * waits, and what the keys of all batches begin with. Keys of batches are made from that last one: all keys
 * of a Tolk stand in one slot.
 */
const keyNames = `
local article, result, outbox, waits, batches = KEYS[1], KEYS[2], KEYS[7], KEYS[8], KEYS[9]
local index = { queued = KEYS[3], active = KEYS[4], done = KEYS[5], failed = KEYS[6] }
local function move(id, from, to, now)
  if from then redis.call('ZREM', index[from], id) end
  redis.call('ZADD', index[to], now, id)
  redis.call('HSET', result, 'status', to)
end
`;

/** Drops index entries of records that have expired by now. */
const trim = `
local function trim(status, ttl, now)
  redis.call('ZREMRANGEBYSCORE', index[status], '-inf', now - ttl)
end
`;

/**
 * `each(f)` calls f(batch key, seq) for every item of a batch that rests on this record; `endItems` ends
 * them, or those of the batch `only`, and gives the tally to the batch that pays. A batch that has nothing
 * to write (`endsItself`) is complete with its last item; `endBatch` says so.
 */
const items = `${endBatch}
local function each(f)
  for _, item in ipairs(redis.call('SMEMBERS', waits)) do
    local batch, seq = string.match(item, '^(.*):(%d+)$')
    f(batches .. batch, seq)
  end
end
local function endItems(to, now, ttl, failure, tally, only)
  local payer = redis.call('HGET', result, 'batch')
  local counted = false
  each(function(batch, seq)
    if only and batch ~= batches .. only then return end
    if redis.call('ZREM', batch .. ':open', seq) == 0 then return end
    local stats = batch .. ':stats'
    local gold = tonumber(seq) >= 1000000000
    redis.call('HINCRBY', stats, gold and ('gold-' .. to) or to, 1)
    if not gold then redis.call('HINCRBY', stats, 'minute:' .. math.floor(now / 60000), 1) end
    if to == 'done' and (gold or redis.call('HGET', batch, 'writes') == '1') then
      redis.call('ZADD', batch .. ':ready', seq, seq)
    else
      local item = redis.call('HGET', batch .. ':items', seq)
      if item then redis.call('HINCRBY', batch, 'heldBytes', -tonumber(string.match(item, '^%S+ (%d+)'))) end
    end
    if to ~= 'done' and not gold then
      redis.call('HSET', batch .. ':failed', seq, failure)
      local code = cjson.decode(failure).code
      redis.call('HINCRBY', stats, 'failed:' .. code, 1)
      if code == 'job.budget_spent' and redis.call('HGET', batch, 'state') == 'running' then
        redis.call('HSET', batch, 'state', 'paused', 'reason', 'budget')
      end
    end
    if not counted and batch == batches .. (payer or '') then
      counted = true
      for field, amount in pairs(cjson.decode(tally)) do
        if field == 'worst' then
          redis.call('ZADD', batch .. ':worst', amount, seq)
          redis.call('ZREMRANGEBYRANK', batch .. ':worst', 0, -21)
        else
          redis.call('HINCRBYFLOAT', stats, field, amount)
        end
      end
    end
    endBatch(batch, now, ttl)
  end)
end
`;

const withKeys = (body: string) => ({ numberOfKeys: 9, lua: keyNames + body });

/** What must not be lost is written even when Redis is at its `maxmemory`: it was paid for, and lets other things go. */
const evenWhenFull = ({ numberOfKeys, lua }: { numberOfKeys: number; lua: string }) => ({
  numberOfKeys,
  lua: `#!lua flags=allow-oom\n${lua}`,
});

/** `take(...)` writes article and record unless they are there; gives verdict and status. */
const take = `
local function take(id, now, text, contentHash, options, run, source, reuse, replace, budget)
local had = redis.call('HMGET', result, 'status', 'contentHash', 'options', 'gloss', 'holders')
local status = had[1]
if status then
  local same = had[2] == contentHash
  if not same and replace ~= '1' then return 'conflict', status end
  if same and (status == 'queued' or status == 'active') then return 'known', status end
  if same and status == 'done' and had[3] == options and reuse ~= 'never' and not (reuse == 'unless-gloss' and had[4] == '1') then
    return 'known', status
  end
end
redis.call('DEL', result)
redis.call('SET', article, text)
redis.call('HSET', result, 'run', run, 'contentHash', contentHash, 'options', options, 'source', source, 'queuedAt', now, 'attempt', 0, 'budget', budget)
if had[5] then redis.call('HSET', result, 'holders', had[5]) end
move(id, status, 'queued', now)
redis.call('ZADD', outbox, now, id)
return 'accepted', 'queued'
end
`;

/**
 * ARGV: id, now, article, contentHash, options, run, source, reuse ('always' | 'unless-gloss' | 'never'), replace ('1' | '0'), budget or ''.
 * Gives {verdict, status}: accepted, known, or conflict (another text under this id).
 */
export const accept = withKeys(`${take}
local verdict, status = take(ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10])
if verdict ~= 'conflict' then redis.call('HINCRBY', result, 'holders', 1) end
return { verdict, status }
`);

/**
 * One item of a batch. ARGV: as accept, then batch, seq, item (`record bytes {json}`), bytes, mode ('feed' | 'again' | 'gold'),
 * lane (the priority in the queue, or 'api').
 * Gives {verdict, status}: as accept, or skipped when the batch has it already, or has been cancelled.
 */
export const acceptItem = withKeys(`${take}
local id, seq, bytes = ARGV[1], ARGV[12], tonumber(ARGV[14])
local batch = batches .. ARGV[11]
local stats = batch .. ':stats'
if redis.call('HGET', batch, 'state') == 'cancelled' then return { 'skipped', '' } end
if ARGV[15] == 'feed' then
  if tonumber(redis.call('HGET', batch, 'fed') or '0') >= tonumber(seq) then return { 'skipped', '' } end
  redis.call('HSET', batch, 'fed', seq)
  redis.call('HINCRBY', stats, 'accepted', 1)
elseif ARGV[15] == 'gold' then
  if redis.call('HEXISTS', batch .. ':items', seq) == 1 then return { 'skipped', '' } end
else
  local failure = redis.call('HGET', batch .. ':failed', seq)
  if not failure then return { 'skipped', '' } end
  redis.call('HDEL', batch .. ':failed', seq)
  redis.call('HINCRBY', stats, 'failed', -1)
  redis.call('HINCRBY', stats, 'failed:' .. cjson.decode(failure).code, -1)
end
local before = redis.call('HGET', batch .. ':items', seq)
local earlier = before and string.match(before, '^%S+')
local place = ARGV[11] .. ':' .. seq
local waited = redis.call('SISMEMBER', waits, place) == 1
if earlier and earlier ~= id then
  local old = string.sub(result, 1, #result - #id) .. earlier
  local left = redis.call('SREM', string.sub(waits, 1, #waits - #id) .. earlier, place) == 1
  if left and redis.call('EXISTS', old) == 1 then redis.call('HINCRBY', old, 'holders', -1) end
end
local verdict, status = take(id, ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10])
redis.call('HSET', batch .. ':items', seq, ARGV[13])
if not waited then redis.call('HINCRBY', result, 'holders', 1) end
redis.call('PERSIST', waits)
if verdict == 'accepted' then
  redis.call('HSET', result, 'batch', ARGV[11], 'lane', ARGV[16])
else
  redis.call('HINCRBY', stats, 'reused', 1)
end
local writes = ARGV[15] == 'gold' or redis.call('HGET', batch, 'writes') == '1'
if status ~= 'done' or writes then redis.call('HINCRBY', batch, 'heldBytes', bytes) end
if status == 'done' then
  if writes then redis.call('ZADD', batch .. ':ready', seq, seq) end
  redis.call('HINCRBY', stats, 'done', 1)
else
  redis.call('ZADD', batch .. ':open', seq, seq)
  redis.call('SADD', waits, place)
end
return { verdict, status }
`);

/**
 * ARGV: id, now, run, 'try' or 'go on' (with what is no new attempt). Gives {'idle'} when there is nothing to do (also when every batch that wants it is paused:
 * the record stays queued, and resuming puts it in the queue again), or
 * {'started', options, article, attempt, budget, previous outcome or '', paid so far, batch, what that may cost,
 * when it is called back from the Batch API, what the translation memory knew at the first attempt}.
 */
export const start = withKeys(`${items}
local had = redis.call('HMGET', result, 'status', 'run', 'options', 'budget', 'previous', 'paid', 'batch', 'holders', 'recalled')
local status = had[1]
if had[2] ~= ARGV[3] or (status ~= 'queued' and status ~= 'active') then return { 'idle' } end
local text = redis.call('GET', article)
if not text then return { 'idle' } end
local paused = 0
each(function(batch)
  if redis.call('HGET', batch, 'state') == 'paused' then paused = paused + 1 end
end)
if paused > 0 and paused >= tonumber(had[8] or '0') then return { 'idle' } end
local attempt = tonumber(redis.call('HGET', result, 'attempt') or '0')
if ARGV[4] == 'try' or attempt == 0 then attempt = redis.call('HINCRBY', result, 'attempt', 1) end
redis.call('HSET', result, 'activeAt', ARGV[2])
move(ARGV[1], status, 'active', ARGV[2])
redis.call('ZREM', outbox, ARGV[1])
local own = had[7] and redis.call('HMGET', batches .. had[7], 'maxCostUsd', 'recallAt') or {}
return {
  'started', had[3], text, tostring(attempt), had[4] or '', had[5] or '', had[6] or '', had[7] or '', own[1] or '', own[2] or '', had[9] or ''
}
`);

/** ARGV: id, now, run, what the translation memory knows of it. Kept for later attempts; the first one stands. Gives 1 when kept. */
export const keepRecalled = evenWhenFull(
  withKeys(`
if redis.call('HGET', result, 'run') ~= ARGV[3] then return 0 end
return redis.call('HSETNX', result, 'recalled', ARGV[4])
`),
);

/** ARGV: id, now, run, ttlMs, status, field, value, gloss, tally (JSON of counters). Gives 1 when moved, 0 when the mark is old. */
export const finish = evenWhenFull(
  withKeys(`${trim}${items}
local had = redis.call('HMGET', result, 'status', 'run')
if had[2] ~= ARGV[3] or (had[1] ~= 'active' and had[1] ~= 'queued') then return 0 end
local now, ttl, to = tonumber(ARGV[2]), tonumber(ARGV[4]), ARGV[5]
redis.call('HSET', result, 'finishedAt', now, ARGV[6], ARGV[7], 'gloss', ARGV[8])
redis.call('HDEL', result, 'lastError', 'paid')
if to == 'done' then redis.call('HDEL', result, 'previous', 'recalled', 'lane') end
move(ARGV[1], had[1], to, now)
redis.call('ZREM', outbox, ARGV[1])
endItems(to, now, ttl, ARGV[7], ARGV[9])
if to == 'done' then redis.call('DEL', waits) else redis.call('PEXPIRE', waits, ttl) end
redis.call('PEXPIRE', result, ttl)
redis.call('PEXPIRE', article, ttl)
trim(to, ttl, now)
return 1
`),
);

/** ARGV: id, now, run, lastError or '', paid so far or ''. Gives 1 when moved, 0 when the mark is old. */
export const handBack = evenWhenFull(
  withKeys(`
local had = redis.call('HMGET', result, 'status', 'run')
if had[1] ~= 'active' or had[2] ~= ARGV[3] then return 0 end
if ARGV[4] ~= '' then redis.call('HSET', result, 'lastError', ARGV[4]) end
if ARGV[5] ~= '' then redis.call('HSET', result, 'paid', ARGV[5]) end
move(ARGV[1], 'active', 'queued', ARGV[2])
return 1
`),
);

/** ARGV: id, now, ttlMs, error, the batch that cancels or ''. Gives {status it had, 'wanted' by others, or 'missing', run}; moves only from queued and active. */
export const cancel = withKeys(`${items}
local had = redis.call('HMGET', result, 'status', 'run')
local status = had[1]
if status ~= 'queued' and status ~= 'active' then return { status or 'missing', '' } end
-- A batch gives up only what nobody else wants: its own items end, and the record goes on for the others, who pay for it.
if ARGV[5] ~= '' then
  local own, heir = {}, nil
  for _, item in ipairs(redis.call('SMEMBERS', waits)) do
    local batch = string.match(item, '^(.*):%d+$')
    if batch == ARGV[5] then own[#own + 1] = item else heir = batch end
  end
  if tonumber(redis.call('HGET', result, 'holders') or '0') > #own then
    endItems('failed', ARGV[2], ARGV[3], ARGV[4], '{}', ARGV[5])
    for _, item in ipairs(own) do redis.call('SREM', waits, item) end
    redis.call('HINCRBY', result, 'holders', -#own)
    if redis.call('HGET', result, 'batch') == ARGV[5] then
      if heir then redis.call('HSET', result, 'batch', heir) else redis.call('HDEL', result, 'batch') end
    end
    return { 'wanted', '' }
  end
end
redis.call('HSET', result, 'finishedAt', ARGV[2], 'error', ARGV[4])
redis.call('HDEL', result, 'lastError', 'run')
endItems('failed', ARGV[2], ARGV[3], ARGV[4], '{}')
redis.call('PEXPIRE', waits, ARGV[3])
move(ARGV[1], status, 'failed', ARGV[2])
redis.call('ZREM', outbox, ARGV[1])
redis.call('PEXPIRE', result, ARGV[3])
redis.call('PEXPIRE', article, ARGV[3])
return { status, had[2] }
`);

/**
 * ARGV: id, now, run, options. Puts a done article back to be gone over with other options; what was
 * made of it stays as `previous` until there is something new. Gives the status it had, or 'missing'.
 */
export const retranslate = withKeys(`
local status = redis.call('HGET', result, 'status')
if status ~= 'done' then return status or 'missing' end
if redis.call('EXISTS', article) == 0 then return 'missing' end
redis.call('HSET', result, 'previous', redis.call('HGET', result, 'data'), 'options', ARGV[4])
redis.call('HDEL', result, 'data', 'finishedAt', 'activeAt', 'gloss', 'recalled')
redis.call('HSET', result, 'run', ARGV[3], 'queuedAt', ARGV[2], 'attempt', 0)
redis.call('PERSIST', result)
redis.call('PERSIST', article)
move(ARGV[1], status, 'queued', ARGV[2])
redis.call('ZADD', outbox, ARGV[2], ARGV[1])
return status
`);

/** ARGV: id, now, run. Gives the status it had, or 'missing'; moves only from failed. */
export const retry = withKeys(`${items}
local status = redis.call('HGET', result, 'status')
if status ~= 'failed' then return status or 'missing' end
if redis.call('EXISTS', article) == 0 then return 'missing' end
redis.call('HDEL', result, 'error', 'finishedAt', 'activeAt')
redis.call('HSET', result, 'run', ARGV[3], 'queuedAt', ARGV[2], 'attempt', 0)
redis.call('PERSIST', result)
redis.call('PERSIST', article)
redis.call('PERSIST', waits)
each(function(batch, seq)
  local failure = redis.call('HGET', batch .. ':failed', seq)
  if not failure then return end
  redis.call('HDEL', batch .. ':failed', seq)
  redis.call('HINCRBY', batch .. ':stats', 'failed', -1)
  redis.call('HINCRBY', batch .. ':stats', 'failed:' .. cjson.decode(failure).code, -1)
  redis.call('ZADD', batch .. ':open', seq, seq)
  local item = redis.call('HGET', batch .. ':items', seq)
  if item then redis.call('HINCRBY', batch, 'heldBytes', tonumber(string.match(item, '^%S+ (%d+)'))) end
end)
move(ARGV[1], status, 'queued', ARGV[2])
redis.call('ZADD', outbox, ARGV[2], ARGV[1])
return status
`);
