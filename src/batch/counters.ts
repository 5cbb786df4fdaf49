import type { Outcome } from '../contract.ts';
import type { Paid, Tally } from '../store/articles.ts';
import { statNames } from '../store/batch-stats.ts';

/** Upper ends of the classes of length, in Dutch words. */
export const lengthClasses = [100, 200, 400, 800, 1_600, 3_200, 6_400] as const;

/** Where an article of this many words belongs. */
export function lengthClassOf(words: number): number | 'more' {
  return lengthClasses.find((end) => words <= end) ?? 'more';
}

/** How grave findings are, to find the worst articles. */
const weights = { error: 1_000, warning: 1, hint: 0 } as const;

/** What a finished article adds to its batch's counters. */
export function tallyOutcome(outcome: Outcome, activeMs: number): Tally {
  const words = outcome.translation.segments.reduce((sum, { nl }) => sum + countWords(nl), 0);
  const tally: Record<string, number> = {
    ...tallySpend(outcome),
    activeMs,
    words,
    segments: outcome.translation.segments.length,
    [statNames.words(lengthClassOf(words))]: 1,
    [statNames.language(outcome.language ?? 'unknown')]: 1,
  };
  const add = (name: string, amount: number) => {
    tally[name] = (tally[name] ?? 0) + amount;
  };
  let score = 0;
  for (const { check, severity } of outcome.findings) {
    add(statNames.finding(check, severity), 1);
    add(statNames.findings(severity), 1);
    score += weights[severity];
  }
  if (outcome.findings.some(({ severity }) => severity === 'error')) add('doubtful', 1);
  if (outcome.gloss) add('gloss', 1);
  if (score > 0) tally['worst'] = score;
  return tally;
}

/** What was spent on an article, also when nothing came of it. */
export function tallySpend({ usage, costUsd }: Paid): Tally {
  return { ...usage, ...(costUsd === null ? { unpriced: 1 } : { cost: costUsd }) };
}

/** Words, for counting a corpus. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
