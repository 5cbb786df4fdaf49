import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can go silent without being closed, as a cut cable or a firewall does. */
export interface SilentLine extends AsyncDisposable {
  readonly port: number;
  /** From now on nothing comes through, either way, on the connections there are; they stay open. */
  goSilent(connections: 'all' | 'present'): void;
  /** Resolves when it goes silent. */
  readonly silent: Promise<void>;
  /** New connections come through again; those that went silent stay so. */
  restore(): void;
  /** How many connections have been made. */
  readonly connections: number;
}

/** Makes a line on loopback to a port there, which may go silent by itself after so many bytes. */
export async function startSilentLine(
  to: number,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<SilentLine> {
  const { promise: silent, resolve: wentSilent } = Promise.withResolvers<void>();
  let bytes = 0;
  const pairs = new Set<readonly [Socket, Socket]>();
  let connections = 0;
  let takesNew = true;
  const server = createServer((near) => {
    connections += 1;
    near.on('error', () => {});
    if (!takesNew) return near.pause();
    const far = connect(to, '127.0.0.1');
    far.on('error', () => {});
    near.on('data', (data) => {
      bytes += data.length;
      if (bytes > maxBytes) goSilent('all');
    });
    near.pipe(far);
    far.pipe(near);
    pairs.add([near, far]);
    return undefined;
  });
  const goSilent = (which: 'all' | 'present') => {
    takesNew = which === 'present';
    for (const [near, far] of pairs) {
      near.unpipe(far).pause();
      far.unpipe(near).pause();
    }
    wentSilent();
  };
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get connections() {
      return connections;
    },
    goSilent,
    silent,
    restore() {
      takesNew = true;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of [...sockets, ...[...pairs].flat()]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
