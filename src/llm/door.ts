import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import type { Usage } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { type RawAnswer, readCompletion, readValue } from './answer.ts';
import { sortFailure } from './failure.ts';
import { priceUsage } from './price.ts';
import { addCost, addUsage } from './usage.ts';

/** One question to the LLM. */
interface Question<T> {
  /** Names the task and its answer's schema on the wire: letters, digits, `_` and `-`. */
  readonly task: string;
  /** The instructions: the same for every article, so that providers can cache them. */
  readonly system: string;
  /** The article's part, as data (JSON), never instructions. */
  readonly input: string;
  /** What the answer must be. Refinements count: an answer that fails one is sent back once for repair. */
  readonly schema: z.ZodType<T>;
  readonly maxOutputTokens: number;
  /** Asks this model instead of the configured one. */
  readonly model?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer and what it cost. */
export interface Answer<T> {
  readonly value: T;
  readonly usage: Usage;
  /** US dollars, or null when the model's price is unknown. */
  readonly costUsd: number | null;
  /** The model that answered, as the server names it. */
  readonly model: string;
}

/** The only way to the LLM API. */
export interface LlmDoor {
  /**
   * Asks, and gives a value that fits the schema, or throws.
   *
   * @throws TolkError one of the `llm.*` codes, or `job.interrupted` when `signal` is aborted
   */
  complete<T>(question: Question<T>): Promise<Answer<T>>;
}

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** A door over `client` that asks `model` unless a question names another. */
export function createDoor(client: OpenAI, model: string): LlmDoor {
  return {
    async complete(question) {
      const asked = question.model ?? model;
      const messages: Message[] = [
        { role: 'system', content: question.system },
        { role: 'user', content: question.input },
      ];
      const spent: RawAnswer[] = [];
      for (let repairs = 0; ; repairs += 1) {
        const raw = await ask(client, asked, question, messages);
        spent.push(raw);
        try {
          return { value: readValue(raw, question.schema), ...total(spent), model: raw.model };
        } catch (error) {
          const problem = TolkError.from(error);
          if (problem.code !== 'llm.bad_answer' || repairs > 0) throw problem;
          messages.push(...repairMessages(raw, problem));
        }
      }
    },
  };
}

async function ask(client: OpenAI, model: string, question: Question<unknown>, messages: readonly Message[]): Promise<RawAnswer> {
  try {
    const body = await client.chat.completions.create(
      {
        model,
        messages: [...messages],
        response_format: zodResponseFormat(question.schema, question.task),
        max_completion_tokens: question.maxOutputTokens,
      },
      question.signal ? { signal: question.signal } : {},
    );
    return readCompletion(body, model);
  } catch (error) {
    throw sortFailure(error, model);
  }
}

function repairMessages(raw: RawAnswer, problem: TolkError): Message[] {
  return [
    { role: 'assistant', content: raw.content ?? '' },
    {
      role: 'user',
      content: `That answer cannot be used: ${problem.message}. Answer the first message again, whole and correct, as JSON only.`,
    },
  ];
}

function total(spent: readonly RawAnswer[]): { usage: Usage; costUsd: number | null } {
  return {
    usage: addUsage(...spent.map((raw) => raw.usage)),
    costUsd: addCost(...spent.map((raw) => priceUsage(raw.model, raw.usage))),
  };
}
