import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findRedisProgram } from '../../src/embedded-redis/program.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

/*
 * Redis as it is run in earnest: servers on loopback, with failovers on request. Nothing in them
 * waits for a time-out: a primary is killed, and the replica is told to take over, so that a busy
 * machine makes no failover of its own.
 */

/** A Redis process. */
export interface RedisProcess {
  readonly port: number;
  readonly url: string;
  /** Sends it one command, as its administrator. */
  command(...words: readonly string[]): Promise<unknown>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Freezes it: connections stay, and nothing answers. */
  freeze(): void;
  stop(): Promise<void>;
}

/** What a Redis process is started with. */
interface ProcessOptions {
  readonly args?: readonly string[];
  /** Lines of a configuration file; a Sentinel needs one. */
  readonly config?: readonly string[];
  readonly mode?: 'server' | 'sentinel';
  /** The password of its administrator. */
  readonly password?: string;
  /** Arguments for connecting to it, where it speaks TLS. */
  readonly port?: number;
}

/** Starts a Redis process on a free port. */
export async function startRedisProcess(options: ProcessOptions = {}): Promise<RedisProcess> {
  const { args = [], config, mode = 'server', password } = options;
  const port = options.port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'tolk-redis-'));
  const file = join(folder, 'redis.conf');
  if (config) await writeFile(file, `${config.join('\n')}\n`);
  const own = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
  const server = mode === 'sentinel' ? ['--sentinel'] : ['--save', '', '--appendonly', 'no'];
  const program = findRedisProgram(process.env['TOLK_REDIS_SERVER'], process.env['PATH'] ?? '', '');
  const child = spawn(program, [...(config ? [file] : []), ...own, ...server, ...args], {
    stdio: 'ignore',
  });
  const admin = new Redis({
    port,
    lazyConnect: true,
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
    ...(password === undefined ? {} : { password }),
  });
  admin.on('error', () => {});
  await admin.ping();
  const kill = (signal: NodeJS.Signals = 'SIGKILL') => end(child, signal);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    command: (...words) => admin.call(words[0] ?? '', ...words.slice(1)),
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    async stop() {
      admin.disconnect();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** Certificates by which a group speaks TLS; its administrator still goes without. */
export interface GroupTls {
  /** With `ca.pem`, `server.pem` and `server.key`. */
  readonly folder: string;
}

/** Where members of a group are reached, and what they are started with for that. */
async function doorOf(
  tls: GroupTls | undefined,
): Promise<{ readonly port: number; readonly tlsPort: number; readonly lines: readonly string[] }> {
  const port = await freePort();
  if (!tls) return { port, tlsPort: port, lines: [] };
  const tlsPort = await freePort();
  const at = (name: string) => join(tls.folder, name);
  return {
    port,
    tlsPort,
    lines: [
      `tls-port ${tlsPort}`,
      `tls-ca-cert-file ${at('ca.pem')}`,
      `tls-cert-file ${at('server.pem')}`,
      `tls-key-file ${at('server.key')}`,
      'tls-auth-clients no',
      'tls-replication yes',
    ],
  };
}

/** Lines of a configuration as arguments. */
const asArgs = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => {
    const [name = '', ...values] = line.split(' ');
    return [`--${name}`, ...values];
  });

const queryOf = (tls: GroupTls | undefined): string =>
  tls ? `?ca=${join(tls.folder, 'ca.pem')}` : '';

/** Servers of which one can take over from another. */
export interface RedisGroup extends AsyncDisposable {
  readonly url: string;
  readonly members: readonly RedisProcess[];
  /** Ends the primary that has the keys, as told, and has its replica take over. */
  failOver(how?: 'kill' | 'freeze'): Promise<void>;
}

/** A cluster of three primaries, and a replica of the one that has the keys of `prefix`. */
export async function startCluster(prefix: string, tls?: GroupTls): Promise<RedisGroup> {
  const doors = await Promise.all(Array.from({ length: 4 }, () => doorOf(tls)));
  const lines = [
    'cluster-enabled yes',
    'cluster-node-timeout 60000',
    'cluster-require-full-coverage no',
    ...(tls ? ['tls-cluster yes'] : []),
  ];
  const members = await Promise.all(
    doors.map((door) =>
      startRedisProcess({ port: door.port, args: asArgs([...lines, ...door.lines]) }),
    ),
  );
  const [first, second, third, replica] = members as [
    RedisProcess,
    RedisProcess,
    RedisProcess,
    RedisProcess,
  ];
  const ranges = [
    [0, 5_460],
    [5_461, 10_922],
    [10_923, 16_383],
  ] as const;
  const primaries = [first, second, third];
  for (const [at, node] of primaries.entries()) {
    await node.command('CLUSTER', 'SET-CONFIG-EPOCH', `${at + 1}`);
    await node.command('CLUSTER', 'ADDSLOTSRANGE', ...(ranges[at] ?? []).map(String));
  }
  for (const node of members.slice(1))
    await node.command('CLUSTER', 'MEET', '127.0.0.1', `${doors[0]?.tlsPort}`);
  const slot = Number(await first.command('CLUSTER', 'KEYSLOT', prefix));
  const owner = primaries[ranges.findIndex(([from, to]) => slot >= from && slot <= to)] ?? first;
  const ownerId = String(await owner.command('CLUSTER', 'MYID'));
  const knows = async (node: RedisProcess, count: number) =>
    String(await node.command('CLUSTER', 'INFO')).includes(`cluster_known_nodes:${count}`);
  await until(async () =>
    (await Promise.all(members.map((node) => knows(node, 4)))).every(Boolean),
  );
  await until(async () => {
    await replica.command('CLUSTER', 'REPLICATE', ownerId);
    return true;
  });
  await until(() => isInStep(replica));
  await until(async () => {
    const infos = await Promise.all(members.map((node) => node.command('CLUSTER', 'INFO')));
    return infos.every((info) => String(info).includes('cluster_state:ok'));
  });
  return {
    url: `${tls ? 'rediss' : 'redis'}+cluster://${doors
      .map(({ tlsPort }) => `127.0.0.1:${tlsPort}`)
      .join(',')}${queryOf(tls)}`,
    members,
    async failOver(how = 'kill') {
      if (how === 'kill') await owner.kill();
      else owner.freeze();
      await replica.command('CLUSTER', 'FAILOVER', 'TAKEOVER');
      await until(async () => String(await replica.command('ROLE')).startsWith('master'));
    },
    [Symbol.asyncDispose]: () => stopAll(members),
  };
}

