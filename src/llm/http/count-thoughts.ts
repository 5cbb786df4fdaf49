import { z } from 'zod';
import type { ReportedUsage } from '../cost/read-usage.ts';
import { leaveOutThoughts } from './thinking.ts';

/*
 * What a model has thought, where its server does not count it (Ollama, llama.cpp, vLLM): by the share
 * of thoughts in all that it wrote.
 */

const thoughts = z.string().nullish().catch(null);
const messageSchema = z.object({
  reasoning_content: thoughts, // DeepSeek, vLLM, llama.cpp, SGLang
  reasoning: thoughts, // OpenRouter, Groq, Ollama, newer vLLM
  thinking: thoughts, // Ollama's own API
  reasoning_details: z.array(z.unknown()).nullish().catch(null), // OpenRouter
  content: z.unknown().optional(),
});
const bodySchema = z.union([
  z.object({ choices: z.tuple([z.object({ message: messageSchema })], z.unknown()) }),
  z.object({ message: messageSchema }),
]);
const thoughtPart = z.object({ type: z.string().regex(/think|thought|reason/i) });

/** The text of an answer without thoughts, if there is any. */
export function spokenText(content: string | null): string {
  const { text, isThinking } = leaveOutThoughts(content ?? '');
  // A tag inside of JSON is a part of the text.
  const isJson = /^(?:```\w*)?\s*[{[]/.test(text);
  return isThinking && !isJson ? '' : text;
}

/** What an answer has in tokens, thoughts among them; 0: not known. */
type Counts = Pick<ReportedUsage, 'completionTokens' | 'reasoningTokens'>;

/** The tokens of an answer with those of its thoughts, where only these themselves tell. */
export function withThoughts(
  { completionTokens, reasoningTokens }: Counts,
  body: unknown,
  content: string | null,
): Counts {
  if (reasoningTokens > 0) return { completionTokens, reasoningTokens };
  const spoken = spokenText(content).length;
  const inContent = Math.max(0, (content?.trim().length ?? 0) - spoken);
  const thought = inContent + lengthOfThoughtsApart(body);
  if (thought === 0) return { completionTokens, reasoningTokens };
  const all = completionTokens || Math.ceil((thought + spoken) / charactersPerToken);
  return {
    completionTokens: all,
    reasoningTokens: Math.round((all * thought) / (thought + spoken)),
  };
}

const charactersPerToken = 4;

function lengthOfThoughtsApart(body: unknown): number {
  const parsed = bodySchema.safeParse(body).data;
  if (parsed === undefined) return 0;
  const message = 'choices' in parsed ? parsed.choices[0].message : parsed.message;
  const { reasoning_content, reasoning, thinking, reasoning_details: details } = message;
  const shown = details?.length ? JSON.stringify(details) : '';
  const apart = reasoning_content || reasoning || thinking || shown;
  const parts: readonly unknown[] = Array.isArray(message.content) ? message.content : [];
  const thoughtParts = parts.filter((part) => thoughtPart.safeParse(part).success);
  return thoughtParts.reduce<number>(
    (sum, part) => sum + JSON.stringify(part).length,
    apart.length,
  );
}
