import type { Band } from './band.ts';
import type { Links, TermList } from './links.ts';

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

  constructor({ nl, en }: Links, band: Band) {
    this.#band = band;
    this.#nl = this.#find(nl, en, (own, other) => this.#place(own, other));
    this.#en = this.#find(en, nl, (own, other) => this.#place(other, own));
  }

  /** What the sentences of both ranges tell, taken together. */
  of(nl: Range, en: Range): number {
    let told = 0;
    for (let i = nl[0]; i < nl[1]; i += 1) {
      let missed = 1;
      for (let j = en[0]; j < en[1]; j += 1) missed *= 1 - shareOf(this.#nl, i, this.#place(i, j));
      told += toldBy(this.#nl, i, missed);
    }
    for (let j = en[0]; j < en[1]; j += 1) {
      let missed = 1;
      for (let i = nl[0]; i < nl[1]; i += 1) missed *= 1 - shareOf(this.#en, j, this.#place(i, j));
      told += toldBy(this.#en, j, missed);
    }
    return weight * told;
  }

  /** The place of two sentences in the band; -1 outside. */
  #place(i: number, j: number): number {
    return this.#band.has(i, j) ? this.#band.at(i, j) : -1;
  }

  #find(own: TermList, others: TermList, placeOf: PlaceOf): Findings {
    const sentences = own.firstOf.length - 1;
    const found = new Float32Array(this.#band.size);
    const [none, all] = [new Float64Array(sentences), new Float64Array(sentences)];
    const seen = new Seen(own, others);
    for (const [at, { gain, loss }] of own.terms.entries()) {
      const sentence = own.sentenceOf[at] ?? 0;
      const places = seen.sentencesWith(at);
      if (places.length > maxSentences) continue;
      none[sentence] = (none[sentence] ?? 0) + loss;
      all[sentence] = (all[sentence] ?? 0) + gain + loss;
      // A term of many sentences tells little about each.
      const told = gain / Math.sqrt(places.length) + loss;
      for (const other of places) {
        const place = placeOf(sentence, other);
        if (place >= 0) found[place] = (found[place] ?? 0) + told;
      }
    }
    return { found, none, all };
  }
}

type PlaceOf = (own: number, other: number) => number;

/** How much of what a sentence could find it finds at a place. */
function shareOf({ found, all }: Findings, sentence: number, place: number): number {
  const most = all[sentence] ?? 0;
  return most > 0 ? Math.min(1, (found[place] ?? 0) / most) : 0;
}

function toldBy({ none, all }: Findings, sentence: number, missed: number): number {
  return (all[sentence] ?? 0) * (1 - missed) - (none[sentence] ?? 0);
}

/** Collects the sentences that a term is linked to, each once, up to one too many. */
class Seen {
  readonly #own: TermList;
  readonly #others: TermList;
  readonly #lastFor: Int32Array;

  constructor(own: TermList, others: TermList) {
    this.#own = own;
    this.#others = others;
    this.#lastFor = new Int32Array(others.firstOf.length).fill(-1);
  }

  sentencesWith(term: number): number[] {
    const { links, linksOf } = this.#own;
    const found: number[] = [];
    const end = linksOf[term + 1] ?? 0;
    for (let at = linksOf[term] ?? 0; at < end; at += 1) {
      const sentence = this.#others.sentenceOf[links[at] ?? 0] ?? 0;
      if (this.#lastFor[sentence] === term) continue;
      this.#lastFor[sentence] = term;
      found.push(sentence);
      if (found.length > maxSentences) return found;
    }
    return found;
  }
}
