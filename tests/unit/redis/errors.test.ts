import { expect, test } from 'vitest';
import { TolkError } from '../../../src/errors.ts';

/** As Redis 7.0 and Valkey 9.1 say it. */
const answers = [
  ['NOAUTH Authentication required.', 'redis.unauthorized'],
  ['WRONGPASS invalid username-password pair or user is disabled.', 'redis.unauthorized'],
  ["NOPERM this user has no permissions to run the 'client|list' command", 'redis.forbidden'],
  ["NOPERM User u has no permissions to run the 'hget' command", 'redis.forbidden'],
  [
    'NOPERM this user has no permissions to access one of the keys used as arguments',
    'redis.forbidden',
  ],
  ['NOPERM No permissions to access a channel', 'redis.forbidden'],
  [
    "ERR The user executing the script can't run this command or subcommand script: 9e, on @user_script:1.",
    'redis.forbidden',
  ],
  [
    "ERR ACL failure in script: User u has no permissions to run the 'hget' command script: on @user_script:1.",
    'redis.forbidden',
  ],
  ['MOVED 11348 10.0.0.2:6379', 'redis.wrong_address'],
  ["CROSSSLOT Keys in request don't hash to the same slot", 'redis.wrong_address'],
  ['ERR This instance has cluster support disabled', 'redis.wrong_address'],
  ['ERR DB index is out of range', 'redis.wrong_address'],
  ["READONLY You can't write against a read only replica.", 'redis.read_only'],
  [
    "READONLY You can't write against a read only replica. script: 0a9f, on @user_script:1.",
    'redis.read_only',
  ],
  ['LOADING Redis is loading the dataset in memory', 'redis.unreachable'],
  [
    'MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to ...',
    'redis.unreachable',
  ],
  ['CLUSTERDOWN The cluster is down', 'redis.unreachable'],
  ['ERR max number of clients reached', 'redis.unreachable'],
  ["OOM command not allowed when used memory > 'maxmemory'.", 'redis.full'],
  ['MISCONF Errors writing to the AOF file: No space left on device', 'redis.cannot_write'],
  ['NOREPLICAS Not enough good replicas to write.', 'redis.cannot_write'],
  ["ERR unknown command 'eval', with args beginning with: 'return 1'", 'redis.unsupported'],
  ['Connection is closed.', 'redis.unreachable'],
  ['Command aborted due to connection close', 'redis.unreachable'],
] as const;

test.each(answers)('%s is %s, and no fault of Tolk', (said, code) => {
  const cause = new Error(said);
  const error = TolkError.from(cause);
  expect(error).toMatchObject({ code, cause });
  expect(error.message).not.toMatch(/user_script/);
});

test.each([
  'WRONGTYPE Operation against a key holding the wrong kind of value script: 26e, on @user_script:6.',
  'ERR value is not an integer or out of range',
  'ERR hash value is not a float script: 26e, on @user_script:6.',
])('%s: somebody else writes there', (said) => {
  expect(TolkError.from(new Error(said))).toMatchObject({
    code: 'store.corrupt',
    message: expect.stringContaining('TOLK_PREFIX'),
  });
});

test('the command that is not allowed is named', () => {
  const said = "NOPERM this user has no permissions to run the 'client|list' command";
  expect(TolkError.from(new Error(said)).message).toContain('"client|list"');
});

test('a transaction that is discarded says why', () => {
  const cause = Object.assign(
    new Error('EXECABORT Transaction discarded because of previous errors.'),
    { previousErrors: [new Error("OOM command not allowed when used memory > 'maxmemory'.")] },
  );
  expect(TolkError.from(cause)).toMatchObject({ code: 'redis.full', retryable: true });
});

test('of what Redis refuses, and of clearing up after it, the first is said', () => {
  const first = new Error('MISCONF Errors writing to the AOF file: No space left on device');
  const later = new SuppressedError(new Error('Connection is closed.'), first, 'in the end');
  const last = new SuppressedError(new Error('x is not a function'), later, 'in the end');
  expect(TolkError.from(last)).toMatchObject({ code: 'redis.cannot_write', retryable: true });
});

test('what no server says is a fault of Tolk', () => {
  for (const said of [
    'ERR wrong number of arguments',
    'x is not a function',
    'NOSCRIPT No matching',
  ])
    expect(TolkError.from(new Error(said)).code).toBe('internal');
});
