/** Half of the slots stay empty, so that a look-up ends soon. */
const slotsPerWord = 2;
const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/**
 * A set of words that holds only their hashes: 8 bytes a word, where a `Set` of strings takes ten
 * times as much. One word in ten thousand that was never added seems to be in it.
 */
export class CompactWords {
  readonly #slots: Uint32Array;

  /** @param capacity how many words it is made for */
  constructor(capacity: number) {
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(capacity * slotsPerWord)));
  }

  /** Adds the word of which all letters have been hashed ({@link hashWith}). */
  add(letters: number): void {
    const hash = finish(letters);
    this.#slots[this.#slotOf(hash)] = hash;
  }

  has(word: string): boolean {
    return this.hasPart(word, 0, word.length);
  }

  /** Is what a text has from one place up to another a word of it? */
  hasPart(text: string, from: number, to: number): boolean {
    const hash = finish(hashWith(noLetters, text, from, to));
    return this.#slots[this.#slotOf(hash)] !== 0;
  }

  /** The slot of this hash, or the empty one where it would go. */
  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1;
    let at = hash & mask;
    for (;;) {
      const there = this.#slots[at];
      if (there === 0 || there === hash || there === undefined) return at;
      at = (at + 1) & mask;
    }
  }
}

/** The hash of no letters: FNV-1a. */
export const noLetters = fnvOffset;

/** The hash of some letters and those of a text: words that begin alike are hashed once. */
export function hashWith(letters: number, text: string, from = 0, to = text.length): number {
  let hash = letters;
  for (let at = from; at < to; at += 1) hash = hashWithCode(hash, text.charCodeAt(at));
  return hash;
}

/** The same with one letter more. */
export const hashWithCode = (letters: number, code: number): number =>
  Math.imul(letters ^ code, fnvPrime);

/** Spread over all bits; never 0, which means an empty slot. */
const finish = (letters: number): number => (letters ^ (letters >>> 15)) >>> 0 || 1;
