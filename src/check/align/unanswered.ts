import type { Pair } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import { type Direction, scoreSentences } from './answers.ts';
import type { Term } from './terms.ts';

/*
 * What nothing in the other text answers: whole sentences, and parts of sentences. The terms tell
 * whether it has a counterpart; how long the texts are beside each other tells whether it is missing
 * or rendered freely.
 */

/** Words of one text that the other does not have. */
export interface Unanswered {
  readonly what: 'sentence' | 'part';
  readonly tokens: readonly Token[];
  /** How many of its terms have no counterpart. */
  readonly missing: number;
  /** What its words tell for its being missing, and what the lengths tell: log-odds. */
  readonly ofWords: number;
  readonly ofLength: number;
  /** It begins and ends where a sentence or a clause does. */
  readonly edges: number;
  readonly isAlone: boolean;
  readonly isLast: boolean;
}

/** English characters for a Dutch one, and the variance for each of them. */
const lengthRatio = 0.93;
const variance = 2.5;
const maxOfLength = 8;

/** Fewer terms without a counterpart are nothing. */
const minMissing = 2;
/** Aligned with nothing, a sentence of so many tokens needs one only: "Nothing came of that plan". */
const minTokensAlone = 6;

/** What of one text the other does not have. */
export function findUnanswered(pair: Pair, direction: Direction): Unanswered[] {
  const sentences = scoreSentences(pair, direction);
  const beads = pair.aligned();
  const other = direction === 'lost' ? 'en' : 'nl';
  return sentences.flatMap((sentence, at) => {
    const { side, terms, scores, bead } = sentence;
    const isAlone = beads[bead]?.[other].tokens.length === 0;
    const enough = isAlone && side.tokens.length >= minTokensAlone ? 1 : minMissing;
    if (countMissing(scores) < enough) return [];
    const context = isAlone
      ? beads.slice(Math.max(0, bead - 1), bead + 2)
      : beads.slice(bead, bead + 1);
    const isLast = at === sentences.length - 1;
    const measure = (tokens: readonly Token[], own: readonly number[]) => ({
      tokens,
      missing: countMissing(own),
      ofWords: sumOf(own),
      ofLength: lengthEvidence(context, lengthOf(tokens), direction),
      isAlone,
    });
    const whole: Unanswered = {
      what: 'sentence',
      ...measure(side.tokens, scores),
      edges: 2,
      isLast,
    };
    const parts = runsOf(scores).map(([from, to]): Unanswered => {
      const [first, last] = widen(side.tokens, terms, [from, to]);
      return {
        what: 'part',
        ...measure(side.tokens.slice(first, last + 1), scores.slice(from, to)),
        edges: Number(isEdge(side.tokens[first - 1])) + Number(isEdge(side.tokens[last + 1])),
        isLast: isLast && last >= side.tokens.length - 3,
      };
    });
    return [whole, ...parts];
  });
}

const countMissing = (scores: readonly number[]): number =>
  scores.reduce((count, score) => count + Number(score > 0), 0);
const sumOf = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score, 0);

type Range = readonly [from: number, to: number];

/** A run is over when more than this speaks against it since its best end. */
const maxDrop = 6;

/** The runs in which the score is highest; each ends where it would fall below nothing. */
function runsOf(scores: readonly number[]): Range[] {
  const runs: Range[] = [];
  let [from, sum, best, bestEnd] = [0, 0, 0, 0];
  const close = () => {
    if (best > 0 && countMissing(scores.slice(from, bestEnd)) >= minMissing)
      runs.push([from, bestEnd]);
    [sum, best] = [0, 0];
  };
  for (const [at, score] of scores.entries()) {
    if (sum <= 0) from = at;
    sum += score;
    if (sum > best) [best, bestEnd] = [sum, at + 1];
    if (sum <= 0 || best - sum > maxDrop) close();
  }
  close();
  return runs;
}

/** The tokens of a run, with the small words beside it, up to a sign or another term. */
function widen(tokens: readonly Token[], terms: readonly Term[], [from, to]: Range): Range {
  const place = (at: number) => {
    const token = terms[at]?.token;
    return token === undefined ? undefined : tokens.indexOf(token);
  };
  const start = (place(from - 1) ?? -1) + 1;
  const end = (place(to) ?? tokens.length) - 1;
  let [first, last] = [place(from) ?? 0, place(to - 1) ?? 0];
  while (first > start && tokens[first - 1]?.kind === 'word') first -= 1;
  while (last < end && tokens[last + 1]?.kind === 'word') last += 1;
  return [first, last];
}

const edges = new Set([...',;:.!?…()[]"“”„«»–—-']);
const isEdge = (token: Token | undefined): boolean => token === undefined || edges.has(token.text);

const lengthOf = (tokens: readonly Token[]): number => {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last ? last.start + last.text.length - first.start : 0;
};

/** What the lengths tell for a part of so many characters being missing, not rendered freely. */
function lengthEvidence(beads: readonly Pair[], characters: number, direction: Direction): number {
  const nl = beads.reduce((sum, bead) => sum + bead.nl.raw.length, 0);
  const en = beads.reduce((sum, bead) => sum + bead.en.raw.length, 0);
  const spread = 2 * variance * Math.max(40, nl);
  const asItIs = (en - nl * lengthRatio) ** 2;
  const without =
    direction === 'lost'
      ? (en - (nl - characters) * lengthRatio) ** 2
      : (en - characters - nl * lengthRatio) ** 2;
  return Math.max(-maxOfLength, Math.min(maxOfLength, (asItIs - without) / spread));
}
