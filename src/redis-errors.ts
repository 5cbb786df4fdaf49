/** What an error of Redis means, in Tolk's words. */
interface RedisTrouble {
  readonly code: RedisErrorCode;
  /** What happened and what to do about it; never an article's text or a password. */
  readonly message: string;
}

/** The codes of `errors.ts` that an answer of Redis can have. */
type RedisErrorCode =
  | 'redis.unreachable'
  | 'redis.unauthorized'
  | 'redis.forbidden'
  | 'redis.wrong_address'
  | 'redis.unsupported'
  | 'redis.read_only'
  | 'redis.full'
  | 'redis.cannot_write'
  | 'store.corrupt';

/** One kind of error of Redis: how it is known, and what it means. */
interface Kind {
  readonly pattern: RegExp;
  readonly code: RedisErrorCode;
  /** Its message; `said` is what Redis said. */
  readonly tell: (said: string, match: RegExpExecArray) => string;
}

const always = (message: string) => () => message;
const withWords = (message: string) => (said: string) => `${message} (${said})`;

const forbidsCommand = (name: string) =>
  `Redis does not let this user run "${name}"; grant it with ACL SETUSER, as workers/README.md ` +
  'says, or use another user in REDIS_URL; `tolk doctor` names all that is missing';

/** The first that fits counts. What no kind fits is a fault of Tolk. */
const kinds: readonly Kind[] = [
  {
    pattern: /^NOAUTH|^ERR invalid password/,
    code: 'redis.unauthorized',
    tell: always(
      'Redis wants a password: put it into REDIS_URL, like redis://USER:PASSWORD@HOST:PORT',
    ),
  },
  {
    pattern: /^WRONGPASS/,
    code: 'redis.unauthorized',
    tell: always('Redis refuses the user name or the password in REDIS_URL'),
  },
  {
    pattern:
      /(?:^NOPERM.*|ACL failure in script:.*) permissions to run the '([^']+)' (?:sub)?command/,
    code: 'redis.forbidden',
    tell: (_, [, name = '']) => forbidsCommand(name),
  },
  {
    pattern: /^NOPERM.*channel|ACL failure in script:.*channel|can't publish to the channel/,
    code: 'redis.forbidden',
    tell: always(
      'Redis does not let this user use the channels of TOLK_PREFIX; grant them with ACL SETUSER ' +
        'USER &PREFIX:*, with the prefix as it is set ({tolk})',
    ),
  },
  {
    pattern: /^NOPERM.*key|ACL failure in script:.*key|can't access at least one of the keys/,
    code: 'redis.forbidden',
    tell: always(
      'Redis does not let this user use the keys of TOLK_PREFIX; grant them with ACL SETUSER ' +
        'USER ~PREFIX:*, with the prefix as it is set ({tolk})',
    ),
  },
  {
    pattern: /^NOPERM|ACL failure in script|The user executing the script can't/,
    code: 'redis.forbidden',
    tell: always(forbidsCommand('a command that Tolk needs')),
  },
  {
    pattern: /^(?:MOVED|ASK) |SELECT is not allowed in cluster mode/,
    code: 'redis.wrong_address',
    tell: always(
      'this Redis is a node of a cluster: begin REDIS_URL with redis+cluster:// (with TLS ' +
        'rediss+cluster://), without a database',
    ),
  },
  {
    pattern: /^CROSSSLOT/,
    code: 'redis.wrong_address',
    tell: always('a cluster needs a TOLK_PREFIX with a part in braces, like {tolk}'),
  },
  {
    pattern: /cluster support disabled/,
    code: 'redis.wrong_address',
    tell: always('this Redis is no cluster: begin REDIS_URL with redis:// or rediss://'),
  },
  {
    pattern: /DB index is out of range|invalid DB index/,
    code: 'redis.wrong_address',
    tell: always('this Redis has no database of that number; give REDIS_URL another, like /0'),
  },
  {
    pattern: /^READONLY/,
    code: 'redis.read_only',
    tell: always(
      'this Redis is a replica and takes no writes: REDIS_URL must lead to the primary, or to its ' +
        'Sentinels (redis+sentinel://); during a failover, wait until it is over',
    ),
  },
  {
    pattern: /^LOADING/,
    code: 'redis.unreachable',
    tell: always('Redis is still loading its data; try again in a moment'),
  },
  {
    pattern: /^MASTERDOWN/,
    code: 'redis.unreachable',
    tell: always('this Redis is a replica that has lost its primary; wait for the failover'),
  },
  {
    pattern: /^CLUSTERDOWN|^TRYAGAIN|Too many Cluster redirections/,
    code: 'redis.unreachable',
    tell: withWords('the Redis cluster does not serve the keys of TOLK_PREFIX at present'),
  },
  {
    pattern: /^BUSY /,
    code: 'redis.unreachable',
    tell: always('Redis is busy with a script that runs too long; look at its log'),
  },
  {
    pattern: /^UNBLOCKED/,
    code: 'redis.unreachable',
    tell: always('this Redis is a primary no longer; wait for the failover'),
  },
  {
    pattern: /max number of clients/,
    code: 'redis.unreachable',
    tell: always('Redis takes no more connections; raise its "maxclients", or close some'),
  },
  {
    pattern: /(?:^|: )OOM /,
    code: 'redis.full',
    tell: always(
      'Redis has reached its "maxmemory"; raise it, or have results read and released ' +
        '(`tolk batch export --release`)',
    ),
  },
  {
    pattern: /^MISCONF/,
    code: 'redis.cannot_write',
    tell: withWords('Redis takes no writes since it cannot save its data; is its disk full?'),
  },
  {
    pattern: /^NOREPLICAS/,
    code: 'redis.cannot_write',
    tell: always(
      'Redis takes no writes since too few replicas are connected ("min-replicas-to-write"); ' +
        'bring them back',
    ),
  },
  {
    // Scripts say so of what they read, in words of their own.
    pattern: /WRONGTYPE|\bis not an? (?:integer|float|valid float)|^ERR Expected .* but found /,
    code: 'store.corrupt',
    tell: withWords(
      'what is in Redis is not what Tolk wrote there: another program uses the names that begin ' +
        'with TOLK_PREFIX, or it is damaged; choose another prefix, or restore a backup',
    ),
  },
  {
    pattern: /unknown command '?`?(\w+)|Unknown (?:Redis )?command called/i,
    code: 'redis.unsupported',
    tell: (_, [, name]) =>
      `Redis does not know ${name ? `the command "${name}"` : 'a command that Tolk needs'}: it is ` +
      'a Sentinel (then write redis+sentinel://), is older than version 7, or has the command renamed',
  },
  {
    pattern: /unexpected symbol near '#'/,
    code: 'redis.unsupported',
    tell: always('this Redis is older than version 7, which Tolk needs; Valkey will do too'),
  },
];

