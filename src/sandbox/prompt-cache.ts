import { createHash } from 'node:crypto';
import { type ChatRequest, textOf } from './protocol.ts';
import { tokensOf } from './tokens.ts';

const leastTokens = 1_024;
const stepTokens = 128;

/** What of a prompt was in the cache, and what was written to it. */
export interface CacheUse {
  readonly read: number;
  readonly written: number;
}

/** No prompt cache. */
export const noCache: CacheUse = { read: 0, written: 0 };

/** The prompt cache as OpenAI documents it: equal beginnings of 1,024 tokens and more, by 128. */
export class PromptCache {
  readonly #known = new Set<string>();

  /** Looks a prompt up, and remembers it. */
  use(request: ChatRequest): CacheUse {
    const tokens = tokensOf(request.messages.map(textOf).join('\n'));
    const hash = createHash('sha256');
    let read = 0;
    let end = 0;
    for (let next = stepTokens; next <= tokens.length; next += stepTokens) {
      hash.update(tokens.slice(end, next).join());
      end = next;
      if (end < leastTokens) continue;
      const prefix = hash.copy().digest('base64');
      if (this.#known.has(prefix)) read = end;
      this.#known.add(prefix);
    }
    return { read, written: end < leastTokens ? 0 : end - read };
  }
}
