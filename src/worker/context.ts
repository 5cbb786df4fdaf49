import type { MetricsOptions, Telemetry } from 'bullmq';
import type { Config } from '../config/config.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { LlmClient } from '../llm/client.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { TranslationMemory } from '../translate/translation-memory.ts';
import type { NliSource } from '../verify/nli-model.ts';
import type { Logger } from './logger.ts';
import type { PauseSwitch } from './pause.ts';

/** What BullMQ offers to observe a worker with; passed through as it is. */
export interface BullMqObservers {
  /** Traces of jobs, as `bullmq-otel` makes them. */
  readonly telemetry?: Telemetry | undefined;
  /** Counters of finished jobs a minute, kept in Redis. */
  readonly metrics?: MetricsOptions | undefined;
}

/** What an article worker is made of; the connection stays its caller's. */
export interface ArticleWorkerContext extends BullMqObservers {
  /** Names it in its heartbeat. @default a new name */
  readonly id?: string | undefined;
  readonly redis: RedisConnection;
  readonly llm: LlmClient;
  readonly pause: PauseSwitch;
  readonly config: Config;
  /** @default the built-in one */
  readonly glossary?: Glossary | undefined;
  /** What was translated before, for articles that want it used. */
  readonly memory?: TranslationMemory | undefined;
  /** The model that verifies where an article wants a local one. */
  readonly nli?: NliSource | undefined;
  /** The model asked where an article names none. */
  readonly defaultModel?: string | undefined;
  /** Billions of parameters by model, as far as the server has told them. @default none */
  readonly modelSizes?: ReadonlyMap<string, number> | undefined;
  readonly log: Logger;
  readonly clock: () => number;
}

/** What one attempt at an article works with. */
export interface AttemptContext extends ArticleWorkerContext {
  readonly store: ArticleStore;
}
