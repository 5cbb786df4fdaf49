import type { TolkError } from '../../errors.ts';
import { limitReached } from '../http/time-limits.ts';

/** A server that has let a time limit pass is given this many times as long from then on. */
const slowFactor = 2;

/**
 * How much time calls are given, by model. A call that ran out of time is not made again in the
 * same shape: first with twice the time (and as a stream), and when that is not enough either, not
 * at all: whoever asked then asks for less at a time. So a slow server answers in the end, and a
 * dead one is left alone.
 */
export class Patience {
  readonly #slow = new Set<string>();

  /** How many times the usual time limits a call of this model is given. */
  of(model: string): number {
    return this.#slow.has(model) ? slowFactor : 1;
  }

  /**
   * What to do after a try that failed: make it again at once, with more time (`again`), no more
   * (`never`), or, where time was not the trouble, whatever is usual (`usual`).
   *
   * @param given how many times the usual time limits it had
   */
  after(model: string, error: TolkError, given: number): 'again' | 'never' | 'usual' {
    const limit = limitReached(error);
    if (limit === undefined) return 'usual';
    // What took half an hour is not begun again.
    if (limit === 'totalMs' || given > 1) return 'never';
    this.#slow.add(model);
    return 'again';
  }
}
