import type { Pair, Side } from '../parse/pair.ts';
import { type Term, termsOf } from './terms.ts';

/*
 * Which terms of one text have a counterpart in the other: in the sentences aligned with theirs, or
 * beside those. Each term answers one; what says again something that is answered already counts
 * neither way.
 */

/** From which text to which: what was lost is missing in the English, what was added in the Dutch. */
export type Direction = 'lost' | 'added';

/** A term, and whether it has a counterpart; undefined where another term took it. */
export interface ScoredTerm {
  readonly term: Term;
  readonly isFound: boolean | undefined;
  /** Log-odds for its being without a counterpart. */
  readonly score: number;
}

/** A sentence of the text in question. */
export interface ScoredSentence {
  readonly side: Side;
  readonly terms: readonly ScoredTerm[];
  /** Its place among the aligned sentences. */
  readonly bead: number;
}

interface Answer {
  readonly bead: number;
  taken: boolean;
}

/** In its own place, beside it, and anywhere: a sentence may have been moved. */
const distances = [0, 1, Number.POSITIVE_INFINITY];

/** The sentences of one text, and which of their terms the other text answers. */
export function scoreSentences(pair: Pair, direction: Direction): ScoredSentence[] {
  const [own, other] = direction === 'lost' ? (['nl', 'en'] as const) : (['en', 'nl'] as const);
  const beads = pair.aligned();
  const index = indexAnswers(
    pair[other].sentences(),
    beadsOf(pair[other].sentences(), beads, other),
    other,
  );
  const sentences = pair[own].sentences();
  const places = beadsOf(sentences, beads, own);
  const asked = sentences.map((side, at) => ({
    side,
    bead: places[at] ?? 0,
    terms: termsOf(side, own),
  }));
  const scored = new Map<Term, ScoredTerm>();
  // In its own place first: a sentence that has little of its own takes what the others leave.
  for (const distance of distances) {
    const shares = new Map(
      asked.map((sentence) => [sentence, shareFound(sentence.terms, index, sentence.bead)]),
    );
    const order =
      asked.length === 1
        ? asked
        : asked.toSorted((a, b) => (shares.get(b) ?? 0) - (shares.get(a) ?? 0));
    for (const { terms, bead } of order)
      for (const term of terms)
        if (scored.get(term)?.isFound !== true)
          scored.set(term, findAnswer(term, index, bead, distance));
  }
  return asked.map(({ side, bead, terms }) => ({
    side,
    bead,
    terms: terms.map((term) => scored.get(term) ?? { term, isFound: false, score: term.loss }),
  }));
}

type AnswerIndex = ReadonlyMap<string, readonly Answer[]>;

/** For each sentence the aligned ones that it is part of. */
function beadsOf(sentences: readonly Side[], beads: readonly Pair[], own: 'nl' | 'en'): number[] {
  let bead = 0;
  return sentences.map(({ start }) => {
    while (bead < beads.length - 1 && !holds(beads[bead]?.[own], start)) bead += 1;
    return bead;
  });
}

const holds = (side: Side | undefined, start: number): boolean =>
  side !== undefined && side.tokens.length > 0 && start < side.start + Math.max(1, side.raw.length);

function indexAnswers(
  sentences: readonly Side[],
  beads: readonly number[],
  language: 'nl' | 'en',
): AnswerIndex {
  const index = new Map<string, Answer[]>();
  for (const [at, sentence] of sentences.entries()) {
    for (const { keys } of termsOf(sentence, language)) {
      const answer: Answer = { bead: beads[at] ?? 0, taken: false };
      for (const key of keys) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [answer]);
        else known.push(answer);
      }
    }
  }
  return index;
}

function shareFound(terms: readonly Term[], index: AnswerIndex, bead: number): number {
  const found = terms.filter(({ keys }) =>
    keys.some((key) => index.get(key)?.some((answer) => answer.bead === bead)),
  );
  return found.length / Math.max(1, terms.length);
}

function findAnswer(term: Term, index: AnswerIndex, bead: number, distance: number): ScoredTerm {
  let isTaken = false;
  for (const key of term.keys) {
    for (const answer of index.get(key) ?? []) {
      if (Math.abs(answer.bead - bead) > distance) continue;
      if (answer.taken) {
        isTaken = true;
        continue;
      }
      answer.taken = true;
      return { term, isFound: true, score: -term.gain };
    }
  }
  return isTaken
    ? { term, isFound: undefined, score: takenScore }
    : { term, isFound: false, score: term.loss };
}

const takenScore = 0;
