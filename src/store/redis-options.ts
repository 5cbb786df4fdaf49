import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { Cluster, DNSLookupFunction, RedisOptions } from 'ioredis';
import { TolkError } from '../errors.ts';
import type {
  ClusterAddress,
  RedisAddress,
  SentinelAddress,
  ServerAddress,
} from '../redis-address.ts';
import { lineLimits } from './line-limits.ts';

/** Longest wait for a connection. */
const connectTimeoutMs = 5_000;
const longestRetryMs = 3_000;
/** How often a client of a cluster looks who serves its keys, so that it notices a frozen node. */
const topologyEveryMs = 5_000;
const clusterRetryMs = 500;
/** With a wait of half a second between two, commands outlast a failover of five minutes. */
const maxRedirections = 600;
/** A busy machine takes longer than ioredis's second. */
const topologyTimeoutMs = 5_000;

/** How far a connection has come. */
export interface ConnectionLife {
  /** It was connected and could be used: from then on it comes back, however long that takes. */
  readonly isUsable: boolean;
}

/** The options of ioredis for one server, or for a primary behind Sentinels. */
export function serverOptions(
  address: ServerAddress | SentinelAddress,
  life: ConnectionLife,
): RedisOptions {
  const retryStrategy = (times: number) => retryDelay(life, times);
  const common: RedisOptions = {
    ...commonOptions(address),
    lazyConnect: true,
    db: address.db,
    retryStrategy,
    // After a failover behind one name the connection still leads to what is a replica now: a new
    // one leads to the primary. What was refused is sent again there (2).
    reconnectOnError: ({ message }) =>
      life.isUsable && message.startsWith('READONLY') ? 2 : false,
    // Turned on as soon as it is known to be allowed.
    enableReadyCheck: false,
  };
  if (address.kind === 'server') {
    const { host, port, path } = address;
    return { ...common, ...(path === undefined ? { host, port } : { path }) };
  }
  const tls = tlsOptions(address);
  return {
    ...common,
    sentinels: [...address.sentinels],
    name: address.primaryName,
    role: 'master',
    ...given('sentinelUsername', address.sentinelUsername),
    ...given('sentinelPassword', address.sentinelPassword),
    sentinelRetryStrategy: retryStrategy,
    // A primary that is frozen or cut off closes no connection: its Sentinels tell of the failover.
    failoverDetector: true,
    ...(tls && { sentinelTLS: tls, enableTLSForSentinelMode: true }),
  };
}

/** What ioredis makes a cluster's connection of. */
interface ClusterSetup {
  readonly nodes: Array<{ host: string; port: number }>;
  readonly options: NonNullable<ConstructorParameters<typeof Cluster>[1]>;
}

/** The nodes and options of ioredis for a cluster. */
export function clusterOptions(address: ClusterAddress, life: ConnectionLife): ClusterSetup {
  const options = {
    lazyConnect: true,
    clusterRetryStrategy: (times: number) => retryDelay(life, times),
    redisOptions: commonOptions(address),
    maxRedirections,
    retryDelayOnFailover: clusterRetryMs,
    retryDelayOnClusterDown: clusterRetryMs,
    retryDelayOnTryAgain: clusterRetryMs,
    slotsRefreshTimeout: topologyTimeoutMs,
    slotsRefreshInterval: topologyEveryMs,
    // A certificate is for a name: it must not be turned into an address first.
    ...(address.tls && { dnsLookup: keepName }),
  };
  return { nodes: [...address.nodes], options };
}

const keepName: DNSLookupFunction = (name, callback) => callback(null, name);

/** What all kinds of connection have. */
function commonOptions(address: RedisAddress) {
  const tls = tlsOptions(address);
  return {
    ...given('username', address.username),
    ...given('password', address.password),
    ...given('family', address.family),
    ...(tls && { tls }),
    connectTimeout: connectTimeoutMs,
    ...lineLimits,
    // Commands wait for Redis however long that takes; BullMQ demands it of what blocks.
    maxRetriesPerRequest: null,
  };
}

/** Tries again for as long as it takes, a few seconds apart. */
function retryDelay({ isUsable }: ConnectionLife, times: number): number | null {
  return isUsable ? Math.min(100 * 2 ** times, longestRetryMs) : null;
}

function tlsOptions({ tls, ca, cert, key }: RedisAddress): ConnectionOptions | undefined {
  if (!tls) return undefined;
  return {
    ...given('ca', readTlsFile('ca', ca)),
    ...given('cert', readTlsFile('cert', cert)),
    ...given('key', readTlsFile('key', key)),
  };
}

function readTlsFile(name: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `the address of Redis: cannot read the file of "${name}", ${file}`;
    throw new TolkError('config.invalid', message, { cause });
  }
}

/** An object with a property that has a value, or none. */
function given<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  const property: { [P in K]?: V } = {};
  if (value !== undefined) property[name] = value;
  return property;
}
