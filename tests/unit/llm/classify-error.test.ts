import { APIError } from 'openai';
import { describe, expect, test } from 'vitest';
import { classifyError } from '../../../src/llm/http/classify-error.ts';

const failure = (status: number, headers: Record<string, string>, code = 'rate_limit_exceeded') =>
  classifyError(
    APIError.generate(status, { error: { message: 'm', code } }, 'm', new Headers(headers)),
    'model',
  );

describe('how long a server asks to wait', () => {
  test.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s' }, 360_000],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '250ms' }, 250],
    [{ 'x-ratelimit-remaining-requests': '5', 'x-ratelimit-reset-requests': '6m0s' }, undefined],
    [{ 'retry-after': '86400' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j → %s ms', (headers, ms) => {
    expect(failure(429, headers).retryAfterMs).toBe(ms);
  });

  test('a date', () => {
    const ms = failure(503, {
      'retry-after': new Date(Date.now() + 30_000).toUTCString(),
    }).retryAfterMs;
    expect(ms).toBeGreaterThan(25_000);
    expect(ms).toBeLessThanOrEqual(30_000);
  });
});

test('an error keeps the status and the request id that the server gave', () => {
  const { status, requestId } = failure(500, { 'x-request-id': 'req_1' });
  expect({ status, requestId }).toEqual({ status: 500, requestId: 'req_1' });
});

test('all the ways to say that the money is gone stop everything', () => {
  for (const code of [
    'insufficient_quota',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
  ]) {
    expect(failure(429, { 'retry-after': '1' }, code).code).toBe('llm.no_quota');
  }
});
