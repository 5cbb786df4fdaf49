import { type Client, createClient } from '../../src/index.ts';
import { type Sandbox, type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Running, startTolk } from './tolk.ts';

/** A Tolk of its own on a given Redis: sandbox, client and worker processes. */
export interface Rig extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly client: Client;
  /** What a command needs in its environment to work with this Tolk. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a worker process; `env` goes on top of the rig's. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<Running>;
}

/** Timings that let a scenario see in seconds what takes minutes in earnest. */
const quick = {
  TOLK_LOCK_MS: '2000',
  TOLK_STALLED_CHECK_MS: '1000',
  TOLK_RETRY_DELAY_MS: '200',
  TOLK_CALL_TIMEOUT_MS: '3000',
};

/** Builds a rig under a prefix of its own. */
export async function createRig(
  redisUrl: string,
  options: ServerOptions,
  more: Readonly<Record<string, string>> = {},
): Promise<Rig> {
  const sandbox = await startSandbox(options);
  const prefix = `{rig-${process.pid}-${Math.floor(Math.random() * 1e9)}}`;
  const client = createClient({ redisUrl, prefix });
  const workers = new Set<Running>();
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
      const worker = startTolk(['worker'], { env: { ...env, ...extra } });
      workers.add(worker);
      await worker.until(/worker.started/);
      return worker;
    },
    async [Symbol.asyncDispose]() {
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all([...workers].map(({ finished }) => finished));
      await client.close();
      await sandbox.close();
    },
  };
}
