import { isEnglish } from '../article/language.ts';
import type { Finding, Translation } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { findDoubled, findMisplaced } from './alignment.ts';
import { checkBoilerplate } from './boilerplate.ts';
import { checkDates } from './dates.ts';
import { checkFalseFriends } from './false-friends.ts';
import { checkGlossary } from './glossary.ts';
import { checkInjection } from './injection.ts';
import { checkLength } from './length.ts';
import { checkMarkup } from './markup.ts';
import { checkAcronyms, checkAddedNames, checkNames } from './names.ts';
import { checkNegation } from './negation.ts';
import { checkNumbers } from './numbers.ts';
import type { CheckContext, PairCheck } from './pair-check.ts';
import { type Pair, readPair, readSide } from './parse/pair.ts';
import { checkQuotations } from './quotations.ts';
import { checkRepetition } from './repetition.ts';
import { checkUntranslated } from './untranslated.ts';
import { checkVerbatim } from './verbatim.ts';

/** Every check of a pair, by the name it has in findings. */
const pairChecks: Readonly<Record<string, PairCheck>> = {
  length: checkLength,
  untranslated: checkUntranslated,
  numbers: checkNumbers,
  dates: checkDates,
  names: checkNames,
  strangers: checkAddedNames,
  acronyms: checkAcronyms,
  negation: checkNegation,
  quotations: checkQuotations,
  verbatim: checkVerbatim,
  markup: checkMarkup,
  repetition: checkRepetition,
  boilerplate: checkBoilerplate,
  injection: checkInjection,
  glossary: checkGlossary,
  'false-friends': checkFalseFriends,
};
/** Where the text is missing, Dutch, another's or a loop, nothing else needs to be said of it. */
export const decisive: readonly string[] = ['length', 'untranslated', 'alignment', 'repetition'];

/**
 * Runs every check on every segment, and on the title.
 *
 * @param title the Dutch title, which the translation does not hold
 * @param glossary terms whose use is checked; without one, none
 */
export function checkTranslation(
  title: string | null,
  translation: Translation,
  glossary?: Glossary,
): Finding[] {
  const article = readSide(
    [title ?? '', ...translation.segments.map(({ nl }) => nl)].join('\n\n'),
    'nl',
  );
  const segments = translation.segments.map(({ n, nl, en }) => ({ n, ...readPair(nl, en) }));
  const alignment = [
    ...findMisplaced(segments).map(({ n, belongsTo }) =>
      finding('alignment', n, `its English seems to be that of segment ${belongsTo}`),
    ),
    ...findDoubled(translation).map((n) =>
      finding('alignment', n, 'it has the English of the segment before it'),
    ),
  ];
  const pairs = segments.map(({ n, ...pair }) => ({ segment: n as number | null, pair }));
  if (title !== null)
    pairs.unshift({ segment: null, pair: readPair(title, translation.title ?? '') });
  const doubts = pairs.flatMap(({ segment, pair }) =>
    checkPair(pair, { article, glossary }).map((doubt): Finding => ({ segment, ...doubt })),
  );
  return keepDecisive([...alignment, ...doubts]);
}

function checkPair(pair: Pair, context: CheckContext): Array<Omit<Finding, 'segment'>> {
  // What was English already is kept as it stands: there is nothing to compare.
  if (pair.nl.raw === pair.en.raw && isEnglish(pair.nl.raw)) {
    return [
      {
        check: 'language',
        severity: 'hint',
        message: 'was English already, and is kept as it stands',
      },
    ];
  }
  return Object.entries(pairChecks).flatMap(([check, run]) =>
    run(pair, context).map((doubt) => ({ check, ...doubt })),
  );
}

function finding(check: string, segment: number, message: string): Finding {
  return { check, severity: 'error', segment, message };
}

function keepDecisive(findings: readonly Finding[]): Finding[] {
  const decided = new Set(
    findings
      .filter(({ check, severity }) => severity === 'error' && decisive.includes(check))
      .map(({ segment }) => segment),
  );
  return findings.filter(({ check, segment }) => !decided.has(segment) || decisive.includes(check));
}
