import { type Client, createClient } from '../../src/index.ts';
import { type Sandbox, type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createWorker, type RunningWorker } from '../../src/worker/create-worker.ts';
import type { Logger } from '../../src/worker/logger.ts';
import { patientLocks } from './locks.ts';
import { type Running, startTolk } from './tolk.ts';

/** A worker in this process, and the events it logged. */
interface TestWorker extends RunningWorker {
  readonly events: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** A Tolk of its own on a given Redis: sandbox, client and workers. */
export interface Rig extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly client: Client;
  /** What a command needs in its environment to work with this Tolk. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a worker in this process; `env` goes on top of the rig's. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<TestWorker>;
  /** Starts a worker as a process of its own, to be killed or stopped by a signal. */
  startWorkerProcess(env?: Readonly<Record<string, string>>): Promise<Running>;
}

/** Timings that let a scenario see in seconds what takes minutes in earnest. */
const quick = {
  ...patientLocks,
  TOLK_STALLED_CHECK_MS: '1000',
  TOLK_RETRY_DELAY_MS: '200',
};

/** Builds a rig under a prefix of its own, unless `more` names one. */
export async function createRig(
  redisUrl: string,
  options: ServerOptions,
  more: Readonly<Record<string, string>> = {},
): Promise<Rig> {
  const sandbox = await startSandbox(options);
  const own = `{rig-${process.pid}-${Math.floor(Math.random() * 1e9)}}`;
  const { TOLK_PREFIX: prefix = own } = more;
  const client = createClient({ redisUrl, prefix });
  const workers = new Set<TestWorker>();
  const processes = new Set<Running>();
  const env = {
    REDIS_URL: redisUrl,
    TOLK_PREFIX: prefix,
    LLM_BASE_URL: sandbox.baseUrl,
    TOLK_MODEL: 'sandbox',
    ...quick,
    ...more,
  };
  return {
    sandbox,
    client,
    env,
    async startWorker(extra = {}) {
      // At the end of a test nobody waits for what it has in progress.
      const worker = await startTestWorker({ ...env, TOLK_SHUTDOWN_MS: '0', ...extra });
      workers.add(worker);
      return worker;
    },
    async startWorkerProcess(extra = {}) {
      const worker = startTolk(['worker'], { env: { ...env, ...extra } });
      processes.add(worker);
      await worker.until(/worker.started/);
      return worker;
    },
    async [Symbol.asyncDispose]() {
      for (const { child } of processes) child.kill('SIGKILL');
      await Promise.all([...processes].map(({ finished }) => finished));
      await Promise.all([...workers].map((worker) => worker.stop()));
      await client.close();
      await sandbox.close();
    },
  };
}

async function startTestWorker(env: Readonly<Record<string, string>>): Promise<TestWorker> {
  const events: Array<Record<string, unknown>> = [];
  const worker = await createWorker({ env, logger: recordTo(events, {}) });
  return { ...worker, events };
}

function recordTo(events: Array<Record<string, unknown>>, fields: object): Logger {
  const record = (event: object) => void events.push({ ...fields, ...event });
  return {
    info: record,
    warn: record,
    error: record,
    child: (more) => recordTo(events, { ...fields, ...more }),
  };
}
