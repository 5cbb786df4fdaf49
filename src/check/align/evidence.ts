import type { Band } from './band.ts';
import type { Links, TermList } from './links.ts';

/** Both sides are asked about the same pairs of words, so each counts half. */
const weight = 0.5;
/** A term of more sentences than this tells nothing, and would make long texts slow. */
const maxSentences = 30;

/** What the sentences of one text find in those of the other. */
interface Findings {
  /** By place in the band. */
  readonly found: readonly number[];
  /** By sentence: what speaks against a translation that has none of its terms. */
  readonly none: readonly number[];
  /** By sentence: what finding all of its terms adds to that. */
  readonly all: readonly number[];
}

/** How much the words of sentences of two texts tell for their being translations. */
export class Evidence {
  readonly #band: Band;
  readonly #nl: Findings;
  readonly #en: Findings;

  constructor({ nl, en }: Links, band: Band) {
    this.#band = band;
    this.#nl = this.#find(nl, en, 'nl');
    this.#en = this.#find(en, nl, 'en');
  }

  /** What so many sentences of both texts, before these, tell taken together. */
  of(i: number, j: number, nl: number, en: number): number {
    let told = 0;
    for (let own = i - nl; own < i; own += 1) {
      let missed = 1;
      for (let other = j - en; other < j; other += 1)
        missed *= 1 - shareOf(this.#nl, own, this.#place(own, other));
      told += toldBy(this.#nl, own, missed);
    }
    for (let own = j - en; own < j; own += 1) {
      let missed = 1;
      for (let other = i - nl; other < i; other += 1)
        missed *= 1 - shareOf(this.#en, own, this.#place(other, own));
      told += toldBy(this.#en, own, missed);
    }
    return weight * told;
  }

  /** The place of two sentences in the band; -1 outside. */
  #place(i: number, j: number): number {
    return this.#band.has(i, j) ? this.#band.at(i, j) : -1;
  }

  #find(own: TermList, others: TermList, language: 'nl' | 'en'): Findings {
    const sentences = own.firstOf.length - 1;
    const found = new Array<number>(this.#band.size).fill(0);
    const none = new Array<number>(sentences).fill(0);
    const all = new Array<number>(sentences).fill(0);
    const seen = new Seen(own, others);
    for (let at = 0; at < own.terms.length; at += 1) {
      const { gain, loss } = own.terms[at] ?? nothing;
      const sentence = own.sentenceOf[at] ?? 0;
      const count = seen.look(at);
      if (count > maxSentences) continue;
      none[sentence] = (none[sentence] ?? 0) + loss;
      all[sentence] = (all[sentence] ?? 0) + gain + loss;
      // A term of many sentences tells little about each.
      const told = gain / Math.sqrt(count) + loss;
      for (let which = 0; which < count; which += 1) {
        const other = seen.sentence(which);
        const place =
          language === 'nl' ? this.#place(sentence, other) : this.#place(other, sentence);
        if (place >= 0) found[place] = Math.fround((found[place] ?? 0) + told);
      }
    }
    return { found, none, all };
  }
}

const nothing = { gain: 0, loss: 0 };

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
  readonly #lastFor: number[];
  /** One list for all terms. */
  readonly #found: number[] = [];

  constructor(own: TermList, others: TermList) {
    this.#own = own;
    this.#others = others;
    this.#lastFor = new Array<number>(others.firstOf.length).fill(-1);
  }

  /** How many there are; they hold until the next term. */
  look(term: number): number {
    const { links, linksOf } = this.#own;
    let count = 0;
    const end = linksOf[term + 1] ?? 0;
    for (let at = linksOf[term] ?? 0; at < end; at += 1) {
      const sentence = this.#others.sentenceOf[links[at] ?? 0] ?? 0;
      if (this.#lastFor[sentence] === term) continue;
      this.#lastFor[sentence] = term;
      this.#found[count] = sentence;
      count += 1;
      if (count > maxSentences) return count;
    }
    return count;
  }

  sentence(which: number): number {
    return this.#found[which] ?? 0;
  }
}
