import type OpenAI from 'openai';
import { APIError } from 'openai';
import { estimateTokens } from '../../article/chunks.ts';
import type { TolkError } from '../../errors.ts';
import { isWaiting } from '../error-policy.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import type { LlmStore } from '../store.ts';
import type { TextListener } from './answer-stream.ts';
import { type Capabilities, capabilitiesTtlMs } from './capabilities.ts';
import { classifyError } from './classify-error.ts';
import { hideEcho, refusalIn } from './errors/classify-body.ts';
import { readRoom } from './errors/room.ts';
import { otherLimit } from './ignored-limit.ts';
import { nextForm, type TriedForms } from './learn.ts';
import { learnedRoom } from './reasoning.ts';
import { answerTokens, buildBody, type LlmRequest } from './request.ts';
import { type RawAnswer, readCompletion } from './response.ts';
import { Pace, streamFields } from './streaming.ts';
import { limitsOf, orGatewayLimit, type TimeLimits } from './time-limits.ts';
import { defaultTimeLimits, withCallSettings } from './transport.ts';

/** What requests are sent with. */
export interface SenderContext {
  readonly client: OpenAI;
  /** Identifies the server for what is learned of it: its address. */
  readonly server: string;
  /** What the server is assumed to be capable of at first. */
  readonly capabilities: Capabilities;
  readonly store: Pick<LlmStore, 'readCapabilities' | 'writeCapabilities'>;
  readonly limits: Pick<RateLimits, 'observe'> | undefined;
  /** How long calls may be kept waiting. @default 5 minutes, 1 minute of silence, half an hour */
  readonly timeLimits?: TimeLimits | undefined;
  /**
   * The server is the user's own: its answers are streamed until it proves fast, and it is sent no
   * more calls at a time than it gets done. @default false
   */
  readonly isLocal?: boolean | undefined;
}

/** How one request is sent. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called when the request goes out; receives the text of a streamed answer as it arrives. */
  readonly listen?: (() => TextListener) | undefined;
  /** Of the usual time limits. @default 1 */
  readonly patience?: number | undefined;
}

/**
 * Sends requests to one server, in a form it understands. What the server says it does not know is
 * left out and the request sent again; that is remembered, here for as long as the process lives
 * and in the store for all workers.
 */
export class Sender {
  readonly #context: SenderContext;
  readonly #learned = new Map<string, Capabilities>();
  readonly #paces = new Map<string, Pace>();
  readonly #doubted = new Set<string>();

  /** A sender to the server behind `context.client`. */
  constructor(context: SenderContext) {
    this.#context = context;
  }

  /** @throws TolkError one of the `llm.*` codes */
  async send(request: LlmRequest, options: SendOptions): Promise<RawAnswer> {
    const { model } = request;
    const known = await this.capabilitiesOf(model);
    let form: RequestForm = { capabilities: known, roomLeft: undefined };
    const tried: TriedForms = new Set();
    for (let sends = 1; ; sends += 1) {
      const shaped = { ...request, roomLeft: form.roomLeft };
      try {
        const answer = await this.#sendOnce(shaped, form.capabilities, options);
        const learned = this.#doubtLimit(answer, shaped, form.capabilities);
        await this.#keep(model, known, learned).catch(() => {});
        return answer;
      } catch (error) {
        const failure = hideEcho(classifyError(error, model), textsOf(request));
        const next = sends < maxSends ? changeForm(failure, form, shaped, tried) : null;
        if (next !== null) {
          form = next;
          continue;
        }
        // Refused for another reason: the form was understood.
        if (isWaiting(failure)) await this.#keep(model, known, form.capabilities);
        throw failure;
      }
    }
  }

  /** Once for each model, another name for a limit that seems to be ignored. */
  #doubtLimit(answer: RawAnswer, request: LlmRequest, known: Capabilities): Capabilities {
    const { model } = request;
    const other = otherLimit(answer, known, answerTokens(request, known));
    if (other === null || this.#doubted.has(model)) return known;
    this.#doubted.add(model);
    return { ...known, ...other };
  }

  /** A model was seen thinking: it is asked to think as little as it can, and gets room for it. */
  async noteThinking(model: string, tokens: number): Promise<void> {
    const known = await this.capabilitiesOf(model);
    const mostThought = Math.max(tokens, known.mostThought ?? 0);
    if (known.thinks && mostThought === known.mostThought) return;
    await this.#keep(model, known, { ...known, thinks: true, mostThought });
  }

  /** Remembers what a model was found to do. */
  async learn(model: string, change: Partial<Capabilities>): Promise<void> {
    const known = await this.capabilitiesOf(model);
    await this.#keep(model, known, { ...known, ...change });
  }

  /** Room for what a model was seen to think. */
  async thinkingRoom(model: string): Promise<number> {
    return learnedRoom(await this.capabilitiesOf(model));
  }

