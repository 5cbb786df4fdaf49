import { daySeconds } from '../duration.ts';
import type { LimitHeaders } from './dialects/dialect.ts';
import type { RateLimited } from './problems.ts';
import { formatDuration } from './protocol.ts';
import { TokenBucket } from './token-bucket.ts';

/** What an account allows in a minute. */
export interface RateLimitOptions {
  /** Requests a minute. @default 1,000,000 */
  readonly requestsPerMinute?: number;
  /** Tokens a minute, prompt and completion. @default 1,000,000,000 */
  readonly tokensPerMinute?: number;
}

/** The limits of requests and tokens a minute, enforced and announced as OpenAI does. */
export class RateLimits {
  readonly #requests: TokenBucket;
  readonly #tokens: TokenBucket;

  constructor({ requestsPerMinute = 1e6, tokensPerMinute = 1e9 }: RateLimitOptions) {
    this.#requests = new TokenBucket(requestsPerMinute, Date.now);
    this.#tokens = new TokenBucket(tokensPerMinute, Date.now);
  }

  /** Counts a request of this many tokens, or returns why to refuse it. */
  take(tokens: number): RateLimited | undefined {
    return takeFrom(this.#requests, 1, 'requests') ?? takeFrom(this.#tokens, tokens, 'tokens');
  }

  /** The headers of a response that announce them, as this kind of server does. */
  headers(style: LimitHeaders = 'openai'): Record<string, string> {
    const tokens = headersOf('tokens', this.#tokens);
    switch (style) {
      case 'none':
        return {};
      case 'openai':
        return { ...headersOf('requests', this.#requests), ...tokens };
      case 'requests-a-day':
        return { ...requestsADay, ...tokens };
      case 'anthropic':
        return {
          ...anthropicHeaders('requests', this.#requests),
          ...anthropicHeaders('tokens', this.#tokens),
        };
    }
  }
}

/** Groq announces the requests of a day under the names that mean those of a minute elsewhere. */
const requestsADay = {
  'x-ratelimit-limit-requests': '14400',
  'x-ratelimit-remaining-requests': '14370',
  'x-ratelimit-reset-requests': formatDuration((daySeconds / 14_400) * 30 * 1_000),
};

function takeFrom(
  bucket: TokenBucket,
  amount: number,
  name: 'requests' | 'tokens',
): RateLimited | undefined {
  const result = bucket.take(amount);
  if (result.taken) return undefined;
  return { kind: 'rate_limited', unit: name, limit: bucket.limit, waitMs: result.waitMs };
}

function headersOf(name: 'requests' | 'tokens', bucket: TokenBucket): Record<string, string> {
  const { remaining, resetMs } = bucket.state();
  return {
    [`x-ratelimit-limit-${name}`]: String(bucket.limit),
    [`x-ratelimit-remaining-${name}`]: String(remaining),
    [`x-ratelimit-reset-${name}`]: formatDuration(resetMs),
  };
}

function anthropicHeaders(
  name: 'requests' | 'tokens',
  bucket: TokenBucket,
): Record<string, string> {
  const { remaining, resetMs } = bucket.state();
  return {
    [`anthropic-ratelimit-${name}-limit`]: String(bucket.limit),
    [`anthropic-ratelimit-${name}-remaining`]: String(remaining),
    [`anthropic-ratelimit-${name}-reset`]: new Date(Date.now() + resetMs).toISOString(),
  };
}
