import OpenAI from 'openai';
import { z } from 'zod';
import type { TolkError } from '../errors.ts';
import { sortFailure } from './failure.ts';

/** Where the LLM API is and how to get in. */
export interface Endpoint {
  readonly baseUrl: string;
  /** Servers on one's own machine need none. */
  readonly apiKey: string | undefined;
  readonly callTimeoutMs: number;
}

/** The `openai` client as Tolk uses it: its own retries are off, since the retry policy is Tolk's. */
export function createLlmClient(endpoint: Endpoint): OpenAI {
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.apiKey ?? 'none',
    maxRetries: 0,
    timeout: endpoint.callTimeoutMs,
    logLevel: 'off',
  });
}

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string(), owned_by: z.string().nullish() })) });

/** What the sandbox says of itself in its list of models. */
const sandboxOwner = 'tolk-sandbox';

/**
 * Is the practice LLM behind this endpoint? False when the server does not say.
 *
 * @throws TolkError `llm.unreachable`, `llm.unauthorized`
 */
export async function isSandbox(client: OpenAI): Promise<boolean> {
  try {
    const models = modelsSchema.safeParse(await client.get('/models'));
    return models.success && models.data.data.some((model) => model.owned_by === sandboxOwner);
  } catch (error) {
    const failure = sortFailure(error, '');
    if (failure.code === 'llm.unknown_model' || failure.code === 'llm.bad_request') return false;
    throw failure;
  }
}

/**
 * Makes the smallest call there is, to see that address, key and model work.
 *
 * @returns the model that answered, as the server names it
 * @throws TolkError one of the `llm.*` codes
 */
export async function probeModel(client: OpenAI, model: string): Promise<string> {
  try {
    const answer = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Hoi' }],
      max_completion_tokens: 1,
    });
    return answer.model || model;
  } catch (error) {
    const failure = sortFailure(error, model);
    // A reasoning model may refuse to answer in one token: then address, key and model are fine.
    if (failure.code === 'llm.bad_request' && /max_(completion_)?tokens|output limit/i.test(String(causeMessage(failure)))) return model;
    throw failure;
  }
}

function causeMessage(error: TolkError): string {
  return error.cause instanceof Error ? error.cause.message : '';
}
