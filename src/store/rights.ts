import { z } from 'zod';
import { TolkError } from '../errors.ts';
import { createKeys } from './keys.ts';
import { duplicateConnection, isCluster, type RedisConnection } from './redis-connection.ts';
import { defineScript, runScript } from './run-script.ts';

/*
 * What the user of a Redis with access rules must be allowed, found out by doing it: an access list
 * cannot be read by whom it restrains. Everything is done to keys of its own, which are deleted.
 */

/** Commands on keys that Tolk's scripts, BullMQ's and the code around them run. */
const keyCommands = [
  ...['del', 'exists', 'expire', 'get', 'getdel', 'incr', 'incrby', 'incrbyfloat', 'mget'],
  ...['persist', 'pexpire', 'pttl', 'rename', 'renamenx', 'set'],
  ...['hdel', 'hexists', 'hget', 'hgetall', 'hincrby', 'hincrbyfloat', 'hkeys', 'hlen', 'hmget'],
  ...['hmset', 'hset', 'hsetnx', 'hvals'],
  ...['lindex', 'llen', 'lpop', 'lpush', 'lrange', 'lrem', 'ltrim', 'rpop', 'rpoplpush', 'rpush'],
  ...['sadd', 'scard', 'sismember', 'smembers', 'srem'],
  ...['xadd', 'xread', 'xtrim'],
  ...['zadd', 'zcard', 'zcount', 'zintercard', 'zmscore', 'zpopmin', 'zrange', 'zrangebyscore'],
  ...['zrem', 'zremrangebyrank', 'zremrangebyscore', 'zrevrange', 'zrevrangebyscore', 'zscan'],
  ...['zscore', 'bzpopmin'],
] as const;

/** Commands that are about no key. */
const otherCommands = [
  // Without a name for its connection BullMQ hears of new jobs only every five seconds.
  'client|setname',
  ...['eval', 'evalsha', 'exec', 'multi', 'ping', 'publish', 'pubsub|numsub', 'scan', 'select'],
  ...['subscribe', 'time', 'unsubscribe'],
] as const;

/** Commands that only a client of a cluster sends. */
const clusterCommands = ['cluster|info', 'cluster|keyslot', 'cluster|slots', 'info'] as const;

/** All commands that the user of a server, or of a cluster, must be allowed. */
export function neededCommands(kind: 'server' | 'cluster'): readonly string[] {
  const common = [...keyCommands, ...otherCommands];
  return kind === 'cluster' ? [...common, ...clusterCommands] : common;
}

/** What a user is not allowed, of what it must be. */
export interface MissingRights {
  readonly commands: readonly string[];
  /** The pattern of the keys, where they are not all allowed. */
  readonly keys: string | null;
  /** The pattern of the channels, where they are not all allowed. */
  readonly channels: string | null;
  /** May it ask the server about itself? It works without, but knows nothing of Redis's memory. */
  readonly mayInfo: boolean;
}

/**
 * Input: commands, prefix. Output: those that are refused, and `~` where a key is, `&` where a
 * channel is. It is told by the answer: whoever may run a command is only told that its arguments
 * make no sense.
 */
const tryCommands = defineScript({
  keys: ['probe'],
  args: z.strictObject({ commands: z.array(z.array(z.string())), channel: z.string() }),
  reply: z.array(z.instanceof(Buffer).transform(String)),
  whenFull: 'allowed',
  lua: `
local refused = {}
local function attempt(name, ...)
  local answer = redis.pcall(...)
  local err = type(answer) == 'table' and answer.err or ''
  if string.find(err, 'channel') then
    refused[#refused + 1] = '&'
  elseif string.find(err, 'access a key') or string.find(err, 'access at least one of the keys')
    or string.find(err, 'one of the keys used') then
    refused[#refused + 1] = '~'
  elseif string.find(err, 'ACL') or string.find(err, 'NOPERM')
    or string.find(err, "can't run this command") then
    refused[#refused + 1] = name
  end
end
for _, command in ipairs(args.commands) do attempt(command[1], unpack(command)) end
attempt('publish', 'PUBLISH', args.channel, '')
return refused`,
});

/** Arguments that make a command valid, for those that want more than a key. */
const extraArguments: Partial<Record<string, readonly string[]>> = {
  expire: ['1'],
  incrby: ['1'],
  incrbyfloat: ['1'],
  pexpire: ['1'],
  rename: ['KEY'],
  renamenx: ['KEY'],
  set: ['1'],
  hdel: ['a'],
  hexists: ['a'],
  hget: ['a'],
  hincrby: ['a', '1'],
  hincrbyfloat: ['a', '1'],
  hmget: ['a'],
  hmset: ['a', '1'],
  hset: ['a', '1'],
  hsetnx: ['a', '1'],
  lindex: ['0'],
  lpush: ['a'],
  lrange: ['0', '1'],
  lrem: ['0', 'a'],
  ltrim: ['0', '1'],
  rpoplpush: ['KEY'],
  rpush: ['a'],
  sadd: ['a'],
  sismember: ['a'],
  srem: ['a'],
  xadd: ['*', 'a', '1'],
  xtrim: ['MAXLEN', '1'],
  zadd: ['1', 'a'],
  zcount: ['0', '1'],
  zmscore: ['a'],
  zrange: ['0', '1'],
  zrangebyscore: ['0', '1'],
  zrem: ['a'],
  zremrangebyrank: ['0', '1'],
  zremrangebyscore: ['0', '1'],
  zrevrange: ['0', '1'],
  zrevrangebyscore: ['1', '0'],
  zscan: ['0'],
  zscore: ['a'],
  bzpopmin: ['0.001'],
};

