import { TolkError } from './errors.ts';

/** Where a server listens. */
interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** What every kind of Redis address says. */
interface CommonAddress {
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly tls: boolean;
  /** Files of certificates: those to trust, one's own, and its key. */
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** 4 or 6 where host names must mean an address of that kind. */
  readonly family: 4 | 6 | undefined;
}

/** One server, or one name that leads to whichever is the primary. */
export interface ServerAddress extends CommonAddress {
  readonly kind: 'server';
  readonly host: string;
  readonly port: number;
  /** Its Unix socket, instead of host and port. */
  readonly path: string | undefined;
  readonly db: number;
}

/** A Redis Cluster, by any of its nodes. */
export interface ClusterAddress extends CommonAddress {
  readonly kind: 'cluster';
  readonly nodes: readonly HostAndPort[];
}

/** A primary that Sentinels know by name. */
export interface SentinelAddress extends CommonAddress {
  readonly kind: 'sentinel';
  readonly sentinels: readonly HostAndPort[];
  /** What the Sentinels call the primary. */
  readonly primaryName: string;
  readonly sentinelUsername: string | undefined;
  readonly sentinelPassword: string | undefined;
  readonly db: number;
}

/** A Redis address, taken apart. */
export type RedisAddress = ServerAddress | ClusterAddress | SentinelAddress;

const parameterNames = {
  server: ['db', 'ca', 'cert', 'key', 'family'],
  socket: ['db', 'username', 'password'],
  cluster: ['ca', 'cert', 'key', 'family'],
  sentinel: ['db', 'ca', 'cert', 'key', 'family', 'sentinelUsername', 'sentinelPassword'],
} as const;

