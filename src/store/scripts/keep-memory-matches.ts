import { z } from 'zod';
import { defineScript, flagReply } from '../run-script.ts';
import { articleKeyNames, jobArgs } from './shared.ts';

/**
 * Keeps what the translation memory knew of an article at its first attempt, for later attempts.
 *
 * Input: id, now, token; `matches`, compressed. Output: 1 when kept.
 * Twice: the first one stands.
 */
export const keepMemoryMatches = defineScript({
  keys: articleKeyNames,
  args: z.strictObject(jobArgs),
  payloads: ['matches'],
  reply: flagReply,
  whenFull: 'allowed',
  lua: `
if redis.call('HGET', result, 'token') ~= args.token then return 0 end
return redis.call('HSETNX', result, 'memoryMatches', matches)`,
});
