import type { Mark } from '../check/pair-check.ts';
import { allowedSeverity, measuredPrecision } from '../check/precision.ts';
import type { Finding } from '../contract.ts';
import type { Claim } from './claims.ts';
import type { Doubt } from './prompt.ts';
import { suspicions } from './questions.ts';
import { findQuote, foldQuote } from './quote.ts';
import { type AlignedSentence, placeOf } from './sentences.ts';

/*
 * Doubts become findings where their evidence holds: the words that are quoted stand in the texts,
 * and are not the same on both sides. A doubt without that is void.
 */

const longestWords = 120;
const longestReason = 200;

/** The finding that a doubt about a sentence makes; null where its evidence does not hold. */
export function toSentenceFinding(doubt: Doubt, sentence: AlignedSentence): Finding | null {
  const marks = evidenceIn(doubt, sentence);
  if (marks === null) return null;
  return {
    ...findingFields(`verifier/${doubt.question}`),
    segment: sentence.segment,
    message: `${suspicions[doubt.question]}: ${whatBothSay(doubt)}${reasonOf(doubt)}`,
    marks,
  };
}

/** The finding that a doubt about a claim makes; null where its evidence does not hold. */
export function toClaimFinding(doubt: Doubt, claim: Claim): Finding | null {
  const { question, dutch, english } = doubt;
  if (findQuote(claim.text, english) === null) return null;
  const isAdded = question === 'added';
  const stands = claim.ground.some(
    ({ nl, en }) => findQuote(nl, dutch) !== null || findQuote(en, dutch) !== null,
  );
  if (isAdded ? isSaid(english, claim.ground) : !stands) return null;
  const what = isAdded
    ? `nothing it rests on says "${shorten(english)}"`
    : `it says "${shorten(english)}", the Dutch "${shorten(dutch)}"`;
  return {
    ...findingFields(`verifier/summary-${question}`),
    segment: null,
    message: `${claim.where}: ${suspicions[question]}: ${what}${reasonOf(doubt)}`,
  };
}

function isSaid(words: string, ground: Claim['ground']): boolean {
  return ground.some(({ en }) => findQuote(en, words) !== null);
}

/** A model's precision is its own: its findings are warnings, unless a measurement says otherwise. */
function findingFields(rule: string): Pick<Finding, 'check' | 'severity' | 'rule'> {
  const wanted = measuredPrecision.rules[rule]?.error === undefined ? 'warning' : 'error';
  return { check: 'verifier', severity: allowedSeverity(rule, wanted), rule };
}

/** Where the quoted words stand; null where they do not, or show nothing. */
function evidenceIn({ question, dutch, english }: Doubt, sentence: AlignedSentence) {
  const needs = { nl: question !== 'added', en: question !== 'missing' };
  const nl = needs.nl ? placeOf(dutch, 'nl', sentence) : null;
  const en = needs.en ? placeOf(english, 'en', sentence) : null;
  if ((needs.nl && nl === null) || (needs.en && en === null)) return null;
  if (!nl?.isInSentence && !en?.isInSentence) return null;
  if (nl && en && foldQuote(dutch) === foldQuote(english)) return null;
  // What stands there word for word is neither missing nor added.
  if (!needs.en && findQuote(sentence.of.en, dutch) !== null) return null;
  if (!needs.nl && findQuote(sentence.of.nl, english) !== null) return null;
  return { nl: nl ? [toTuple(nl.mark)] : [], en: en ? [toTuple(en.mark)] : [] };
}

const toTuple = ([start, end]: Mark): [number, number] => [start, end];

function whatBothSay({ question, dutch, english }: Doubt): string {
  if (question === 'added') return `nothing in the Dutch says "${shorten(english)}"`;
  if (question === 'missing') return `nothing in the English says "${shorten(dutch)}"`;
  return `the Dutch says "${shorten(dutch)}", the English "${shorten(english)}"`;
}

function reasonOf({ why }: Doubt): string {
  const reason = oneLine(why, longestReason).replace(/[.\s]+$/, '');
  return reason === '' ? '' : ` (${reason})`;
}

const shorten = (words: string): string => oneLine(words, longestWords);

function oneLine(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}
