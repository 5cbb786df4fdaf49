import { TolkError } from '../errors.ts';
import { type RedisConnection, serverOf } from './redis-connection.ts';

/** What an operator wants to know of a Redis server. */
export interface RedisHealth {
  /** Empty where Redis does not let its user ask; then nothing else is known either. */
  readonly version: string;
  readonly usedMemoryBytes: number;
  /** 0 when no limit is set. */
  readonly maxMemoryBytes: number;
  /** Must be `noeviction`: any other policy may throw queued articles away. */
  readonly evictionPolicy: string;
  readonly appendOnly: boolean;
}

/** Reads {@link RedisHealth} from the server that has the keys of `prefix`. */
export async function readRedisHealth(
  redis: RedisConnection,
  prefix: string,
): Promise<RedisHealth> {
  const text = await readInfo(redis, prefix);
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
  return {
    version: field('valkey_version') || field('redis_version'),
    usedMemoryBytes: Number(field('used_memory')),
    maxMemoryBytes: Number(field('maxmemory')),
    evictionPolicy: field('maxmemory_policy'),
    appendOnly: field('aof_enabled') === '1',
  };
}

/** What the server says of itself; nothing where its user may not ask. */
async function readInfo(redis: RedisConnection, prefix: string): Promise<string> {
  try {
    const server = await serverOf(redis, `${prefix}:schema-version`);
    return await server.info();
  } catch (error) {
    if (TolkError.from(error).code === 'redis.forbidden') return '';
    throw error;
  }
}
