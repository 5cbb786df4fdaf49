import { createHash } from 'node:crypto';
import { decode } from 'gpt-tokenizer/encoding/o200k_base';
import { type SandboxAnswer, withPairs } from './answer.ts';
import type { CompletionBody, Dialect } from './dialects/dialect.ts';
import { type Fault, isContentFault } from './faults.ts';
import { hasParameter } from './parameters.ts';
import type { CacheUse } from './prompt-cache.ts';
import { type ChatRequest, limitOf } from './protocol.ts';
import { withThinking } from './reasoning.ts';
import { type SpoiltSegment, spoilTranslation } from './spoil.ts';
import { tokensOf } from './tokens.ts';

/** The model every answer names, whatever was asked: nobody should take a gloss for more. */
export const model = 'sandbox';

/** A question with its answer, and where to spoil it. */
export interface Exchange {
  readonly request: ChatRequest;
  readonly answer: SandboxAnswer;
  /** A number in [0, 1) that chooses the segment to spoil. */
  readonly pick: number;
}

/** What an exchange costs, and how it is put. */
export interface Terms {
  readonly dialect: Dialect;
  readonly promptTokens: number;
  /** What the context leaves for an answer. */
  readonly roomTokens: number;
  readonly cache: CacheUse;
  /** Tokens it thinks for before it answers. */
  readonly reasoningTokens: number;
}

/** A completion, ready to send, and what is wrong with it on purpose. */
export interface Completion {
  readonly body: CompletionBody;
  readonly spoilt: readonly SpoiltSegment[];
  /** It ends at a limit, in the middle. */
  readonly isCut: boolean;
  /** What it really used, whatever the body's `usage` says. */
  readonly tokens: {
    readonly prompt: number;
    readonly completion: number;
    /** Those of the completion that were thought. */
    readonly reasoning: number;
  };
}

/** True when this fault can be shown in answer to this question. */
export function canShow(fault: Fault, { request, answer, pick }: Exchange): boolean {
  if (fault === 'schema_refused') return hasParameter(request, 'json_schema');
  if (fault === 'parameter_refused') return hasParameter(request, 'max_tokens');
  if (fault === 'wrong_schema') return answer.task !== 'other';
  if (fault === 'apology') return answer.task !== 'other';
  return !isContentFault(fault) || spoilTranslation(fault, answer.pairs, pick) !== null;
}

/** Makes the completion for an answer, spoilt in the way of `fault` where one is given. */
export function makeCompletion(
  fault: Fault | undefined,
  exchange: Exchange,
  terms: Terms,
): Completion {
  const { content, finishReason, refusal, spoilt } = reply(fault, exchange, terms.dialect);
  const { text, isCut, isFinished, ...tokens } = cut(content, fault, exchange.request, terms);
  const message = withThinking(
    { role: 'assistant', content: text, refusal, annotations: [] },
    terms.dialect.thinking ?? 'hidden',
    { tokens: tokens.reasoning, isFinished },
  );
  const choice = {
    index: 0,
    message,
    logprobs: null,
    finish_reason: isCut ? 'length' : finishReason,
  };
  const { service_tier: tier } = exchange.request;
  const body: CompletionBody = {
    id: `chatcmpl-${shortHash(content ?? '')}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model,
    service_tier: tier && tier !== 'auto' ? tier : 'default',
    system_fingerprint: 'tolk-sandbox-gloss',
    choices: fault === 'empty_choices' ? [] : [choice],
    usage: usageOf(tokens, terms.cache, fault === 'wrong_usage' ? 1_000 : 1),
  };
  return { spoilt, isCut, tokens, body: terms.dialect.shape?.(body) ?? body };
}

interface Cut {
  readonly text: string | null;
  readonly isCut: boolean;
  /** It had room for an answer after its thoughts. */
  readonly isFinished: boolean;
  readonly prompt: number;
  readonly completion: number;
  readonly reasoning: number;
}

/** The limit holds for what is thought and what is answered together. */
function cut(
  content: string | null,
  fault: Fault | undefined,
  request: ChatRequest,
  { promptTokens, roomTokens, reasoningTokens }: Terms,
): Cut {
  const tokens = tokensOf(content ?? '');
  const limit = Math.min(limitOf(request) ?? Number.POSITIVE_INFINITY, roomTokens);
  const reasoning = Math.min(reasoningTokens, limit);
  const room = limit - reasoning;
  const isCutShort = fault === 'cut_off' || fault === 'endless';
  const end = isCutShort ? Math.min(room, Math.ceil(tokens.length / 2)) : room;
  const isCut = tokens.length > end;
  return {
    text: isCut ? decode(tokens.slice(0, end)) : content,
    isCut,
    isFinished: room > 0,
    prompt: promptTokens,
    completion: reasoning + Math.min(tokens.length, end),
    reasoning,
  };
}

function usageOf(
  { prompt, completion, reasoning }: Completion['tokens'],
  { read, written }: CacheUse,
  factor: number,
): CompletionBody['usage'] {
  return {
    prompt_tokens: prompt * factor,
    completion_tokens: completion * factor,
    total_tokens: (prompt + completion) * factor,
    prompt_tokens_details: { cached_tokens: read, audio_tokens: 0, cache_write_tokens: written },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** What the model says, before its tokens are counted and cut. */
interface Reply {
  readonly content: string | null;
  readonly finishReason: 'stop' | 'content_filter';
  readonly refusal: string | null;
  readonly spoilt: readonly SpoiltSegment[];
}

/** As often as it takes for half of it to be a loop still. */
const endlessTimes = 200;
const refusalText = "I'm sorry, I cannot assist with that request.";
const apologyText = "I'm sorry, but as an AI language model I cannot translate this text.";

function reply(
  fault: Fault | undefined,
  { request, answer, pick }: Exchange,
  { ignoresSchema }: Dialect,
): Reply {
  const json = write(answer, request);
  switch (fault) {
    case undefined:
      return say(ignoresSchema && answer.task !== 'other' ? fenced(json) : json);
    case 'refusal':
      return { ...say(null), refusal: refusalText };
    case 'content_filter':
      return { ...say(''), finishReason: 'content_filter' };
    case 'fenced':
      return say(fenced(json));
    case 'endless':
      return say(json.slice(0, json.length / 2) + ' and so it went on.'.repeat(endlessTimes));
    case 'prose':
      return say(
        `Here is the translation you asked for:\n\n${json}\n\n` +
          'Let me know if you need anything else!',
      );
    case 'apology':
      return say(apologyText);
    case 'wrong_schema':
      return say(JSON.stringify({ result: answer.value }));
    default: {
      const spoilt = spoilTranslation(fault, answer.pairs, pick);
      if (spoilt === null) return say(json);
      const spoiltAnswer = JSON.stringify(withPairs(answer, spoilt.pairs));
      return { ...say(spoiltAnswer), spoilt: spoilt.segments };
    }
  }
}

function fenced(json: string): string {
  return `\`\`\`json\n${json}\n\`\`\``;
}

function say(content: string | null): Reply {
  return { content, finishReason: 'stop', refusal: null, spoilt: [] };
}

/** JSON for Tolk's own tasks and wherever JSON was asked; else plain text. */
function write({ task, value }: SandboxAnswer, { response_format }: ChatRequest): string {
  const asksJson = response_format !== undefined && response_format.type !== 'text';
  if (task !== 'other' || asksJson) return JSON.stringify(value);
  const isGloss = typeof value === 'object' && value !== null && 'gloss' in value;
  return isGloss ? String(value.gloss) : JSON.stringify(value);
}
