/*
 * What the practice LLM refuses and where it fails, by meaning. The words, the status and the form
 * are the dialect's (dialects/).
 */

/** Why a request gets no answer. */
export type Problem =
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'wrong_key'; readonly key: string }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unknown_model'; readonly model: string }
  | { readonly kind: 'unknown_argument'; readonly param: string }
  | { readonly kind: 'unsupported_parameter'; readonly param: string }
  | { readonly kind: 'schema_unsupported'; readonly type: 'json_schema' | 'json_object' }
  | SchemaKeyword
  | UnsupportedValue
  | { readonly kind: 'limit_too_large'; readonly asked: number; readonly limit: number }
  | TooLong
  | { readonly kind: 'flagged' }
  | RateLimited
  | { readonly kind: 'no_quota' }
  | { readonly kind: 'billing_not_active' }
  | { readonly kind: 'server_error' }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'bad_gateway' }
  | { readonly kind: 'gateway_timeout' };

/** A parameter it knows, with a value it does not take. */
interface UnsupportedValue {
  readonly kind: 'unsupported_value';
  readonly param: string;
  readonly value: string;
  readonly supported: readonly string[];
}

/** A schema with keywords that it does not take. */
export interface SchemaKeyword {
  readonly kind: 'schema_keyword';
  /** The type they are of: `integer`, `string`, `array`. */
  readonly type: string;
  readonly keywords: readonly string[];
}

/** Prompt and answer do not fit in the context together; all in tokens. */
export interface TooLong {
  readonly kind: 'too_long';
  readonly prompt: number;
  /** What was asked for the answer; 0 where nothing was. */
  readonly output: number;
  readonly context: number;
}

/** Too many requests or tokens a minute. */
export interface RateLimited {
  readonly kind: 'rate_limited';
  readonly unit: 'requests' | 'tokens';
  readonly limit: number;
  readonly waitMs: number;
}

/** What kinds of problem there are. */
export type ProblemKind = Problem['kind'];
