import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { statuses } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { createKeys, type Keys } from './keys.ts';
import { createLease, type Lease } from './lease.ts';
import { primariesOf, type RedisConnection, serverOf } from './redis-connection.ts';
import { defineScript, noReply, queueScript } from './run-script.ts';

/*
 * Brings what an earlier version wrote up to date: keys and fields that have another name since. It
 * is done once, by one process at a time, key by key; each key changes at once and keeps its
 * expiry. Who is killed in between has changed some keys, and the next process does the others.
 * What is inside JSON or compressed is read under both names instead (submissions.ts,
 * batch-definition.ts, contract.ts).
 *
 * Version 1 had no number. Version 2 calls things by the field's names.
 */

const version = 2;

const leaseMs = 10_000;
const lookAgainMs = 100;
const scanCount = 1_000;

/** Keys that have another name since, or whose names begin otherwise. */
const renamedKeys: ReadonlyArray<readonly [before: string, now: string]> = [
  ['halt', 'pause'],
  ['memory-index', 'translation-memory-index'],
  ['memory:', 'translation-memory:'],
  ['traits:', 'capabilities:'],
  ['waits:', 'waiting-for:'],
  ['spend:order:', 'spend:articles:'],
  ['api:lobby', 'batch-api:pending'],
  ['api:flights', 'batch-api:pending-calls'],
  ['api:', 'batch-api:'],
];

/** Fields that have another name since, by the hashes that have them. */
const renamedFields: ReadonlyArray<readonly [hash: RegExp, fields: Record<string, string>]> = [
  [/^result:/, { run: 'token', recalled: 'memoryMatches', lane: 'route', holders: 'refCount' }],
  [
    /^batch:[^:]+$/,
    {
      state: 'status',
      fed: 'position',
      fedBytes: 'bytesRead',
      fedAll: 'inputExhausted',
      heldBytes: 'inFlightBytes',
      endsItself: 'completesItself',
      recallAt: 'cancelApiBatchAt',
      runs: 'outputOffsets',
    },
  ],
];

/**
 * Input: nothing. Output: nothing. Twice: nothing happens. What is there under the new name stays.
 */
const renameKey = defineScript({
  keys: ['before', 'now'],
  args: z.strictObject({}),
  reply: noReply,
  whenFull: 'allowed',
  lua: `
if redis.call('EXISTS', before) == 1 then redis.call('RENAMENX', before, now) end
return 0`,
});

/** Input: fields, the new name of each. Output: nothing. Twice: nothing happens. */
const renameHashFields = defineScript({
  keys: ['hash'],
  args: z.strictObject({ fields: z.record(z.string(), z.string()) }),
  reply: noReply,
  whenFull: 'allowed',
  lua: `
for before, now in pairs(args.fields) do
  local value = redis.call('HGET', hash, before)
  if value then
    redis.call('HSETNX', hash, now, value)
    redis.call('HDEL', hash, before)
  end
end
return 0`,
});

/**
 * Brings the data under `prefix` up to date; one GET where that is done. While another process does
 * it, this one waits.
 *
 * @throws TolkError `store.corrupt` for data of a later version, `usage.invalid` while workers of
 *   an earlier one are connected
 */
export async function migrate(redis: RedisConnection, prefix: string): Promise<void> {
  const keys = createKeys(prefix);
  const owner = randomUUID();
  const lease = createLease(redis, { key: keys.migrationLease, owner, ttlMs: leaseMs });
  while (!(await isUpToDate(redis, keys))) {
    if (await lease.acquire()) await migrateHolding(lease, redis, keys, prefix);
    else await sleep(lookAgainMs);
  }
}

async function isUpToDate(redis: RedisConnection, { schemaVersion }: Keys): Promise<boolean> {
  const found = Number((await redis.get(schemaVersion)) ?? 1);
  if (found > version) {
    throw new TolkError(
      'store.corrupt',
      `the data in Redis has version ${found}; this Tolk reads up to ${version}, upgrade it`,
    );
  }
  return found === version;
}

async function migrateHolding(
  lease: Lease,
  redis: RedisConnection,
  keys: Keys,
  prefix: string,
): Promise<void> {
  try {
    if (await hasData(redis, keys, prefix)) await renameAll(lease, redis, keys, prefix);
    await redis.set(keys.schemaVersion, version);
  } finally {
    await lease.release();
  }
}

/** Is there anything at all? Only then all keys are looked at. */
async function hasData(redis: RedisConnection, keys: Keys, prefix: string): Promise<boolean> {
  const indexes = statuses.map(keys.index);
  const others = [keys.batches, keys.callIndex, keys.outbox, `${keys.queue}:articles:meta`];
  const earlier = ['halt', 'memory-index', 'api:submissions'].map((name) => `${prefix}:${name}`);
  return (await redis.exists(...indexes, ...others, ...earlier)) > 0;
}

/** A lease that is lost meanwhile does no harm: every change may be made twice. */
async function renameAll(
  lease: Lease,
  redis: RedisConnection,
  keys: Keys,
  prefix: string,
): Promise<void> {
  const server = await serverOf(redis, keys.schemaVersion);
  const pattern = `${prefix.replace(/[[\]?*\\]/g, '\\$&')}:*`;
  let cursor = '0';
  let isChecked = false;
  do {
    const [next, found] = await server.scan(cursor, 'MATCH', pattern, 'COUNT', scanCount);
    cursor = next;
    const renames = planRenames(prefix, found);
    if (!isChecked && renames.keys.length > 0) {
      await requireNoWorkers(redis, keys);
      isChecked = true;
    }
    const pipeline = redis.pipeline();
    queueScript(pipeline, renameKey, renames.keys);
    queueScript(pipeline, renameHashFields, renames.fields);
    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    await lease.renew();
  } while (cursor !== '0');
}

/** What is to be renamed among these keys. */
function planRenames(prefix: string, found: readonly string[]) {
  const names = found.map((key) => key.slice(prefix.length + 1));
  return {
    keys: names.flatMap((before) => {
      const now = newNameOf(before);
      if (now === undefined) return [];
      return [{ keys: { before: `${prefix}:${before}`, now: `${prefix}:${now}` }, args: {} }];
    }),
    fields: names.flatMap((name) => {
      const [, fields] = renamedFields.find(([hash]) => hash.test(name)) ?? [];
      return fields ? [{ keys: { hash: `${prefix}:${name}` }, args: { fields } }] : [];
    }),
  };
}

/** The name that a key has since; undefined for one that keeps its name. */
function newNameOf(name: string): string | undefined {
  const renamed = renamedKeys.find(([before]) =>
    before.endsWith(':') ? name.startsWith(before) : name === before,
  );
  return renamed && renamed[1] + name.slice(renamed[0].length);
}

/** A worker of an earlier version would look for its data under the earlier names. */
async function requireNoWorkers(redis: RedisConnection, { queue }: Keys): Promise<void> {
  // A server that does not tell its clients is taken at its operator's word.
  const clients = await Promise.all(
    primariesOf(redis).map((server) => server.client('LIST').catch(() => '')),
  );
  if (!clients.join('\n').includes(` name=${queue}:`)) return;
  throw new TolkError(
    'usage.invalid',
    'workers of an earlier version of Tolk are still connected to this Redis; stop them first',
  );
}
