import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/config.ts';
import { keepsOneSlot, maskUrl, parseRedisAddress } from '../../../src/redis-address.ts';

describe('an address of Redis', () => {
  test.each([
    ['redis://127.0.0.1', { kind: 'server', host: '127.0.0.1', port: 6379, db: 0, tls: false }],
    ['redis://[::1]:7000/3', { host: '::1', port: 7000, db: 3 }],
    ['rediss://ada:p%40ss%2Fw@db.example:6380', { username: 'ada', password: 'p@ss/w', tls: true }],
    ['redis://:with@at@h', { username: undefined, password: 'with@at', host: 'h' }],
    ['redis://:50%off@h', { password: '50%off' }],
    ['redis://ada@h', { username: 'ada', password: undefined }],
    ['unix:///run/redis/redis.sock?db=2', { path: '/run/redis/redis.sock', db: 2 }],
    ['unix:///a%20b.sock?username=ada&password=a+b', { path: '/a b.sock', password: 'a+b' }],
    [
      'redis+cluster://u:p@h1:7001,h2',
      {
        kind: 'cluster',
        nodes: [
          { host: 'h1', port: 7001 },
          { host: 'h2', port: 6379 },
        ],
        username: 'u',
      },
    ],
    ['rediss+cluster://h/0?ca=/etc/ca.pem', { kind: 'cluster', tls: true, ca: '/etc/ca.pem' }],
    [
      'redis+sentinel://u:p@h1,h2:7/my%20master/4?sentinelPassword=s%26s&sentinelUsername=w',
      {
        kind: 'sentinel',
        sentinels: [
          { host: 'h1', port: 26379 },
          { host: 'h2', port: 7 },
        ],
        primaryName: 'my master',
        db: 4,
        password: 'p',
        sentinelUsername: 'w',
        sentinelPassword: 's&s',
      },
    ],
  ])('%s', (url, parts) => {
    expect(parseRedisAddress(url)).toMatchObject(parts);
  });

  test.each([
    ['http://h', /is not a Redis address/],
    ['redis://h h', /is not a Redis address/],
    ['redis://h/abc', /database by a number/],
    ['redis://h/1/2', /database by a number/],
    ['redis://h/-1', /database by a number/],
    ['redis://h:99999', /HOST:PORT/],
    ['redis://h1,h2', /HOST/],
    ['redis+cluster://h/1', /only database 0/],
    ['redis+sentinel://h', /name of the primary/],
    ['redis+sentinel://h/', /name of the primary/],
    ['redis+sentinel://h/m/x', /database by a number/],
    ['redis://:p/w@h', /HOST:PORT/],
    ['redis://h?tls=true', /"tls" that is not known/],
    ['redis://h?ca=/x', /without TLS/],
    ['rediss://h?cert=/x', /only one of/],
    ['unix://h/x.sock', /path/],
  ])('%s is refused, and not shown', (url, message) => {
    const load = () => loadConfig({ REDIS_URL: url });
    expect(load).toThrow(message);
    expect(load).not.toThrow(url);
  });

  test('certificates for the LLM count for Redis with TLS, unless it names its own', () => {
    const read = (url: string) =>
      loadConfig({ REDIS_URL: url, TOLK_CA_FILE: '/etc/a b.pem' }).config.redis.url;
    expect(read('rediss://h')).toBe('rediss://h?ca=%2Fetc%2Fa%20b.pem');
    expect(read('rediss://h?db=1')).toBe('rediss://h?db=1&ca=%2Fetc%2Fa%20b.pem');
    expect(read('rediss://h?ca=/own')).toBe('rediss://h?ca=/own');
    expect(read('redis://h')).toBe('redis://h');
  });
});

test.each([
  'redis://ada:geheim@h:1/2',
  'redis://:ge@heim@h',
  'redis://:ge/heim@h',
  'redis+sentinel://u:geheim@h,i/m?sentinelPassword=geheim&db=1',
  'unix:///x?password=geheim&username=ada',
  'https://h/v1?key=geheim&api_token=geheim',
  'https://geheim:geheim@h/v1',
])('a masked address shows no secret: %s', (url) => {
  const masked = maskUrl(url);
  expect(masked).not.toMatch(/geheim|ge@|ge\/|heim|ada/);
  expect(masked).toMatch(/\*\*\*/);
});

test('an address without a secret stays as it is', () => {
  for (const url of ['redis://h:1/2', 'unix:///run/r.sock?db=1', 'https://h/v1?version=2'])
    expect(maskUrl(url)).toBe(url);
});

test('a prefix keeps all keys in one slot where it has something in braces', () => {
  expect(['{tolk}', 'a{b}c', '{a}{}'].map(keepsOneSlot)).toEqual([true, true, true]);
  expect(['tolk', '{}', '{}{a}', '}{', '{tolk'].map(keepsOneSlot)).toEqual(Array(5).fill(false));
});
