import type { Config } from '../../config/config.ts';
import type { Glossary } from '../../glossary/glossary.ts';
import type { ArticleQueue } from '../../queue/queue.ts';
import type { ArticleStore } from '../../store/articles.ts';
import type { BatchStore } from '../../store/batches.ts';
import type { SubmissionStore } from '../../store/submissions.ts';
import type { TranslationMemory } from '../../translate/translation-memory.ts';
import type { NliSource } from '../../verify/nli-model.ts';
import type { Logger } from '../logger.ts';
import type { OpenLlm } from '../open-llm.ts';
import type { PauseSwitch } from '../pause.ts';

/** What articles are sent through the Batch API with. */
export interface BatchApiContext {
  readonly llm: OpenLlm;
  readonly pause: PauseSwitch;
  readonly config: Config;
  readonly glossary: Glossary;
  readonly memory: TranslationMemory;
  /** The model that verifies where an article wants a local one. */
  readonly nli?: NliSource | undefined;
  /** The model asked where an article names none. */
  readonly defaultModel: string | undefined;
  readonly store: ArticleStore;
  readonly batches: Pick<BatchStore, 'fallbackPolicy' | 'pauseRunning' | 'count'>;
  readonly submissions: SubmissionStore;
  /** Names this process, as its lease does. */
  readonly owner: string;
  readonly queue: ArticleQueue;
  readonly log: Logger;
  readonly clock: () => number;
}

/** What a process may do as long as it holds the lease. */
export interface Turn {
  /** False once the lease is known to be lost, or the process is stopping. */
  readonly mayContinue: () => boolean;
  /**
   * Asks Redis whether the lease is still held, and renews it: before what must not be done twice.
   * A process that was held up does not know by itself that another has it by now.
   */
  readonly confirm: () => Promise<boolean>;
}
