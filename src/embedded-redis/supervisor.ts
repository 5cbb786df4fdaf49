/*
 * The supervisor: a process that runs the embedded Redis of one data folder for as long as anybody
 * uses it. The first command that needs Redis starts it, detached (see lease.ts).
 *
 *   starting ──► serving ──► stopping ──► ended
 *
 * - starting: it holds the folder's socket, which only one process can; a second supervisor finds
 * it
 *   taken and exits. It waits for a Redis that a killed supervisor left behind to end, then starts
 *   its own.
 * - starting ─► serving: when Redis accepts connections. Every open connection to the socket is a
 *   lease, and receives the address of Redis. The kernel closes the connection when its owner dies,
 *   however it dies.
 * - serving ─► stopping: some moments after the last lease ended; a lease taken meanwhile keeps it
 *   serving. The socket stays taken until Redis has written its data and ended, so that no second
 *   Redis opens the same files; who connects meanwhile is disconnected and tries again.
 * - ─► ended: with Redis, whatever ended it.
 *
 * Redis itself runs under a small shell that ends it when the supervisor's pipe closes: if the
 * supervisor is killed, Redis ends too.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** A supervisor that nobody ever connects to (its starter was killed) exits after this. */
const firstLeaseMs = 10_000;
const previousRedisMs = 20_000;
const previousPollMs = 50;
const startPollMs = 20;

/** Ends Redis when standard input closes, and itself when Redis ends. */
const guardScript = [
  'exec 3<&0',
  '"$@" </dev/null 3<&- & redis=$!',
  '(read -r _ <&3; kill -TERM $redis) & watch=$!',
  'wait $redis',
  'status=$?',
  'kill $watch 2>/dev/null',
  'exit $status',
].join('\n');

/** What a supervisor is started with. */
interface SupervisorOptions {
  readonly socketPath: string;
  /** The data folder, absolute. */
  readonly folder: string;
  readonly program: string;
  /** Redis outlives its last user by this, so that the next command does not restart it. */
  readonly graceMs: number;
}

/** Runs Redis while there are leases. */
class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #server = createServer((lease) => this.#onConnection(lease));
  readonly #leases = new Set<Socket>();
  #state: 'open' | 'stopping' = 'open';
  #address: string | undefined;
  #redis: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isSocketCleared = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Takes the folder's socket, or exits because another supervisor has it. */
  start(): void {
    this.#server.on('error', () => this.#onSocketTaken());
    this.#server.on('listening', () => void this.#serve());
    this.#server.listen(this.#options.socketPath);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => this.#stopRedis());
    }
  }

  #onConnection(lease: Socket): void {
    if (this.#state === 'stopping') {
      lease.destroy();
      return;
    }
    this.#leases.add(lease);
    clearTimeout(this.#idle);
    // The close that follows is enough.
    lease.on('error', () => {});
    lease.on('close', () => {
      this.#leases.delete(lease);
      if (this.#leases.size === 0) this.#stopWhenIdle(this.#options.graceMs);
    });
    lease.resume();
    if (this.#address !== undefined) lease.write(`${this.#address}\n`);
  }

  /** By another supervisor, or, where the socket is a file, by one that was killed. */
  #onSocketTaken(): void {
    const { socketPath } = this.#options;
    const isFile = !socketPath.startsWith('\0');
    if (!isFile || this.#isSocketCleared) process.exit(0);
    this.#isSocketCleared = true;
    const probe = connect(socketPath);
    probe.on('connect', () => process.exit(0));
    probe.on('error', () => {
      rmSync(socketPath, { force: true });
      this.#server.listen(socketPath);
    });
  }

  async #serve(): Promise<void> {
    const { folder, program } = this.#options;
    this.#stopWhenIdle(firstLeaseMs);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await untilPreviousRedisEnds(pidFileOf(folder));
    const port = await freePort();
    const password = randomBytes(16).toString('hex');
    const config = join(folder, 'redis.conf');
    writeFileSync(config, redisConfig({ folder, port, password }), { mode: 0o600 });
    this.#redis = startGuarded(program, config);
    await untilAccepts(port);
    this.#address = `redis://:${password}@127.0.0.1:${port}`;
    for (const lease of this.#leases) lease.write(`${this.#address}\n`);
  }

  #stopWhenIdle(ms: number): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#state = 'stopping';
      this.#stopRedis();
    }, ms);
  }

  #stopRedis(): void {
    if (!this.#redis) process.exit(0);
    this.#redis.stdin?.end();
  }
}

/** Starts Redis under the guard; this process ends when it does. */
function startGuarded(program: string, config: string): ChildProcess {
  const redis = spawn('/bin/sh', ['-c', guardScript, 'tolk-redis', program, config], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  redis.on('error', () => process.exit(1));
  redis.on('exit', () => process.exit(0));
  // The pipe breaks when Redis has ended already; then the exit above is about to come.
  redis.stdin.on('error', () => {});
  return redis;
}

/** Resolves when something accepts connections; if Redis ends instead, so does this process. */
async function untilAccepts(port: number): Promise<void> {
  while (!(await accepts(port))) await sleep(startPollMs);
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

/** A Redis whose supervisor was killed may still be writing its data. */
async function untilPreviousRedisEnds(pidFile: string): Promise<void> {
  const deadline = Date.now() + previousRedisMs;
  while (Date.now() < deadline && isRedisRunning(pidFile)) await sleep(previousPollMs);
}

function isRedisRunning(pidFile: string): boolean {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').trim());
    process.kill(pid, 0);
    // The number may have gone to another process since.
    if (!existsSync('/proc/self/cmdline')) return true;
    return /redis|valkey/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}

function pidFileOf(folder: string): string {
  return join(folder, 'redis.pid');
}

function redisConfig({
  folder,
  port,
  password,
}: {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
}): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    `pidfile ${JSON.stringify(pidFileOf(folder))}`,
    `logfile ${JSON.stringify(join(folder, 'redis.log'))}`,
    'appendonly yes',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

const [socketArgument = '', dataDir = '', program = '', graceMs = ''] = process.argv.slice(2);
new Supervisor({
  // The first character of a Linux name is NUL, which no argument can hold.
  socketPath: socketArgument.replace(/^@/, '\0'),
  folder: resolve(dataDir),
  program,
  graceMs: Number(graceMs),
}).start();
