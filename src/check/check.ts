import type { Finding, Summary, Translation } from '../contract.ts';
import { checkLength } from './length.ts';
import { checkNames } from './names.ts';
import { checkNumbers, checkSummaryNumbers } from './numbers.ts';
import { findSwapped } from './order.ts';
import { checkRefusal } from './refusal.ts';
import { checkRepetition } from './repetition.ts';
import { checkUntranslated } from './untranslated.ts';

/** What a check says of one pair of texts; where it was found is added by the registry. */
export type Doubt = Pick<Finding, 'severity' | 'message'>;

/** A deterministic test of English against the Dutch it was made from. */
type PairCheck = (nl: string, en: string) => readonly Doubt[];

/** Every check of a pair, by the name it has in findings. */
const pairChecks: Readonly<Record<string, PairCheck>> = {
  numbers: checkNumbers,
  length: checkLength,
  untranslated: checkUntranslated,
  names: checkNames,
  repetition: checkRepetition,
  refusal: checkRefusal,
};

/**
 * Runs every check on every segment, and on the title.
 *
 * @param title the Dutch title, which the translation does not hold
 */
export function checkTranslation(title: string | null, translation: Translation): Finding[] {
  const pairs = translation.segments.map(({ n, nl, en }) => ({ segment: n as number | null, nl, en }));
  if (title !== null) pairs.unshift({ segment: null, nl: title, en: translation.title ?? '' });
  const swapped = findSwapped(translation).map(
    (n): Finding => ({
      check: 'order',
      severity: 'error',
      segment: n,
      message: 'its English seems to stand under the next number, and the other way round',
    }),
  );
  const doubts = pairs.flatMap(({ segment, nl, en }) =>
    Object.entries(pairChecks).flatMap(([check, run]) => run(nl, en).map((doubt) => ({ check, segment, ...doubt }))),
  );
  return [...swapped, ...doubts];
}

/** Checks a summary against the English it was made from. */
export function checkSummary(summary: Summary, translation: Translation): Finding[] {
  return checkSummaryNumbers(summary, translation).map((doubt) => ({ check: 'summary-numbers', segment: null, ...doubt }));
}
