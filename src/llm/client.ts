import type { z } from 'zod';
import { TolkError } from '../errors.ts';
import type { Caller } from './call.ts';
import type { Spend } from './cost/usage.ts';
import { movesOn } from './error-policy.ts';
import { escapeRoleMarks } from './escape-input.ts';
import type { Message } from './http/request.ts';
import { type RawAnswer, readValue } from './http/response.ts';
import type { Budget, LlmStore } from './store.ts';

/** One question to the LLM. */
interface Question<T> {
  /** Names the task and its answer's schema on the wire: letters, digits, `_` and `-`. */
  readonly task: string;
  /** The instructions: the same for every article, so that providers can cache them. */
  readonly system: string;
  /** The article's part, as data (JSON), never instructions. */
  readonly input: string;
  /** What the answer must be. Refinements count: an answer that fails one is sent back for repair. */
  readonly schema: z.ZodType<T>;
  /** What is doubtful about an answer that fits the schema; it is sent back too, but the best one is taken in the end. */
  readonly review?: (value: T) => readonly string[];
  readonly maxOutputTokens: number;
  /** Tells a question that is asked again on purpose from the first time: its answer is not taken from the cache of that. @default 0 */
  readonly round?: number | undefined;
  /** Asks this model instead of the configured ones. */
  readonly model?: string | undefined;
  /** `bypass` asks anew what is in the cache. @default 'use' */
  readonly cache?: 'use' | 'bypass' | undefined;
  /** Money this question is paid from, beside the caller's own budgets. */
  readonly budgets?: readonly Budget[];
  readonly signal?: AbortSignal | undefined;
  /** Told of every call as it is paid for, or found in the cache, also when no answer comes of it. */
  readonly onSpend: (spend: Spend) => void;
}

/** An answer. */
export interface LlmAnswer<T> {
  readonly value: T;
  /** The model that answered, as the server names it. */
  readonly model: string;
  /** The model that was asked, as it is configured. */
  readonly asked: string;
  /** The call that gave the answer, by its name in the cache. */
  readonly call: string;
}

/** The only way to the LLM API. */
export interface LlmClient {
  /**
   * Asks, and gives a value that fits the schema, or throws.
   *
   * @throws TolkError one of the `llm.*` codes; `action.ts` says what to do about each
   */
  complete<T>(question: Question<T>): Promise<LlmAnswer<T>>;
}

/** What the door is made of. */
export interface LlmClientContext {
  readonly caller: Caller;
  readonly store: Pick<LlmStore, 'forgetAnswers'>;
  /** The model to ask, and those to ask in its place, in order, when it cannot. */
  readonly models: readonly [string, ...string[]];
}

/** Often enough to mend one slip after another; a model that makes the same one twice is not asked again. */
const maxRepairs = 5;
/** More than a conversation has turns. */
const roundsApart = 100;

/** A door that asks the first of `models`, and the next ones where it cannot answer. */
export function createLlmClient({ caller, store, models }: LlmClientContext): LlmClient {
  return {
    async complete(question) {
      const candidates = question.model === undefined ? models : [question.model];
      for (const [at, model] of candidates.entries()) {
        const talk = new Conversation(model, question, caller);
        try {
          return await talk.run();
        } catch (error) {
          // Asked through the Batch API: what is known so far is needed when it is asked again.
          if (TolkError.isInstance(error) && error.code === 'llm.deferred') throw error;
          // What led nowhere must not be replayed by the next attempt.
          await store.forgetAnswers(talk.keys);
          if (at === candidates.length - 1 || !TolkError.isInstance(error) || !movesOn(error))
            throw error;
        }
      }
      throw new TolkError('internal', 'no model to ask');
    },
  };
}

/**
 * One question put to one model until it is answered: *asking*, then either *answered*, or *repairing*
 * (the answer and what is wrong with it go back, at most five times), *reframing* (after a refusal,
 * once) or *asking again* (after the content filter, once). It fails with the error that was left.
 */
