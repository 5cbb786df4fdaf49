import { TolkError } from '../errors.ts';
import type { LlmCalls } from './call.ts';
import type { CompletionRequest, LlmAnswer } from './completion.ts';
import type { Spend } from './cost/usage.ts';
import { allowsNextModel } from './error-policy.ts';
import type { RequestExtras } from './http/request.ts';
import type { Budget } from './limits/budgets.ts';
import { RepairLoop } from './repair-loop.ts';
import type { LlmStore } from './store.ts';

/** What every call made for one article has in common. */
export interface ArticleSettings {
  /** Asks this model instead of the configured ones. */
  readonly model?: string | undefined;
  /** `bypass` makes a call again even if its answer is cached. @default 'use' */
  readonly cache?: 'use' | 'bypass' | undefined;
  /** Budgets the calls are paid from, besides those of all articles. */
  readonly budgets?: readonly Budget[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Receives the spend of every call, paid or cached, also when no answer comes of it. */
  readonly onSpend: (spend: Spend) => void;
}

/** The LLM, bound to one article. */
export interface ArticleLlm {
  readonly settings: ArticleSettings;
  /**
   * Asks until the answer fits the schema.
   *
   * @throws TolkError one of the `llm.*` codes; `error-policy.ts` says what to do about each
   */
  complete<T>(request: CompletionRequest<T>): Promise<LlmAnswer<T>>;
  /** The same LLM with some settings replaced. */
  with(changes: Partial<ArticleSettings>): ArticleLlm;
}

/** The only way to the LLM API. */
export interface LlmClient {
  /** Binds once what every call for an article needs. */
  forArticle(settings: ArticleSettings): ArticleLlm;
}

/** What a client is made of. */
export interface LlmClientContext {
  readonly calls: LlmCalls;
  readonly store: Pick<LlmStore, 'forgetAnswers'>;
  /** The model to ask, then the fallbacks to try in order when it cannot answer. */
  readonly models: readonly [string, ...string[]];
  /** What every request carries besides. @default nothing */
  readonly extras?: RequestExtras | undefined;
}

/** Creates a client that asks the first of `models`, and the next one where that cannot answer. */
export function createLlmClient(context: LlmClientContext): LlmClient {
  return { forArticle: (settings) => bindArticle(context, settings) };
}

function bindArticle(context: LlmClientContext, settings: ArticleSettings): ArticleLlm {
  return {
    settings,
    complete: (request) => complete(context, settings, request),
    with: (changes) => bindArticle(context, { ...settings, ...changes }),
  };
}

async function complete<T>(
  { calls, store, models, extras }: LlmClientContext,
  settings: ArticleSettings,
  request: CompletionRequest<T>,
): Promise<LlmAnswer<T>> {
  const { cache = 'use', budgets = [], signal, onSpend } = settings;
  const candidates = settings.model === undefined ? models : [settings.model];
  for (const [at, model] of candidates.entries()) {
    const loop: RepairLoop<T> = new RepairLoop(model, request, (call) => {
      const listen = loop.callKeys.length === 0 ? request.listen : undefined;
      return calls.make({ ...call, extras }, { cache, budgets, signal, listen, onSpend });
    });
    try {
      return await loop.run();
    } catch (error) {
      // Sent through the Batch API: the answers so far are needed when the article resumes.
      if (TolkError.isInstance(error) && error.code === 'llm.deferred') throw error;
      // What led nowhere must not be replayed by the next attempt.
      await store.forgetAnswers(loop.callKeys);
      const isLast = at === candidates.length - 1;
      if (isLast || !TolkError.isInstance(error) || !allowsNextModel(error)) throw error;
    }
  }
  throw new TolkError('internal', 'no model to ask');
}
