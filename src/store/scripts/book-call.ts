import { z } from 'zod';
import { minuteMs } from '../../duration.ts';
import { defineScript, flagReply, noReply, textReply } from '../run-script.ts';
import { budgetsArg, reserve } from './reserve-budget.ts';
import { unbook } from './unbook-calls.ts';

/*
 * A call that is made directly is booked before it waits for its turn, and noted with its worker,
 * so that what a worker that died had not sent is given back:
 *
 *   (none) ── book ──► waiting ── send ──► sent ── settled by what it cost
 *                        └── unbook, or its worker is dead ──► (none)
 *
 * What is sent may be paid: it stays booked, whatever becomes of the worker.
 */

/**
 * Books a call on every budget, or on none, and notes it as waiting.
 *
 * Input: id, usd, budgets (name, limitUsd, expiresInMs), booking (JSON of usd, the budgets' names
 * and the owner). Output: the first budget without enough left, or null. Twice: booked twice.
 */
export const bookCall = defineScript({
  keys: ['bookings', 'spendPrefix'],
  args: z.strictObject({
    id: z.string().min(1),
    usd: z.number(),
    budgets: budgetsArg,
    booking: z.string(),
  }),
  reply: textReply.nullable(),
  lua: `${reserve}
local full = reserve(args.budgets, args.usd)
if full then return full end
redis.call('HSET', bookings, args.id, args.booking)
return false`,
});

/** Longer than a line that breaks before the answer is here takes to be made again. */
const sentMs = 10 * minuteMs;

/**
 * A call is sent: what is booked for it stays until it is settled.
 *
 * Input: id, sending (a new name each time it is tried). Output: 0 where it is booked no more, since
 * its worker was taken for dead. Twice, as when the line broke: the same.
 */
export const sendBooked = defineScript({
  keys: ['bookings', 'sent'],
  args: z.strictObject({ id: z.string().min(1), sending: z.string().min(1) }),
  reply: flagReply,
  whenFull: 'allowed',
  lua: `
if redis.call('GET', sent) == args.sending then return 1 end
if redis.call('HDEL', bookings, args.id) == 0 then return 0 end
redis.call('SET', sent, args.sending, 'PX', ${sentMs})
return 1`,
});

/**
 * Gives back what is booked for a call that is not sent. Input: id. Output: none. Twice: nothing
 * happens.
 */
export const unbookCall = defineScript({
  keys: ['bookings', 'spendPrefix'],
  args: z.strictObject({ id: z.string().min(1) }),
  reply: noReply,
  whenFull: 'allowed',
  lua: `${unbook}
unbook(args.id)`,
});

/**
 * Gives back what is booked for waiting calls of workers that are not alive.
 *
 * Input: calls. Output: how many it gave back. Twice: 0.
 */
export const unbookDead = defineScript({
  keys: ['bookings', 'spendPrefix', 'workerPrefix'],
  args: z.strictObject({ calls: z.array(z.string()) }),
  reply: z.int(),
  whenFull: 'allowed',
  lua: `${unbook}
local function isOfDead(call)
  local text = redis.call('HGET', bookings, call)
  if not text then return false end
  local isRead, booking = pcall(cjson.decode, text)
  local owner = isRead and type(booking) == 'table' and booking.owner
  return type(owner) ~= 'string' or redis.call('EXISTS', workerPrefix .. owner) == 0
end
local found = 0
for _, call in ipairs(args.calls) do
  if isOfDead(call) then
    unbook(call)
    found = found + 1
  end
end
return found`,
});
