import type { z } from 'zod';
import type { AnswerForm, JsonSchema } from './http/wire-schema.ts';

/** One question to the LLM. */
export interface CompletionRequest<T> {
  /** Names the task and its answer's schema in the request: letters, digits, `_` and `-`. */
  readonly task: string;
  /** The instructions: the same for every article, so that providers can cache them. */
  readonly system: string;
  /** The article's part, as data (JSON), never instructions. */
  readonly input: string;
  /**
   * `text`: the answer is one text, without JSON around it, which `schema` is given; for models that
   * write better when they need not write JSON. @default 'json'
   */
  readonly form?: AnswerForm | undefined;
  /**
   * What the answer must be, with its refinements. The same for every call of a task: it is compiled
   * and turned into JSON once.
   */
  readonly schema: z.ZodType<T>;
  /** What is wrong with an answer that fits the schema, for this call; it too goes back for repair. */
  readonly findProblems?: ((value: T) => readonly string[]) | undefined;
  /** The same as a JSON schema, narrower than zod's: for servers that turn it into a grammar. */
  readonly grammar?: (() => JsonSchema) | undefined;
  /** Puts an answer into the form of the schema where it is beyond doubt what it means. */
  readonly reshape?: (value: unknown) => unknown;
  /** Findings about an answer that fits the schema. It goes back too, but the best one is used. */
  readonly review?: (value: T) => readonly string[] | Promise<readonly string[]>;
  /**
   * An answer that is there already. Where the review finds nothing in it, nobody is asked; else it
   * goes back with what is found, as if it had been the answer to this question.
   */
  readonly offered?: LlmAnswer<T> | undefined;
  /**
   * Where it is not answered, another question takes its place: so it is put to one model only,
   * which may repair its answer once. @default false
   */
  readonly isReplaceable?: boolean | undefined;
  /** An answer that was cut off is of use as far as it was written. @default false */
  readonly usesPart?: boolean | undefined;
  readonly maxOutputTokens: number;
  /**
   * Called when the question goes out; receives the text of the answer while it is written, thoughts
   * in the text included. Not for an answer from the cache, through the Batch API, or to a repair.
   */
  readonly listen?: (() => (text: string) => void) | undefined;
  /** `varied` where the likeliest words have led into a loop. @default 'likeliest' */
  readonly sampling?: 'likeliest' | 'varied' | undefined;
  /**
   * Distinguishes a question that an article repeats on purpose: it is not answered from the cache of
   * an earlier round of that article in which it was put word for word. @default 0
   */
  readonly round?: number | undefined;
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
