/*
 * The moves of a batch itself, each one atomic script; those of its articles stand in scripts.ts.
 */

/** Items of gold articles are numbered from here, beyond any corpus; scripts.ts knows it too. */
export const goldSeq = 1_000_000_000;

/** `endBatch(batch key, now, ttl)`: a batch that has nothing to write is complete when all of it is fed and nothing is open. */
export const endBatch = `
local function endBatch(batch, now, ttl)
  local had = redis.call('HMGET', batch, 'endsItself', 'fedAll', 'state')
  if had[1] ~= '1' or had[2] ~= '1' or had[3] ~= 'running' or redis.call('ZCARD', batch .. ':open') > 0 then return end
  redis.call('HSET', batch, 'state', 'complete', 'reason', '', 'endedAt', now)
  redis.call('PEXPIRE', batch, ttl)
  for _, part in ipairs({ 'stats', 'items', 'open', 'ready', 'failed', 'worst' }) do redis.call('PEXPIRE', batch .. ':' .. part, ttl) end
end
`;

/** `letGo(batch key, what all keys begin with, seq, record)`: an item leaves its batch; a record that nobody else wants is deleted. */
const letGo = `
local function letGo(batch, begin, seq, record)
  if redis.call('HDEL', batch .. ':items', seq) == 0 then return end
  redis.call('HINCRBY', batch .. ':stats', 'released', 1)
  local result = begin .. 'result:' .. record
  if redis.call('EXISTS', result) == 0 or redis.call('HINCRBY', result, 'holders', -1) > 0 then return end
  redis.call('DEL', result, begin .. 'article:' .. record)
  redis.call('ZREM', begin .. 'index:done', record)
end
`;

/**
 * Items are written where they belong. All at once: the new length of the output with the items that are in it.
 * KEYS: batch. ARGV: what all keys begin with, release ('1' | '0'), bytes of the output, then seq and record of each item.
 */
export const acknowledge = {
  numberOfKeys: 1,
  lua: `#!lua flags=allow-oom
${letGo}
local batch = KEYS[1]
redis.call('HSET', batch, 'outBytes', ARGV[3])
for at = 4, #ARGV, 2 do
  local seq, record = ARGV[at], ARGV[at + 1]
  if redis.call('ZREM', batch .. ':ready', seq) == 1 then
    if tonumber(seq) < ${goldSeq} then redis.call('HINCRBY', batch .. ':stats', 'delivered', 1) end
    local item = redis.call('HGET', batch .. ':items', seq)
    if item then redis.call('HINCRBY', batch, 'heldBytes', -tonumber(string.match(item, '^%S+ (%d+)'))) end
    if ARGV[2] == '1' then letGo(batch, ARGV[1], seq, record) end
  end
end
return 0`,
};

/** Lets items go that are written elsewhere for good. KEYS: batch. ARGV: what all keys begin with, then seq and record of each. */
export const release = {
  numberOfKeys: 1,
  lua: `#!lua flags=allow-oom
${letGo}
for at = 2, #ARGV, 2 do letGo(KEYS[1], ARGV[1], ARGV[at], ARGV[at + 1]) end
return 0`,
};

/** KEYS: batch. ARGV: now, ttl (ms). */
export const finishFeeding = {
  numberOfKeys: 1,
  lua: `#!lua flags=allow-oom
${endBatch}
redis.call('HSET', KEYS[1], 'fedAll', '1')
endBatch(KEYS[1], ARGV[1], ARGV[2])
return 0`,
};
