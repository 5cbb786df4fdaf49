import { estimateTokens } from '../../article/chunks.ts';
import { mostThinking } from '../http/reasoning.ts';
import type { LlmRequest } from '../http/request.ts';
import type { RawAnswer } from '../http/response.ts';
import { countTokens } from './tokens.ts';

/** What we know of a call's usage ourselves. */
export interface OwnCount {
  readonly model: string;
  /** The tokens of the prompt, counted when they are needed. */
  readonly countPrompt: () => number | Promise<number>;
  /** More than these are not possible; a server may be off by a factor, not by orders of magnitude. */
  readonly mostPromptTokens: number;
  readonly mostCompletionTokens: number;
}

type CountedRequest = Pick<
  LlmRequest,
  'model' | 'messages' | 'maxOutputTokens' | 'reasoningRoom' | 'extras'
>;

/** A server that reports more than this many times what is possible is not believed. */
const believableFactor = 20;
/** What servers add to a prompt: the schema, a template. */
const added = 200;

/**
 * What we know of a call ourselves.
 *
 * @param counted the tokens of the prompt, where they were counted before; else 0
 */
export function ownCountOf(
  { model, messages, maxOutputTokens, reasoningRoom = 0, extras }: CountedRequest,
  counted = 0,
): OwnCount {
  const prompt = messages.reduce((sum, { content }) => sum + estimateTokens(content), added);
  return {
    model,
    countPrompt: () => counted || countTokens(model, messages),
    mostPromptTokens: believableFactor * prompt,
    mostCompletionTokens:
      believableFactor * maxOutputTokens +
      Math.max(reasoningRoom, mostThinking(model, extras?.effort)),
  };
}

/** No answer has more tokens than this; what it may have is not known any more. */
const longestAnswer = 128_000;

/**
 * What we know of a call whose prompt we have no more, only its count; 0 where an earlier version
 * did not write that down.
 */
export function ownCountOfPrompt(model: string, promptTokens: number): OwnCount {
  const most = believableFactor * (promptTokens + added);
  return {
    model,
    countPrompt: () => promptTokens,
    mostPromptTokens: promptTokens === 0 ? Number.POSITIVE_INFINITY : most,
    mostCompletionTokens: believableFactor * longestAnswer,
  };
}

/**
 * The answer with a usage that can be true. What the server did not say, or what is off by orders
 * of magnitude, is counted by us, and the answer marked: a call is never free because nobody
 * counted.
 */
export async function believeUsage(answer: RawAnswer, own: OwnCount): Promise<RawAnswer> {
  const isPromptKnown = answer.promptTokens > 0 && answer.promptTokens <= own.mostPromptTokens;
  const isCompletionKnown = isBelievableCompletion(answer, own);
  if (isPromptKnown && isCompletionKnown) return { ...answer, isEstimated: false };
  return {
    ...answer,
    ...(isPromptKnown ? {} : { promptTokens: await own.countPrompt(), ...noCache }),
    ...(isCompletionKnown
      ? {}
      : { completionTokens: await countAnswer(answer, own), ...noReasoning }),
    isEstimated: true,
  };
}

const noCache = { cachedTokens: 0, cacheWriteTokens: 0 } as const;
const noReasoning = { reasoningTokens: 0 } as const;

function isBelievableCompletion(
  { completionTokens, content }: RawAnswer,
  { mostCompletionTokens }: OwnCount,
): boolean {
  const shown = believableFactor * estimateTokens(content ?? '');
  if (completionTokens > Math.max(mostCompletionTokens, shown)) return false;
  return completionTokens > 0 || !content;
}

/** The tokens of an answer's text; of reasoning that is not shown nothing can be known. */
async function countAnswer({ content }: RawAnswer, { model }: OwnCount): Promise<number> {
  return content ? countTokens(model, [{ content }]) : 0;
}
