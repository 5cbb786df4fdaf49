import type { Summary } from '../../contract.ts';
import type { Term } from '../align/terms.ts';
import type { Side } from '../parse/pair.ts';
import type { ClaimFinding, Ground, GroundSentence } from './ground.ts';

export type { ClaimFinding } from './ground.ts';

/** A sentence of a summary, and what it may rest on. */
export interface Claim {
  /** The part of the summary, as findings name it. */
  readonly where: string;
  /** Its place among the bullets; null for the other parts. */
  readonly bullet: number | null;
  readonly isHeadline: boolean;
  readonly text: Side;
  /** The segments it must rest on; null for all of the article. */
  readonly cited: readonly number[] | null;
}

/** A claim beside what it rests on. */
export interface GroundedClaim extends Claim {
  readonly ground: Ground;
  /** Sentences it may rest on, in order. */
  readonly allowed: readonly GroundSentence[];
  readonly terms: readonly Term[];
  /** The sentence that shares most with it, and which part of the claim that is. */
  readonly closest: GroundSentence | undefined;
  readonly support: number;
  /** Sentences that share nearly as much with it: the rest of the claim may stand there. */
  readonly near: readonly GroundSentence[];
}

/** A test of a claim against what it rests on. */
export type ClaimCheck = (claim: GroundedClaim) => readonly ClaimFinding[];

/** The sentences of a summary, read with what they are compared with. */
export function claimsOf({ headline, tldr, bullets, abstract }: Summary, ground: Ground): Claim[] {
  const inPart = (
    where: string,
    text: string,
    of: Pick<Claim, 'bullet' | 'cited' | 'isHeadline'>,
  ): Claim[] =>
    ground
      .readText(text)
      .sentences()
      .map((sentence) => ({ where, text: sentence, ...of }));
  const free = { bullet: null, cited: null, isHeadline: false };
  return [
    ...bullets.flatMap(({ text, segments }, at) =>
      inPart(`bullet ${at + 1}`, text, { bullet: at, cited: segments, isHeadline: false }),
    ),
    ...inPart('headline', headline, { ...free, isHeadline: true }),
    ...inPart('tldr', tldr, free),
    ...inPart('abstract', abstract, free),
  ];
}
