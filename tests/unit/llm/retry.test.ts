import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorCodes, TolkError } from '../../../src/errors.ts';
import { actionFor, isWaiting } from '../../../src/llm/error-policy.ts';
import { defaultTiming, nextDelay } from '../../../src/llm/limits/retry.ts';

const error = (code: ErrorCode, retryAfterMs?: number) =>
  new TolkError(code, 'x', { retryAfterMs });

describe('back-off', () => {
  test('full jitter: anywhere from nothing to a ceiling that doubles, up to the cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (tries, random) => {
          const delay = nextDelay(
            error('llm.server_error'),
            { tries, elapsedMs: 0 },
            random,
            defaultTiming,
          );
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(
            Math.min(defaultTiming.capMs, defaultTiming.baseMs * 2 ** (tries - 1)),
          );
        },
      ),
    );
  });

  test('what the server asks for is a floor', () => {
    expect(
      nextDelay(error('llm.rate_limited', 3_000), { tries: 1, elapsedMs: 0 }, 0, defaultTiming),
    ).toBe(3_000);
  });

  test('it ends with the tries, with the patience, and before it begins where it cannot help', () => {
    expect(
      nextDelay(
        error('llm.server_error'),
        { tries: defaultTiming.maxTries, elapsedMs: 0 },
        0.5,
        defaultTiming,
      ),
    ).toBeNull();
    expect(
      nextDelay(error('llm.rate_limited', 61_000), { tries: 1, elapsedMs: 0 }, 0, defaultTiming),
    ).toBeNull();
    expect(
      nextDelay(
        error('llm.rate_limited', 5_000),
        { tries: 1, elapsedMs: 58_000 },
        0,
        defaultTiming,
      ),
    ).toBeNull();
    expect(
      nextDelay(error('llm.unauthorized'), { tries: 1, elapsedMs: 0 }, 0, defaultTiming),
    ).toBeNull();
  });
});

test('every error of the LLM API has an action of its own', () => {
  const codes = Object.keys(errorCodes).filter((code): code is ErrorCode =>
    code.startsWith('llm.'),
  );
  const byAction = Object.groupBy(codes, (code) => actionFor(error(code)));
  expect(byAction).toEqual({
    retry: expect.arrayContaining([
      'llm.unreachable',
      'llm.timeout',
      'llm.server_error',
      'llm.no_answer',
    ]),
    wait: expect.arrayContaining(['llm.rate_limited', 'llm.overloaded', 'llm.circuit_open']),
    ask_differently: expect.arrayContaining([
      'llm.too_long',
      'llm.cut_off',
      'llm.refused',
      'llm.filtered',
      'llm.bad_answer',
    ]),
    give_up: expect.arrayContaining(['llm.bad_request', 'llm.forbidden']),
    stop: expect.arrayContaining([
      'llm.unauthorized',
      'llm.wrong_address',
      'llm.unknown_model',
      'llm.no_quota',
      'llm.budget_spent',
    ]),
  });
});

test('a failure of which the server says that it will last is waited for in the queue', () => {
  expect(isWaiting(error('llm.server_error', 3_600_000))).toBe(true);
  expect(isWaiting(error('llm.server_error', 1_000))).toBe(false);
  expect(isWaiting(error('llm.bad_request', 3_600_000))).toBe(false);
});
