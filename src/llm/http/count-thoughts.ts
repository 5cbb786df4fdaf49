import { z } from 'zod';
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

/** Tokens of thoughts in an answer, of those that it has in all (0: not known). */
export function countThoughts(
  body: unknown,
  content: string | null,
  completionTokens: number,
): number {
  const spoken = spokenText(content).length;
  const inContent = Math.max(0, (content?.trim().length ?? 0) - spoken);
  const thought = inContent + lengthOfThoughtsApart(body);
  if (thought === 0) return 0;
  const all = completionTokens || Math.ceil((thought + spoken) / charactersPerToken);
  return Math.round((all * thought) / (thought + spoken));
}

const charactersPerToken = 4;

function lengthOfThoughtsApart(body: unknown): number {
  const parsed = bodySchema.safeParse(body).data;
  if (parsed === undefined) return 0;
  const message = 'choices' in parsed ? parsed.choices[0].message : parsed.message;
  const apart = message.reasoning_content ?? message.reasoning ?? message.thinking ?? '';
  const parts: readonly unknown[] = Array.isArray(message.content) ? message.content : [];
  const thoughtParts = parts.filter((part) => thoughtPart.safeParse(part).success);
  return thoughtParts.reduce<number>(
    (sum, part) => sum + JSON.stringify(part).length,
    apart.length,
  );
}
