import type { CheckName } from '../check-names.ts';
import type { Finding } from '../contract.ts';
import { checkAcronyms } from './acronyms.ts';
import { checkAttribution } from './attribution.ts';
import { checkBoilerplate } from './boilerplate.ts';
import { checkCause } from './cause.ts';
import { checkCertainty } from './certainty.ts';
import { checkCoverage } from './coverage.ts';
import { checkDates } from './dates.ts';
import { checkDutchWords } from './dutch-words.ts';
import { checkFalseFriends } from './false-friends.ts';
import { checkGlossary } from './glossary.ts';
import { checkInjection } from './injection.ts';
import { checkLength } from './length.ts';
import { checkMarkup } from './markup.ts';
import { checkAddedNames, checkNames } from './names.ts';
import { checkNegation } from './negation.ts';
import { checkNumbers } from './numbers.ts';
import { checkOpposites } from './opposites/opposites.ts';
import type { PairCheck } from './pair-check.ts';
import { checkPlaces } from './places.ts';
import { checkQuotations } from './quotations.ts';
import { checkRepetition } from './repetition.ts';
import { checkTense } from './tense.ts';
import { checkUntranslated } from './untranslated.ts';
import { checkVerbatim } from './verbatim.ts';

/** What the rest of Tolk has to know of a check. */
interface CheckTraits {
  /** The test of one pair; undefined for checks of whole texts. */
  readonly run?: PairCheck;
  /** After its error nothing else matters: the English is missing, Dutch, another's or a loop. */
  readonly decisive?: true;
  /** Its error means that the model was caught in a loop, also when it was asked again. */
  readonly loop?: true;
  /** Its error means that the English belongs to another segment. */
  readonly misaligned?: true;
  /**
   * What it looks at, where another check looks at the same: the two are not independent.
   *
   * @default itself
   */
  readonly subject?: 'names' | 'facts' | 'sense' | 'extent';
}

/** Every check, by the name it has in findings; pairs are checked in this order. */
const registry: Readonly<Record<CheckName, CheckTraits>> = {
  alignment: { decisive: true, misaligned: true },
  language: {},
  length: { run: checkLength, decisive: true, subject: 'extent' },
  untranslated: { run: checkUntranslated, decisive: true },
  coverage: { run: checkCoverage, subject: 'extent' },
  numbers: { run: checkNumbers, subject: 'facts' },
  dates: { run: checkDates, subject: 'facts' },
  places: { run: checkPlaces, subject: 'names' },
  names: { run: checkNames, subject: 'names' },
  'added-names': { run: checkAddedNames, subject: 'names' },
  acronyms: { run: checkAcronyms, subject: 'names' },
  negation: { run: checkNegation, subject: 'sense' },
  opposites: { run: checkOpposites, subject: 'sense' },
  certainty: { run: checkCertainty, subject: 'sense' },
  attribution: { run: checkAttribution, subject: 'sense' },
  tense: { run: checkTense, subject: 'sense' },
  cause: { run: checkCause, subject: 'sense' },
  quotations: { run: checkQuotations },
  verbatim: { run: checkVerbatim },
  markup: { run: checkMarkup },
  repetition: { run: checkRepetition, decisive: true, loop: true },
  boilerplate: { run: checkBoilerplate },
  injection: { run: checkInjection },
  glossary: { run: checkGlossary },
  'dutch-words': { run: checkDutchWords },
  'false-friends': { run: checkFalseFriends },
  'summary-numbers': {},
  'summary-names': {},
  'summary-attribution': {},
  'summary-sense': {},
  'summary-form': {},
  'summary-ground': {},
  verifier: {},
};

const traits: ReadonlyMap<string, CheckTraits> = new Map(Object.entries(registry));

/** The checks of a pair, with their names. */
export const pairChecks = [...traits].flatMap(([check, { run }]) => (run ? [{ check, run }] : []));

/** True for an error after which nothing else about the segment matters. */
export function isDecisive({ check, severity }: Finding): boolean {
  return severity === 'error' && isDecisiveCheck(check);
}

/** True for a check whose errors are decisive. */
export function isDecisiveCheck(check: string): boolean {
  return traits.get(check)?.decisive === true;
}

/** True for an error that shows a model caught in a loop. */
export function isLoop({ check, severity }: Finding): boolean {
  return severity === 'error' && traits.get(check)?.loop === true;
}

/** True for an error that says the English is that of another segment. */
export function isMisaligned({ check, severity }: Pick<Finding, 'check' | 'severity'>): boolean {
  return severity === 'error' && traits.get(check)?.misaligned === true;
}

/** True where two checks look at different things: what both doubt is likely to be wrong. */
export function areIndependent(check: string, other: string): boolean {
  const subjectOf = (name: string) => traits.get(name)?.subject ?? name;
  return subjectOf(check) !== subjectOf(other);
}