/** The parts of an address as they are written. */
interface WrittenAddress {
  readonly kind: RedisAddress['kind'];
  readonly tls: boolean;
  readonly isSocket: boolean;
  readonly userInfo: string | undefined;
  readonly hosts: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

const grammar =
  /^(?<scheme>rediss?(?:\+cluster|\+sentinel)?|unix):\/\/(?:(?<userInfo>[^/?#]*)@)?(?<hosts>[^/?#@]*)(?<path>\/[^?#]*)?(?:\?(?<query>[^#]*))?$/;

/**
 * Takes a Redis address apart:
 *
 * - `redis://[user:password@]host[:port][/db]`, with TLS `rediss://`
 * - `redis+cluster://[user:password@]host[:port],host[:port]`, with TLS `rediss+cluster://`
 * - `redis+sentinel://[user:password@]host[:port],host[:port]/primary[/db]`, with TLS
 *   `rediss+sentinel://`; the Sentinels' own password is the parameter `sentinelPassword`
 * - `unix:///path/to/redis.sock[?db=1&username=user&password=password]`
 *
 * The parameters `ca`, `cert` and `key` name files of certificates for TLS. What is special in a
 * user name or password is percent-encoded.
 *
 * @throws TolkError `config.invalid`, with a message that shows nothing of the address
 *
 * @example
 * parseRedisAddress('redis+sentinel://10.0.0.1,10.0.0.2/mymaster').kind; // 'sentinel'
 */
export function parseRedisAddress(url: string): RedisAddress {
  const written = takeApart(url);
  const { kind, tls, query } = written;
  requireKnownParameters(written);
  const common: CommonAddress = {
    ...readUser(written),
    tls,
    ca: readTlsFile(written, 'ca'),
    cert: readTlsFile(written, 'cert'),
    key: readTlsFile(written, 'key'),
    family: readFamily(query.get('family')),
  };
  if ((common.cert === undefined) !== (common.key === undefined)) {
    throw invalid('has only one of "cert" and "key"; give both');
  }
  if (kind === 'cluster') return { kind, ...common, nodes: readCluster(written) };
  if (kind === 'sentinel') return { kind, ...common, ...readSentinel(written) };
  return { kind, ...common, ...readServer(written) };
}

/**
 * `url` with the certificates of `caFile` to trust, unless it names its own or is no TLS address.
 */
export function withCaFile(url: string, caFile: string | undefined): string {
  if (caFile === undefined || !url.startsWith('rediss') || /[?&]ca=/.test(url)) return url;
  return `${url}${url.includes('?') ? '&' : '?'}ca=${encodeURIComponent(caFile)}`;
}

/**
 * An address without its user name, its password, and the values of parameters that may be secret;
 * an address that is written wrongly loses rather too much.
 */
export function maskUrl(url: string): string {
  return url
    .replace(/\/\/.*@/s, '//***@')
    .replace(
      /([?&][^=&#]*(?:pass|pwd|key|token|secret|user|sig|auth|code)[^=&#]*=)[^&#]*/gi,
      '$1***',
    );
}

/** Has a prefix of keys a part in braces that puts them all into one slot of a cluster? */
export function keepsOneSlot(prefix: string): boolean {
  const open = prefix.indexOf('{');
  return open >= 0 && prefix.indexOf('}', open) > open + 1;
}

function takeApart(url: string): WrittenAddress {
  const parts = grammar.exec(url)?.groups;
  if (!parts || /\s/.test(url)) {
    throw invalid(
      'is not a Redis address like redis://127.0.0.1:6379, rediss://, redis+cluster://HOST,HOST, ' +
        'redis+sentinel://HOST,HOST/PRIMARY or unix:///PATH; write / ? # @ in a password as %2F ' +
        '%3F %23 %40',
    );
  }
  const { scheme = '', userInfo, hosts = '', path = '', query = '' } = parts;
  return {
    kind: kindOf(scheme),
    tls: scheme.startsWith('rediss'),
    isSocket: scheme === 'unix',
    userInfo,
    hosts,
    path,
    // In a form a plus is a space; in an address it is a plus.
    query: new URLSearchParams(query.replaceAll('+', '%2B')),
  };
}

function kindOf(scheme: string): RedisAddress['kind'] {
  if (scheme.endsWith('+cluster')) return 'cluster';
  return scheme.endsWith('+sentinel') ? 'sentinel' : 'server';
}

function requireKnownParameters({ kind, isSocket, query }: WrittenAddress): void {
  const known: readonly string[] = parameterNames[isSocket ? 'socket' : kind];
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw invalid(`has a parameter "${unknown}" that is not known; there are ${known.join(', ')}`);
}

function readServer({ isSocket, hosts, path, query }: WrittenAddress) {
  if (isSocket) {
    if (hosts !== '' || path === '') throw invalid('must name a path, like unix:///run/redis.sock');
    return { host: '', port: 0, path: decode(path), db: readDb(query.get('db') ?? '') };
  }
  const { host, port } = readHost(hosts === '' ? '127.0.0.1' : hosts, 6379);
  return { host, port, path: undefined, db: readDb(path.slice(1) || (query.get('db') ?? '')) };
}

function readCluster({ hosts, path }: WrittenAddress): readonly HostAndPort[] {
  if (!/^\/?0?$/.test(path)) throw invalid('names a database, and a cluster has only database 0');
  return readHosts(hosts, 6379);
}

function readSentinel({ hosts, path, query }: WrittenAddress) {
  const [, name = '', db = query.get('db') ?? '', more] = path.split('/');
  if (name === '' || more !== undefined) {
    throw invalid(
      'must end in the name of the primary, like redis+sentinel://10.0.0.1,10.0.0.2/mymaster, ' +
        'or in name and database, like mymaster/0',
    );
  }
  return {
    sentinels: readHosts(hosts, 26_379),
    primaryName: decode(name),
    sentinelUsername: query.get('sentinelUsername') ?? undefined,
    sentinelPassword: query.get('sentinelPassword') ?? undefined,
    db: readDb(db),
  };
}

function readHosts(hosts: string, defaultPort: number): readonly HostAndPort[] {
  return hosts.split(',').map((host) => readHost(host, defaultPort));
}

/** `host`, `host:port`, `[::1]:port`. */
function readHost(written: string, defaultPort: number): HostAndPort {
  const [, bracketed, plain, port] =
    /^(?:\[([^\]]+)\]|([^:[\],]+))(?::(\d+))?$/.exec(written) ?? [];
  const host = bracketed ?? plain;
  const number = port === undefined ? defaultPort : Number(port);
  if (host === undefined || number < 1 || number > 65_535) {
    throw invalid('must name its hosts as HOST or HOST:PORT, separated by commas');
  }
  return { host: decode(host), port: number };
}

function readDb(written: string): number {
  if (!/^\d{0,9}$/.test(written)) throw invalid('must name its database by a number, like /0');
  return Number(written);
}

function readFamily(written: string | null): 4 | 6 | undefined {
  if (written === null || written === '0') return undefined;
  if (written === '4') return 4;
  if (written === '6') return 6;
  throw invalid('must have 4 or 6 for "family"');
}

function readUser({ userInfo, query }: WrittenAddress) {
  const [, username, password] = /^([^:]*):?(.*)$/s.exec(userInfo ?? '') ?? [];
  return {
    username: decode(username ?? '') || query.get('username') || undefined,
    password: decode(password ?? '') || query.get('password') || undefined,
  };
}

function readTlsFile({ tls, query }: WrittenAddress, name: 'ca' | 'cert' | 'key') {
  const file = query.get(name) ?? undefined;
  if (file !== undefined && !tls) throw invalid(`has "${name}" without TLS; begin it with rediss`);
  return file;
}

/** What is no percent-encoding stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function invalid(problem: string): TolkError {
  return new TolkError('config.invalid', `the address of Redis ${problem}`);
}