/**
 * Finds out what the user of this connection is not allowed of what Tolk needs with this prefix.
 *
 * @throws TolkError `redis.*` for what is no matter of rights
 */
export async function findMissingRights(
  redis: RedisConnection,
  prefix: string,
): Promise<MissingRights> {
  const probe = `${createKeys(prefix).schemaVersion}:rights-probe`;
  const channel = probe;
  const refused = new Set([
    ...(await tryDirectly(redis, probe)),
    ...(await tryInScript(redis, probe, channel)),
    ...(await trySubscribing(redis, channel)),
  ]);
  const needed = neededCommands(isCluster(redis) ? 'cluster' : 'server');
  return {
    commands: needed.filter((name) => refused.has(name)),
    keys: refused.has('~') ? `~${prefix}:*` : null,
    channels: refused.has('&') ? `&${prefix}:*` : null,
    mayInfo: !refused.has('info'),
  };
}

/** Where scripts themselves are refused, what they run cannot be told. */
async function tryInScript(
  redis: RedisConnection,
  probe: string,
  channel: string,
): Promise<readonly string[]> {
  const commands = keyCommands.map((name) => [name, ...argumentsFor(name, probe)]);
  const others = [['time'], ['scan', '0', 'MATCH', probe, 'COUNT', '1']];
  const call = { keys: { probe }, args: { commands: [...commands, ...others], channel } };
  const refused: string[] = [];
  await tryOne('eval', refused, async () => {
    refused.push(...(await runScript(redis, tryCommands, call)));
  });
  // Left over where it may not be deleted, it is empty and expires.
  await redis.del(probe).catch(() => redis.pexpire(probe, 1).catch(() => {}));
  return refused;
}

function argumentsFor(name: string, probe: string): readonly string[] {
  if (name === 'xread') return ['STREAMS', probe, '0'];
  if (name === 'zintercard') return ['1', probe];
  const more = extraArguments[name] ?? [];
  return [probe, ...more.map((argument) => (argument === 'KEY' ? probe : argument))];
}

async function tryDirectly(redis: RedisConnection, probe: string): Promise<readonly string[]> {
  const refused: string[] = [];
  await tryOne('ping', refused, () => redis.ping());
  await tryOne('info', refused, () => redis.info('server'));
  await tryOne('eval', refused, () => redis.eval('return 1', 1, probe));
  await tryOne('evalsha', refused, () => redis.evalsha('0'.repeat(40), 1, probe));
  await tryOne('pubsub|numsub', refused, () => redis.pubsub('NUMSUB', probe));
  await tryOne('multi', refused, () => redis.multi().exists(probe).exec());
  await tryOne('scan', refused, () => redis.scan(0, 'MATCH', probe, 'COUNT', 1));
  if (!isCluster(redis)) {
    await tryOne('select', refused, () => redis.select(redis.options.db ?? 0));
    return refused;
  }
  await tryOne('cluster|info', refused, () => redis.cluster('INFO'));
  await tryOne('cluster|keyslot', refused, () => redis.cluster('KEYSLOT', probe));
  await tryOne('cluster|slots', refused, () => redis.cluster('SLOTS'));
  return refused;
}

async function trySubscribing(redis: RedisConnection, channel: string): Promise<readonly string[]> {
  const refused: string[] = [];
  const subscriber = duplicateConnection(redis);
  subscriber.on('error', () => {});
  await tryOne('client|setname', refused, () => subscriber.client('SETNAME', 'tolk-rights'));
  await tryOne('subscribe', refused, () => subscriber.subscribe(channel));
  await tryOne('unsubscribe', refused, () => subscriber.unsubscribe(channel));
  subscriber.disconnect();
  return refused;
}

/** Adds `name`, or `~` or `&`, where it is refused; any other answer shows that it is allowed. */
async function tryOne(name: string, refused: string[], run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { code } = TolkError.from(error);
    const { message } = error instanceof Error ? error : new Error(String(error));
    if (code === 'redis.unreachable') throw error;
    if (code !== 'redis.forbidden') return;
    if (/channel/.test(message)) refused.push('&');
    else if (/run the '/.test(message)) refused.push(nameIn(message) ?? name);
    else refused.push('~');
  }
}

function nameIn(message: string): string | undefined {
  return /run the '([^']+)'/.exec(message)?.[1];
}
