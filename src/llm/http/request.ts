import type OpenAI from 'openai';
import type { z } from 'zod';
import type { Effort } from '../../config/efforts.ts';
import type { ServiceTier } from '../../config/service-tiers.ts';
import type { Capabilities } from './capabilities.ts';
import { inRolesOf, type Message } from './messages.ts';
import { effortFields, effortFor, learnedRoom, roomFor } from './reasoning.ts';
import { type AnswerForm, type JsonSchema, wireFormat } from './wire-schema.ts';

/** What the user wants of every request, besides what Tolk asks. */
export interface RequestExtras {
  /** Reasoning effort; where it is not given, each model is asked for the least that it takes. */
  readonly effort?: Effort | undefined;
  /** Service tier; a cheaper or dearer one gives the same answer. */
  readonly tier?: ServiceTier | undefined;
  /** Fields that go into the body as they are, over Tolk's own. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** What is asked of one model in one call. */
export interface LlmRequest {
  readonly model: string;
  readonly task: string;
  readonly messages: readonly Message[];
  /** @default 'json' */
  readonly form?: AnswerForm | undefined;
  readonly schema: z.ZodType;
  /** What a server is sent in its place that turns it into a grammar. */
  readonly grammar?: (() => JsonSchema) | undefined;
  /** @default 'likeliest' */
  readonly sampling?: 'likeliest' | 'varied' | undefined;
  readonly maxOutputTokens: number;
  /**
   * How often it was asked before in the same conversation: the same words a second time want a
   * second answer.
   */
  readonly round: number;
  readonly extras?: RequestExtras | undefined;
  /**
   * Tokens the model may think at least, besides `maxOutputTokens` for the answer; more where its
   * effort asks for more.
   */
  readonly reasoningRoom?: number | undefined;
  /** Tokens for all of that together, where the server has said how many are left. */
  readonly roomLeft?: number | undefined;
}

/**
 * Translation wants the likeliest words, not variety; but where those have led into a loop, others.
 */
const temperatures = { likeliest: 0.2, varied: 0.8 } as const;

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** The request body for a server with these capabilities: the fewest fields it can do with. */
export function buildBody(request: LlmRequest, capabilities: Capabilities): Body {
  const { model, task, extras = {} } = request;
  const { limit, temperature: takesTemperature, cacheKey } = capabilities;
  const effort = effortFor(model, capabilities, extras.effort);
  return {
    model,
    ...answerFields(request, capabilities),
    ...(limit === 'none' ? {} : { [limit]: answerTokens(request, capabilities) }),
    ...(takesTemperature ? { temperature: temperatures[request.sampling ?? 'likeliest'] } : {}),
    ...(cacheKey ? { prompt_cache_key: `tolk-${task}` } : {}),
    // Some gateways stream unless they are told not to.
    stream: false,
    ...(extras.tier === undefined ? {} : { service_tier: extras.tier }),
    ...withUserFields(effortFields(effort, capabilities), extras.body),
  };
}

/** The messages, and the format of the answer that is asked for. */
function answerFields(
  request: LlmRequest,
  capabilities: Capabilities,
): Pick<Body, 'messages' | 'response_format'> {
  const { task, messages, schema, form } = request;
  const { format } = capabilities;
  if (form === 'text') return { messages: inRolesOf(messages, capabilities) };
  const strict = wireFormat(schema, task);
  if (format === 'json_schema')
    return {
      messages: inRolesOf(messages, capabilities),
      response_format: narrowed(strict, request, capabilities),
    };
  const inWords = withSchemaInWords(messages, strict.json_schema.schema);
  return {
    messages: inRolesOf(inWords, capabilities),
    ...(format === 'json_object' ? { response_format: { type: 'json_object' as const } } : {}),
  };
}

/** The format with the grammar of the request, for a server that makes one of it. */
function narrowed(
  format: ReturnType<typeof wireFormat>,
  { grammar }: LlmRequest,
  capabilities: Capabilities,
): ReturnType<typeof wireFormat> {
  if (grammar === undefined || !capabilities.grammar) return format;
  return { ...format, json_schema: { ...format.json_schema, schema: { ...grammar() } } };
}

type Fields = Readonly<Record<string, unknown>>;

/** Fields with the user's own over them, also inside of an object that both have. */
function withUserFields(fields: Fields, own: Fields = {}): Fields {
  const merged = Object.entries(own).map(([name, value]) => {
    const ours = fields[name];
    return [name, isObject(ours) && isObject(value) ? { ...ours, ...value } : value];
  });
  return { ...fields, ...Object.fromEntries(merged) };
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The limit on an answer that is asked for: room for it and for thinking, as far as there is any. */
export function answerTokens(request: LlmRequest, capabilities: Capabilities): number {
  const { model, maxOutputTokens, extras, reasoningRoom, roomLeft } = request;
  const usual = roomFor(effortFor(model, capabilities, extras?.effort));
  const room = Math.max(reasoningRoom ?? 0, usual, learnedRoom(capabilities));
  const { outputLimit = Number.POSITIVE_INFINITY } = capabilities;
  return Math.min(maxOutputTokens + room, roomLeft ?? outputLimit, outputLimit);
}

/** A server that takes no schema finds it in the instructions. */
function withSchemaInWords(messages: readonly Message[], schema: unknown): Message[] {
  const asked = 'Answer with one JSON object and nothing else, as this JSON schema has it:';
  return messages.map((message) => {
    if (message.role !== 'system') return message;
    return { ...message, content: `${message.content}\n\n${asked}\n${JSON.stringify(schema)}` };
  });
}
