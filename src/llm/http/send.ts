import type OpenAI from 'openai';
import { APIError } from 'openai';
import type { Limits } from '../limits/rate-limits.ts';
import type { LlmStore } from '../store.ts';
import { type Capabilities, capabilitiesTtlMs, learnFrom } from './capabilities.ts';
import { classifyError } from './classify-error.ts';
import { buildBody, type LlmRequest } from './request.ts';
import { type RawAnswer, readCompletion } from './response.ts';

/** What the wire needs. */
export interface SenderContext {
  readonly client: OpenAI;
  /** Names the server for what is learned of it: its address. */
  readonly server: string;
  /** Where to begin. */
  readonly traits: Capabilities;
  readonly store: Pick<LlmStore, 'readTraits' | 'writeTraits'>;
  readonly limits: Pick<Limits, 'observe'> | undefined;
}

/** Sends one request, in a form the server understands. */
export type Sender = (ask: LlmRequest, signal: AbortSignal | undefined) => Promise<RawAnswer>;

/**
 * A wire to one server. What the server says it does not know is left out and the request sent again;
 * that is remembered, here for as long as the process lives and in the store for all workers.
 */
export function createSender({
  client,
  server,
  traits: initial,
  store,
  limits,
}: SenderContext): Sender {
  const learned = new Map<string, Capabilities>();

  async function traitsOf(model: string): Promise<Capabilities> {
    const known = learned.get(model) ?? {
      ...initial,
      ...(await store.readTraits(`${server} ${model}`)),
    };
    learned.set(model, known);
    return known;
  }

  async function sendOnce(
    ask: LlmRequest,
    traits: Capabilities,
    signal: AbortSignal | undefined,
  ): Promise<RawAnswer> {
    try {
      const { data, response } = await client.chat.completions
        .create(buildBody(ask, traits), signal ? { signal } : {})
        .withResponse();
      await limits?.observe(ask.model, response.headers);
      return readCompletion(data, ask.model);
    } catch (error) {
      if (error instanceof APIError && error.headers)
        await limits?.observe(ask.model, error.headers);
      throw error;
    }
  }

  return async function send(ask, signal) {
    const traits = await traitsOf(ask.model);
    try {
      return await sendOnce(ask, traits, signal);
    } catch (error) {
      const rest = refusedParameter(error) ? learnFrom(refusedParameter(error), traits) : null;
      if (rest === null) throw classifyError(error, ask.model);
      learned.set(ask.model, rest);
      await store.writeTraits(`${server} ${ask.model}`, rest, capabilitiesTtlMs);
      return send(ask, signal);
    }
  };
}

/** What a server said about a request it does not understand; empty for any other error. */
function refusedParameter(error: unknown): string {
  return error instanceof APIError && (error.status === 400 || error.status === 422)
    ? `${error.param ?? ''} ${error.message}`
    : '';
}
