import type { Config } from '../../config/config.ts';
import { createDisposables } from '../../disposables.ts';
import { isErrorCode, TolkError } from '../../errors.ts';
import { chooseProvider, hintAtKeys } from '../../llm/choose-provider.ts';
import type { Client } from '../../queue/client.ts';
import { openRedis } from '../../store/open-redis.ts';
import { startWorker } from '../../worker/start.ts';
import type { CommandIo } from '../io.ts';
import { HoldTeller } from '../output/holds.ts';
import { troubleLog } from '../output/trouble.ts';

/** A worker may die, or all may pause, while a command waits; it looks this often. */
const checkMs = 1_000;

/** What a {@link WorkerKeeper} needs. */
export interface WorkerKeeperOptions {
  readonly client: Client;
  readonly config: Config;
  /** Which LLM was found, said when a worker is started. */
  readonly note?: string | undefined;
  readonly redisUrl: string;
  readonly io: CommandIo;
  /** Aborted with the reason when all workers pause. */
  readonly stop: AbortController;
}

/**
 * Sees to it that a worker is alive: another process's, or else one in this process. From the first
 * {@link WorkerKeeper.ensure} on it keeps looking, since another's may die.
 */
export class WorkerKeeper implements AsyncDisposable {
  readonly #options: WorkerKeeperOptions;
  readonly #disposables = createDisposables();
  readonly #holds: HoldTeller;
  #started: Promise<void> | undefined;
  #watch: NodeJS.Timeout | undefined;

  constructor(options: WorkerKeeperOptions) {
    this.#options = options;
    this.#holds = new HoldTeller((line) => options.io.say(`tolk: ${line}`));
  }

  /** Resolves when a worker is alive. */
  async ensure(): Promise<void> {
    await this.#look();
    // What goes wrong in between is tried again at the next look.
    this.#watch ??= setInterval(() => void this.#look().catch(() => {}), checkMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#watch);
    await this.#disposables[Symbol.asyncDispose]();
  }

  async #look(): Promise<void> {
    const { client, stop } = this.#options;
    const { workers, pause, waiting } = await client.status();
    this.#holds.tell(waiting.holds);
    const isAnyAlive = workers > 0;
    // What somebody has paused is for somebody to resume.
    const isAskedFor = pause?.code === 'job.paused';
    if (pause && (isAskedFor || this.#started !== undefined || isAnyAlive)) {
      const code = isErrorCode(pause.code) ? pause.code : 'internal';
      stop.abort(new TolkError(code, pause.message));
      return;
    }
    if (this.#started === undefined && isAnyAlive) return;
    this.#started ??= this.#start();
    await this.#started;
  }

  async #start(): Promise<void> {
    const { client, config, note, redisUrl, io } = this.#options;
    const provider = chooseProvider(config.llm);
    const hint = provider.kind === 'none' ? hintAtKeys(config.llm) : '';
    const reason = provider.kind === 'api' ? note : sandboxReasons[provider.kind] + hint;
    if (reason !== undefined) io.say(`tolk: ${reason}`);
    // A pause that only this worker would be in: whoever runs the command has fixed its reason, or
    // will see it again.
    await client.resume({ waits: 'keep' });
    const redis = await openRedis(redisUrl, config.redis.prefix);
    this.#disposables.push(() => redis.disconnect());
    const own: Config = {
      ...config,
      worker: { ...config.worker, shutdownMs: 0 },
      llm: provider.kind === 'none' ? { ...config.llm, provider: 'sandbox' } : config.llm,
    };
    const log = troubleLog((line) => io.say(`tolk: ${line}`), Date.now);
    await startWorker({ redis, config: own, log }, this.#disposables);
  }
}

const sandboxReasons = {
  none:
    'no OPENAI_API_KEY, no LLM_BASE_URL and no LLM server on this machine: using the sandbox, ' +
    'which glosses word by word and is free',
  sandbox: 'using the sandbox, which glosses word by word and is free',
} as const;
