import type { Pair } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import { type Direction, type ScoredSentence, scoreSentences } from './answers.ts';
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

/** A sentence with fewer terms without a counterpart is not looked at. */
const minMissing = 2;
/** Aligned with nothing, a sentence of so many tokens needs one only: "Nothing came of that plan". */
const minTokensAlone = 6;
/** A part of a sentence with fewer is nothing. */
const minMissingOfPart = 3;

/** What of one text the other does not have. */
export function findUnanswered(pair: Pair, direction: Direction): Unanswered[] {
  const sentences = scoreSentences(pair, direction);
  const beads = pair.aligned();
  const other = direction === 'lost' ? 'en' : 'nl';
  const found: Unanswered[] = [];
  for (let at = 0; at < sentences.length; at += 1) {
    const sentence = sentences[at];
    if (sentence === undefined) continue;
    const { side, bead, missing } = sentence;
    const isAlone = beads[bead]?.[other].tokens.length === 0;
    const enough = isAlone && side.tokens.length >= minTokensAlone ? 1 : minMissing;
    if (missing < enough) continue;
    const lengths = lengthsOf(beads, isAlone ? [bead - 1, bead + 2] : [bead, bead + 1]);
    const isLast = at === sentences.length - 1;
    addUnanswered(found, sentence, { lengths, isAlone, isLast, direction });
  }
  return found;
}

/** Of what a sentence is seen beside. */
interface Surroundings {
  readonly lengths: Lengths;
  readonly isAlone: boolean;
  readonly isLast: boolean;
  readonly direction: Direction;
}

/** The sentence as a whole, and those of its parts that may be missing. */
function addUnanswered(found: Unanswered[], sentence: ScoredSentence, around: Surroundings): void {
  const { side, terms, scores, missing } = sentence;
  const { tokens } = side;
  const { isAlone, isLast } = around;
  found.push({
    what: 'sentence',
    tokens,
    missing,
    ofWords: sumOf(scores, 0, scores.length),
    ofLength: lengthEvidence(tokens, around),
    isAlone,
    edges: 2,
    isLast,
  });
  if (missing < minMissingOfPart) return;
  for (const run of runsOf(scores)) {
    const [first, last] = widen(tokens, terms, run);
    const own = tokens.slice(first, last + 1);
    found.push({
      what: 'part',
      tokens: own,
      missing: run.missing,
      ofWords: sumOf(scores, run.from, run.to),
      ofLength: lengthEvidence(own, around),
      isAlone,
      edges: Number(isEdge(tokens[first - 1])) + Number(isEdge(tokens[last + 1])),
      isLast: isLast && last >= tokens.length - 3,
    });
  }
}

function sumOf(scores: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += scores[at] ?? 0;
  return sum;
}

/** Terms of a sentence, from one up to another, and how many of them are missing. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly missing: number;
}

/** A run is over when more than this speaks against it since its best end. */
const maxDrop = 6;

/** The runs in which the score is highest; each ends where it would fall below nothing. */
function runsOf(scores: readonly number[]): Run[] {
  const runs: Run[] = [];
  let [from, sum, missing] = [0, 0, 0];
  let best = 0;
  let run: Run | undefined;
  for (let at = 0; at <= scores.length; at += 1) {
    const score = scores[at] ?? Number.NEGATIVE_INFINITY;
    if (sum <= 0) {
      from = at;
      missing = 0;
    }
    sum += score;
    if (score > 0) missing += 1;
    if (sum > best) {
      best = sum;
      run = { from, to: at + 1, missing };
    }
    if (sum > 0 && best - sum <= maxDrop) continue;
    if (run && run.missing >= minMissingOfPart) runs.push(run);
    run = undefined;
    sum = 0;
    best = 0;
  }
  return runs;
}

type Range = readonly [from: number, to: number];

/** The tokens of a run, with the small words beside it, up to a sign or another term. */
function widen(tokens: readonly Token[], terms: readonly Term[], { from, to }: Run): Range {
  const place = (term: number) => terms[term]?.at;
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

/** How long some texts are in both languages. */
interface Lengths {
  readonly nl: number;
  readonly en: number;
}

function lengthsOf(beads: readonly Pair[], [from, to]: Range): Lengths {
  let [nl, en] = [0, 0];
  for (let at = Math.max(0, from); at < Math.min(to, beads.length); at += 1) {
    nl += beads[at]?.nl.raw.length ?? 0;
    en += beads[at]?.en.raw.length ?? 0;
  }
  return { nl, en };
}

/** What the lengths tell for these words being missing, not rendered freely. */
function lengthEvidence(tokens: readonly Token[], { lengths, direction }: Surroundings): number {
  const { nl, en } = lengths;
  const characters = lengthOf(tokens);
  const spread = 2 * variance * Math.max(40, nl);
  const asItIs = (en - nl * lengthRatio) ** 2;
  const without =
    direction === 'lost'
      ? (en - (nl - characters) * lengthRatio) ** 2
      : (en - characters - nl * lengthRatio) ** 2;
  return Math.max(-maxOfLength, Math.min(maxOfLength, (asItIs - without) / spread));
}
