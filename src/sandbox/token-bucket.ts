/** A provider's limit per minute, as a bucket that fills continuously: it holds a few seconds' worth. */
export interface Bucket {
  readonly limit: number;
  /** Takes `amount` out, or says how many milliseconds to wait until it is there. */
  take(
    amount: number,
  ): { readonly taken: true } | { readonly taken: false; readonly waitMs: number };
  /** What is in it, and in how many milliseconds it is full. */
  state(): { readonly remaining: number; readonly resetMs: number };
}

/** Providers hold limits over windows shorter than the minute they are stated for. */
const windowMs = 10_000;

/** A bucket for `limit` per minute; it starts full. */
export function createBucket(limit: number, clock: () => number): Bucket {
  const perMs = limit / 60_000;
  const capacity = Math.max(1, perMs * windowMs);
  let level = capacity;
  let at = clock();
  const fill = () => {
    const now = clock();
    level = Math.min(capacity, level + (now - at) * perMs);
    at = now;
  };
  return {
    limit,
    take(amount) {
      fill();
      // More than the bucket ever holds is let through when it is full: it can't be had otherwise.
      const wanted = Math.min(amount, capacity);
      if (level < wanted) return { taken: false, waitMs: Math.ceil((wanted - level) / perMs) };
      level -= amount;
      return { taken: true };
    },
    state() {
      fill();
      return {
        remaining: Math.max(0, Math.floor(level)),
        resetMs: Math.ceil((capacity - level) / perMs),
      };
    },
  };
}
