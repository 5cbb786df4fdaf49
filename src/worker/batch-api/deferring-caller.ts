import { TolkError } from '../../errors.ts';
import { cacheKey } from '../../llm/cache-key.ts';
import type { LlmCalls } from '../../llm/call.ts';
import { cachedSpend } from '../../llm/cost/usage.ts';
import type { Capabilities } from '../../llm/http/capabilities.ts';
import { buildBody, type LlmRequest } from '../../llm/http/request.ts';
import type { LlmStore } from '../../llm/store.ts';

/** A call that is to be made through the Batch API; `key` is its name in the cache and in the file. */
export interface DeferredCall {
  readonly key: string;
  readonly ask: LlmRequest;
}

/** A caller that makes no calls: what is in the cache is answered, the rest is collected and `llm.deferred`. */
export interface DeferringCaller extends LlmCalls {
  /** The calls collected since the last time. */
  take(): DeferredCall[];
}

/** A deferring caller over the answers in `store`. */
export function createDeferringCaller(store: Pick<LlmStore, 'readAnswer'>): DeferringCaller {
  let collected = new Map<string, DeferredCall>();
  return {
    async make(ask, { onSpend }) {
      const key = cacheKey(ask);
      const raw = await store.readAnswer(key);
      if (raw === null) {
        collected.set(key, { key, ask });
        throw new TolkError('llm.deferred', 'the call waits for the Batch API');
      }
      onSpend(cachedSpend);
      return { raw, key };
    },
    take() {
      const calls = [...collected.values()];
      collected = new Map();
      return calls;
    },
  };
}

/** One line of a request file: the same request the wire would send. */
export function batchLine({ key, ask }: DeferredCall, capabilities: Capabilities): string {
  return `${JSON.stringify({ custom_id: key, method: 'POST', url: '/v1/chat/completions', body: buildBody(ask, capabilities) })}\n`;
}
