import type OpenAI from 'openai';
import { APIError } from 'openai';
import type { Effort } from '../../config/efforts.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import type { LlmStore } from '../store.ts';
import { type Capabilities, capabilitiesTtlMs, learnFrom } from './capabilities.ts';
import { classifyError } from './classify-error.ts';
import { refusalIn } from './errors/classify-body.ts';
import { effortFor, learnEffort } from './reasoning.ts';
import { buildBody, type LlmRequest } from './request.ts';
import { type RawAnswer, readCompletion } from './response.ts';

/** What requests are sent with. */
export interface SenderContext {
  readonly client: OpenAI;
  /** Identifies the server for what is learned of it: its address. */
  readonly server: string;
  /** What the server is assumed to be capable of at first. */
  readonly capabilities: Capabilities;
  readonly store: Pick<LlmStore, 'readCapabilities' | 'writeCapabilities'>;
  readonly limits: Pick<RateLimits, 'observe'> | undefined;
}

/**
 * Sends requests to one server, in a form it understands. What the server says it does not know is
 * left out and the request sent again; that is remembered, here for as long as the process lives
 * and in the store for all workers.
 */
export class Sender {
  readonly #context: SenderContext;
  readonly #learned = new Map<string, Capabilities>();

  /** A sender to the server behind `context.client`. */
  constructor(context: SenderContext) {
    this.#context = context;
  }

  /** @throws TolkError one of the `llm.*` codes */
  async send(request: LlmRequest, signal: AbortSignal | undefined): Promise<RawAnswer> {
    const { model } = request;
    const capabilities = await this.#capabilitiesOf(model);
    try {
      return await this.#sendOnce(request, capabilities, signal);
    } catch (error) {
      const failure = classifyError(error, model);
      const refusal = failure.code === 'llm.bad_request' ? refusalIn(failure) : null;
      const words = refusal && `${refusal.param} ${refusal.message}`;
      const fewer =
        words === null
          ? null
          : (learnFrom(words, capabilities) ??
            learnEffort(words, capabilities, effortOf(request, capabilities)));
      if (fewer === null) throw failure;
      await this.#learn(model, fewer);
      return this.send(request, signal);
    }
  }

  async #capabilitiesOf(model: string): Promise<Capabilities> {
    const { server, capabilities, store } = this.#context;
    const known = this.#learned.get(model) ?? {
      ...capabilities,
      ...(await store.readCapabilities(`${server} ${model}`)),
    };
    this.#learned.set(model, known);
    return known;
  }

  async #learn(model: string, capabilities: Capabilities): Promise<void> {
    const { server, store } = this.#context;
    this.#learned.set(model, capabilities);
    await store.writeCapabilities(`${server} ${model}`, capabilities, capabilitiesTtlMs);
  }

  async #sendOnce(
    request: LlmRequest,
    capabilities: Capabilities,
    signal: AbortSignal | undefined,
  ): Promise<RawAnswer> {
    const { client, limits } = this.#context;
    const { model } = request;
    try {
      const { data, response } = await client.chat.completions
        .create(buildBody(request, capabilities), signal ? { signal } : {})
        .withResponse();
      await limits?.observe(model, response.headers);
      return readCompletion(data, model);
    } catch (error) {
      if (error instanceof APIError && error.headers) await limits?.observe(model, error.headers);
      throw error;
    }
  }
}

function effortOf({ model, extras }: LlmRequest, capabilities: Capabilities): Effort | null {
  return effortFor(model, capabilities, extras?.effort);
}
