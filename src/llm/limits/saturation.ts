/** A call this many times slower than the fastest shows that the server has all it can do. */
const slowerTimes = 2.5;
/** Where calls are this quick nobody waits long, and their times say little of the work. */
const quickMs = 5_000;

/**
 * Whether a server still does more when it is asked more at a time. One on a user's own machine
 * shares its processor among all calls: two take twice as long each, and the last of many waits
 * until somebody takes it for dead. Told by the time that calls take for their size.
 */
export class Saturation {
  #fastest = Number.POSITIVE_INFINITY;

  /**
   * Notes a finished call.
   *
   * @param ms how long it took
   * @param size how much work it was, in any unit that is always the same
   * @returns true when the server is at its limit
   */
  note(ms: number, size: number): boolean {
    const pace = ms / Math.max(1, size);
    this.#fastest = Math.min(this.#fastest, pace);
    return ms > quickMs && pace > this.#fastest * slowerTimes;
  }
}
