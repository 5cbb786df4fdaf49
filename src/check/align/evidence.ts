import type { Text } from '../parse/text.ts';
import type { Band } from './band.ts';
import { type Term, termsOf } from './terms.ts';

type Range = readonly [from: number, to: number];

/** Both sides are asked about the same pairs of words, so each counts half. */
const weight = 0.5;

/** A term of more sentences than this tells nothing, and would make long texts slow. */
const maxSentences = 30;

/** What the sentences of one text find in those of the other. */
interface Findings {
  /** By place in the band. */
  readonly found: Float32Array;
  /** By sentence: what speaks against a translation that has none of its terms. */
  readonly none: Float64Array;
  /** By sentence: what finding all of its terms adds to that. */
  readonly all: Float64Array;
}

/** How much the words of sentences of two texts tell for their being translations. */
export class Evidence {
  readonly #band: Band;
  readonly #nl: Findings;
  readonly #en: Findings;

  constructor(dutch: readonly Text[], english: readonly Text[], band: Band) {
    const nl = dutch.map((text) => termsOf(text, 'nl'));
    const en = english.map((text) => termsOf(text, 'en'));
    this.#band = band;
    this.#nl = this.#find(nl, en, (own, other) => this.#place(own, other));
    this.#en = this.#find(en, nl, (own, other) => this.#place(other, own));
  }

  /** What the sentences of both ranges tell, taken together. */
  of(nl: Range, en: Range): number {
    let told = 0;
    for (let i = nl[0]; i < nl[1]; i += 1) {
      let missed = 1;
      for (let j = en[0]; j < en[1]; j += 1)
        missed *= 1 - this.#share(this.#nl, i, this.#place(i, j));
      told += toldBy(this.#nl, i, missed);
    }
    for (let j = en[0]; j < en[1]; j += 1) {
      let missed = 1;
      for (let i = nl[0]; i < nl[1]; i += 1)
        missed *= 1 - this.#share(this.#en, j, this.#place(i, j));
      told += toldBy(this.#en, j, missed);
    }
    return weight * told;
  }

  /** How much of what a sentence could find it finds at a place. */
  #share({ found, all }: Findings, sentence: number, place: number): number {
    const most = all[sentence] ?? 0;
    return most > 0 ? Math.min(1, (found[place] ?? 0) / most) : 0;
  }

  /** The place of two sentences in the band; -1 outside. */
  #place(i: number, j: number): number {
    return this.#band.has(i, j) ? this.#band.at(i, j) : -1;
  }

  #find(
    sentences: ReadonlyArray<readonly Term[]>,
    others: ReadonlyArray<readonly Term[]>,
    placeOf: (own: number, other: number) => number,
  ): Findings {
    const found = new Float32Array(this.#band.size);
    const [none, all] = [new Float64Array(sentences.length), new Float64Array(sentences.length)];
    const sentencesByKey = indexKeys(others);
    const seen = new Seen(others.length);
    for (const [own, terms] of sentences.entries()) {
      for (const { keys, gain, loss } of terms) {
        const places = seen.all(keys, sentencesByKey);
        if (places.length > maxSentences) continue;
        none[own] = (none[own] ?? 0) + loss;
        all[own] = (all[own] ?? 0) + gain + loss;
        // What stands in many sentences tells little about each.
        const told = gain / Math.sqrt(places.length) + loss;
        for (const other of places) {
          const place = placeOf(own, other);
          if (place >= 0) found[place] = (found[place] ?? 0) + told;
        }
      }
    }
    return { found, none, all };
  }
}

/** Collects the sentences that have any of some keys, each once. */
class Seen {
  readonly #lastFor: Int32Array;
  #round = 0;

  constructor(sentences: number) {
    this.#lastFor = new Int32Array(sentences);
  }

  all(keys: readonly string[], index: ReadonlyMap<string, readonly number[]>): number[] {
    this.#round += 1;
    const found: number[] = [];
    for (const key of keys) {
      for (const sentence of index.get(key) ?? none) {
        if (this.#lastFor[sentence] === this.#round) continue;
        this.#lastFor[sentence] = this.#round;
        found.push(sentence);
      }
    }
    return found;
  }
}

const none: readonly number[] = [];

function toldBy({ none, all }: Findings, sentence: number, missed: number): number {
  return (all[sentence] ?? 0) * (1 - missed) - (none[sentence] ?? 0);
}

function indexKeys(sentences: ReadonlyArray<readonly Term[]>): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [at, terms] of sentences.entries()) {
    for (const { keys } of terms) {
      for (const key of keys) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [at]);
        else if (known.at(-1) !== at) known.push(at);
      }
    }
  }
  return index;
}
