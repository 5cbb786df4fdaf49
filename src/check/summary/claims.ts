import type { Finding, Summary } from '../../contract.ts';
import { readSide, type Side } from '../parse/pair.ts';
import type { ClaimTerm, Ground, GroundSentence } from './ground.ts';

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
  readonly terms: readonly ClaimTerm[];
  /** The sentence that shares most with it, and which part of the claim that is. */
  readonly closest: GroundSentence | undefined;
  readonly support: number;
  /** Sentences that share nearly as much with it: the rest of the claim may stand there. */
  readonly near: readonly GroundSentence[];
}

/** What a rule says of a claim. */
export type ClaimFinding = Pick<Finding, 'check' | 'severity' | 'message' | 'rule'>;

/** A test of a claim against what it rests on. */
export type ClaimCheck = (claim: GroundedClaim) => readonly ClaimFinding[];

/** The sentences of a summary. */
export function claimsOf({ headline, tldr, bullets, abstract }: Summary): Claim[] {
  const inPart = (
    where: string,
    text: string,
    of: Pick<Claim, 'bullet' | 'cited' | 'isHeadline'>,
  ): Claim[] =>
    readSide(text, 'en')
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
