import { createHash } from 'node:crypto';
import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import { type SandboxAnswer, toTranslation } from './answer.ts';
import { type Fault, isContentFault } from './faults.ts';
import { hasParameter } from './parameters.ts';
import { type ChatRequest, textOf } from './protocol.ts';
import { type SpoiltSegment, spoilTranslation } from './spoil.ts';

/** The model every answer names, whatever was asked: nobody should take a gloss for more. */
export const model = 'sandbox';

/** A question with its answer, and where to spoil it. */
export interface Exchange {
  readonly request: ChatRequest;
  readonly answer: SandboxAnswer;
  /** A number in [0, 1) that chooses the segment to spoil. */
  readonly pick: number;
}

/** A completion, ready to send, and what is wrong with it on purpose. */
export interface Completion {
  readonly body: Readonly<Record<string, unknown>>;
  readonly spoilt: readonly SpoiltSegment[];
  /** What it really used, whatever the body's `usage` says. */
  readonly tokens: { readonly prompt: number; readonly completion: number };
}

/** Marks like <|endoftext|> in a text are text. */
const plainText = { disallowedSpecial: new Set<string>() };

/** Tokens of a request's messages, with the few that frame each message. */
export function countPromptTokens(request: ChatRequest): number {
  const perMessage = 3;
  return request.messages.reduce(
    (sum, message) => sum + encode(textOf(message), plainText).length + perMessage,
    perMessage,
  );
}

/** True when this fault can be shown in answer to this question. */
export function canShow(fault: Fault, { request, answer, pick }: Exchange): boolean {
  if (fault === 'schema_refused') return hasParameter(request, 'json_schema');
  if (fault === 'parameter_refused') return hasParameter(request, 'max_completion_tokens');
  if (fault === 'wrong_schema') return answer.task !== 'other';
  if (fault === 'apology') return answer.task !== 'other';
  return !isContentFault(fault) || spoilTranslation(fault, answer.pairs, pick) !== null;
}

/** Makes the completion for an answer, spoilt in the way of `fault` where one is given. */
export function makeCompletion(fault: Fault | undefined, exchange: Exchange): Completion {
  const { request } = exchange;
  const promptTokens = countPromptTokens(request);
  const { content, finishReason, refusal, spoilt } = reply(fault, exchange);
  const tokens = encode(content ?? '', plainText);
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const isCutShort = fault === 'cut_off' || fault === 'endless';
  const end = isCutShort ? Math.min(limit, Math.ceil(tokens.length / 2)) : limit;
  const isCut = tokens.length > end;
  const completionTokens = Math.min(tokens.length, end);
  const choice = {
    index: 0,
    message: {
      role: 'assistant',
      content: isCut ? decode(tokens.slice(0, end)) : content,
      refusal,
    },
    logprobs: null,
    finish_reason: isCut ? 'length' : finishReason,
  };
  const factor = fault === 'wrong_usage' ? 1_000 : 1;
  return {
    spoilt,
    tokens: { prompt: promptTokens, completion: completionTokens },
    body: {
      id: `chatcmpl-${shortHash(content ?? '')}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1_000),
      model,
      system_fingerprint: 'tolk-sandbox-gloss',
      choices: fault === 'empty_choices' ? [] : [choice],
      usage: {
        prompt_tokens: promptTokens * factor,
        completion_tokens: completionTokens * factor,
        total_tokens: (promptTokens + completionTokens) * factor,
        prompt_tokens_details: { cached_tokens: 0 },
      },
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

function reply(fault: Fault | undefined, { request, answer, pick }: Exchange): Reply {
  const json = write(answer, request);
  switch (fault) {
    case undefined:
      return say(json);
    case 'refusal':
      return { ...say(null), refusal: refusalText };
    case 'content_filter':
      return { ...say(''), finishReason: 'content_filter' };
    case 'fenced':
      return say(`\`\`\`json\n${json}\n\`\`\``);
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
      const translation = toTranslation(answer.title, spoilt.pairs);
      return { ...say(JSON.stringify(translation)), spoilt: spoilt.segments };
    }
  }
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