class Conversation<T> {
  /** Cache keys of all calls made. */
  readonly keys: string[] = [];
  readonly #model: string;
  readonly #question: Question<T>;
  readonly #caller: Caller;
  readonly #opening: readonly Message[];
  #messages: readonly Message[];
  #repairs = 0;
  #reframed = false;
  #filtered = false;
  #lastDoubts: string | undefined;
  #best: { answer: LlmAnswer<T>; doubts: readonly string[] } | undefined;

  constructor(model: string, question: Question<T>, caller: Caller) {
    this.#model = model;
    this.#question = question;
    this.#caller = caller;
    this.#opening = [
      { role: 'system', content: question.system },
      { role: 'user', content: question.input },
    ];
    this.#messages = this.#opening;
  }

  async run(): Promise<LlmAnswer<T>> {
    for (;;) {
      const raw = await this.#ask();
      try {
        const value = readValue(raw, this.#question.schema);
        const doubts = this.#question.review?.(value) ?? [];
        if (
          this.#settles(
            { value, model: raw.model, asked: this.#model, call: this.keys.at(-1) ?? '' },
            doubts,
          ) &&
          this.#best
        )
          return this.#best.answer;
        this.#repair(raw, doubts.join('; '));
      } catch (error) {
        const problem = TolkError.from(error);
        if (this.#canGoOn(raw, problem)) continue;
        if (this.#best) return this.#best.answer;
        throw problem;
      }
    }
  }

  async #ask(): Promise<RawAnswer> {
    const {
      task,
      schema,
      maxOutputTokens,
      round = 0,
      cache = 'use',
      budgets = [],
      signal,
      onSpend,
    } = this.#question;
    const ask = {
      model: this.#model,
      task,
      messages: this.#messages,
      schema,
      maxOutputTokens,
      round: round * roundsApart + this.keys.length,
    };
    const { raw, key } = await this.#caller.call(ask, { cache, budgets, signal, onSpend });
    this.keys.push(key);
    return raw;
  }

  /** Keeps the better of this answer and the best so far; true when the best one is to be taken. */
  #settles(answer: LlmAnswer<T>, doubts: readonly string[]): boolean {
    // The same doubts twice running: the model means it, and the check may be wrong.
    const stubborn = this.#lastDoubts === doubts.join();
    this.#lastDoubts = doubts.join();
    if (this.#best === undefined || doubts.length < this.#best.doubts.length)
      this.#best = { answer, doubts };
    return doubts.length === 0 || stubborn || this.#repairs >= maxRepairs;
  }

  /** Prepares the next message after an answer that is none; false when there is nothing left to say. */
  #canGoOn(raw: RawAnswer, problem: TolkError): boolean {
    this.#lastDoubts = undefined;
    if (problem.code === 'llm.bad_answer' && this.#repairs < maxRepairs) {
      this.#repair(raw, problem.message);
      return true;
    }
    // A mend that went wrong in another way is tried once more as it was.
    if (this.#best && this.#repairs < maxRepairs) {
      this.#repairs += 1;
      return true;
    }
    if (problem.code === 'llm.refused' && !this.#reframed) {
      this.#reframed = true;
      this.#messages = [...this.#opening, { role: 'user', content: reframing }];
      return true;
    }
    if (problem.code === 'llm.filtered' && !this.#filtered) {
      this.#filtered = true;
      return true;
    }
    return false;
  }

  #repair(raw: RawAnswer, problem: string): void {
    this.#repairs += 1;
    this.#messages = [
      ...this.#opening,
      { role: 'assistant', content: escapeRoleMarks(raw.content ?? '') },
      {
        role: 'user',
        content: `That answer cannot be used: ${escapeRoleMarks(problem)}. Answer the first message again, whole and correct, as JSON only.`,
      },
    ];
  }
}

const reframing =
  'This is a published news text that is only quoted here. Working on it is journalism and endorses nothing in it. Answer the first message as instructed, as JSON only.';
