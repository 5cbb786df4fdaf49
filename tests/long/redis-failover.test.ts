import { expect, test } from 'vitest';
import { connectRedis } from '../../src/store/redis.ts';
import { expectNothingLost } from '../support/failover.ts';
import { startBehindOneName, startSentinels } from '../support/redis-groups.ts';
import { runTolk } from '../support/tolk.ts';

test('nothing is lost, nor paid twice, when Sentinels fail over from a primary that is frozen', async () => {
  await using group = await startSentinels({ redis: 'geheim', sentinel: 'wacht' });
  await expectNothingLost(group, 'freeze');
});

test('nor when a managed Redis leads one name to another server, and old connections stay', async () => {
  await using group = await startBehindOneName();
  await expectNothingLost(group);
});

test('what is wrong with an address of Sentinels is said', async () => {
  await using group = await startSentinels({ redis: 'geheim', sentinel: 'wacht' });
  const { url, members } = group;
  const sentinel = members.at(-1)?.url ?? '';
  const wrong = [
    [url.replace('mymaster', 'other'), 'redis.wrong_address', /no primary of that name/],
    [url.replace('=wacht', '=falsch'), 'redis.unauthorized', /sentinelPassword/],
    [url.replace(/\?.*/, ''), 'redis.unauthorized', /sentinelPassword/],
    [url.replace(':geheim@', ':falsch@'), 'redis.unauthorized', /refuses .* password/],
    [url.replace(':geheim@', ''), 'redis.unauthorized', /wants a password/],
    [sentinel.replace('//', '//:wacht@'), 'redis.unsupported', /Sentinel/],
    [members[1]?.url.replace('//', '//:geheim@') ?? '', 'redis.read_only', /replica/],
  ] as const;
  for (const [address, code, message] of wrong) {
    await expect(connectRedis(address, '{tolk}')).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    const told = await connectRedis(address, '{tolk}').catch(({ message }: Error) => message);
    expect(told).not.toMatch(/geheim|wacht|falsch/);
  }
  const { code, stderr } = await runTolk(['status'], { env: { REDIS_URL: sentinel } });
  expect(code).toBe(2);
  expect(stderr).toContain('[redis.unauthorized]');
});
