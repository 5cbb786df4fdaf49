import type { Finding, Outcome } from '../contract.ts';
import type { Paid, Tally } from '../store/articles.ts';
import { statNames } from '../store/batch-stats.ts';
import { sumOf } from './statistics.ts';

/** Upper ends of the classes of length, in Dutch words. */
export const lengthClasses = [100, 200, 400, 800, 1_600, 3_200, 6_400] as const;

/** The class of an article of this many words. */
export function lengthClassOf(words: number): number | 'more' {
  return lengthClasses.find((end) => words <= end) ?? 'more';
}

/** How grave findings are, to find the worst articles. */
const weights = { error: 1_000, warning: 1, hint: 0 } as const;

/** Counts what a finished article adds to its batch. */
export function countOutcome(outcome: Outcome, activeMs: number): Tally {
  const { translation, findings, language, gloss } = outcome;
  const words = sumOf(translation.segments.map(({ nl }) => countWords(nl)));
  const worst = sumOf(findings.map(({ severity }) => weights[severity]));
  const isDoubtful = findings.some(({ severity }) => severity === 'error');
  return {
    ...countSpend(outcome),
    activeMs,
    words,
    segments: translation.segments.length,
    [statNames.words(lengthClassOf(words))]: 1,
    [statNames.language(language ?? 'unknown')]: 1,
    ...countFindings(findings),
    ...(isDoubtful ? { doubtful: 1 } : {}),
    ...(gloss ? { gloss: 1 } : {}),
    ...(worst > 0 ? { worst } : {}),
  };
}

function countFindings(findings: readonly Finding[]): Tally {
  const counts: Record<string, number> = {};
  for (const { check, severity } of findings)
    for (const name of [statNames.finding(check, severity), statNames.findings(severity)])
      counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Counts what was spent on an article, also when nothing came of it. */
export function countSpend({ usage, costUsd }: Paid): Tally {
  return { ...usage, ...(costUsd === null ? { unpriced: 1 } : { cost: costUsd }) };
}

/** Counts the words of a text. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
