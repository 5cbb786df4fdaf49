import { Socket } from 'node:net';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { connectServer } from '../support/redis.ts';

test('commands of one turn leave in one write, and are answered in their order', async () => {
  const redis = await connectServer(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  const each = vi.spyOn(Socket.prototype, '_write');
  const together = vi.spyOn(Socket.prototype, '_writev');
  onTestFinished(() => void vi.restoreAllMocks());
  const answers = await Promise.all([
    redis.echo('first'),
    redis.multi().echo('second').echo('third').exec(),
    redis.echo('last'),
  ]);
  expect(answers).toEqual([
    'first',
    [
      [null, 'second'],
      [null, 'third'],
    ],
    'last',
  ]);
  expect(each).not.toHaveBeenCalled();
  expect(together).toHaveBeenCalledTimes(1);
});
