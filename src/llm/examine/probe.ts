import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TolkError } from '../../errors.ts';
import type { ArticleLlm } from '../client.ts';
import { costOfCall, spendOfCall } from '../cost/call-cost.ts';
import { countTokens } from '../cost/tokens.ts';
import { addSpend, noSpend, type Spend } from '../cost/usage.ts';
import type { Capabilities } from '../http/capabilities.ts';
import { classifyError } from '../http/classify-error.ts';
import { buildBody, type LlmRequest } from '../http/request.ts';
import { type RawAnswer, readCompletion } from '../http/response.ts';
import { listModels } from './models.ts';
import type { ExaminedServer } from './open.ts';

/** An answer, and what came with it. */
export interface Reply {
  readonly raw: RawAnswer;
  readonly body: unknown;
  readonly headers: Headers;
}

/** What the caller, who knows the prompts, gives the checks. */
export interface Question {
  /** A small translation, as a worker asks it. */
  readonly request: Omit<LlmRequest, 'model' | 'round' | 'extras'>;
  /** The same through everything a worker does with an answer. */
  readonly translate: (llm: ArticleLlm) => Promise<unknown>;
}

const tinySchema = z.object({ answer: z.string() });

/** A question of a few words. */
const tinyRequest = {
  task: 'check',
  messages: [
    { role: 'system', content: 'Answer with JSON: {"answer": "yes"}.' },
    { role: 'user', content: 'Is everything well?' },
  ],
  schema: tinySchema,
  maxOutputTokens: 500,
} as const satisfies Question['request'];

/** Longest wait for a limit before a question is asked once more. */
const maxWaitMs = 20_000;

type Body = Readonly<Record<string, unknown>>;

/** Asks a server one thing after another, and adds up what it costs. */
export class Probe {
  readonly server: ExaminedServer;
  readonly question: Question;
  readonly signal: AbortSignal;
  /** The answer to the small translation, when it was asked with the strict schema. */
  strict: Reply | undefined;
  /** How long the small translation took. */
  translationMs = 0;
  #spend: Spend = noSpend;
  #models: ReturnType<typeof listModels> | undefined;

  constructor(server: ExaminedServer, question: Question, signal: AbortSignal) {
    this.server = server;
    this.question = question;
    this.signal = signal;
  }

  /** What was used and paid so far. */
  get spend(): Spend {
    return this.#spend;
  }

  /** The models that the server lists, or null; asked once. */
  models(): ReturnType<typeof listModels> {
    this.#models ??= listModels(this.server.client);
    return this.#models;
  }

  /** Adds what calls cost that were not made here. */
  readonly addSpend = (more: Spend): void => {
    const isFree = this.server.preset.local === true;
    this.#spend = addSpend(this.#spend, isFree ? { ...more, costUsd: 0 } : more);
  };

  /** The body of a worker's small translation, with some capabilities and messages of it changed. */
  async translationBody(
    changes: Partial<Capabilities> = {},
    messages = this.question.request.messages,
  ): Promise<Body> {
    return this.#bodyOf({ ...this.question.request, messages }, changes);
  }

  /** The body of a question of a few words. */
  async tinyBody(changes: Partial<Question['request']> = {}): Promise<Body> {
    return this.#bodyOf({ ...tinyRequest, ...changes });
  }

  async #bodyOf(request: Question['request'], changes: Partial<Capabilities> = {}): Promise<Body> {
    const { model, extras } = this.server;
    const capabilities = { ...(await this.server.capabilities()), ...changes };
    return { ...buildBody({ ...request, model, extras, round: 0 }, capabilities) };
  }

  /**
   * Asks, and once more where a limit passes, or a connection was kept too long.
   *
   * @throws TolkError one of the `llm.*` codes
   */
  async ask(body: Body, signal: AbortSignal = this.signal): Promise<Reply> {
    try {
      return await this.#askOnce(body, signal);
    } catch (error) {
      const { code, retryAfterMs } = TolkError.from(error);
      const waitMs = code === 'llm.unreachable' ? 0 : retryAfterMs;
      if (waitMs === undefined || waitMs > maxWaitMs || signal.aborted) throw error;
      await sleep(waitMs, undefined, { signal });
      return this.#askOnce(body, signal);
    }
  }

  async #askOnce(body: Body, signal: AbortSignal): Promise<Reply> {
    const { client, model } = this.server;
    try {
      const { data, response } = await client
        .post<unknown>('/chat/completions', { body, signal })
        .withResponse();
      const raw = readCompletion(data, model);
      this.addSpend(spendOfCall(raw, this.costOf(raw)));
      return { raw, body: data, headers: response.headers };
    } catch (error) {
      throw classifyError(error, model);
    }
  }

  /** US dollars that an answer cost; null where that is not known. */
  costOf(raw: RawAnswer): number | null {
    const { prices, model, preset } = this.server;
    return preset.local ? 0 : costOfCall(prices, raw, { asked: model });
  }

  /** Our own count of a question's tokens. */
  count(messages: ReadonlyArray<{ readonly content: string }>): Promise<number> {
    return countTokens(this.server.model, messages);
  }
}
