import type { Text } from '../parse/text.ts';
import { type Term, termsOf } from './terms.ts';

/** A text in a language, and its sentences. */
export interface TextInSentences extends Text {
  readonly language: 'nl' | 'en';
  sentences(): readonly TextInSentences[];
}

/** The terms of all sentences of a text, and where each key is. */
export class TermIndex {
  readonly terms: readonly Term[];
  /** The sentence of each term. */
  readonly sentenceOf: Int32Array;
  /** For each sentence, and after the last: its first term. */
  readonly firstOf: Int32Array;
  /** Occurrences of keys: the first of each key, the next one of the same key, and the term. */
  readonly #first = new Map<string, number>();
  readonly #next: number[] = [];
  readonly #term: number[] = [];

  constructor(sentences: readonly TextInSentences[]) {
    const bySentence = sentences.map((sentence) => termsOf(sentence, sentence.language));
    const terms = bySentence.flat();
    this.terms = terms;
    this.sentenceOf = new Int32Array(terms.length);
    this.firstOf = new Int32Array(sentences.length + 1);
    let at = 0;
    for (const [sentence, own] of bySentence.entries()) {
      this.firstOf[sentence] = at;
      this.sentenceOf.fill(sentence, at, at + own.length);
      at += own.length;
    }
    this.firstOf[sentences.length] = at;
    // From the end, so that what is read first comes first.
    for (let term = terms.length - 1; term >= 0; term -= 1)
      for (const key of terms[term]?.keys ?? []) this.#add(key, term);
  }

  #add(key: string, term: number): void {
    this.#next.push(this.#first.get(key) ?? -1);
    this.#first.set(key, this.#term.length);
    this.#term.push(term);
  }

  /** The first occurrence of a key; -1 if there is none. */
  first(key: string): number {
    return this.#first.get(key) ?? -1;
  }

  /** The next occurrence of the same key; -1 after the last. */
  next(occurrence: number): number {
    return this.#next[occurrence] ?? -1;
  }

  /** The term that an occurrence is of. */
  termAt(occurrence: number): number {
    return this.#term[occurrence] ?? 0;
  }
}

const indexes = new WeakMap<TextInSentences, TermIndex>();

/** The index of a text, made once. */
export function indexTerms(side: TextInSentences): TermIndex {
  const before = indexes.get(side);
  if (before !== undefined) return before;
  const index = new TermIndex(side.sentences());
  indexes.set(side, index);
  return index;
}
