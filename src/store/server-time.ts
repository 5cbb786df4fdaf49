import { z } from 'zod';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { defineScript, runScript } from './run-script.ts';

/** Input: nothing. Output: milliseconds since 1970, by the clock of the server that has the key. */
const tellTime = defineScript({
  keys: ['key'],
  args: z.strictObject({}),
  reply: z.number(),
  whenFull: 'allowed',
  lua: `
local time = redis.call('TIME')
return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)`,
});

/** The time on the server that has the queue, by which it names events (ms since 1970). */
export function readServerTime(redis: RedisConnection, keys: Keys): Promise<number> {
  return runScript(redis, tellTime, { keys: { key: keys.schemaVersion }, args: {} });
}
