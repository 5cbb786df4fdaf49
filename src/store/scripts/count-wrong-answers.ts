import { z } from 'zod';
import { defineScript } from '../run-script.ts';
import { articleKeyNames, jobArgs } from './shared.ts';

/**
 * Keeps how many answers in a row were wrong, for later attempts and for one that runs at the same
 * time: also one that was killed, or has lost its lock, counts.
 *
 * Input: id, now, token, more (0 after a right answer: the count begins again). Output: how many
 * there are now; 0 when the token is old.
 * Twice: counted twice.
 */
export const countWrongAnswers = defineScript({
  keys: articleKeyNames,
  args: z.strictObject({ ...jobArgs, more: z.int().min(0) }),
  reply: z.int(),
  whenFull: 'allowed',
  lua: `
if redis.call('HGET', result, 'token') ~= args.token then return 0 end
if args.more == 0 then redis.call('HDEL', result, 'wrongAnswers') return 0 end
return redis.call('HINCRBY', result, 'wrongAnswers', args.more)`,
});
