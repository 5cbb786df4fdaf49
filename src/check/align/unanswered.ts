import type { Pair } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import { type Direction, type ScoredSentence, type ScoredTerm, scoreSentences } from './answers.ts';

/*
 * What nothing in the other text answers: whole sentences, and parts of sentences. The terms tell
 * whether it has a counterpart; how long the texts are beside each other tells whether it is missing
 * or rendered freely.
 */

/** Words of one text that the other does not have. */
export interface Unanswered {
  readonly what: 'sentence' | 'part';
  readonly tokens: readonly Token[];
  /** How many of its terms have no counterpart, and how many there are. */
  readonly missing: number;
  readonly terms: number;
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

/** What of one text the other does not have. */
export function findUnanswered(pair: Pair, direction: Direction): Unanswered[] {
  const sentences = scoreSentences(pair, direction);
  const other = direction === 'lost' ? 'en' : 'nl';
  const beads = pair.aligned();
  return sentences.flatMap((sentence, at) => {
    const { side, terms, bead } = sentence;
    const isAlone = beads[bead]?.[other].tokens.length === 0;
    const lastAt = at === sentences.length - 1;
    const near = beads.slice(Math.max(0, bead - 1), bead + 2);
    const context = isAlone ? near : [beads[bead] ?? pair];
    const whole: Unanswered = {
      what: 'sentence',
      tokens: side.tokens,
      missing: countMissing(terms),
      terms: terms.length,
      ofWords: sumOf(terms),
      ofLength: lengthEvidence(context, side.raw.length, direction),
      edges: 2,
      isAlone,
      isLast: lastAt,
    };
    const parts = runsOf(terms).map((run): Unanswered => {
      const from = side.tokens.indexOf(run[0]?.term.token as Token);
      const to = side.tokens.indexOf(run.at(-1)?.term.token as Token);
      const [first, last] = widen(sentence, run, from, to);
      const tokens = side.tokens.slice(first, last + 1);
      return {
        what: 'part',
        tokens,
        missing: countMissing(run),
        terms: run.length,
        ofWords: sumOf(run),
        ofLength: lengthEvidence(context, lengthOf(tokens), direction),
        edges: Number(isEdge(side.tokens[first - 1])) + Number(isEdge(side.tokens[last + 1])),
        isAlone,
        isLast: lastAt && last >= side.tokens.length - 3,
      };
    });
    return [whole, ...parts];
  });
}

const countMissing = (terms: readonly ScoredTerm[]): number =>
  terms.filter(({ isFound }) => isFound === false).length;
const sumOf = (terms: readonly ScoredTerm[]): number =>
  terms.reduce((sum, { score }) => sum + score, 0);

/** A run is over when more than this speaks against it since its best end. */
const maxDrop = 6;

/** The runs in which the score is highest; each ends where it would fall below nothing. */
function runsOf(terms: readonly ScoredTerm[]): ScoredTerm[][] {
  const runs: ScoredTerm[][] = [];
  let [from, sum, best, bestEnd] = [0, 0, 0, 0];
  const close = () => {
    if (best > 0) runs.push(terms.slice(from, bestEnd));
    [sum, best] = [0, 0];
  };
  for (const [at, { score }] of terms.entries()) {
    if (sum <= 0) from = at;
    sum += score;
    if (sum > best) [best, bestEnd] = [sum, at + 1];
    if (sum <= 0 || best - sum > maxDrop) close();
  }
  close();
  return runs;
}

/** Takes in the small words beside a run, up to a sign or a term. */
function widen(
  { side, terms }: ScoredSentence,
  run: readonly ScoredTerm[],
  from: number,
  to: number,
): [number, number] {
  const others = new Set(terms.filter((term) => !run.includes(term)).map(({ term }) => term.token));
  let [first, last] = [from, to];
  const isFree = (at: number) => {
    const token = side.tokens[at];
    return token !== undefined && token.kind === 'word' && !others.has(token);
  };
  while (isFree(first - 1)) first -= 1;
  while (isFree(last + 1)) last += 1;
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
