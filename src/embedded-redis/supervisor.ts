/*
 * The keeper: a process that runs the embedded Redis of one data folder for as long as anybody
 * uses it. It is started, detached, by the first command that needs Redis (see embedded-redis.ts).
 *
 *   starting ──► serving ──► stopping ──► gone
 *
 * - *starting*: it holds the folder's socket, which only one process can; a second keeper finds it
 *   taken and leaves. It waits for a Redis that a killed keeper left behind to end, starts its own,
 *   and answers when that one does.
 * - *serving*: every open connection to the socket is a lease. It is told the address of Redis. The
 *   kernel closes the connection when its owner dies, however it dies.
 * - *stopping*: the last lease ended some moments ago. The socket stays taken until Redis has
 * written
 *   its data and is gone, so that no second Redis opens the same files; who connects meanwhile is
 *   hung up on and tries again.
 *
 * Redis itself runs under a small shell that ends it when the keeper's pipe closes: if the keeper
 * is killed, Redis ends too.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/**
 * Redis outlives its last user by this much, so that one command after another does not restart it.
 */
const graceMs = 400;
/** A keeper nobody ever connects to (its starter was killed) leaves after this. */
const firstLeaseMs = 10_000;
const previousRedisMs = 20_000;

/** Ends Redis when standard input closes, and itself when Redis ends. */
const guard =
  'exec 3<&0; "$@" </dev/null 3<&- & redis=$!; (read -r _ <&3; kill -TERM $redis) & watch=$!; wait $redis; status=$?; kill $watch 2>/dev/null; exit $status';

const [socketArgument = '', dataDir = '', program = ''] = process.argv.slice(2);
const socketPath = socketArgument.replace(/^@/, '\0');
const folder = resolve(dataDir);
const pidFile = join(folder, 'redis.pid');

const leases = new Set<Socket>();
let address: string | undefined;
let idle: NodeJS.Timeout | undefined;

const server = createServer((lease) => {
  leases.add(lease);
  clearTimeout(idle);
  lease.on('error', () => {});
  lease.on('close', () => {
    leases.delete(lease);
    if (leases.size === 0) startIdleTimer(graceMs);
  });
  lease.resume();
  if (address !== undefined) lease.write(`${address}\n`);
});
let cleared = false;
server.on('error', () => {
  // Taken by another keeper, or, where the socket is a file, left behind by one that was killed.
  if (cleared || socketPath.startsWith('\0')) process.exit(0);
  cleared = true;
  const probe = connect(socketPath);
  probe.on('connect', () => process.exit(0));
  probe.on('error', () => {
    rmSync(socketPath, { force: true });
    server.listen(socketPath);
  });
});
server.on('listening', () => void serve());
server.listen(socketPath);

let stopRedis: () => void = () => process.exit(0);

async function serve(): Promise<void> {
  startIdleTimer(firstLeaseMs);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await previousRedisGone();
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const config = join(folder, 'redis.conf');
  writeFileSync(config, redisConfig(port, password), { mode: 0o600 });
  const redis = spawn('/bin/sh', ['-c', guard, 'tolk-redis', program, config], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  redis.on('error', () => process.exit(1));
  redis.on('exit', () => process.exit(0));
  // The pipe breaks when Redis is gone already; then the exit above is on its way.
  redis.stdin.on('error', () => {});
  stopRedis = () => redis.stdin.end();
  await listens(port);
  address = `redis://:${password}@127.0.0.1:${port}`;
  for (const lease of leases) lease.write(`${address}\n`);
}

/**
 * Resolves when something accepts connections on the port; if Redis ends instead, so does this
 * process.
 */
async function listens(port: number): Promise<void> {
  while (!(await accepts(port))) await sleep(20);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}

function startIdleTimer(ms: number): void {
  clearTimeout(idle);
  idle = setTimeout(() => {
    hangUpOnEveryone(server);
    stopRedis();
  }, ms);
}

function hangUpOnEveryone(stopping: Server): void {
  stopping.removeAllListeners('connection');
  stopping.on('connection', (late: Socket) => late.destroy());
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(signal, () => stopRedis());

/** A Redis whose keeper was killed may still be writing its data. */
async function previousRedisGone(): Promise<void> {
  for (let waited = 0; waited < previousRedisMs && previousRedisRuns(); waited += 50)
    await sleep(50);
}

function previousRedisRuns(): boolean {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').trim());
    process.kill(pid, 0);
    // The number may have gone to another process since.
    const command = `/proc/${pid}/cmdline`;
    return !existsSync('/proc/self/cmdline') || /redis|valkey/.test(readFileSync(command, 'utf8'));
  } catch {
    return false;
  }
}

function redisConfig(port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    `pidfile ${JSON.stringify(pidFile)}`,
    `logfile ${JSON.stringify(join(folder, 'redis.log'))}`,
    'appendonly yes',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}
