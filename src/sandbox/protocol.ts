import { z } from 'zod';

/** The parts of a Chat Completions request the sandbox looks at. */
export const chatRequestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
        content: z
          .union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
          .nullish(),
      }),
    )
    .min(1),
  response_format: z
    .discriminatedUnion('type', [
      z.looseObject({ type: z.literal('text') }),
      z.looseObject({ type: z.literal('json_object') }),
      z.looseObject({
        type: z.literal('json_schema'),
        json_schema: z.looseObject({ name: z.string(), schema: z.looseObject({}) }),
      }),
    ])
    .optional(),
  temperature: z.number().nullish(),
  prompt_cache_key: z.string().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  service_tier: z.string().nullish(),
  reasoning_effort: z.string().nullish(),
  /** OpenRouter's form of the effort. */
  reasoning: z
    .looseObject({ effort: z.string().optional(), enabled: z.boolean().optional() })
    .nullish(),
  /** The form of vLLM and SGLang. */
  chat_template_kwargs: z.looseObject({ enable_thinking: z.boolean().optional() }).nullish(),
  /** Ollama's form. */
  think: z.union([z.boolean(), z.string()]).nullish(),
});

/** A Chat Completions request; see {@link chatRequestSchema}. */
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** The text of one message. */
export function textOf({ content }: ChatRequest['messages'][number]): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('');
}

/** The most tokens that were asked for an answer, if any limit was. */
export function limitOf(request: ChatRequest): number | undefined {
  return request.max_completion_tokens ?? request.max_tokens ?? undefined;
}

/** A duration as OpenAI's headers write it: `250ms`, `1s`, `6m0s`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.ceil(ms)}ms`;
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
