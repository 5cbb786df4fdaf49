import type { Finding } from '../contract.ts';
import type { Judgement } from './prompt.ts';
import { findQuote } from './quote.ts';
import type { SegmentTexts } from './sentences.ts';

/**
 * What the verifier says of a finding: it is true, it is not, or nothing that counts (it was not
 * sure, gave no answer, or its evidence does not hold).
 */
export type Verdict = 'confirmed' | 'cleared' | 'unknown';

/** The verdict in a judgement: what it quotes must stand in the texts. */
export function judgeFinding(
  { answer, dutch, english }: Judgement,
  { nl, en }: Pick<SegmentTexts, 'nl' | 'en'>,
): Verdict {
  const isDutchThere = findQuote(nl, dutch) !== null;
  const isEnglishThere = findQuote(en, english) !== null;
  const isFalse =
    (!isDutchThere && dutch.trim() !== '') || (!isEnglishThere && english.trim() !== '');
  if (isFalse) return 'unknown';
  if (answer === 'yes' && (isDutchThere || isEnglishThere)) return 'confirmed';
  // That both mean the same is shown by words of both.
  return answer === 'no' && isDutchThere && isEnglishThere ? 'cleared' : 'unknown';
}

/** A finding with what the verifier said of it: one that was cleared is a hint. */
export function withVerdict(finding: Finding, verdict: Verdict): Finding {
  if (verdict !== 'cleared') return finding;
  const message = `${finding.message} (the verifier finds the English right)`;
  return { ...finding, severity: 'hint', message };
}
