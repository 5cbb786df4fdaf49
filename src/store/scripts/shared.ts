import { z } from 'zod';
import { failureSchema, statuses } from '../../contract.ts';
import { goldSeq } from '../gold-seq.ts';
import type { Keys } from '../keys.ts';
import { recordSchema } from '../record-schema.ts';
import { finishedVersion } from './finished-version.ts';

/*
 * What the moves of articles and batches share: names of keys and arguments, and pieces of Lua.
 *
 * The keys of batches, and of other records, are made in the scripts from what they begin with: all
 * keys of a Tolk are in one slot.
 */

/** The keys that every move of an article gets. */
export const articleKeyNames = [
  'article',
  'result',
  'queuedIndex',
  'activeIndex',
  'doneIndex',
  'failedIndex',
  'outbox',
  'waitingFor',
  'retranslations',
  'batchPrefix',
] as const;

/** The values of {@link articleKeyNames} for an article. */
export function articleKeys(
  keys: Keys,
  id: string,
): Record<(typeof articleKeyNames)[number], string> {
  return {
    article: keys.article(id),
    result: keys.result(id),
    queuedIndex: keys.index('queued'),
    activeIndex: keys.index('active'),
    doneIndex: keys.index('done'),
    failedIndex: keys.index('failed'),
    outbox: keys.outbox,
    waitingFor: keys.waitingFor(id),
    retranslations: keys.retranslations,
    batchPrefix: keys.batch(''),
  };
}

/** The arguments that every move of an article gets. */
export const articleArgs = { id: z.string(), now: z.number() };

/** The arguments of the moves that only the holder of a token may make. */
export const jobArgs = { ...articleArgs, token: z.string() };

/** How long what has ended is kept, in milliseconds. */
export const resultTtlMs = z.int().positive();

/** Any status of an article, or that there is none. */
export const statusOrMissing = z.enum([...statuses, 'missing']);

/** A failure as it is kept: JSON. */
export const failureText = z
  .string()
  .refine((text) => failureSchema.safeParse(JSON.parse(text)).success);

/** `move(from, to)`: the record `args.id` changes its status, now. */
export const move = `
local index = { queued = queuedIndex, active = activeIndex, done = doneIndex, failed = failedIndex }
local function move(from, to)
  if from then redis.call('ZREM', index[from], args.id) end
  redis.call('ZADD', index[to], args.now, args.id)
  redis.call('HSET', result, 'status', to)
end
`;

/**
 * `noteAccepted()`: the article is in the outbox, by the server's clock: those who accept and those
 * who deliver what is left there need not agree on the time.
 */
export const noteAccepted = `
local function noteAccepted()
  local time = redis.call('TIME')
  redis.call('ZADD', outbox, time[1] * 1000 + math.floor(time[2] / 1000), args.id)
end
`;

/** `countItem(batch key, seq, sign)`: the bytes of an item are in flight, or no longer. */
export const countItem = `
local function countItem(batch, seq, sign)
  local item = redis.call('HGET', batch .. ':items', seq)
  if not item then return end
  local bytes = tonumber(string.match(item, '^%S+ (%d+)'))
  redis.call('HINCRBY', batch, 'inFlightBytes', sign * bytes)
end
`;

/**
 * `takeFailure(batch key, seq)`: an item that failed is tried again; false for one that has not.
 */
export const takeFailure = `
local function takeFailure(batch, seq)
  local failure = redis.call('HGET', batch .. ':failed', seq)
  if not failure then return false end
  redis.call('HDEL', batch .. ':failed', seq)
  redis.call('HINCRBY', batch .. ':stats', 'failed', -1)
  redis.call('HINCRBY', batch .. ':stats', 'failed:' .. cjson.decode(failure).code, -1)
  return true
end
`;

/** `eachItem(f)`: f(batch key, seq) for every item of a batch that waits for this record. */
export const eachItem = `
local function eachItem(f)
  for _, item in ipairs(redis.call('SMEMBERS', waitingFor)) do
    local batch, seq = string.match(item, '^(.*):(%d+)$')
    f(batchPrefix .. batch, seq)
  end
end
`;

/**
 * `completeBatch(batch key)`: a batch that has nothing to write is complete when its input is
 * exhausted and nothing is open. Needs `args.now` and `args.resultTtlMs`.
 */
export const completeBatch = `
local function completeBatch(batch)
  local had = redis.call('HMGET', batch, 'completesItself', 'inputExhausted', 'status')
  if had[1] ~= '1' or had[2] ~= '1' or had[3] ~= 'running' then return end
  if redis.call('ZCARD', batch .. ':open') > 0 then return end
  redis.call('HSET', batch, 'status', 'complete', 'reason', '', 'endedAt', args.now)
  redis.call('PEXPIRE', batch, args.resultTtlMs)
  for _, part in ipairs({ 'stats', 'items', 'open', 'ready', 'failed', 'worst' }) do
    redis.call('PEXPIRE', batch .. ':' .. part, args.resultTtlMs)
  end
end
`;

/**
 * `endItems(to, failure, tally, only)` ends the items that wait for this record, or those of the
 * batch `only`, and gives the tally to the batch that pays. Needs `args.now` and
 * `args.resultTtlMs`.
 */
