import type { Side } from '../parse/pair.ts';
import { type Quantity, sameValue } from '../parse/quantity.ts';
import type { GroundSentence } from './ground.ts';

/** A number where it stands. */
export interface Occurrence {
  readonly quantity: Quantity;
  readonly side: Side;
}

/** Where a number stands so often, more of them tell nothing. */
export const maxOccurrences = 200;

/** The numbers of sentences that claims rest on, by value: every number of a claim is looked for. */
class GroundNumbers {
  readonly #sentences: readonly GroundSentence[];
  readonly #sorted: { nl?: Occurrence[]; en?: Occurrence[] } = {};
  #digits: ReadonlySet<string> | undefined;

  constructor(sentences: readonly GroundSentence[]) {
    this.#sentences = sentences;
  }

  /** Where a value stands; not all, where it stands very often. */
  occurrencesOf({ value }: Pick<Quantity, 'value'>, language: 'nl' | 'en'): Occurrence[] {
    const sorted = this.#byValue(language);
    const found: Occurrence[] = [];
    for (let at = firstNear(sorted, value); found.length < maxOccurrences; at += 1) {
      const occurrence = sorted[at];
      if (!occurrence || !sameValue(occurrence.quantity.value, value)) break;
      found.push(occurrence);
    }
    return found;
  }

  /** All runs of digits in the English. */
  digits(): ReadonlySet<string> {
    this.#digits ??= new Set(this.#sentences.flatMap(({ en }) => en.raw.match(/\d+/g) ?? []));
    return this.#digits;
  }

  /** In the order of the text where values are equal. */
  #byValue(language: 'nl' | 'en'): readonly Occurrence[] {
    this.#sorted[language] ??= this.#sentences
      .flatMap(({ [language]: side }) => side.numbers().map((quantity) => ({ quantity, side })))
      .sort((a, b) => a.quantity.value - b.quantity.value);
    return this.#sorted[language];
  }
}

/** The first place whose value is the same, or larger. */
function firstNear(sorted: readonly Occurrence[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle]?.quantity.value ?? 0;
    if (there < value && !sameValue(there, value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const numbersOf = new WeakMap<readonly GroundSentence[], GroundNumbers>();

/** The numbers of these sentences; read when they are first asked for. */
export function groundNumbers(sentences: readonly GroundSentence[]): GroundNumbers {
  const known = numbersOf.get(sentences) ?? new GroundNumbers(sentences);
  numbersOf.set(sentences, known);
  return known;
}
