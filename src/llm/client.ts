import { TolkError } from '../errors.ts';
import { AskedRounds } from './asked-rounds.ts';
import type { FinishedCall, LlmCalls } from './call.ts';
import { CallCeiling, judgeWrong } from './call-ceiling.ts';
import type { CompletionRequest, LlmAnswer } from './completion.ts';
import { cachedSpend, type Spend } from './cost/usage.ts';
import { allowsNextModel, isAnswersFault } from './error-policy.ts';
import type { Capabilities } from './http/capabilities.ts';
import { readValue } from './http/read-value.ts';
import type { RequestExtras } from './http/request.ts';
import type { Budget } from './limits/budgets.ts';
import { RepairLoop, requestTo } from './repair-loop.ts';
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
type BoundSettings = ArticleSettings & {
  readonly ceiling: CallCeiling;
  readonly rounds: AskedRounds;
};

/** The LLM, bound to one article. */
export interface ArticleLlm {
  readonly settings: BoundSettings;
  /**
   * Asks until the answer fits the schema.
   *
   * @throws TolkError one of the `llm.*` codes; `error-policy.ts` says what to do about each
   */
  complete<T>(request: CompletionRequest<T>): Promise<LlmAnswer<T>>;
  /** True where the first model has answered a question before, and need not be asked again. */
  isAnswered<T>(request: CompletionRequest<T>): Promise<boolean>;
  /**
   * The first model's first answer to a question, where it is there already and of use as it is; nobody
   * is asked, for a repair neither.
   */
  peek<T>(request: CompletionRequest<T>): Promise<LlmAnswer<T> | null>;
  /** What is known of the first model's server; null where nobody keeps that. */
  capabilities(): Promise<Capabilities | null>;
  /** Remembers what the first model was found to do. */
  learn(change: Partial<Capabilities>): Promise<void>;
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
      bindArticle(context, { ...settings, ceiling, rounds: new AskedRounds() }),
  };
}

function bindArticle(context: LlmClientContext, settings: BoundSettings): ArticleLlm {
  const { rounds } = settings;
  return {
    settings,
    complete: (request) => complete(context, settings, rounds.settle(request)),
    isAnswered: async (request) =>
      (await readFinished(context, settings, rounds.settle(request))) !== null,
    peek: (request) => peek(context, settings, rounds.settle(request)),
    capabilities: async () =>
      (await context.calls.capabilitiesOf?.(modelsFor(context, settings)[0])) ?? null,
    learn: async (change) => context.calls.learn?.(modelsFor(context, settings)[0], change),
    with: ({ ceiling = settings.ceiling, ...changes }) =>
      bindArticle(context, { ...settings, ...changes, ceiling }),
  };
}

/** The models to ask, in order. */
function modelsFor(
  { models }: Pick<LlmClientContext, 'models'>,
  { model, ceiling }: BoundSettings,
): readonly [string, ...string[]] {
  if (model !== undefined) return [model];
  const [first, ...others] = models.filter((each) => !ceiling.isUnable(each));
  return first === undefined ? models : [first, ...others];
}

/** The call that puts a question to the first model, where it was finished before. */
async function readFinished<T>(
  { calls, models, extras }: LlmClientContext,
  settings: BoundSettings,
  request: CompletionRequest<T>,
): Promise<FinishedCall | null> {
  if (settings.cache === 'bypass') return null;
  const [model] = modelsFor({ models }, settings);
  return (await calls.readFinished?.({ ...requestTo(model, request), extras })) ?? null;
}

async function peek<T>(
  context: LlmClientContext,
  settings: BoundSettings,
  request: CompletionRequest<T>,
): Promise<LlmAnswer<T> | null> {
  const finished = await readFinished(context, settings, request);
  if (finished === null) return null;
  const { raw, key: call } = finished;
  const [asked] = modelsFor(context, settings);
  try {
    const value = readValue(raw, request);
    settings.onSpend(cachedSpend);
    return { value, model: raw.model, asked, call };
  } catch {
    return null;
  }
}

async function complete<T>(
  context: LlmClientContext,
  settings: BoundSettings,
  request: CompletionRequest<T>,
): Promise<LlmAnswer<T>> {
  const { calls, store, extras } = context;
  const { cache = 'use', budgets = [], signal, halt, ceiling, article = '' } = settings;
  const onSpend = (spend: Spend) => {
    ceiling.pay(spend);
    settings.onSpend(spend);
  };
  const able = modelsFor(context, settings);
  const candidates = request.isReplaceable ? able.slice(0, 1) : able;
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
