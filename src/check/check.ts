import type { Finding, Summary, Translation } from '../contract.ts';
import { findDoubled, findMisplaced } from './alignment.ts';
import { checkBoilerplate } from './boilerplate.ts';
import { checkDates } from './dates.ts';
import type { PairCheck } from './doubt.ts';
import { checkFalseFriends } from './false-friends.ts';
import { checkLength } from './length.ts';
import { checkMarkup } from './markup.ts';
import { checkNames } from './names.ts';
import { checkNegation } from './negation.ts';
import { checkNumbers } from './numbers.ts';
import { checkQuotations } from './quotations.ts';
import { readPair, readSide } from './read/pair.ts';
import { checkRepetition } from './repetition.ts';
import { checkSummaryGround } from './summary.ts';
import { checkUntranslated } from './untranslated.ts';
import { checkVerbatim } from './verbatim.ts';

/** Every check of a pair, by the name it has in findings. */
const pairChecks: Readonly<Record<string, PairCheck>> = {
  length: checkLength,
  untranslated: checkUntranslated,
  numbers: checkNumbers,
  dates: checkDates,
  names: checkNames,
  negation: checkNegation,
  quotations: checkQuotations,
  verbatim: checkVerbatim,
  markup: checkMarkup,
  repetition: checkRepetition,
  boilerplate: checkBoilerplate,
  'false-friends': checkFalseFriends,
};
/** Where the text is missing, Dutch or another's, nothing else needs to be said of it. */
const decisive: readonly string[] = ['length', 'untranslated', 'alignment'];

/**
 * Runs every check on every segment, and on the title.
 *
 * @param title the Dutch title, which the translation does not hold
 */
export function checkTranslation(title: string | null, translation: Translation): Finding[] {
  const article = readSide([title ?? '', ...translation.segments.map(({ nl }) => nl)].join('\n\n'), 'nl');
  const segments = translation.segments.map(({ n, nl, en }) => ({ n, ...readPair(nl, en) }));
  const alignment = [
    ...findMisplaced(segments).map(({ n, belongsTo }) => finding('alignment', n, `its English seems to be that of segment ${belongsTo}`)),
    ...findDoubled(translation).map((n) => finding('alignment', n, 'it has the English of the segment before it')),
  ];
  const pairs = segments.map(({ n, ...pair }) => ({ segment: n as number | null, pair }));
  if (title !== null) pairs.unshift({ segment: null, pair: readPair(title, translation.title ?? '') });
  const doubts = pairs.flatMap(({ segment, pair }) =>
    Object.entries(pairChecks).flatMap(([check, run]) => run(pair, { article }).map((doubt): Finding => ({ check, segment, ...doubt }))),
  );
  return keepDecisive([...alignment, ...doubts]);
}

function finding(check: string, segment: number, message: string): Finding {
  return { check, severity: 'error', segment, message };
}

function keepDecisive(findings: readonly Finding[]): Finding[] {
  const decided = new Set(
    findings.filter(({ check, severity }) => severity === 'error' && decisive.includes(check)).map(({ segment }) => segment),
  );
  return findings.filter(({ check, segment }) => !decided.has(segment) || decisive.includes(check));
}

/** Checks a summary against the English it was made from, and through it against the Dutch. */
export function checkSummary(summary: Summary, translation: Translation): Finding[] {
  return checkSummaryGround(summary, translation);
}
