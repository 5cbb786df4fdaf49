/*
 * The supervisor: a process that runs the embedded Redis of one data folder for as long as anybody
 * uses it. The first command that needs Redis starts it, detached (see lease.ts).
 *
 *   starting ──► serving ──► stopping ──► ended
 *
 * - starting: it holds the folder's lock, which only one process can; a second supervisor finds it
 *   taken and exits. It waits for a Redis that a killed supervisor left behind to end, then starts
 *   its own.
 * - starting ─► serving: when Redis accepts connections. Every open connection to the supervisor's
 *   socket is a lease, and receives a word then. The kernel closes the connection when its owner
 *   dies, however it dies.
 * - serving ─► stopping: some moments after the last lease ended; a lease taken meanwhile keeps it
 *   serving. The lock stays taken until Redis has written its data and ended, so that no second
 *   Redis opens the same files; who connects meanwhile is disconnected and tries again.
 * - ─► ended: with Redis, whatever ended it.
 *
 * Redis itself runs under a small shell that ends it when the supervisor's pipe closes: if the
 * supervisor is killed, Redis ends too. Both sockets are in a folder that only its owner enters
 * (see folders.ts); so there is no password, and nothing that another user could ask for one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from './folder-lock.ts';
import { openRedisFiles, type RedisFiles } from './folders.ts';

/** A supervisor that nobody ever connects to (its starter was killed) exits after this. */
const firstLeaseMs = 10_000;
const previousRedisMs = 20_000;
const previousPollMs = 50;
const startPollMs = 20;

/** What a lease receives when Redis accepts connections. */
const ready = 'ready\n';

/** Commands that make Redis write where, load what or follow whom it is told. */
const forbiddenCommands = ['CONFIG', 'MODULE', 'DEBUG', 'REPLICAOF', 'SLAVEOF', 'MIGRATE', 'ACL'];

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
  readonly files: RedisFiles;
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
  #isServing = false;
  #redis: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Takes the folder, or exits because another supervisor has it. */
  start(): void {
    const { folder, supervisorSocket } = this.#options.files;
    if (!lockFolder(folder)) process.exit(0);
    // That of a supervisor that was killed.
    rmSync(supervisorSocket, { force: true });
    this.#server.on('error', () => process.exit(1));
    this.#server.on('listening', () => void this.#serve());
    this.#server.listen(supervisorSocket);
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
    if (this.#isServing) lease.write(ready);
  }

  async #serve(): Promise<void> {
    const { files, program } = this.#options;
    this.#stopWhenIdle(firstLeaseMs);
    if (!(await hasPreviousRedisEnded(pidFileOf(files.folder)))) process.exit(1);
    const config = join(files.folder, 'redis.conf');
    writeFileSync(config, redisConfig(files), { mode: 0o600 });
    this.#redis = startGuarded(program, config);
    await untilAccepts(files.redisSocket);
    this.#isServing = true;
    for (const lease of this.#leases) lease.write(ready);
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
async function untilAccepts(socketPath: string): Promise<void> {
  while (!(await accepts(socketPath))) await sleep(startPollMs);
}

function accepts(socketPath: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(socketPath);
    socket.on('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}

/** A Redis whose supervisor was killed may still be writing its data. */
async function hasPreviousRedisEnded(pidFile: string): Promise<boolean> {
  const deadline = performance.now() + previousRedisMs;
  while (isRedisRunning(pidFile)) {
    if (performance.now() > deadline) return false;
    await sleep(previousPollMs);
  }
  return true;
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

function redisConfig({ folder, redisSocket }: RedisFiles): string {
  return [
    'port 0',
    `unixsocket ${JSON.stringify(redisSocket)}`,
    'unixsocketperm 700',
    `dir ${JSON.stringify(folder)}`,
    `pidfile ${JSON.stringify(pidFileOf(folder))}`,
    `logfile ${JSON.stringify(join(folder, 'redis.log'))}`,
    'appendonly yes',
    'save ""',
    'maxmemory-policy noeviction',
    ...forbiddenCommands.map((command) => `rename-command ${command} ""`),
    '',
  ].join('\n');
}

const [dataDir = '', program = '', graceMs = ''] = process.argv.slice(2);
new Supervisor({ files: openRedisFiles(dataDir), program, graceMs: Number(graceMs) }).start();
