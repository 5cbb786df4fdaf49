/**
 * Writes a record of which only so many are kept. KEYS: the record, the index of all. ARGV: value, ttl (ms),
 * now, most records, what their keys begin with. The oldest give way; the index forgets those that have expired.
 */
export const writeLimited = {
  numberOfKeys: 2,
  // An answer that is paid for is kept even when Redis is at its `maxmemory`.
  lua: `#!lua flags=allow-oom
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], string.sub(KEYS[1], #ARGV[5] + 1))
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3] - ARGV[2])
local excess = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[4])
if excess > 0 then
  local oldest = redis.call('ZPOPMIN', KEYS[2], excess)
  for at = 1, #oldest, 2 do redis.call('DEL', ARGV[5] .. oldest[at]) end
end
return 0`,
};
