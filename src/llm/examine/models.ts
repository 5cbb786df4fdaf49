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
 * The models that a server lists; null for a server without a list.
 *
 * @throws TolkError `llm.unreachable`, `llm.unauthorized`, …
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
    if (unlisted.includes(failure.code)) return null;
    throw failure;
  }
}

/** What servers answer that have no list. */
const unlisted: readonly string[] = [
  'llm.unknown_model',
  'llm.wrong_address',
  'llm.bad_request',
  'llm.server_error',
];

/** The entry for a model; Gemini's names begin with `models/`, Ollama's end in a tag. */
export function findListed(models: readonly ListedModel[], model: string): ListedModel | undefined {
  const names = [model, `models/${model}`, `${model}:latest`];
  return models.find(({ id }) => names.includes(id));
}
