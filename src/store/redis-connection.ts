import { type Cluster, Redis, type RedisOptions } from 'ioredis';
import { pingWhileListening } from './line-limits.ts';

/*
 * The three kinds of Redis are two kinds of connection: to one server, whether it is always the
 * same, behind a name or behind Sentinels; and to a cluster, which has one for each node. Here is
 * all that differs between them.
 */

/** A connection to Redis: to one server at a time, or to a cluster. */
export type RedisConnection = Redis | Cluster;

type SendCommand = Redis['sendCommand'];

/** Commands of one turn of the event loop leave in one write: a write costs more than a command. */
class CorkedRedis extends Redis {
  override sendCommand(...args: Parameters<SendCommand>): ReturnType<SendCommand> {
    const { stream } = this;
    if (stream && stream.writableCorked === 0) {
      stream.cork();
      setImmediate(() => stream.uncork());
    }
    return super.sendCommand(...args);
  }
}

/**
 * A connection to one server that never works on another database than its own, and whose
 * duplicates do not either.
 */
export function createServerConnection(options: RedisOptions): Redis {
  // The options say nothing of RESP3; the constructor's type wants that in so many words.
  const redis = new CorkedRedis(options as RedisOptions & { readonly replyMapping?: 'legacy' });
  redis.on('error', (error: Error) => {
    // ioredis would go on in database 0.
    if (commandOf(error) === 'select') redis.disconnect(true);
  });
  const duplicate = (override?: RedisOptions) =>
    createServerConnection({ ...redis.options, ...override });
  return Object.assign(redis, { duplicate });
}

/** The name of the command that Redis answered with this error. */
function commandOf(error: Error): unknown {
  const command: unknown = Reflect.get(error, 'command');
  return typeof command === 'object' && command !== null ? Reflect.get(command, 'name') : undefined;
}

/** Is it a cluster's? Also where another copy of ioredis made it. */
export function isCluster(redis: RedisConnection): redis is Cluster {
  return redis.isCluster;
}

/**
 * Another connection like this one, for what blocks or listens. It connects with its first command
 * and waits for Redis however long that takes.
 */
export function duplicateConnection(redis: RedisConnection): RedisConnection {
  return isCluster(redis)
    ? redis.duplicate([], { lazyConnect: true })
    : redis.duplicate({ lazyConnect: true, maxRetriesPerRequest: null });
}

/** What a {@link subscribe | subscriber} is told. */
export interface ChannelListener {
  readonly onMessage: (message: string) => void;
  /** Something may have been missed: the connection was away, or may have been. */
  readonly onGap?: () => void;
}

/**
 * Listens to one channel, on a connection of its own, from the moment the promise resolves.
 *
 * @returns the function that ends it
 */
export async function subscribe(
  redis: RedisConnection,
  channel: string,
  { onMessage, onGap }: ChannelListener,
): Promise<() => void> {
  const subscriber = pingWhileListening(duplicateConnection(redis));
  subscriber.on('error', () => {});
  subscriber.on('message', (_channel: string, message: string) => onMessage(message));
  // A cluster's subscriber moves to another node without a word; its look at the nodes comes every
  // few seconds.
  if (onGap) subscriber.on(isCluster(subscriber) ? 'refresh' : 'ready', onGap);
  await subscriber.subscribe(channel);
  return () => subscriber.disconnect();
}

/** The servers that hold keys: one, or the primaries of a cluster. */
export function primariesOf(redis: RedisConnection): readonly Redis[] {
  return isCluster(redis) ? redis.nodes('master') : [redis];
}

/** The servers that somebody may listen at: one, or all nodes of a cluster. */
export function allServersOf(redis: RedisConnection): readonly Redis[] {
  return isCluster(redis) ? redis.nodes('all') : [redis];
}

/** The server that has a key: of a cluster, the primary of its slot. */
export async function serverOf(redis: RedisConnection, key: string): Promise<Redis> {
  if (!isCluster(redis)) return redis;
  const slot = await redis.cluster('KEYSLOT', key);
  const [address] = redis.slots[slot] ?? [];
  const servers = primariesOf(redis);
  const found = servers.find(({ options: { host, port } }) => `${host}:${port}` === address);
  const server = found ?? servers[0];
  // While a cluster reconnects it has no nodes; a command on it waits for them.
  if (server) return server;
  await redis.exists(key);
  return serverOf(redis, key);
}
