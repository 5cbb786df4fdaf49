import type { Mark } from '../check/pair-check.ts';
import type { Finding } from '../contract.ts';
import type { Judgement } from './prompt.ts';
import { findQuote } from './quote.ts';
import type { SegmentTexts } from './sentences.ts';

/**
 * What the verifier says of a finding: it is true, it is not, or nothing that counts (it was not
 * sure, gave no answer, or its evidence does not hold).
 */
export type Verdict = 'confirmed' | 'cleared' | 'unknown';

/**
 * The verdict in a judgement. What it quotes must stand in the texts; to clear a finding it must
 * quote both, and the very words that the finding is about.
 */
export function judgeFinding(
  { answer, dutch, english }: Judgement,
  { nl, en }: Pick<SegmentTexts, 'nl' | 'en'>,
  { marks }: Pick<Finding, 'marks'>,
): Verdict {
  const [inDutch, inEnglish] = [findQuote(nl, dutch), findQuote(en, english)];
  const isInvented = (found: Mark | null, quote: string) => found === null && quote.trim() !== '';
  if (isInvented(inDutch, dutch) || isInvented(inEnglish, english)) return 'unknown';
  if (inDutch === null && inEnglish === null) return 'unknown';
  if (answer === 'yes') return 'confirmed';
  if (answer === 'unsure' || inDutch === null || inEnglish === null) return 'unknown';
  const isAbout = touches(inDutch, marks?.nl) && touches(inEnglish, marks?.en);
  return isAbout ? 'cleared' : 'unknown';
}

/** True where a quote shares a character with one of the marks, or there are none. */
function touches([from, to]: Mark, marks: readonly Mark[] = []): boolean {
  return marks.length === 0 || marks.some(([start, end]) => from < end && start < to);
}

/** A finding with what the verifier said of it: one that was cleared is a hint. */
export function withVerdict(finding: Finding, verdict: Verdict): Finding {
  if (verdict !== 'cleared') return finding;
  const message = `${finding.message} (the verifier finds the English right)`;
  return { ...finding, severity: 'hint', message };
}
