import type { Cluster, Redis } from 'ioredis';

/*
 * A line can go silent without being closed: a cable, a firewall that forgets, a frozen server. TCP
 * alone notices that after many minutes, or never through a proxy. So every connection has a time
 * after which an answer that is due is no longer waited for: the line is closed, and made again.
 */

/**
 * Limits for every connection. An answer may be due for as long as the longest blocking command of
 * BullMQ, which takes ten seconds, and as much again.
 */
export const lineLimits = { socketTimeout: 20_000, keepAlive: 10_000 } as const;

const pingMs = 10_000;

/**
 * Pings a connection that only listens, until it ends: nothing else would ever be due on it.
 *
 * @returns the connection
 */
export function pingWhileListening<Connection extends Redis | Cluster>(
  redis: Connection,
): Connection {
  // An answer that does not come closes the line; what then rejects is of no interest.
  const ping = setInterval(() => void redis.ping().catch(() => {}), pingMs).unref();
  redis.once('end', () => clearInterval(ping));
  return redis;
}
