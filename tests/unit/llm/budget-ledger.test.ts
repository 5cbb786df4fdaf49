import { expect, test } from 'vitest';
import { TolkError } from '../../../src/errors.ts';
import { createPriceTable } from '../../../src/llm/cost/price.ts';
import type { RawAnswer } from '../../../src/llm/http/response.ts';
import { createInMemoryLlmStore } from '../../../src/llm/in-memory-store.ts';
import { BudgetLedger } from '../../../src/llm/limits/budget-ledger.ts';
import { articleBudget, type Budget } from '../../../src/llm/limits/budgets.ts';
import type { BookedCall } from '../../../src/llm/store.ts';

/** A dollar for a million prompt tokens, so that a call of a million costs a dollar. */
const price = { model: 'm', input: 1, cachedInput: 1, output: 1, source: 'test' };
const million = { promptTokens: 1_000_000, cachedTokens: 0, completionTokens: 0 };
const answer = (promptTokens: number): RawAnswer => ({
  ...million,
  promptTokens,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  isEstimated: false,
  model: 'm',
  content: '{}',
  refusal: null,
  finish: 'stop',
});
const answering = (promptTokens: number) => async (onSend: () => Promise<void>) => {
  await onSend();
  return answer(promptTokens);
};
const ledgerOf = () =>
  new BudgetLedger({ store: createInMemoryLlmStore(), prices: createPriceTable([price]) });
const book = (budgets: readonly Budget[]) => ({ budgets, model: 'm', likely: million });
const daily: Budget = { name: 'order:day', kind: 'daily', limitUsd: 1.5, expiresInMs: 60_000 };

test('the budget itself says whom its end concerns, whatever its name', async () => {
  const ledger = ledgerOf();
  await ledger.run(book([daily]), answering(1_000_000));
  await expect(ledger.run(book([daily]), answering(1))).rejects.toMatchObject({
    code: 'llm.budget_spent',
  });
  const own = articleBudget({ name: 'day', limitUsd: 0.5 });
  await expect(ledger.run(book([own]), answering(1))).rejects.toMatchObject({
    code: 'job.budget_spent',
  });
});

test('a call waits while one in flight may leave enough, also when that one fails', async () => {
  const ledger = ledgerOf();
  let fail: (error: Error) => void = () => {};
  const first = ledger.run(
    book([daily]),
    () =>
      new Promise<RawAnswer>((_, reject) => {
        fail = reject;
      }),
  );
  const second = ledger.run(book([daily]), answering(10));
  await new Promise((later) => setTimeout(later, 5));
  fail(new Error('cut off'));
  await expect(first).rejects.toThrow('cut off');
  await expect(second).resolves.toMatchObject({ promptTokens: 10 });
});

test('without a price nothing is booked and nothing is called', async () => {
  const calls: string[] = [];
  const booking = { ...book([daily]), model: 'unknown' };
  const run = ledgerOf().run(booking, async () => {
    calls.push('called');
    return answer(1);
  });
  await expect(run).rejects.toMatchObject({ code: 'config.invalid' });
  expect(calls).toEqual([]);
});

test('a call whose booking was given back while it waited is booked again before it is sent, or not sent', async () => {
  const store = createInMemoryLlmStore();
  /** As when its worker was taken for dead. */
  let isForgotten = false;
  const sendBooked = async (call: BookedCall) => {
    if (isForgotten) await store.unbook(call);
    isForgotten = false;
    return store.sendBooked(call);
  };
  const ledger = new BudgetLedger({
    store: { ...store, sendBooked },
    prices: createPriceTable([price]),
  });
  const sent: string[] = [];
  const make = (name: string) =>
    ledger.run(book([daily]), async (onSend) => {
      isForgotten = true;
      // Somebody else may have spent it meanwhile.
      if (name === 'second') await store.settle([daily], 1);
      await onSend();
      sent.push(name);
      return answer(500_000);
    });
  await make('first');
  await expect(make('second')).rejects.toMatchObject({ code: 'llm.budget_spent' });
  expect(sent).toEqual(['first']);
  expect(await store.book({ id: 'all that is left', budgets: [daily], usd: 0.01 })).toEqual(daily);
});

test('a call that took too long may have been charged for: what was booked for it stays', async () => {
  const ledger = ledgerOf();
  const slow = async (onSend: () => Promise<void>) => {
    await onSend();
    throw new TolkError('llm.timeout', 'too slow');
  };
  await expect(ledger.run(book([daily]), slow)).rejects.toMatchObject({ code: 'llm.timeout' });
  await expect(ledger.run(book([daily]), answering(1))).rejects.toMatchObject({
    code: 'llm.budget_spent',
  });
});
