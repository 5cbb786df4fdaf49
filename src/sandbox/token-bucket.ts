/** What taking from a bucket came to. */
export type Taken = { readonly taken: true } | { readonly taken: false; readonly waitMs: number };

/** Providers apply limits over windows shorter than the minute they are stated for. */
const windowMs = 10_000;

/**
 * A provider's limit per minute, as a bucket that fills continuously: it holds a few seconds'
 * worth, and starts full.
 */
export class TokenBucket {
  /** Per minute. */
  readonly limit: number;
  readonly #clock: () => number;
  readonly #perMs: number;
  readonly #capacity: number;
  #level: number;
  #filledAt: number;

  constructor(limit: number, clock: () => number) {
    this.limit = limit;
    this.#clock = clock;
    this.#perMs = limit / 60_000;
    this.#capacity = Math.max(1, this.#perMs * windowMs);
    this.#level = this.#capacity;
    this.#filledAt = clock();
  }

  /** Takes `amount` out, or says how many milliseconds to wait until it is there. */
  take(amount: number): Taken {
    this.#fill();
    // More than the bucket ever holds passes when it is full: it could never be had otherwise.
    const needed = Math.min(amount, this.#capacity);
    if (this.#level < needed) {
      return { taken: false, waitMs: Math.ceil((needed - this.#level) / this.#perMs) };
    }
    this.#level -= amount;
    return { taken: true };
  }

  /** What is in it, and in how many milliseconds it is full. */
  state(): { readonly remaining: number; readonly resetMs: number } {
    this.#fill();
    return {
      remaining: Math.max(0, Math.floor(this.#level)),
      resetMs: Math.ceil((this.#capacity - this.#level) / this.#perMs),
    };
  }

  #fill(): void {
    const now = this.#clock();
    const filled = this.#level + (now - this.#filledAt) * this.#perMs;
    this.#level = Math.min(this.#capacity, filled);
    this.#filledAt = now;
  }
}
