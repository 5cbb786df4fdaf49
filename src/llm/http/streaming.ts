import { z } from 'zod';

/*
 * Whether an answer is asked for as a stream. A stream costs three to ten times the CPU of a whole
 * answer here (2.4 to 7.3 ms against 0.8 for 300 tokens), so it is used where it helps: a call that
 * takes long then shows that it is alive, and no proxy takes it for dead.
 */

/** What is known of a server's way with streams; a part of its capabilities. */
export const streamCapabilities = {
  /** Takes `stream` with `stream_options`, without them, or no stream at all. */
  stream: z.enum(['with_usage', 'plain', 'none']).default('with_usage'),
};

const streamSchema = z.object(streamCapabilities);
type StreamCapabilities = z.infer<typeof streamSchema>;

/** The fields of a request that say how its answer is to come. */
export type StreamFields =
  | { readonly stream: false }
  | { readonly stream: true; readonly stream_options?: { readonly include_usage: true } };

/** How to ask for an answer in pieces, or for a whole one. */
export function streamFields(isStreamed: boolean, { stream }: StreamCapabilities): StreamFields {
  if (!isStreamed || stream === 'none') return { stream: false };
  if (stream === 'plain') return { stream: true };
  return { stream: true, stream_options: { include_usage: true } };
}

/** An answer that may be longer than this, in tokens, can outlast a proxy's patience. */
const longAnswerTokens = 6_000;
/** Calls that take longer than this are streamed: proxies cut silent ones after 60 to 100 s. */
const slowCallMs = 30_000;
/** The weight of the latest call in the moving average. */
const latestWeight = 0.3;

/** What one call is like, as far as that speaks for a stream. */
export interface StreamReasons {
  /** The server is the user's own: slow, as a rule. */
  readonly isLocal: boolean;
  /** Somebody watches the answer being written. */
  readonly isWatched: boolean;
  /** The most tokens the answer may have, thoughts included. */
  readonly maxTokens: number;
}

/** How long the calls of one model take, from which follows whether they are streamed. */
export class Pace {
  #averageMs: number | undefined;

  /** A call has taken this long. */
  learn(ms: number): void {
    const known = this.#averageMs ?? ms;
    this.#averageMs = known * (1 - latestWeight) + ms * latestWeight;
  }

  /** A call took too long for somebody on the way: those after it are streamed, for a while. */
  onTimeout(): void {
    this.#averageMs = slowCallMs * 4;
  }

  /** Whether the next call is streamed. */
  shouldStream({ isLocal, isWatched, maxTokens }: StreamReasons): boolean {
    if (isWatched || maxTokens > longAnswerTokens) return true;
    return this.#averageMs === undefined ? isLocal : this.#averageMs > slowCallMs;
  }
}
