import { createHash } from 'node:crypto';
import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import { type SandboxAnswer, translationOf } from './answer.ts';
import type { Fault } from './faults.ts';
import { hasParameter } from './parameters.ts';
import { type ChatRequest, textOf } from './protocol.ts';
import { type Poisoned, spoilTranslation } from './spoil.ts';

/** The model every answer names, whatever was asked: nobody shall take a gloss for a translation. */
export const model = 'sandbox';

/** A completion, ready to send, and what is wrong with it on purpose. */
export interface Completion {
  readonly body: { readonly choices: readonly unknown[]; readonly usage: unknown } & Record<
    string,
    unknown
  >;
  readonly poisoned: readonly Poisoned[];
  /** What it really used, whatever `usage` says. */
  readonly tokens: { readonly prompt: number; readonly completion: number };
}

/** Marks like <|endoftext|> in a text are text. */
const plainText = { disallowedSpecial: new Set<string>() };

/** Tokens of a request's messages, with the few that frame each message. */
export function countPromptTokens(request: ChatRequest): number {
  return request.messages.reduce(
    (sum, message) => sum + encode(textOf(message), plainText).length + 3,
    3,
  );
}

/** True when this fault can be shown in answer to this question. */
export function canShow(
  fault: Fault,
  request: ChatRequest,
  answer: SandboxAnswer,
  pick: number,
): boolean {
  if (fault === 'schema_refused') return hasParameter(request, 'json_schema');
  if (fault === 'parameter_refused') return hasParameter(request, 'max_completion_tokens');
  if (fault === 'apology' || fault === 'wrong_schema') return answer.task !== 'other';
  return !spoilable.has(fault) || spoilTranslation(fault, answer.pairs, pick) !== null;
}

const spoilable = new Set<Fault>([
  'segment_missing',
  'segment_doubled',
  'segments_swapped',
  'segment_in_dutch',
  'number_changed',
  'name_changed',
  'loop',
  'obeyed',
  'segment_empty',
  'echo',
]);

/** Makes the completion for an answer, spoilt in the way of `fault` where one is given. */
export function makeCompletion(
  request: ChatRequest,
  answer: SandboxAnswer,
  fault: Fault | undefined,
  pick: number,
): Completion {
  const promptTokens = countPromptTokens(request);
  const { text, finish, refusal, poisoned } = say(request, answer, fault, pick);
  const all = encode(text ?? '', plainText);
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const cutAt =
    fault === 'cut_off' || fault === 'endless' ? Math.min(limit, Math.ceil(all.length / 2)) : limit;
  const cut = all.length > cutAt;
  const completionTokens = Math.min(all.length, cutAt);
  const choice = {
    index: 0,
    message: { role: 'assistant', content: cut ? decode(all.slice(0, cutAt)) : text, refusal },
    logprobs: null,
    finish_reason: cut ? 'length' : finish,
  };
  const factor = fault === 'wrong_usage' ? 1_000 : 1;
  return {
    poisoned,
    tokens: { prompt: promptTokens, completion: completionTokens },
    body: {
      id: `chatcmpl-${createHash('sha256')
        .update(text ?? '')
        .digest('hex')
        .slice(0, 24)}`,
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

interface Said {
  readonly text: string | null;
  readonly finish: 'stop' | 'content_filter';
  readonly refusal: string | null;
  readonly poisoned: readonly Poisoned[];
}

/** So often that half of it is still a loop. */
const endlessTimes = 200;
const apology = "I'm sorry, but as an AI language model I cannot translate this text.";

function say(
  request: ChatRequest,
  answer: SandboxAnswer,
  fault: Fault | undefined,
  pick: number,
): Said {
  const said = (text: string | null, more: Partial<Said> = {}): Said => ({
    text,
    finish: 'stop',
    refusal: null,
    poisoned: [],
    ...more,
  });
  const whole = wordAnswer(request, answer);
  switch (fault) {
    case undefined:
      return said(whole);
    case 'refusal':
      return said(null, { refusal: "I'm sorry, I cannot assist with that request." });
    case 'content_filter':
      return said('', { finish: 'content_filter' });
    case 'fenced':
      return said(`\`\`\`json\n${whole}\n\`\`\``);
    case 'endless':
      return said(
        `${whole.slice(0, whole.length / 2)}${' and so it went on.'.repeat(endlessTimes)}`,
      );
    case 'prose':
      return said(
        `Here is the translation you asked for:\n\n${whole}\n\nLet me know if you need anything else!`,
      );
    case 'apology':
      return said(apology);
    case 'wrong_schema':
      return said(JSON.stringify({ result: answer.value }));
    default: {
      const spoilt = spoilTranslation(fault, answer.pairs, pick);
      if (spoilt === null) return said(whole);
      const title = (answer.value as { title: string | null }).title;
      return said(JSON.stringify(translationOf(title, spoilt.segments)), {
        poisoned: spoilt.poisoned,
      });
    }
  }
}

/** JSON for Tolk's own tasks and wherever JSON was asked; else plain text. */
function wordAnswer(request: ChatRequest, { task, value }: SandboxAnswer): string {
  const asksJson = request.response_format !== undefined && request.response_format.type !== 'text';
  if (task !== 'other' || asksJson) return JSON.stringify(value);
  return typeof value === 'object' && value !== null && 'gloss' in value
    ? String(value.gloss)
    : JSON.stringify(value);
}
