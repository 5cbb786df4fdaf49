/** Measures how long something is ago, though clocks step and machines sleep. */
export class Stopwatch {
  #wall = Date.now();
  #timer = performance.now();

  /** Begins again. */
  restart(): void {
    this.#wall = Date.now();
    this.#timer = performance.now();
  }

  /**
   * Milliseconds since it began, at least: a clock that was put back does not shorten them, and the
   * timer, which stands still while a machine sleeps, does not either.
   */
  get elapsedMs(): number {
    return Math.max(Date.now() - this.#wall, performance.now() - this.#timer);
  }
}
