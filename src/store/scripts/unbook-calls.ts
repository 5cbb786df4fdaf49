import { z } from 'zod';
import { defineScript, flagReply, noReply } from '../run-script.ts';

/**
 * `unbook(call, owner)`: what is booked for a call that is in no submission is given back, once;
 * with an owner only what that one booked.
 */
export const unbook = `
local function unbook(call, owner)
  local text = redis.call('HGET', bookings, call)
  if not text then return end
  local isRead, booking = pcall(cjson.decode, text)
  if not isRead or type(booking) ~= 'table' then booking = {} end
  if owner and booking.owner ~= owner then return end
  redis.call('HDEL', bookings, call)
  for _, name in ipairs(booking.budgets or {}) do
    local booked = spendPrefix .. name
    -- A budget that has expired since stays gone.
    if redis.call('EXISTS', booked) == 1 then
      redis.call('INCRBYFLOAT', booked, string.format('%.17g', -booking.usd))
    end
  end
end
`;

const unbookArgs = z.strictObject({ owner: z.string().min(1), calls: z.array(z.string()) });

/**
 * Gives back what its owner has booked for calls of request files that it will not submit. Who has
 * the lease by now may have booked the same calls: that stays.
 *
 * Input: owner, calls. Output: none. Twice: nothing happens.
 */
export const unbookOwnCalls = defineScript({
  keys: ['bookings', 'spendPrefix'],
  args: unbookArgs,
  reply: noReply,
  whenFull: 'allowed',
  lua: `${unbook}
for _, call in ipairs(args.calls) do unbook(call, args.owner) end`,
});

/**
 * Gives back what is booked for calls, whoever has booked it: for the holder of the lease, which
 * has no files yet.
 *
 * Input: owner, calls. Output: 1 while the owner holds the lease. Twice: nothing happens.
 */
export const unbookLeftCalls = defineScript({
  keys: ['lease', 'bookings', 'spendPrefix'],
  args: unbookArgs,
  reply: flagReply,
  whenFull: 'allowed',
  lua: `${unbook}
if redis.call('GET', lease) ~= args.owner then return 0 end
for _, call in ipairs(args.calls) do unbook(call) end
return 1`,
});
