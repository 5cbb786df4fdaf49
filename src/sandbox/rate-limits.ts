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

  /** The `x-ratelimit-*` headers of a response. */
  headers(): Record<string, string> {
    return { ...headersOf('requests', this.#requests), ...headersOf('tokens', this.#tokens) };
  }
}

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
