import OpenAI from 'openai';
import { z } from 'zod';
import { dayMs } from '../../duration.ts';
import type { ErrorCode } from '../../errors.ts';
import { classifyError } from './classify-error.ts';
import { type Credentials, keyHeaders, withCredentials } from './credentials.ts';
import { hidingKey } from './hide-key.ts';
import { givenKey } from './token.ts';
import type { Transport } from './transport.ts';

/** Where the LLM API is and how to get in. */
export interface Endpoint {
  readonly baseUrl: string;
  /** Servers on one's own machine need none. */
  readonly apiKey?: string | undefined;
  /** A key that changes, in place of `apiKey`. */
  readonly credentials?: Credentials | undefined;
  readonly keyHeader?: 'authorization' | 'api-key';
  readonly apiVersion?: string | undefined;
  /** Sees to time-outs, proxy, certificates and the form of answers; see `createTransport`. */
  readonly fetch: Transport['fetch'];
}

/**
 * The `openai` client as Tolk uses it: its own retries and time-out are off, since the retry policy
 * is Tolk's, and the transport gives a call up for silence, not for its length.
 */
export function createOpenAiClient({
  baseUrl,
  apiKey = 'none',
  credentials,
  keyHeader = 'authorization',
  apiVersion,
  fetch,
}: Endpoint): OpenAI {
  const discreet = hidingKey(fetch);
  return new OpenAI({
    baseURL: baseUrl,
    apiKey,
    maxRetries: 0,
    timeout: dayMs,
    logLevel: 'off',
    defaultHeaders: { authorization: null, ...keyHeaders(givenKey(apiKey), keyHeader) },
    ...(apiVersion === undefined ? {} : { defaultQuery: { 'api-version': apiVersion } }),
    fetch: credentials ? withCredentials(discreet, credentials, keyHeader) : discreet,
  });
}

const modelsSchema = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.string().nullish() })),
});

/** What the sandbox says of itself in its list of models. */
const sandboxOwner = 'tolk-sandbox';

/**
 * Is the practice LLM behind this endpoint? False when the server does not say.
 *
 * @throws TolkError `llm.unreachable`, `llm.unauthorized`
 */
export function isSandbox(client: OpenAI): Promise<boolean> {
  return unlessUnknown(async () => {
    const models = modelsSchema.safeParse(await client.get('/models'));
    return models.data?.data.some(({ owned_by }) => owned_by === sandboxOwner) ?? false;
  });
}

/** What tells that a server was not reached, or does not let us in: nothing of its Batch API. */
const saysNothing: readonly ErrorCode[] = ['llm.unauthorized', 'llm.unreachable', 'llm.timeout'];

const listSchema = z.object({ data: z.array(z.unknown()) });

/**
 * Does this server take batches (`/v1/batches`)? Asked for its list of them, which costs nothing.
 * Whatever else it answers than such a list means that it does not: gateways that lack the backend
 * for it answer 500, others with a page.
 *
 * @returns null where it does, else what it answered, in words
 * @throws TolkError `llm.unreachable`, `llm.timeout`, `llm.unauthorized`
 */
export async function findNoBatchApi(client: OpenAI): Promise<string | null> {
  try {
    const answer: unknown = await client.get('/batches', { query: { limit: 1 } });
    return listSchema.safeParse(answer).success ? null : 'it answers with no list of batches';
  } catch (error) {
    const failure = classifyError(error, '');
    const isAnswer = failure.status !== undefined && failure.status !== 401;
    if (saysNothing.includes(failure.code) && !isAnswer) throw failure;
    return failure.status === undefined ? failure.message : `it answers ${failure.status}`;
  }
}

/** What `ask` says of a server; false where the server does not know such a request. */
async function unlessUnknown(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    const failure = classifyError(error, '');
    const isUnknown = ['llm.unknown_model', 'llm.wrong_address', 'llm.bad_request'];
    if (isUnknown.includes(failure.code)) return false;
    throw failure;
  }
}