  /** What is known of the server with a model. */
  async capabilitiesOf(model: string): Promise<Capabilities> {
    const { server, capabilities, store } = this.#context;
    const known = this.#learned.get(model) ?? {
      ...capabilities,
      ...(await store.readCapabilities(`${server} ${model}`)),
    };
    this.#learned.set(model, known);
    return known;
  }

  /** Remembers what a call has found out; other calls may have found out other things meanwhile. */
  async #keep(model: string, before: Capabilities, after: Capabilities): Promise<void> {
    if (before === after) return;
    const { server, store } = this.#context;
    const now = this.#learned.get(model) ?? before;
    const capabilities = { ...now, ...changesBetween(before, after) };
    this.#learned.set(model, capabilities);
    await store.writeCapabilities(`${server} ${model}`, capabilities, capabilitiesTtlMs);
  }

  async #sendOnce(
    request: LlmRequest,
    capabilities: Capabilities,
    options: SendOptions,
  ): Promise<RawAnswer> {
    const { client } = this.#context;
    const { model } = request;
    const pace = this.#paceOf(model);
    const startedAt = performance.now();
    try {
      // Not through `chat.completions`: that would parse a stream itself, at twice the CPU.
      const { data, response } = await client
        .post<unknown>('/chat/completions', this.#optionsOf(request, capabilities, options))
        .withResponse();
      await this.#observe(model, response.headers);
      pace.learn(performance.now() - startedAt);
      return readCompletion(data, model, response.headers);
    } catch (error) {
      // A 200 without JSON: somebody may have to pay for it, so it is an answer, if no good one.
      if (error instanceof SyntaxError) return readCompletion('', model);
      if (error instanceof APIError && error.headers) await this.#observe(model, error.headers);
      const ms = performance.now() - startedAt;
      const failure = orGatewayLimit(classifyError(error, model), ms);
      if (failure.code === 'llm.timeout') pace.onTimeout();
      throw failure;
    }
  }

  /** What limits are is learned from the next answer where Redis is away: this one is paid. */
  async #observe(model: string, headers: Headers): Promise<void> {
    await this.#context.limits?.observe(model, headers).catch(() => {});
  }

  #optionsOf(
    request: LlmRequest,
    capabilities: Capabilities,
    { signal, listen, patience = 1 }: SendOptions,
  ) {
    const { isLocal = false, timeLimits = defaultTimeLimits } = this.#context;
    const body = buildBody(request, capabilities);
    const isStreamed = this.#paceOf(request.model).shouldStream({
      isLocal,
      isWatched: listen !== undefined,
      maxTokens: body.max_completion_tokens ?? body.max_tokens ?? 0,
    });
    const prompt = request.messages.map(({ content }) => content).join('');
    const traits = { isLocal, promptTokens: estimateTokens(prompt), patience };
    const settings = {
      limits: limitsOf(timeLimits, traits),
      onText: listen?.(),
    };
    return {
      body: { ...body, ...streamFields(isStreamed, capabilities) },
      fetchOptions: withCallSettings(settings),
      ...(signal ? { signal } : {}),
    };
  }

  #paceOf(model: string): Pace {
    const pace = this.#paces.get(model) ?? new Pace();
    this.#paces.set(model, pace);
    return pace;
  }
}

/** What is the article's in a request; the instructions are everybody's. */
function textsOf({ messages }: LlmRequest): string[] {
  return messages.flatMap(({ role, content }) => (role === 'system' ? [] : [content]));
}

/** In which form a request is sent. */
interface RequestForm {
  readonly capabilities: Capabilities;
  readonly roomLeft: number | undefined;
  /** The words in which it was last refused as too long. */
  readonly tooLong?: string;
}

/** More forms than this are not tried for one call, whatever a server answers. */
const maxSends = 10;
/** With less than this part of the room that was asked for, an answer would be cut off. */
const leastRoom = 0.25;
/** Most answers are shorter than this. */
const likelyAnswerTokens = 1_000;

/** The next form to try after a refusal; null when another form cannot help. */
function changeForm(
  failure: TolkError,
  form: RequestForm,
  request: LlmRequest,
  tried: TriedForms,
): RequestForm | null {
  const refusal = refusalIn(failure);
  if (refusal === null) return null;
  const words = `${refusal.param} ${refusal.message}`;
  if (failure.code === 'llm.too_long') return withLessRoom(words, form, request);
  if (failure.code !== 'llm.bad_request') return null;
  const change = nextForm(words, form.capabilities, request, tried);
  return change && { ...form, capabilities: { ...form.capabilities, ...change } };
}

/** Room as the server says it has it, if that is less than was asked for and enough to answer in. */
function withLessRoom(words: string, form: RequestForm, request: LlmRequest): RequestForm | null {
  const { capabilities } = form;
  if (capabilities.limit === 'none') return null;
  const asked = answerTokens(request, capabilities);
  const room = readRoom(words, asked) ?? { of: 'call', tokens: guessRoom(words, form, asked) };
  if (room.tokens >= asked) return null;
  if (room.of === 'model')
    return { ...form, capabilities: { ...capabilities, outputLimit: room.tokens } };
  const isEnough = room.tokens >= request.maxOutputTokens * leastRoom;
  return isEnough ? { ...form, roomLeft: room.tokens, tooLong: words } : null;
}

/**
 * Where a server does not say what room it has, but blames the room too: half of what was asked,
 * and half of that as long as most answers fit. None where it names the same numbers as before:
 * then the room is not in its sum.
 */
function guessRoom(words: string, { tooLong, roomLeft }: RequestForm, asked: number): number {
  const isPromptAlone = !blamesRoom.test(words) || (words === tooLong && /\d/.test(words));
  const half = Math.floor(asked / 2);
  const isTooLittle = roomLeft !== undefined && half < likelyAnswerTokens;
  return isPromptAlone || isTooLittle ? 0 : half;
}

/** Words for an answer's room; other servers name the prompt alone, which less room does not help. */
const blamesRoom = /completion|output|max_\w*tokens|new_tokens|response|generat/i;

function changesBetween(before: Capabilities, after: Capabilities): Partial<Capabilities> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => old.get(field) !== value),
  );
}
