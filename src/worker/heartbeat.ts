import { hostname } from 'node:os';
import type { Config } from '../config/config.ts';
import { chooseProvider } from '../llm/choose-provider.ts';
import { packageVersion } from '../package-root.ts';
import {
  beatMs,
  maxListed,
  removeHeartbeat,
  type SlowCalls,
  slowMs,
  type WorkerInfo,
  writeHeartbeat,
} from '../store/heartbeats.ts';
import type { Keys } from '../store/keys.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { HealthFile } from './health-file.ts';

/** What a worker is at, at this moment. */
export interface Activity {
  readonly state: WorkerInfo['state'];
  /** The articles in progress and when each was taken up (ms), the oldest first. */
  readonly articles: ReadonlyArray<{ readonly id: string; readonly since: number }>;
  /** When each call was sent that the LLM server has not answered yet (ms). */
  readonly callsInFlightSince: readonly number[];
}

/** What a heartbeat is made of. */
export interface HeartbeatContext {
  /** Names the worker. */
  readonly id: string;
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly config: Config;
  readonly clock: () => number;
  /** Asked at each beat. */
  readonly activity: () => Activity;
  /** Called when a beat is written. */
  readonly onBeat: () => void;
  readonly health: HealthFile;
}

/** A worker whose beats Redis has not taken for this long is cut off. */
const silentMs = 10_000;

/** Says again and again that a worker is alive, from {@link start} until {@link stop}. */
export class Heartbeat {
  readonly #context: HeartbeatContext;
  readonly #identity: ReturnType<typeof identityOf>;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;
  /** When Redis last took a beat. */
  #beatAt = Number.NEGATIVE_INFINITY;

  constructor(context: HeartbeatContext) {
    this.#context = context;
    this.#identity = identityOf(context);
  }

  /** Resolves when the first beat is written. */
  async start(): Promise<void> {
    await this.beat();
    this.#timer = setInterval(() => this.#tick(), beatMs);
    this.#tick();
  }

  /** Beats now, unless a beat is on its way: while Redis is away they must not pile up. */
  beat(): Promise<void> {
    this.#beating ??= this.#write().finally(() => {
      this.#beating = undefined;
    });
    return this.#beating;
  }

  /** Takes the worker off the list at once. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#context.health.remove();
    const { redis, keys } = this.#context;
    await this.#beating?.catch(() => {});
    await removeHeartbeat(redis, keys, this.#identity.id);
  }

  #tick(): void {
    const { health, activity, clock } = this.#context;
    const isCutOff = clock() - this.#beatAt > silentMs;
    health.write(isCutOff ? 'cut-off' : activity().state);
    void this.beat().catch(() => {});
  }

  async #write(): Promise<void> {
    const { redis, keys, activity } = this.#context;
    const { state, articles, callsInFlightSince } = activity();
    await writeHeartbeat(redis, keys, {
      ...this.#identity,
      state,
      active: articles.length,
      articles: articles.slice(0, maxListed).map(({ id, since }) => ({ id, since })),
      callsInFlight: callsInFlightSince.length,
      slowCalls: slowOf(callsInFlightSince, this.#context.clock()),
    });
    this.#beatAt = this.#context.clock();
    this.#context.onBeat();
  }
}

/** Ages, not times: the reader's clock may differ. */
function slowOf(sentAt: readonly number[], now: number): SlowCalls {
  const ages = sentAt.map((at) => now - at).filter((age) => age >= slowMs);
  return { calls: ages.length, longestMs: Math.max(0, ...ages) };
}

function identityOf({ id, config, clock }: HeartbeatContext) {
  return {
    id,
    host: hostname(),
    pid: process.pid,
    startedAt: clock(),
    ...describeWorker(config),
  };
}

/** What a worker is, in words that hold nothing secret. */
export function describeWorker({ llm, worker }: Config) {
  const provider = chooseProvider(llm);
  return {
    version: packageVersion(),
    model: provider.kind === 'none' ? null : provider.model,
    server: provider.kind === 'api' ? withoutSecrets(provider.baseUrl) : serverless[provider.kind],
    concurrency: worker.concurrency,
  };
}

const serverless = { sandbox: 'sandbox', none: null } as const;

/** An address may hold a password, or a key among its parameters. */
function withoutSecrets(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`;
}
