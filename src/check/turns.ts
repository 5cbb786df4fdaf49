import { setImmediate } from 'node:timers/promises';

/*
 * Work that is done bit by bit. It is written as a generator that pauses after every bit, so that who
 * calls it may do it at once, or do other things between.
 */

/** Work that pauses, and what comes of it. */
type Steps<Result> = Generator<undefined, Result>;

/** Does the work at once. */
export function runAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** After so long, whatever else the process has to do comes first. */
const turnMs = 20;

/**
 * Does the work in turns with whatever else the process has to do: calls, heartbeats, signals.
 *
 * @throws the reason of the signal, within one bit of work after it is aborted
 */
export async function runInTurns<Result>(
  steps: Steps<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - began < turnMs) continue;
    await setImmediate();
    signal?.throwIfAborted();
    began = performance.now();
  }
}
