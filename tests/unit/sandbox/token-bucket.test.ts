import { expect, test } from 'vitest';
import { TokenBucket } from '../../../src/sandbox/token-bucket.ts';

test('a bucket gives what it holds, says how long to wait, and fills at its rate', () => {
  let now = 0;
  const bucket = new TokenBucket(60, () => now);
  const taken = Array.from({ length: 11 }, () => bucket.take(1).taken);
  expect(taken.filter(Boolean)).toHaveLength(10);
  expect(bucket.take(1)).toEqual({ taken: false, waitMs: 1_000 });
  now += 1_000;
  expect(bucket.take(1).taken).toBe(true);
});
