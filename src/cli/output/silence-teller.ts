/** The next look must find the question unanswered, too. */
const looksUnanswered = 2;

/**
 * Tells that Redis does not answer: once, and again when it has answered in between. It goes by looks
 * and not by the clock: a process that was busy itself has not looked meanwhile.
 */
export class SilenceTeller {
  readonly #tell: () => void;
  #looks = 0;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Before Redis is asked again: tells when it has answered nothing since the look before the last. */
  look(): void {
    if (this.#looks === looksUnanswered) this.#tell();
    this.#looks += 1;
  }

  /** Redis has answered something. */
  hear(): void {
    this.#looks = 0;
  }
}
