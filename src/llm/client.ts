import { TolkError } from '../errors.ts';
import type { LlmCalls } from './call.ts';
import { CallCeiling, judgeWrong } from './call-ceiling.ts';
import type { CompletionRequest, LlmAnswer } from './completion.ts';
import type { Spend } from './cost/usage.ts';
import { allowsNextModel, isAnswersFault } from './error-policy.ts';
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
  /** No call is begun after it is aborted; those in flight, which are paid, still get their answers. */
  readonly halt?: AbortSignal | undefined;
  /** Its record, by which the ledger of calls knows it. @default none */
  readonly article?: string | undefined;
  /** Receives the spend of every call, paid or cached, also when no answer comes of it. */
  readonly onSpend: (spend: Spend) => void;
  /** What the article may ask, in all. @default one with nothing behind it */
  readonly ceiling?: CallCeiling | undefined;
}

/** The settings, complete. */
type BoundSettings = ArticleSettings & { readonly ceiling: CallCeiling };

/** The LLM, bound to one article. */
export interface ArticleLlm {
  readonly settings: BoundSettings;
  /**
   * Asks until the answer fits the schema.
   *
   * @throws TolkError one of the `llm.*` codes; `error-policy.ts` says what to do about each
   */
  complete<T>(request: CompletionRequest<T>): Promise<LlmAnswer<T>>;
  /**
   * The same LLM with some settings replaced. With a ceiling of its own, what goes wrong does not
   * count towards the article's.
   */
  with(changes: Partial<ArticleSettings>): ArticleLlm;
}

/** The only way to the LLM API. */
export interface LlmClient {
  /** When each call was sent that the server has not answered yet (ms). */
  readonly callsInFlightSince: readonly number[];
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
  return {
    get callsInFlightSince() {
      return context.calls.inFlightSince ?? [];
    },
    forArticle: ({ ceiling = new CallCeiling(), ...settings }) =>
      bindArticle(context, { ...settings, ceiling }),
  };
}

function bindArticle(context: LlmClientContext, settings: BoundSettings): ArticleLlm {
  return {
    settings,
    complete: (request) => complete(context, settings, request),
    with: ({ ceiling = settings.ceiling, ...changes }) =>
      bindArticle(context, { ...settings, ...changes, ceiling }),
  };
}

async function complete<T>(
  { calls, store, models, extras }: LlmClientContext,
  settings: BoundSettings,
  request: CompletionRequest<T>,
): Promise<LlmAnswer<T>> {
  const { cache = 'use', budgets = [], signal, halt, ceiling, article = '' } = settings;
  const onSpend = (spend: Spend) => {
    ceiling.pay(spend);
    settings.onSpend(spend);
  };
  const configured = settings.model === undefined ? models : [settings.model];
  const able = configured.filter((model) => !ceiling.isUnable(model));
  const candidates = able.length > 0 ? able : configured;
  for (const [at, model] of candidates.entries()) {
    const loop: RepairLoop<T> = new RepairLoop(model, request, {
      call: (call) => {
        const listen = loop.answers.length === 0 ? request.listen : undefined;
        const options = { cache, article, budgets, signal, halt, listen, onSpend, ceiling };
        return calls.make({ ...call, extras }, options);
      },
      judgeRight: () => ceiling.judgeRight(model),
      judgeWrong: (problem) => judgeWrong({ ceiling, onSpend }, problem),
      isOver: () => ceiling.isReached,
    });
    try {
      return await loop.run();
    } catch (error) {
      // What led nowhere must not be replayed by the next attempt; all else is paid, and resumed from.
      if (TolkError.isInstance(error) && isAnswersFault(error))
        await store.forgetAnswers(loop.answers);
      const isLast = at === candidates.length - 1 || ceiling.isReached;
      if (isLast || !TolkError.isInstance(error) || !allowsNextModel(error)) throw error;
      if (isModelsFault(error)) ceiling.noteFailure(model);
    }
  }
  throw new TolkError('internal', 'no model to ask');
}

/** True where the model has shown that it cannot do what is asked, whatever the text. */
function isModelsFault({ code }: TolkError): boolean {
  return code === 'llm.bad_answer' || code === 'llm.no_answer';
}
