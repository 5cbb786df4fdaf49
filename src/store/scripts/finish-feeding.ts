import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';
import { completeBatch, resultTtlMs } from './shared.ts';

/**
 * Notes that the corpus is read to its end; a batch that has nothing to write, and nothing open, is
 * complete with that, and expires after `resultTtlMs`.
 *
 * Input: now, position (how far it was read), resultTtlMs. Output: 0 where Redis was set back
 * since; then nothing happens. Twice: nothing more.
 */
export const finishFeeding = defineScript({
  keys: ['batch'],
  args: z.strictObject({ now: z.number(), position: z.int(), resultTtlMs }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `${completeBatch}
if tonumber(redis.call('HGET', batch, 'position') or '0') < args.position then return 0 end
redis.call('HSET', batch, 'inputExhausted', '1')
completeBatch(batch)
return 1`,
});
