import { readSide } from '../check/parse/pair.ts';
import { runInTurns } from '../check/turns.ts';
import type { Summary, Translation } from '../contract.ts';
import { alignInTurns, type SegmentTexts, textsOf } from './sentences.ts';

/** Dutch and its English, on which a claim rests. */
export type Ground = Pick<SegmentTexts, 'nl' | 'en'>;

/** A sentence of a summary, and what it rests on. */
export interface Claim {
  /** The part of the summary, as findings name it. */
  readonly where: string;
  readonly text: string;
  readonly ground: readonly Ground[];
}

/** A claim is compared with so many sentences at most: those that share most words with it. */
const maxGround = 6;

/** The sentences of a summary, each with those of the article that it shares most with. */
export async function claimsOf(
  summary: Summary,
  title: string | null,
  translation: Translation,
): Promise<Claim[]> {
  const given = textsOf(title, translation);
  const aligned = await alignInTurns(given);
  const texts = given.map(({ segment }, at) => ({
    segment,
    sentences: (aligned[at] ?? []).map(({ nl, en }) => ({ nl, en, words: wordsOf(en) })),
  }));
  return runInTurns(findInSteps(summary, texts));
}

/** An aligned text of the article, and the words by which its sentences are found. */
interface CandidateText {
  readonly segment: number | null;
  readonly sentences: readonly Candidate[];
}

/** Pauses after every claim. */
function* findInSteps(
  { headline, tldr, bullets, abstract }: Summary,
  texts: readonly CandidateText[],
): Generator<undefined, Claim[]> {
  const claims: Claim[] = [];
  function* read(where: string, text: string, cited: ReadonlySet<number | null> | null) {
    const candidates = texts
      .filter(({ segment }) => cited === null || (segment !== null && cited.has(segment)))
      .flatMap(({ sentences }) => sentences);
    for (const { raw, words } of readSide(text, 'en').sentences()) {
      if (words.size === 0) continue;
      claims.push({ where, text: raw, ground: closest(raw, candidates) });
      yield;
    }
  }
  yield* read('headline', headline, null);
  yield* read('tldr', tldr, null);
  for (const [at, { text, segments }] of bullets.entries())
    yield* read(`bullet ${at + 1}`, text, new Set(segments));
  yield* read('abstract', abstract, null);
  return claims.filter(({ ground }) => ground.length > 0);
}

interface Candidate extends Ground {
  readonly words: ReadonlySet<string>;
}

/** The candidates that share most words with a claim, in their order. */
function closest(claim: string, candidates: readonly Candidate[]): Ground[] {
  const words = wordsOf(claim);
  const chosen = candidates
    .map((candidate, at) => ({ at, shared: countShared(words, candidate.words) }))
    .toSorted((a, b) => b.shared - a.shared || a.at - b.at)
    .slice(0, maxGround)
    .toSorted((a, b) => a.at - b.at);
  return chosen.flatMap(({ at }) => {
    const candidate = candidates[at];
    return candidate ? [{ nl: candidate.nl, en: candidate.en }] : [];
  });
}

function countShared(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of words) if (others.has(word)) shared += 1;
  return shared;
}

const beginning = 5;

/** The beginnings of longer words, and all numbers: enough to see what a sentence is about. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}|\d+/gu) ?? [];
  return new Set(words.map((word) => word.slice(0, beginning)));
}
