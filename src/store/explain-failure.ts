import { TolkError } from '../errors.ts';
import { maskUrl, type RedisAddress } from '../redis-address.ts';
import { readRedisTrouble } from '../redis-errors.ts';

/** Why a connection did not come about, as its words say: what to look at. */
interface Explanation {
  readonly pattern: RegExp;
  readonly code?: 'redis.wrong_address' | 'redis.unauthorized';
  readonly tell: (words: string) => string;
}

/** The first that fits counts. */
const explanations: readonly Explanation[] = [
  {
    pattern:
      /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|CERT_(?:UNTRUSTED|SIGNATURE|HAS_EXPIRED|NOT_YET)|self[- ]signed|unable to (?:verify|get)|certificate has expired/i,
    tell: (words) =>
      `shows a certificate that is not trusted (${words}); name the certificate of its authority ` +
      'with TOLK_CA_FILE, or in REDIS_URL with ?ca=FILE',
  },
  {
    pattern: /ALTNAME_INVALID|altnames/,
    tell: (words) => `has a certificate for another name (${words}); write that one in REDIS_URL`,
  },
  {
    pattern: /certificate required|handshake failure|bad certificate|unknown ca/i,
    tell: (words) =>
      `wants a client certificate that it trusts (${words}); name it in REDIS_URL with ` +
      '?cert=FILE&key=FILE',
  },
  {
    pattern: /wrong version number|packet length too long/i,
    tell: () => 'does not speak TLS; begin REDIS_URL with redis instead of rediss',
  },
  { pattern: /^Protocol error/, tell: () => 'is no Redis: it speaks another protocol' },
  {
    pattern: /No such master with that name|successfully, but got an invalid reply: null/,
    code: 'redis.wrong_address',
    tell: () =>
      'is a group of Sentinels that know no primary of that name; it is what follows the hosts ' +
      'in REDIS_URL',
  },
  {
    pattern: /sentinel.*(?:NOAUTH|WRONGPASS)/is,
    code: 'redis.unauthorized',
    tell: () =>
      'is a group of Sentinels that want another password than is given; it is the parameter ' +
      '?sentinelPassword= in REDIS_URL, beside sentinelUsername',
  },
];

/** The error to throw for a connection to `url` that could not be made, or not be used. */
export function explainFailure(address: RedisAddress, url: string, error: unknown): TolkError {
  if (TolkError.isInstance(error) && error.code === 'config.invalid') return error;
  const where = `Redis at ${maskUrl(url)}`;
  const trouble = TolkError.isInstance(error) ? error : readRedisTrouble(error);
  const isLost = trouble?.code === 'redis.unreachable' && trouble.message.includes('is lost');
  if (trouble && !isLost)
    return new TolkError(trouble.code, `${where}: ${trouble.message}`, { cause: error });
  const words = wordsOf(error);
  const found = explanations.find(({ pattern }) => pattern.test(words));
  if (found) {
    const { code = 'redis.unreachable', tell } = found;
    return new TolkError(code, `${where} ${tell(messageOf(error))}`, { cause: error });
  }
  const why = `${where} cannot be reached (${messageOf(error)}); start it or check REDIS_URL`;
  return new TolkError('redis.unreachable', `${why}${hintFor(address, words)}`, { cause: error });
}

function hintFor({ kind, tls }: RedisAddress, words: string): string {
  if (tls && /ETIMEDOUT/.test(words)) return '; does it speak TLS?';
  if (tls && /ECONNRESET|EPIPE|Connection is closed/.test(words))
    return (
      '; is its authority named (TOLK_CA_FILE, or ?ca=FILE in REDIS_URL), and does it want a ' +
      'client certificate (?cert=FILE&key=FILE)?'
    );
  if (kind === 'sentinel' && /All sentinels/.test(words)) return ': no Sentinel answers';
  if (!tls && /ECONNRESET|socket hang up/.test(words)) return '; does it want TLS (rediss://)?';
  if (kind === 'cluster' && /Connection is closed|None of startup/.test(words))
    return '; does a node answer there, and does the cluster serve all its slots?';
  return '';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const nested: unknown = Reflect.get(error, 'lastNodeError');
  return nested instanceof Error ? nested.message : error.message;
}

function wordsOf(error: unknown): string {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return `${messageOf(error)} ${code ?? ''}`;
}
