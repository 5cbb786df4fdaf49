import type { Summary, Translation } from '../../contract.ts';
import type { ClaimCheck, ClaimFinding, GroundedClaim } from './claims.ts';
import { Ground } from './ground.ts';

/** Fewer words than this say too little. */
const minTerms = 3;
/** Of what a claim says, so much must stand in what it cites, or anywhere in the article. */
const minSupport = 0.34;
const citedSupport = 0.5;
const otherSupport = 0.75;

function ground(rule: string, severity: ClaimFinding['severity'], message: string): ClaimFinding {
  return { check: 'summary-ground', severity, message, rule: `summary-ground/${rule}` };
}

/** A claim that is nowhere in the article, or in another segment than the one cited. */
export const checkSupport: ClaimCheck = ({
  terms,
  allowed,
  cited,
  ground: article,
  isHeadline,
}) => {
  if (terms.length < minTerms || isHeadline) return [];
  if (cited !== null) {
    const segment = segmentElsewhere({ terms, cited, ground: article });
    if (segment !== null)
      return [ground('elsewhere', 'warning', `it stands in segment ${segment}`)];
  }
  const here = article.support(terms, allowed);
  if (article.support(terms, article.sentences) >= minSupport && here >= minSupport / 2) return [];
  return [ground('nowhere', 'warning', 'most of it is not in the text it rests on')];
};

/** A bullet that cited other segments than the one that holds what it says. */
export interface MovedCitation {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: number;
}

/**
 * Makes each bullet cite the segment that holds what it says, where another one was cited and that
 * is beyond doubt.
 */
export function moveCitations(
  summary: Summary,
  article: Translation | Ground,
): { readonly summary: Summary; readonly moved: readonly MovedCitation[] } {
  const ground = Ground.of(article);
  const moved: MovedCitation[] = [];
  const bullets = summary.bullets.map((bullet) => {
    const terms = ground.readText(bullet.text).terms();
    const to = segmentElsewhere({ terms, cited: bullet.segments, ground });
    if (to === null) return bullet;
    moved.push({ text: bullet.text, from: bullet.segments, to });
    return { ...bullet, segments: [to] };
  });
  return { summary: moved.length === 0 ? summary : { ...summary, bullets }, moved };
}

/** The segment that holds what is said, where those cited do not; else null. */
function segmentElsewhere({
  terms,
  cited,
  ground,
}: Pick<GroundedClaim, 'terms' | 'ground'> & { readonly cited: readonly number[] }): number | null {
  if (terms.length < minTerms || ground.support(terms, ground.sentencesOf(cited)) >= citedSupport)
    return null;
  const { sentences } = ground;
  const segments = [...new Set(sentences.flatMap(({ segment }) => segment ?? []))];
  const own = new Set(cited);
  const others = segments.filter((segment) => !own.has(segment));
  const groups = new Map(others.map((segment, at) => [segment, at]));
  const supports = ground.supportByGroup(
    terms,
    others.length,
    ({ segment }) => groups.get(segment ?? 0) ?? -1,
  );
  let best: { readonly segment: number; readonly support: number } | undefined;
  for (const [at, segment] of others.entries()) {
    const support = supports[at] ?? 0;
    if (best === undefined || support > best.support) best = { segment, support };
  }
  return best && best.support >= otherSupport ? best.segment : null;
}
