import type OpenAI from 'openai';
import { z } from 'zod';
import { classifyError } from '../http/classify-error.ts';

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), shutdown_date: z.string().nullish() })),
});

/** A model in a server's list. */
export interface ListedModel {
  readonly id: string;
  /** The day its provider ends it, where that is said. */
  readonly shutdownOn: string | null;
}

/**
 * The models that a server lists; null where it lists none, or not for this key: some ask for another
 * one there (Anthropic), and many have no list.
 *
 * @throws TolkError `llm.unreachable`, `llm.timeout` when nobody answers
 */
export async function listModels(client: OpenAI): Promise<readonly ListedModel[] | null> {
  try {
    const list = listSchema.safeParse(await client.get('/models'));
    if (!list.success) return null;
    return list.data.data.map(({ id, shutdown_date }) => ({
      id,
      shutdownOn: shutdown_date ?? null,
    }));
  } catch (error) {
    const failure = classifyError(error, '');
    if (['llm.unreachable', 'llm.timeout', 'job.interrupted'].includes(failure.code)) throw failure;
    return null;
  }
}

/** The entry for a model; Gemini's names begin with `models/`, Ollama's end in a tag. */
export function findListed(models: readonly ListedModel[], model: string): ListedModel | undefined {
  const names = [model, `models/${model}`, `${model}:latest`];
  return models.find(({ id }) => names.includes(id));
}
