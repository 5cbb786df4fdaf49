import type OpenAI from 'openai';
import { APIError } from 'openai';
import { type RawAnswer, readCompletion } from './answer.ts';
import { sortFailure } from './failure.ts';
import type { Limits } from './limits.ts';
import type { DoorStore } from './ports.ts';
import { type Ask, buildBody } from './request.ts';
import { learnFrom, type Traits, traitsTtlMs } from './traits.ts';

/** What the wire needs. */
export interface WireContext {
  readonly client: OpenAI;
  /** Names the server for what is learned of it: its address. */
  readonly server: string;
  /** Where to begin. */
  readonly traits: Traits;
  readonly store: Pick<DoorStore, 'readTraits' | 'writeTraits'>;
  readonly limits: Pick<Limits, 'observe'> | undefined;
}

/** Sends one request, in a form the server understands. */
export type Wire = (ask: Ask, signal: AbortSignal | undefined) => Promise<RawAnswer>;

/**
 * A wire to one server. What the server says it does not know is left out and the request sent again;
 * that is remembered, here for as long as the process lives and in the store for all workers.
 */
export function createWire({ client, server, traits: initial, store, limits }: WireContext): Wire {
  const learned = new Map<string, Traits>();

  async function traitsOf(model: string): Promise<Traits> {
    const known = learned.get(model) ?? { ...initial, ...(await store.readTraits(`${server} ${model}`)) };
    learned.set(model, known);
    return known;
  }

  async function sendOnce(ask: Ask, traits: Traits, signal: AbortSignal | undefined): Promise<RawAnswer> {
    try {
      const { data, response } = await client.chat.completions.create(buildBody(ask, traits), signal ? { signal } : {}).withResponse();
      await limits?.observe(ask.model, response.headers);
      return readCompletion(data, ask.model);
    } catch (error) {
      if (error instanceof APIError && error.headers) await limits?.observe(ask.model, error.headers);
      throw error;
    }
  }

  return async function send(ask, signal) {
    const traits = await traitsOf(ask.model);
    try {
      return await sendOnce(ask, traits, signal);
    } catch (error) {
      const rest = refusedParameter(error) ? learnFrom(refusedParameter(error), traits) : null;
      if (rest === null) throw sortFailure(error, ask.model);
      learned.set(ask.model, rest);
      await store.writeTraits(`${server} ${ask.model}`, rest, traitsTtlMs);
      return send(ask, signal);
    }
  };
}

/** What a server said about a request it does not understand; empty for any other error. */
function refusedParameter(error: unknown): string {
  return error instanceof APIError && (error.status === 400 || error.status === 422) ? `${error.param ?? ''} ${error.message}` : '';
}
