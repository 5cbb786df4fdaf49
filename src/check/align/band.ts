/** Texts of at most so many sentences are compared as a whole. */
const wholeUpTo = 30;
const margin = 15;
const maxHalfWidth = 150;

/**
 * The part of the table of all places (i Dutch sentences read, j English ones) that is looked at:
 * where both texts are about as far. So the work grows with the length of a text, not its square.
 */
export class Band {
  readonly dutch: number;
  readonly english: number;
  readonly size: number;
  readonly #half: number;
  readonly #width: number;

  constructor(dutch: number, english: number) {
    this.dutch = dutch;
    this.english = english;
    const isWhole = Math.max(dutch, english) <= wholeUpTo;
    const wanted = Math.min(maxHalfWidth, margin + Math.abs(dutch - english));
    this.#half = isWhole ? english : wanted;
    this.#width = 2 * this.#half + 1;
    this.size = (dutch + 1) * this.#width;
  }

  /** The first place of a row. */
  firstOf(i: number): number {
    return Math.max(0, this.#middle(i) - this.#half);
  }

  /** The last place of a row. */
  lastOf(i: number): number {
    return Math.min(this.english, this.#middle(i) + this.#half);
  }

  has(i: number, j: number): boolean {
    return i >= 0 && j >= 0 && j <= this.english && Math.abs(j - this.#middle(i)) <= this.#half;
  }

  /** The index of a place. */
  at(i: number, j: number): number {
    return i * this.#width + j - this.#middle(i) + this.#half;
  }

  #middle(i: number): number {
    return this.dutch === 0 ? 0 : Math.round((i * this.english) / this.dutch);
  }
}
