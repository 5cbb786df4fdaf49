import { z } from 'zod';
import { defineScript, noReply } from '../run-script.ts';

/** `unbook(call)`: what is booked for a call that is in no submission is given back, once. */
export const unbook = `
local function unbook(call)
  local text = redis.call('HGET', bookings, call)
  if not text then return end
  redis.call('HDEL', bookings, call)
  local isRead, booking = pcall(cjson.decode, text)
  if not isRead or type(booking) ~= 'table' then return end
  for _, name in ipairs(booking.budgets or {}) do
    local booked = spendPrefix .. name
    -- A budget that has expired since stays gone.
    if redis.call('EXISTS', booked) == 1 then
      redis.call('INCRBYFLOAT', booked, string.format('%.17g', -booking.usd))
    end
  end
end
`;

/**
 * Gives back what is booked for calls of request files that will not be submitted.
 *
 * Input: calls; left out, all that have a booking. Output: none. Twice: nothing happens.
 */
export const unbookCalls = defineScript({
  keys: ['bookings', 'spendPrefix'],
  args: z.strictObject({ calls: z.array(z.string()).optional() }),
  reply: noReply,
  whenFull: 'allowed',
  lua: `${unbook}
for _, call in ipairs(args.calls or redis.call('HKEYS', bookings)) do unbook(call) end`,
});
