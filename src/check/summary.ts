import type { Finding, Summary, Translation } from '../contract.ts';
import {
  type Claim,
  type ClaimCheck,
  type ClaimFinding,
  claimsOf,
  type GroundedClaim,
} from './summary/claims.ts';
import { Ground } from './summary/ground.ts';
import { checkClaimNames } from './summary/names.ts';
import { checkClaimNumbers } from './summary/numbers.ts';
import { checkOppositeOfGround } from './summary/opposites.ts';
import { checkCause, checkCertainty, checkDenial, checkRoles } from './summary/relations.ts';
import { checkAttribution, checkSpeaker } from './summary/speech.ts';
import { checkSupport } from './summary/support.ts';
import { runAtOnce, runInTurns } from './turns.ts';

/** A finding about a summary, with the bullet it is about, if it is about one. */
export interface SummaryFinding extends Finding {
  readonly bullet: number | null;
}

const maxHeadlineWords = 12;

const claimChecks: readonly ClaimCheck[] = [
  checkClaimNumbers,
  checkClaimNames,
  checkSpeaker,
  checkAttribution,
  checkCause,
  checkCertainty,
  checkDenial,
  checkRoles,
  checkOppositeOfGround,
  checkSupport,
];

/** What a check of a summary may know beyond the article. */
export interface SummaryContext {
  /** Segments in whose English an error was found. */
  readonly doubted?: ReadonlySet<number>;
  /** Ends a check that is being made. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Findings about a summary. Every sentence of it is a claim, compared with the sentences of the
 * article that it rests on, in both languages: of a bullet those of the segments it cites, of the
 * other parts those of the whole article.
 */
export function checkSummaryGround(
  summary: Summary,
  translation: Translation,
  context: SummaryContext = {},
): SummaryFinding[] {
  return runAtOnce(findInSteps(summary, Ground.of(translation), context));
}

/**
 * As {@link checkSummaryGround}, in turns with whatever else is to be done.
 *
 * @param ground the article, as `ArticleChecks` has read it
 */
export function checkSummaryInTurns(
  summary: Summary,
  ground: Ground,
  context: SummaryContext = {},
): Promise<SummaryFinding[]> {
  return runInTurns(findInSteps(summary, ground, context), context.signal);
}

/** A sentence of more words is none, and is compared with nothing: that takes each with each. */
const maxClaimTokens = 200;
const tooLong: ClaimFinding = {
  check: 'summary-form',
  severity: 'warning',
  message: `a sentence of more than ${maxClaimTokens} words, which was compared with nothing`,
  rule: 'summary-form/long',
};

/** A summary of more sentences is none. */
const maxClaims = 200;
const tooMany: SummaryFinding = {
  check: 'summary-form',
  severity: 'warning',
  segment: null,
  bullet: null,
  message: `it has more than ${maxClaims} sentences, of which the others were compared with nothing`,
  rule: 'summary-form/long',
};

/** Pauses after every rule. */
function* findInSteps(
  summary: Summary,
  ground: Ground,
  { doubted = new Set() }: SummaryContext,
): Generator<undefined, SummaryFinding[]> {
  const found: SummaryFinding[] = [];
  const claims = claimsOf(summary, ground);
  if (claims.length > maxClaims) found.push(tooMany);
  for (const claim of claims.slice(0, maxClaims)) {
    if (claim.text.tokens.length > maxClaimTokens) {
      found.push(toFinding(tooLong, claim));
      continue;
    }
    for (const finding of yield* findOnce(claim, ground)) found.push(toFinding(finding, claim));
  }
  return [...found, ...findDoubtedCitations(summary, doubted), ...checkForm(summary)];
}

/** What was found of the same claim before, or is found now. */
function* findOnce(claim: Claim, ground: Ground): Generator<undefined, readonly ClaimFinding[]> {
  const key = `${claim.isHeadline} ${claim.cited?.join(' ')} ${claim.text.raw}`;
  const known = ground.findings.get(key);
  if (known) return known;
  const grounded = groundClaim(claim, ground);
  yield;
  const found: ClaimFinding[] = [];
  for (const check of claimChecks) {
    for (const finding of check(grounded)) found.push(finding);
    yield;
  }
  if (ground.findings.size >= maxClaims) ground.findings.clear();
  ground.findings.set(key, found);
  return found;
}

function groundClaim(claim: Claim, ground: Ground): GroundedClaim {
  const allowed = ground.sentencesOf(claim.cited);
  const terms = claim.text.terms();
  const best = ground.closest(terms, allowed);
  return {
    ...claim,
    ground,
    allowed,
    terms,
    closest: best?.sentence,
    support: best?.support ?? 0,
    near: best === undefined ? [] : ground.near(terms, allowed, best.support),
  };
}

const toFinding = (finding: ClaimFinding, { where, bullet }: Claim): SummaryFinding => ({
  ...finding,
  segment: null,
  message: `${where}: ${finding.message}`,
  bullet,
});

/** A bullet that rests on English in which an error was found is not left without a word. */
function findDoubtedCitations(
  { bullets }: Summary,
  doubted: ReadonlySet<number>,
): SummaryFinding[] {
  return bullets.flatMap(({ segments }, bullet) =>
    segments
      .filter((n) => doubted.has(n))
      .map((n) => ({
        check: 'summary-ground' as const,
        severity: 'warning' as const,
        segment: null,
        message: `bullet ${bullet + 1}: it rests on segment ${n}, in whose English there is an error`,
        rule: 'summary-ground/doubted',
        bullet,
      })),
  );
}

function checkForm({ headline }: Summary): SummaryFinding[] {
  const words = headline.match(/[\p{L}\d]\S*/gu)?.length ?? 0;
  if (words <= maxHeadlineWords) return [];
  const message = `the headline has ${words} words, more than ${maxHeadlineWords}`;
  return [{ check: 'summary-form', severity: 'warning', segment: null, bullet: null, message }];
}
