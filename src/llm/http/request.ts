import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import type { Capabilities } from './capabilities.ts';

/** One message of a conversation, all text. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What is asked of one model in one call. */
export interface LlmRequest {
  readonly model: string;
  readonly task: string;
  readonly messages: readonly Message[];
  readonly schema: z.ZodType;
  readonly maxOutputTokens: number;
  /** How often it was asked before in the same conversation: the same words a second time want a second answer. */
  readonly round: number;
}

/** Translation wants the likeliest words, not variety. */
const temperature = 0.2;

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** The request body for a server with these capabilities: the fewest fields it can do with. */
export function buildBody(
  { model, task, messages, schema, maxOutputTokens }: LlmRequest,
  capabilities: Capabilities,
): Body {
  const format = zodResponseFormat(schema, task);
  return {
    model,
    messages:
      capabilities.format === 'json_schema'
        ? [...messages]
        : withSchemaInWords(messages, format.json_schema.schema),
    ...(capabilities.format === 'json_schema' ? { response_format: format } : {}),
    ...(capabilities.format === 'json_object'
      ? { response_format: { type: 'json_object' as const } }
      : {}),
    ...(capabilities.limit === 'none' ? {} : { [capabilities.limit]: maxOutputTokens }),
    ...(capabilities.temperature ? { temperature } : {}),
    ...(capabilities.cacheKey ? { prompt_cache_key: `tolk-${task}` } : {}),
  };
}

/** A server that takes no schema is told it in the instructions. */
function withSchemaInWords(messages: readonly Message[], schema: unknown): Message[] {
  return messages.map((message) =>
    message.role === 'system'
      ? {
          ...message,
          content: `${message.content}\n\nAnswer with one JSON object and nothing else, as this JSON schema has it:\n${JSON.stringify(schema)}`,
        }
      : message,
  );
}

/** The JSON schema of an answer, as text: part of what makes two questions the same. */
export function schemaText(schema: z.ZodType, task: string): string {
  return JSON.stringify(zodResponseFormat(schema, task).json_schema.schema);
}
