import { expect, test } from 'vitest';
import { articleIdOf, jobRefOf } from '../../../src/queue/queue.ts';

test('jobs that an earlier version queued are read', () => {
  expect(jobRefOf({ id: 'nos:1', run: 'abc' })).toEqual({ id: 'nos:1', token: 'abc' });
  expect(jobRefOf({ id: 'nos:1', token: 'abc' })).toEqual({ id: 'nos:1', token: 'abc' });
});

test('a BullMQ job id names its article, whatever characters that has', () => {
  expect(articleIdOf(`${encodeURIComponent('a/b.c:ç')}.token`)).toBe('a/b.c:ç');
});