/** A primary with a replica, and three Sentinels that call it `mymaster`. */
export async function startSentinels(
  options: { readonly redis?: string; readonly sentinel?: string; readonly tls?: GroupTls } = {},
): Promise<RedisGroup> {
  const { redis, sentinel, tls } = options;
  const auth = redis === undefined ? [] : ['--requirepass', redis, '--masterauth', redis];
  const given = redis === undefined ? {} : { password: redis };
  const first = await doorOf(tls);
  const second = await doorOf(tls);
  const primary = await startRedisProcess({
    port: first.port,
    args: [...auth, ...asArgs(first.lines)],
    ...given,
  });
  const replica = await startRedisProcess({
    port: second.port,
    args: [...auth, ...asArgs(second.lines), '--replicaof', '127.0.0.1', `${first.tlsPort}`],
    ...given,
  });
  await until(() => isInStep(replica));
  const config = [
    `sentinel monitor mymaster 127.0.0.1 ${first.tlsPort} 2`,
    'sentinel down-after-milliseconds mymaster 60000',
    ...(redis === undefined ? [] : [`sentinel auth-pass mymaster ${redis}`]),
    ...(sentinel === undefined ? [] : [`requirepass ${sentinel}`]),
  ];
  const doors = await Promise.all(Array.from({ length: 3 }, () => doorOf(tls)));
  const sentinels = await Promise.all(
    doors.map(({ port, lines }) =>
      startRedisProcess({
        mode: 'sentinel',
        port,
        config: [...lines, ...config],
        ...(sentinel === undefined ? {} : { password: sentinel }),
      }),
    ),
  );
  await until(async () => {
    const infos = await Promise.all(sentinels.map((node) => node.command('INFO', 'sentinel')));
    return infos.every((info) => /slaves=1,sentinels=3/.test(String(info)));
  });
  const user = redis === undefined ? '' : `:${redis}@`;
  const hosts = doors.map(({ tlsPort }) => `127.0.0.1:${tlsPort}`).join(',');
  const query = sentinel === undefined ? queryOf(tls) : `?sentinelPassword=${sentinel}`;
  const members = [primary, replica, ...sentinels];
  return {
    url: `${tls ? 'rediss' : 'redis'}+sentinel://${user}${hosts}/mymaster${query}`,
    members,
    async failOver(how = 'kill') {
      if (how === 'kill') await primary.kill();
      else primary.freeze();
      await sentinels[0]?.command('SENTINEL', 'FAILOVER', 'mymaster');
      await until(async () => String(await replica.command('ROLE')).startsWith('master'));
    },
    [Symbol.asyncDispose]: () => stopAll(members),
  };
}

/** A primary and a replica behind one address. */
interface NamedGroup extends RedisGroup {
  /** The replica hears no more of the primary: what follows is lost when it takes over. */
  cutOff(): Promise<void>;
}

/** A primary and a replica behind one address, as in a managed Redis. */
export async function startBehindOneName(): Promise<NamedGroup> {
  const primary = await startRedisProcess();
  const replica = await startRedisProcess({
    args: ['--replicaof', '127.0.0.1', `${primary.port}`],
  });
  await until(() => isInStep(replica));
  const name = await startName(primary.port);
  return {
    url: `redis://127.0.0.1:${name.port}`,
    members: [primary, replica],
    async cutOff() {
      await replica.command('REPLICAOF', 'NO', 'ONE');
    },
    /** The old primary lives on as a replica, and open connections stay with it. */
    async failOver() {
      await replica.command('REPLICAOF', 'NO', 'ONE');
      name.leadTo(replica.port);
      await primary.command('REPLICAOF', '127.0.0.1', `${replica.port}`);
    },
    async [Symbol.asyncDispose]() {
      await name.stop();
      await stopAll([primary, replica]);
    },
  };
}

/** An address that leads to one port, and to another once it is told to. */
async function startName(first: number) {
  let target = first;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const onward = createConnection(target, '127.0.0.1');
    const pair = [socket, onward];
    for (const end of pair) {
      sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        sockets.delete(end);
        for (const both of pair) both.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    leadTo(port: number) {
      target = port;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Has a replica all that its primary has? */
async function isInStep(replica: RedisProcess): Promise<boolean> {
  return /master_link_status:up/.test(String(await replica.command('INFO', 'replication')));
}

async function stopAll(members: readonly RedisProcess[]): Promise<void> {
  await Promise.all(members.map((member) => member.stop()));
}
