import { z } from 'zod';
import { defineScript, noReply } from '../run-script.ts';

/**
 * Forgets a finished call, unless another answer has taken its place.
 *
 * Input: seen (the answer, as it was read). Output: none. Twice: nothing happens.
 */
export const forgetCall = defineScript({
  keys: ['call'],
  args: z.strictObject({}),
  payloads: ['seen'],
  reply: noReply,
  whenFull: 'allowed',
  lua: `if redis.call('GET', call) == seen then redis.call('DEL', call) end`,
});
