import { z } from 'zod';
import { defineScript, noReply } from '../run-script.ts';
import { completeBatch, resultTtlMs } from './shared.ts';

/**
 * Notes that the corpus is read to its end; a batch that has nothing to write, and nothing open, is
 * complete with that, and expires after `resultTtlMs`.
 *
 * Input: now, resultTtlMs. Output: nothing. Twice: nothing happens.
 */
export const finishFeeding = defineScript({
  keys: ['batch'],
  args: z.strictObject({ now: z.number(), resultTtlMs }),
  reply: noReply,
  whenFull: 'allowed',
  lua: `${completeBatch}
redis.call('HSET', batch, 'inputExhausted', '1')
completeBatch(batch)
return 0`,
});