export const endItems = `${eachItem}${countItem}${completeBatch}
local function countFailure(batch, seq, failure)
  redis.call('HSET', batch .. ':failed', seq, failure)
  local code = cjson.decode(failure).code
  redis.call('HINCRBY', batch .. ':stats', 'failed:' .. code, 1)
  if code == 'job.budget_spent' and redis.call('HGET', batch, 'status') == 'running' then
    redis.call('HSET', batch, 'status', 'paused', 'reason', 'budget')
  end
end
local function addTally(batch, seq, tally)
  for field, amount in pairs(tally) do
    if field == 'worst' then
      redis.call('ZADD', batch .. ':worst', amount, seq)
      redis.call('ZREMRANGEBYRANK', batch .. ':worst', 0, -21)
    else
      redis.call('HINCRBYFLOAT', batch .. ':stats', field, amount)
    end
  end
end
local function endItems(to, failure, tally, only)
  local payer = redis.call('HGET', result, 'batch')
  local counted = false
  eachItem(function(batch, seq)
    if only and batch ~= batchPrefix .. only then return end
    if redis.call('ZREM', batch .. ':open', seq) == 0 then return end
    local stats = batch .. ':stats'
    local gold = tonumber(seq) >= ${goldSeq}
    redis.call('HINCRBY', stats, gold and ('gold-' .. to) or to, 1)
    if not gold then redis.call('HINCRBY', stats, 'minute:' .. math.floor(args.now / 60000), 1) end
    if to == 'done' and (gold or redis.call('HGET', batch, 'writes') == '1') then
      redis.call('ZADD', batch .. ':ready', seq, seq)
    else
      countItem(batch, seq, -1)
    end
    if to ~= 'done' and not gold then countFailure(batch, seq, failure) end
    if not counted and batch == batchPrefix .. (payer or '') then
      counted = true
      addTally(batch, seq, tally)
    end
    completeBatch(batch)
  end)
end
`;

/** What {@link accept} writes of an article. */
export const acceptArgs = {
  ...jobArgs,
  contentHash: z.string(),
  /** JSON, the same text for the same options. */
  options: z.string(),
  /** JSON. */
  source: z.string(),
  reuse: z.enum(['always', 'unless-gloss', 'never']),
  onConflict: z.enum(['refuse', 'replace']),
  /** JSON; left out where there is none. */
  budget: z.string().optional(),
};

/** What became of it, the status it has, and the token of the job that has it by now. */
export const acceptedSchema = z.object({
  verdict: z.enum(['accepted', 'known', 'conflict']),
  status: z.enum(statuses),
  token: z.string().optional(),
});

/**
 * `accept()` writes article and record unless they are there; returns verdict and status. What was
 * done before stays readable until the new work is.
 */
export const accept = `${move}${finishedVersion}${noteAccepted}
local function isKnown(had)
  local status, options, gloss = had[1], had[3], had[4]
  if status == 'queued' or status == 'active' then return true end
  if status ~= 'done' or options ~= args.options or args.reuse == 'never' then return false end
  return not (args.reuse == 'unless-gloss' and gloss == '1')
end
local function accept()
  local had = redis.call('HMGET', result, 'status', 'contentHash', 'options', 'gloss', 'refCount')
  local status, contentHash, refCount = had[1], had[2], had[5]
  if status then
    local same = contentHash == args.contentHash
    if not same and args.onConflict ~= 'replace' then return 'conflict', status end
    if same and isKnown(had) then return 'known', status end
  end
  local version = status and finishedVersion()
  if version and not version.article and contentHash ~= args.contentHash then
    version.article = redis.call('GET', article)
  end
  redis.call('DEL', result)
  redis.call('SET', article, packed)
  if status then redis.call('ZREM', index[status], args.id) end
  redis.call('ZADD', queuedIndex, args.now, args.id)
  redis.call('HSET', result, 'token', args.token, 'contentHash', args.contentHash,
    'options', args.options, 'source', args.source, 'queuedAt', args.now, 'attempt', 0,
    'budget', args.budget or '', 'schema', ${recordSchema}, 'status', 'queued')
  if refCount then redis.call('HSET', result, 'refCount', refCount) end
  if version then keepFinished(version, 'kept') end
  noteAccepted()
  return 'accepted', 'queued'
end
`;

/** Items that leave a batch. */
export const itemsArg = z.array(z.object({ seq: z.int(), record: z.string() }));

/** The keys that {@link releaseItem} needs. */
export const releaseKeyNames = ['batch', 'resultPrefix', 'articlePrefix', 'doneIndex'] as const;

/** The values of {@link releaseKeyNames} for a batch. */
export function releaseKeys(
  keys: Keys,
  batch: string,
): Record<(typeof releaseKeyNames)[number], string> {
  return {
    batch: keys.batch(batch),
    resultPrefix: keys.result(''),
    articlePrefix: keys.article(''),
    doneIndex: keys.index('done'),
  };
}

/** `releaseItem(item)`: an item leaves its batch; a record that nobody else wants is deleted. */
export const releaseItem = `
local function releaseItem(item)
  if redis.call('HDEL', batch .. ':items', item.seq) == 0 then return end
  redis.call('HINCRBY', batch .. ':stats', 'released', 1)
  local result = resultPrefix .. item.record
  local status = redis.call('HGET', result, 'status')
  if not status then return end
  if redis.call('HINCRBY', result, 'refCount', -1) > 0 then return end
  -- Somebody has asked for a newer version: it expires when that is done.
  if status == 'queued' or status == 'active' then return end
  redis.call('DEL', result, articlePrefix .. item.record)
  redis.call('ZREM', doneIndex, item.record)
end
`;
