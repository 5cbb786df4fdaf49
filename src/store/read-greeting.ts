import { once } from 'node:events';
import { connect } from 'node:net';
import type { RedisAddress } from '../redis-address.ts';

const waitMs = 1_000;

/**
 * What a Redis says to a new connection before it is asked anything: nothing, unless it takes no
 * more clients. Whoever asks first does not read it, since the line is closed under the question.
 *
 * @returns what it says, or an empty text; never an error
 */
export async function readGreeting(address: RedisAddress): Promise<string> {
  if (address.kind !== 'server' || address.tls) return '';
  const { host, port, path } = address;
  const socket = connect(path === undefined ? { host, port } : { path });
  const signal = AbortSignal.timeout(waitMs);
  try {
    const [data]: unknown[] = await once(socket, 'data', { signal });
    return String(data).trim();
  } catch {
    return '';
  } finally {
    socket.destroy();
  }
}
