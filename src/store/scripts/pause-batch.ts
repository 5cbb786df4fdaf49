import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';

/**
 * Pauses a running batch since the Batch API does not do its work: running → paused.
 *
 * Input: message, what it said. Output: 1 when it was running. Twice: 0, the first message stays.
 */
export const pauseBatch = defineScript({
  keys: ['batch'],
  args: z.strictObject({ message: z.string() }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `
if redis.call('HGET', batch, 'status') ~= 'running' then return 0 end
redis.call('HSET', batch, 'status', 'paused', 'reason', 'batch-api', 'pauseMessage', args.message)
return 1`,
});
