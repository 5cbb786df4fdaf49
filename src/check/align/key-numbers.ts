/*
 * Keys as numbers, under which they are found in an array, without reading their letters again.
 */

/** The keys of a word, with their numbers when they are first asked for. */
export class KeyList {
  readonly keys: readonly string[];
  #numbers: readonly number[] = [];
  #age = -1;

  constructor(keys: readonly string[]) {
    this.keys = keys;
  }

  /** Numbers that hold until {@link boundNumbers} is called. */
  numbers(): readonly number[] {
    if (this.#age !== age) {
      this.#numbers = this.keys.map(numberOf);
      this.#age = age;
    }
    return this.#numbers;
  }

  /** Is one of the keys also one of the other's? */
  shares(other: KeyList): boolean {
    const numbers = this.numbers();
    for (const number of other.numbers()) if (numbers.includes(number)) return true;
    return false;
  }
}

/** Keys that are numbered before all numbers are given out again. */
const maxKeys = 200_000;
const known = new Map<string, number>();
let age = 0;

function numberOf(key: string): number {
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, known.size);
  return known.size - 1;
}

/** To be called before keys of several words are compared: the number of all keys stays bounded. */
export function boundNumbers(): void {
  if (known.size < maxKeys) return;
  known.clear();
  age += 1;
}