/** What ioredis itself says when there is no connection, or none any more. */
const lost =
  /^Connection is closed|Command aborted due to connection close|^Failed to refresh slots cache|^None of startup nodes|^All sentinels are unreachable|^Cluster is (?:ended|disconnected|disconnecting)|^Reached the max retries per request|^Command timed out|^Socket timeout/;

/**
 * What an error means that Redis, or the connection to it, answered with; undefined for any other
 * error, and for what only a fault of Tolk can cause.
 */
export function readRedisTrouble(error: unknown): RedisTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const found = readWords(error.message);
  if (found) return found;
  // A transaction that could not be queued is discarded whole; ioredis keeps why.
  const previous: unknown = Reflect.get(error, 'previousErrors');
  const first = Array.isArray(previous) ? readRedisTrouble(previous[0]) : undefined;
  if (first) return first;
  if (!lost.test(error.message)) return undefined;
  const why = Reflect.get(error, 'lastNodeError');
  return (
    readRedisTrouble(why) ?? {
      code: 'redis.unreachable',
      message: `the connection to Redis is lost (${reasonOf(why) ?? error.message})`,
    }
  );
}

function readWords(said: unknown): RedisTrouble | undefined {
  if (typeof said !== 'string') return undefined;
  // Scripts add where they were; no reader needs that.
  const words = said.replace(/ script: (?:[0-9a-f]+, )?on @user_script.*$/s, '').trim();
  for (const { pattern, code, tell } of kinds) {
    const match = pattern.exec(words);
    if (match) return { code, message: tell(words, match) };
  }
  return undefined;
}

function reasonOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message : undefined;
}
