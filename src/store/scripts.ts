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
 * Every script gets the keys article, result, index:queued, index:active, index:done, index:failed, outbox.
 */
const keyNames = `
local article, result, outbox = KEYS[1], KEYS[2], KEYS[7]
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

const withKeys = (body: string) => ({ numberOfKeys: 7, lua: keyNames + body });

/**
 * ARGV: id, now, article, contentHash, options, run, source, reuse ('always' | 'unless-gloss' | 'never'), replace ('1' | '0'), budget or ''.
 * Gives {verdict, status}: accepted, known, or conflict (another text under this id).
 */
export const accept = withKeys(`
local id, now, options, reuse = ARGV[1], ARGV[2], ARGV[5], ARGV[8]
local had = redis.call('HMGET', result, 'status', 'contentHash', 'options', 'gloss')
local status = had[1]
if status then
  local same = had[2] == ARGV[4]
  if not same and ARGV[9] ~= '1' then return { 'conflict', status } end
  if same and (status == 'queued' or status == 'active') then return { 'known', status } end
  if same and status == 'done' and had[3] == options and reuse ~= 'never' and not (reuse == 'unless-gloss' and had[4] == '1') then
    return { 'known', status }
  end
end
redis.call('DEL', result)
redis.call('SET', article, ARGV[3])
redis.call('HSET', result, 'run', ARGV[6], 'contentHash', ARGV[4], 'options', options, 'source', ARGV[7], 'queuedAt', now, 'attempt', 0, 'budget', ARGV[10])
move(id, status, 'queued', now)
redis.call('ZADD', outbox, now, id)
return { 'accepted', 'queued' }
`);

/** ARGV: id, now, run. Gives {'idle'} when there is nothing to do, or {'started', options, article, attempt, budget, previous outcome or ''}. */
export const start = withKeys(`
local had = redis.call('HMGET', result, 'status', 'run', 'options', 'budget', 'previous')
local status = had[1]
if had[2] ~= ARGV[3] or (status ~= 'queued' and status ~= 'active') then return { 'idle' } end
local text = redis.call('GET', article)
if not text then return { 'idle' } end
local attempt = redis.call('HINCRBY', result, 'attempt', 1)
redis.call('HSET', result, 'activeAt', ARGV[2])
move(ARGV[1], status, 'active', ARGV[2])
redis.call('ZREM', outbox, ARGV[1])
return { 'started', had[3], text, tostring(attempt), had[4] or '', had[5] or '' }
`);

/** ARGV: id, now, run, ttlMs, status, field, value, gloss. Gives 1 when moved, 0 when the mark is old. */
export const finish = withKeys(`${trim}
local had = redis.call('HMGET', result, 'status', 'run')
if had[2] ~= ARGV[3] or (had[1] ~= 'active' and had[1] ~= 'queued') then return 0 end
local now, ttl, to = tonumber(ARGV[2]), tonumber(ARGV[4]), ARGV[5]
redis.call('HSET', result, 'finishedAt', now, ARGV[6], ARGV[7], 'gloss', ARGV[8])
redis.call('HDEL', result, 'lastError')
if to == 'done' then redis.call('HDEL', result, 'previous') end
move(ARGV[1], had[1], to, now)
redis.call('ZREM', outbox, ARGV[1])
redis.call('PEXPIRE', result, ttl)
redis.call('PEXPIRE', article, ttl)
trim(to, ttl, now)
return 1
`);

/** ARGV: id, now, run, lastError or ''. Gives 1 when moved, 0 when the mark is old. */
export const handBack = withKeys(`
local had = redis.call('HMGET', result, 'status', 'run')
if had[1] ~= 'active' or had[2] ~= ARGV[3] then return 0 end
if ARGV[4] ~= '' then redis.call('HSET', result, 'lastError', ARGV[4]) end
move(ARGV[1], 'active', 'queued', ARGV[2])
return 1
`);

/** ARGV: id, now, ttlMs, error. Gives {status it had or 'missing', run}; moves only from queued and active. */
export const cancel = withKeys(`
local had = redis.call('HMGET', result, 'status', 'run')
local status = had[1]
if status ~= 'queued' and status ~= 'active' then return { status or 'missing', '' } end
redis.call('HSET', result, 'finishedAt', ARGV[2], 'error', ARGV[4])
redis.call('HDEL', result, 'lastError', 'run')
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
redis.call('HDEL', result, 'data', 'finishedAt', 'activeAt', 'gloss')
redis.call('HSET', result, 'run', ARGV[3], 'queuedAt', ARGV[2], 'attempt', 0)
redis.call('PERSIST', result)
redis.call('PERSIST', article)
move(ARGV[1], status, 'queued', ARGV[2])
redis.call('ZADD', outbox, ARGV[2], ARGV[1])
return status
`);

/** ARGV: id, now, run. Gives the status it had, or 'missing'; moves only from failed. */
export const retry = withKeys(`
local status = redis.call('HGET', result, 'status')
if status ~= 'failed' then return status or 'missing' end
if redis.call('EXISTS', article) == 0 then return 'missing' end
redis.call('HDEL', result, 'error', 'finishedAt', 'activeAt')
redis.call('HSET', result, 'run', ARGV[3], 'queuedAt', ARGV[2], 'attempt', 0)
redis.call('PERSIST', result)
redis.call('PERSIST', article)
move(ARGV[1], status, 'queued', ARGV[2])
redis.call('ZADD', outbox, ARGV[2], ARGV[1])
return status
`);
