import type { Refusable } from '../parameters.ts';
import type { Problem, ProblemKind } from '../problems.ts';

/** An error as a server puts it. */
export interface Words {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly code?: string | number | null;
  readonly param?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole body, where it is not in the dialect's usual form; a string is HTML. */
  readonly body?: unknown;
}

/** What a server says to each kind of problem. */
export type Vocabulary = {
  readonly [Kind in ProblemKind]: (problem: Extract<Problem, { kind: Kind }>) => Words;
};

/** Where the text of what a model thinks is found in its answers. */
export type Thinking =
  /** Nowhere, as at OpenAI: only its tokens are counted. */
  | 'hidden'
  /** Beside the content, in `reasoning_content` or `reasoning`. */
  | 'reasoning_content'
  | 'reasoning'
  /** In the content before the answer, between `<think>` and `</think>`. */
  | 'tags'
  /** The same, but the opening tag is part of the prompt. */
  | 'closing_tag'
  /** The content is a list of parts, one of which is the thinking. */
  | 'parts';

/** How a server announces its limits, if it does. */
export type LimitHeaders = 'openai' | 'requests-a-day' | 'anthropic' | 'none';

/** The parts of a completion that a dialect may put in another way. */
export interface CompletionBody {
  readonly choices: readonly CompletionChoice[];
  readonly usage: CompletionUsage;
  readonly [field: string]: unknown;
}

/** One choice of a completion. */
export interface CompletionChoice {
  readonly index: number;
  readonly message: {
    readonly role: 'assistant';
    readonly content: unknown;
    readonly refusal: string | null;
    readonly [field: string]: unknown;
  };
  readonly logprobs: null;
  readonly finish_reason: string;
  readonly [field: string]: unknown;
}

/** The usage of a completion, as OpenAI reports it. */
export interface CompletionUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly [field: string]: unknown;
}

/** How a kind of server speaks, where it differs from OpenAI. */
export interface Dialect {
  readonly words: Partial<Vocabulary>;
  /** The body of an error. @default OpenAI's */
  readonly envelope?: (words: Words) => unknown;
  /** Parameters it refuses. */
  readonly refuses?: readonly Refusable[];
  /** Refuses a request argument it does not know. @default false */
  readonly knowsArguments?: true;
  /** Refuses schemas that limit numbers, texts or lists. @default false */
  readonly refusesSchemaKeywords?: true;
  /** Takes `response_format` and does nothing with it: the JSON comes in a fence. @default false */
  readonly ignoresSchema?: true;
  /**
   * Refuses for the prompt's length only: an answer that does not fit in the context with it is cut
   * off. @default false
   */
  readonly countsPromptOnly?: true;
  /** A prompt beyond the context loses its beginning, and nobody is told. @default false */
  readonly cutsPrompt?: true;
  /** @default 'hidden' */
  readonly thinking?: Thinking;
  /** What the request id is called in the headers; null where there is none. @default 'x-request-id' */
  readonly requestId?: string | null;
  /** @default 'openai' */
  readonly limitHeaders?: LimitHeaders;
  /** What is different about its completions. */
  readonly shape?: (body: CompletionBody) => CompletionBody;
  /** A line it sends in a stream so that nobody gives it up. */
  readonly keepAlive?: string;
}
