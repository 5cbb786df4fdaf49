import { TolkError } from '../errors.ts';
import type { LlmRequest } from './http/request.ts';
import type { RawAnswer } from './http/response.ts';

/*
 * A server may cut a prompt that is longer than its context, and answer what is left of it without
 * a word: Ollama does, at 4,096 tokens where nobody has said otherwise. Only `prompt_tokens` tells:
 * it is far below what so much text can have. Tokenizers differ, so what a model's other prompts
 * had is the measure; and servers that report any number at all are not to be taken at their word.
 */

/** No server's context is smaller; fewer tokens are a cached prompt, or no count at all. */
const smallestContext = 1_000;
/** More characters a token than any tokenizer has in Dutch or English. */
const mostPerToken = 7;
/** More than a model's own prompts ever had. */
const aboveOwn = 1.5;
/** Prompts to have seen before a model's own measure counts, and their length in tokens. */
const minSeen = 3;
const minSeenTokens = 300;
/** Contexts are multiples of this; a count so near to one is suspicious by itself. */
const contextStep = 1_024;
const nearContext = 8;
const suspiciousPerToken = 5;
const suspiciousAboveOwn = 1.15;

interface Seen {
  readonly prompts: number;
  /** The most characters a token. */
  readonly perToken: number;
}

/** Notices prompts that a server has cut, by what it says it has read. */
export class PromptWatch {
  readonly #seen = new Map<string, Seen>();

  /** An error where the prompt of this answer was cut; null where there is no sign of it. */
  check(request: LlmRequest, raw: RawAnswer): TolkError | null {
    const { model, messages } = request;
    const tokens = raw.promptTokens + raw.cachedTokens + raw.cacheWriteTokens;
    const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
    // Of a conversation that continues, some servers count only what is new.
    const isContinued = messages.some(({ role }) => role === 'assistant');
    if (raw.isEstimated || isContinued || tokens < minSeenTokens) return null;
    const perToken = characters / tokens;
    const seen = this.#seen.get(model) ?? { prompts: 0, perToken: 0 };
    if (tokens >= smallestContext && isCut({ tokens, perToken }, seen))
      return promptCut(request, tokens, characters);
    this.#seen.set(model, {
      prompts: seen.prompts + 1,
      perToken: Math.max(seen.perToken, perToken),
    });
    return null;
  }
}

interface Prompt {
  readonly tokens: number;
  readonly perToken: number;
}

function isCut({ tokens, perToken }: Prompt, seen: Seen): boolean {
  if (perToken > mostPerToken) return true;
  if (seen.prompts >= minSeen && perToken > aboveOwn * seen.perToken) return true;
  const fromContext = Math.abs(tokens - contextStep * Math.round(tokens / contextStep));
  const suspicious = Math.max(suspiciousPerToken, suspiciousAboveOwn * seen.perToken);
  return fromContext <= nearContext && perToken > suspicious;
}

/** What a model's tokens hold on average, for people. */
const usualPerToken = 4.3;

function promptCut({ model, task }: LlmRequest, tokens: number, characters: number): TolkError {
  const sent = Math.round(characters / usualPerToken / 100) * 100;
  const orLess = task === 'translation' || task === 'article' ? ', or lower TOLK_CHUNK_TOKENS' : '';
  return new TolkError(
    'llm.prompt_cut',
    `the server of ${model} read ${tokens} tokens of a prompt of about ${sent}, and cut off the ` +
      'rest without a word: give it a larger context (Ollama: OLLAMA_CONTEXT_LENGTH or num_ctx; ' +
      `llama.cpp: -c; LM Studio: Context Length)${orLess}`,
  );
}
