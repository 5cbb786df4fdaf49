/**
 * What a done article was last stays readable until something new takes its place, in these moves:
 *
 * - `finishedVersion()`: its outcome and the fields that go with it; nil where it was never done.
 * - `keepFinished(version, as)`: keeps that beside the new work, as `previous` (only what is stale
 *   is asked again) or as `kept` (all of it is). Call it when the fields of the work are written.
 * - `countRetranslation(tally)`: what it cost counts with the batch that the article was done for,
 * apart
 *   from what that cost itself; nothing where there is none (any more).
 * - `restoreFinished()`: the work is given up, and the record is as it was; false where nothing is
 *   kept. The caller says what becomes of the items that waited.
 *
 * Records that an earlier version has put back in the queue have `previous` alone.
 */
export const finishedVersion = `
local versionFields =
  { 'queuedAt', 'activeAt', 'finishedAt', 'attempt', 'options', 'source', 'contentHash', 'gloss' }
local function finishedVersion()
  local had = redis.call('HMGET', result, 'status', 'data', 'previous', 'kept', 'keptFields',
    'keptArticle')
  if had[1] ~= 'done' or not had[2] then
    if not (had[3] or had[4]) then return nil end
    return { data = had[3] or had[4], fields = had[5] or '{}', article = had[6] }
  end
  local fields = {}
  for at, value in ipairs(redis.call('HMGET', result, unpack(versionFields))) do
    if value then fields[versionFields[at]] = value end
  end
  return { data = had[2], fields = cjson.encode(fields), article = false }
end
local function keepFinished(version, as)
  redis.call('HDEL', result, 'data', 'previous', 'kept', 'keptArticle', 'retranslationError')
  redis.call('HSET', result, as, version.data, 'keptFields', version.fields)
  if version.article then redis.call('HSET', result, 'keptArticle', version.article) end
  redis.call('ZADD', doneIndex, args.now, args.id)
  redis.call('ZADD', retranslations, args.now, args.id)
end
local function countRetranslation(tally)
  local payer = redis.call('HGET', result, 'doneFor')
  local stats = batchPrefix .. (payer or '') .. ':stats'
  if not payer or redis.call('EXISTS', stats) == 0 then return end
  redis.call('HINCRBY', stats, 'retranslated:articles', 1)
  for _, name in ipairs({ 'calls', 'cost', 'unpriced' }) do
    if tally[name] then redis.call('HINCRBYFLOAT', stats, 'retranslated:' .. name, tally[name]) end
  end
end
local function restoreFinished()
  local version = finishedVersion()
  if not version then return false end
  local status = redis.call('HGET', result, 'status')
  redis.call('HDEL', result, 'previous', 'kept', 'keptFields', 'keptArticle', 'memoryMatches',
    'route', 'batch', 'budget', 'paid', 'wrongAnswers', 'lastError', 'error', 'activeAt')
  -- Where an earlier version kept no fields, its English may be a gloss: whoever wants none asks.
  redis.call('HSET', result, 'data', version.data, 'finishedAt', args.now, 'gloss', '1')
  for field, value in pairs(cjson.decode(version.fields)) do
    redis.call('HSET', result, field, value)
  end
  if version.article then redis.call('SET', article, version.article) end
  redis.call('ZREM', outbox, args.id)
  redis.call('ZREM', retranslations, args.id)
  move(status, 'done')
  redis.call('PEXPIRE', result, args.resultTtlMs)
  redis.call('PEXPIRE', article, args.resultTtlMs)
  redis.call('PEXPIRE', waitingFor, args.resultTtlMs)
  return true
end
`;
