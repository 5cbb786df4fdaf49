import { causes } from './cause.ts';
import { comparatives, riseFall, superlatives } from './change.ts';
import { deeds, supportOppose, winLose } from './deeds.ts';
import { gender, person, pronounGender, roles } from './people.ts';
import { qualities } from './qualities.ts';
import { approximations, bounds, quantifiers, restrictions } from './quantity.ts';
import { beforeAfter, compass, relativeTime, withWithout } from './time-place.ts';

type Severity = 'error' | 'warning' | 'hint';

/** Opposites of one kind, and what each degree of proof may raise (`check/opposites`). */
export interface OppositesRule {
  readonly name: string;
  /** One meaning is lost and its opposite has come. */
  readonly severity: Severity;
  /** The same, though a word that may excuse it stands there. @default nothing is said */
  readonly softened?: Severity;
  /** The opposite stands beside the words that the first stands beside. @default nothing is said */
  readonly placed?: Severity;
  /** The opposite has come from nothing; the first may be lost. @default nothing is said */
  readonly hinted?: Severity;
  /** The same, beside the words that the first may stand beside. @default as `hinted` */
  readonly hintedBeside?: Severity;
  /** The opposite has come from nothing, beside the first. @default nothing is said */
  readonly mixed?: Severity;
  /** A word that is never added has come from nothing. @default nothing is said */
  readonly unfounded?: Severity;
  /** Where the Dutch may say what is unfounded. @default 'sentence' */
  readonly scope?: 'sentence' | 'article';
  /** The words may stand anywhere in a sentence, as those of time do. @default false */
  readonly moves?: boolean;
  /** A meaning of the Dutch that nothing in the English renders. @default nothing is said */
  readonly lost?: Severity;
  readonly entries: string;
}

/** All opposites, by rule. */
export const opposites: readonly OppositesRule[] = [
  {
    name: 'opposites/rise-fall',
    severity: 'error',
    softened: 'warning',
    hintedBeside: 'warning',
    placed: 'warning',
    unfounded: 'warning',
    entries: riseFall,
  },
  {
    name: 'opposites/comparative',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    hinted: 'warning',
    unfounded: 'hint',
    entries: comparatives,
  },
  {
    name: 'opposites/superlative',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    hinted: 'warning',
    unfounded: 'warning',
    entries: superlatives,
  },
  {
    name: 'opposites/win-lose',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    hinted: 'warning',
    unfounded: 'warning',
    entries: winLose,
  },
  {
    name: 'opposites/support',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    hinted: 'warning',
    unfounded: 'warning',
    entries: supportOppose,
  },
  {
    name: 'opposites/deed',
    severity: 'warning',
    softened: 'hint',
    unfounded: 'hint',
    entries: deeds,
  },
  {
    name: 'opposites/quality',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    entries: qualities,
  },
  {
    name: 'opposites/gender',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    hinted: 'warning',
    unfounded: 'warning',
    scope: 'article',
    entries: gender,
  },
  {
    name: 'opposites/he-she',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    hinted: 'warning',
    unfounded: 'warning',
    scope: 'article',
    entries: pronounGender,
  },
  {
    name: 'opposites/person',
    severity: 'error',
    softened: 'warning',
    mixed: 'hint',
    unfounded: 'warning',
    scope: 'article',
    entries: person,
  },
  {
    name: 'opposites/role',
    severity: 'error',
    softened: 'warning',
    unfounded: 'warning',
    entries: roles,
  },
  {
    name: 'opposites/before-after',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    unfounded: 'warning',
    entries: beforeAfter,
  },
  {
    name: 'opposites/with-without',
    severity: 'warning',
    softened: 'warning',
    hinted: 'warning',
    entries: withWithout,
  },
  {
    name: 'opposites/compass',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    hinted: 'warning',
    unfounded: 'warning',
    entries: compass,
  },
  {
    name: 'opposites/relative-time',
    moves: true,
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    hinted: 'warning',
    entries: relativeTime,
  },
  {
    name: 'opposites/bound',
    severity: 'error',
    softened: 'warning',
    placed: 'warning',
    mixed: 'warning',
    unfounded: 'warning',
    entries: bounds,
  },
  {
    name: 'opposites/quantifier',
    severity: 'error',
    softened: 'warning',
    hintedBeside: 'warning',
    placed: 'warning',
    unfounded: 'warning',
    entries: quantifiers,
  },
  {
    name: 'opposites/cause',
    severity: 'error',
    softened: 'warning',
    hinted: 'warning',
    unfounded: 'warning',
    entries: causes,
  },
  {
    name: 'opposites/approximation',
    severity: 'warning',
    softened: 'warning',
    unfounded: 'warning',
    lost: 'warning',
    entries: approximations,
  },
  { name: 'opposites/only', severity: 'hint', entries: restrictions },
];
