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
    [{ 'retry-after': '86400' }, 86_400_000],
    [{ 'retry-after': '41000', 'x-ratelimit-remaining': '0' }, 41_000_000],
    [{ 'retry-after': '9999999' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20' }, 20_000],
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '7' }, 7_000],
    [
      { 'x-ratelimit-remaining-requests-day': '0', 'x-ratelimit-reset-requests-day': '33011.5' },
      33_011_500,
    ],
    [
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '1h2m',
      },
      3_720_000,
    ],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j → %s ms', (headers, ms) => {
    expect(failure(429, headers).retryAfterMs).toBe(ms);
  });

  const soon = () => Date.now() + 30_000;
  test.each<[string, () => Record<string, string>]>([
    ['a date of HTTP', () => ({ 'retry-after': new Date(soon()).toUTCString() })],
    [
      'a date as Anthropic writes it',
      () => ({
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': new Date(soon()).toISOString(),
      }),
    ],
    [
      'milliseconds since 1970, as OpenRouter writes them',
      () => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(soon()) }),
    ],
    ['a date of ISO 8601 in the header', () => ({ 'retry-after': new Date(soon()).toISOString() })],
    [
      'seconds since 1970',
      () => ({
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.round(soon() / 1_000)),
      }),
    ],
  ])('%s', (_, headers) => {
    const ms = failure(429, headers()).retryAfterMs;
    expect(ms).toBeGreaterThan(25_000);
    expect(ms).toBeLessThanOrEqual(31_000);
  });

  test('a date that is past is not believed', () => {
    const past = new Date(Date.now() - 60_000).toUTCString();
    expect(failure(503, { 'retry-after': past }).retryAfterMs).toBeUndefined();
  });

  test.each<[object, number]>([
    [{ details: [{ retryDelay: '41.5s' }] }, 41_500],
    [{ details: [{ retryDelay: { seconds: 41, nanos: 0 } }] }, 41_000],
    [{ retry_after_seconds: 41 }, 41_000],
    [{ retryAfterMs: 1_500 }, 1_500],
    [{ resets_in_seconds: 3_600 }, 3_600_000],
    [{ estimated_time: 20.5 }, 20_500],
    [{ message: 'Please try again in 1h2m3.5s.' }, 3_723_500],
    [{ message: 'Please retry after 6 seconds.' }, 6_000],
    [{ message: 'wait for 2 minutes' }, 120_000],
    [{ message: 'Try again in 2 days.' }, 172_800_000],
  ])('in the body: %j → %i ms', (error, ms) => {
    const thrown = APIError.generate(429, { error }, 'm', new Headers());
    expect(classifyError(thrown, 'model').retryAfterMs).toBe(ms);
  });

  test('a date in the server’s words', () => {
    const error = {
      message: `Daily limit reached; it resets at ${new Date(soon()).toISOString()}`,
    };
    const thrown = APIError.generate(429, { error }, 'm', new Headers());
    expect(classifyError(thrown, 'model').retryAfterMs).toBeGreaterThan(25_000);
  });

  test('OpenRouter repeats the headers of a limit in the body', () => {
    const error = {
      message: 'Rate limit exceeded: free-models-per-day',
      code: 429,
      metadata: { headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(soon()) } },
    };
    const { retryAfterMs } = classifyError(
      APIError.generate(429, { error }, 'm', new Headers()),
      'model',
    );
    expect(retryAfterMs).toBeGreaterThan(25_000);
  });
});

test('an error keeps the status and the request id that the server gave', () => {
  const { status, requestId } = failure(500, {
    'x-request-id': 'req_0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  });
  expect({ status, requestId }).toEqual({
    status: 500,
    requestId: 'req_0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  });
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
