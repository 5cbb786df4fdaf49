import type { Failure } from '../../contract.ts';
import { isErrorCode, TolkError } from '../../errors.ts';
import { cacheKey } from '../../llm/cache-key.ts';
import type { CallOptions, FinishedCall, LlmCalls } from '../../llm/call.ts';
import { cachedSpend } from '../../llm/cost/usage.ts';
import type { Capabilities } from '../../llm/http/capabilities.ts';
import { hideEcho } from '../../llm/http/errors/classify-body.ts';
import type { LlmRequest } from '../../llm/http/request.ts';
import { capabilitiesOf, type LearningLlm, learn } from './learned-capabilities.ts';

/** A call to be made through the Batch API; `key` is its name in the cache and in the file. */
export interface DeferredCall {
  readonly key: string;
  readonly request: LlmRequest;
}

/**
 * Calls that are not made: those in the cache are answered, the others are collected, and end as
 * `llm.deferred`. So the pipeline itself says what to ask.
 */
export class DeferredCalls implements LlmCalls {
  readonly #llm: LearningLlm;
  readonly #failed: ReadonlyMap<string, Failure>;
  readonly #collected = new Map<string, DeferredCall>();

  /** `failed` are calls that came back with an error; they end in it again. */
  constructor(llm: LearningLlm, failed: ReadonlyMap<string, Failure>) {
    this.#llm = llm;
    this.#failed = failed;
  }

  async make(
    request: LlmRequest,
    { onSpend, signal, ceiling }: CallOptions,
  ): Promise<FinishedCall> {
    const key = cacheKey(request);
    const raw = await this.#llm.store.readAnswer(key);
    if (raw === null) {
      const failure = this.#failed.get(key);
      if (failure) throw hideEcho(failureToError(failure), textsOf(request));
      // Throws where the article has had enough of them.
      await ceiling.admit(signal);
      ceiling.release();
      this.#collected.set(key, { key, request });
      throw new TolkError('llm.deferred', 'the call waits for the Batch API');
    }
    // Paid for through the Batch API, and read here: it counts like an answer that comes directly.
    onSpend(cachedSpend);
    return { raw, key, isNew: true };
  }

  async readFinished(request: LlmRequest): Promise<FinishedCall | null> {
    const key = cacheKey(request);
    const raw = await this.#llm.store.readAnswer(key);
    return raw && { raw, key };
  }

  capabilitiesOf(model: string): Promise<Capabilities> {
    return capabilitiesOf(this.#llm, model);
  }

  async learn(model: string, change: Partial<Capabilities>): Promise<void> {
    await learn(this.#llm, model, change);
  }

  /** The calls that were not in the cache. */
  get collected(): DeferredCall[] {
    return [...this.#collected.values()];
  }
}

function failureToError({ code, message, retryable }: Failure): TolkError {
  return new TolkError(isErrorCode(code) ? code : 'internal', message, { retryable });
}

/** What is the article's in a request. */
function textsOf({ messages }: LlmRequest): string[] {
  return messages.flatMap(({ role, content }) => (role === 'system' ? [] : [content]));
}
