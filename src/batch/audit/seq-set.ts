/** A set of numbers of entries, a byte for each that there may be. */
export class SeqSet {
  readonly #has: Uint8Array;

  /** @param highest the highest number that it can hold */
  constructor(highest: number) {
    this.#has = new Uint8Array(highest + 1);
  }

  has(seq: number): boolean {
    return this.#has[seq] === 1;
  }

  /** Adds a number; false where it was there. */
  add(seq: number): boolean {
    if (this.has(seq)) return false;
    this.#has[seq] = 1;
    return true;
  }
}
