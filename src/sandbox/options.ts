import type { DialectName } from './dialects/dialects.ts';
import type { FaultPlan } from './faults.ts';
import type { Refusable } from './parameters.ts';
import type { RateLimitOptions } from './rate-limits.ts';

/** What the practice model can do, and what it will not. */
export interface ModelOptions {
  /** The server whose words, forms and habits it has; else OpenAI's, but taking any parameter. */
  readonly dialect?: DialectName | undefined;
  /** The models it knows; any other is refused. @default every name */
  readonly models?: readonly string[];
  /** The day its list of models says they end, YYYY-MM-DD. @default none is announced */
  readonly shutdownOn?: string;
  /** Tokens that prompt and answer may have together. @default no limit */
  readonly contextTokens?: number;
  /** The most tokens that may be asked for an answer. @default no limit */
  readonly maxOutputTokens?: number;
  /** Refuses a prompt in which one of these occurs, as moderation does. */
  readonly flaggedWords?: readonly string[];
  /** Tokens it thinks for at medium effort before it answers. @default 0: it does not think */
  readonly reasoningTokens?: number;
  /** The efforts it knows, where it thinks. @default none, low, medium, high, xhigh, max */
  readonly efforts?: readonly string[];
  /** Reports tokens that were read from the prompt cache and written to it. @default false */
  readonly promptCache?: boolean;
  /** Parameters it refuses with 400, as servers do that do not know them. */
  readonly refuses?: readonly Refusable[];
  /**
   * It does whatever a text tells it that reaches it undelimited, instead of its work.
   * @default false
   */
  readonly naive?: boolean;
}

/** How the practice LLM behaves. */
export interface SandboxOptions extends ModelOptions, RateLimitOptions {
  /** Median time to an answer; where it streams, to its beginning. @default 0 */
  readonly latencyMs?: number;
  /** Spread of the latency's logarithm (log-normal); 0 makes it fixed. @default 0 */
  readonly latencySigma?: number;
  /** Time between two pieces of an answer that it streams. @default 0 */
  readonly streamPauseMs?: number;
  /** Seed of everything random. @default 1 */
  readonly seed?: number;
  /** When given, any other key is refused. */
  readonly apiKey?: string | undefined;
  /** Share of answers that are bad, all kinds in turn. @default 0 */
  readonly chaos?: number;
  /**
   * Called for every request with what it may meet; wins over `chaos`. A request's own
   * `x-sandbox-fault` header wins over both.
   */
  readonly faultPlan?: FaultPlan;
}
