import { englishUnitNames } from '../../lexicon/units.ts';
import { wordSet } from '../../word-set.ts';
import { type Term, termsOfTokens } from '../align/terms.ts';
import type { Side } from '../parse/pair.ts';
import type { Quantity } from '../parse/quantity.ts';
import { sameValue } from '../parse/quantity.ts';
import type { Token } from '../parse/text.ts';
import type { ClaimCheck, ClaimFinding, GroundedClaim } from './claims.ts';
import type { GroundSentence } from './ground.ts';
import { groundNumbers, maxOccurrences, type Occurrence } from './ground-numbers.ts';

/*
 * Numbers of a claim: each stands in what the claim rests on, or can be worked out from it; with the
 * same unit, of the same thing, and in the same period.
 */

/** Numbers that stand nowhere, and numbers of something else. */
export const checkClaimNumbers: ClaimCheck = (claim) => {
  const quantities = claim.text
    .numbers()
    .filter(({ optional, kind }) => !optional || kind === 'fraction' || kind === 'multiple');
  return quantities.slice(0, maxNumbers).flatMap((quantity) => checkNumber(quantity, claim));
};

/** A claim with more of them is none that anybody reads. */
const maxNumbers = 20;

function checkNumber(quantity: Quantity, claim: GroundedClaim): ClaimFinding[] {
  const { written } = quantity;
  const english = groundNumbers(claim.allowed).occurrencesOf(quantity, 'en');
  const inDigits = quantity.digits && groundNumbers(claim.allowed).digits().has(written);
  if (english.length === 0 && !inDigits) {
    if (isDerived(quantity, claim)) return [];
    return [finding('error', 'nowhere', `"${written}" is not in the text it rests on`)];
  }
  const hasDutch = claim.allowed.some(({ nl }) => nl.numbers().length > 0);
  const isInDutch =
    !hasDutch ||
    !quantity.digits ||
    quantity.clock ||
    quantity.decade ||
    groundNumbers(claim.allowed).occurrencesOf(quantity, 'nl').length > 0 ||
    inDigits;
  if (!isInDutch)
    return [
      finding(
        'warning',
        'english-only',
        `"${written}" is in the English it rests on, but not in the Dutch`,
      ),
    ];
  return english.length === 0 ? [] : checkUse(quantity, english, claim);
}

const finding = (
  severity: ClaimFinding['severity'],
  rule: string,
  message: string,
): ClaimFinding => ({
  check: 'summary-numbers',
  severity,
  message,
  rule: `summary-numbers/${rule}`,
});

const months = 12;

/**
 * A difference or sum of two numbers of one sentence ("five years late"), a share in another form
 * ("half" as 50 per cent), months as years, or a figure that takes its scale from the next one
 * ("from 2.2 to 3.1 billion").
 */
function isDerived({ value, unit }: Quantity, { allowed, text }: GroundedClaim): boolean {
  const others = text.numbers().map((other) => other.value);
  for (const values of valuesBySegment(allowed).values()) {
    const isScaled = [1e3, 1e6, 1e9].some(
      (scale) =>
        values.some((other) => sameValue(other * scale, value)) &&
        values.some((other) => other >= scale && others.includes(other)),
    );
    if (isScaled) return true;
    const isShare = unit?.dimension === 'share';
    if (isShare && values.some((other) => sameValue(other * 100, value))) return true;
    if (values.some((other) => sameValue(other * months, value))) return true;
    // Of so many numbers any other can be made.
    if (values.length > maxSummed) return true;
    const isSum = values.some((first) =>
      values.some((second) => sameValue(first - second, value) || sameValue(first + second, value)),
    );
    if (isSum) return true;
  }
  return false;
}

const maxSummed = 300;
const bySegment = new WeakMap<
  readonly GroundSentence[],
  ReadonlyMap<number | null, readonly number[]>
>();

/** The numbers of each segment, in both languages. */
function valuesBySegment(
  sentences: readonly GroundSentence[],
): ReadonlyMap<number | null, readonly number[]> {
  const known = bySegment.get(sentences);
  if (known) return known;
  const found = new Map<number | null, number[]>();
  for (const { segment, nl, en } of sentences) {
    const values = found.get(segment) ?? [];
    found.set(segment, values);
    for (const { value } of nl.numbers()) values.push(value);
    for (const { value } of en.numbers()) values.push(value);
  }
  bySegment.set(sentences, found);
  return found;
}

/** The number is there: is it of the same unit, the same thing, in the same period? */
function checkUse(
  quantity: Quantity,
  occurrences: readonly Occurrence[],
  claim: GroundedClaim,
): ClaimFinding[] {
  const use = useOf({ quantity, side: claim.text });
  const uses = occurrences.map(useOf);
  const { written } = quantity;
  if (use.unit !== null && uses.every(({ unit }) => unit !== null && unit !== use.unit)) {
    const [other] = uses;
    return [
      finding('error', 'unit', `"${written} ${use.unit}" is "${written} ${other?.unit}" there`),
    ];
  }
  if (use.period !== null && uses.every(({ period }) => period !== null && period !== use.period)) {
    const message = `"${written}" is by the ${uses[0]?.period} there, not by the ${use.period}`;
    return [finding('error', 'period', message)];
  }
  return [
    ...checkCounted(quantity, occurrences, claim),
    ...checkPlace(quantity, occurrences, claim),
  ];
}

/** How a number is used. */
interface Use {
  /** Money, a measure or a unit of time; null where it counts something else. */
  readonly unit: string | null;
  /** "a day", "per year". */
  readonly period: string | null;
}

const maxPeriodDistance = 3;

function useOf({ quantity, side }: Occurrence): Use {
  const after = side.tokens.slice(quantity.to, quantity.to + maxPeriodDistance + 2);
  const isAge = after.some(({ lower }) => lower === 'old') || after[0]?.text === '-';
  return {
    unit: isAge ? null : (quantity.unit?.name ?? null),
    period: periodAfter(after),
  };
}

/** The unit of time that a word is a form of; null for any other word. */
function unitOfTime(word: string): string | null {
  const unit = englishUnitNames.get(word);
  return unit?.dimension === 'time' ? unit.name : null;
}

/** "a day", "per day", "each day". */
function periodAfter(tokens: readonly Token[]): string | null {
  for (const [at, { lower }] of tokens.entries()) {
    const next = tokens[at + 1];
    if (!next || !/^(?:a|an|per|each|every)$/.test(lower)) continue;
    const unit = unitOfTime(next.lower);
    if (unit !== null) return unit;
  }
  return null;
}

/** What a number counts: "31,000 lorries" where the text has 31,000 cars, and lorries by another number. */
function checkCounted(
  quantity: Quantity,
  occurrences: readonly Occurrence[],
  { text, allowed, ground }: GroundedClaim,
): ClaimFinding[] {
  const counted = termsAfter({ quantity, side: text })[0];
  if (!counted || isOfUnit(counted.token)) return [];
  if (useOf({ quantity, side: text }).unit !== null) return [];
  const isThere = occurrences.some((occurrence) =>
    termsAround(occurrence).some((term) => counted.list.shares(term.list)),
  );
  if (isThere || ground.weigh(counted) === 0) return [];
  // Only where it is counted by another number there.
  const byAnother = allowed.some(({ en: side }) =>
    side
      .numbers()
      .filter((other) => !sameValue(other.value, quantity.value))
      .some((other) =>
        termsAfter({ quantity: other, side })
          .slice(0, 2)
          .some((term) => counted.list.shares(term.list)),
      ),
  );
  if (!byAnother) return [];
  const what = counted.token.text;
  return [
    finding(
      'warning',
      'counted',
      `"${quantity.written} ${what}": there ${what} have another number`,
    ),
  ];
}

/** Words that belong to the number itself, and stand with any other. */
const unitWords = wordSet(
  'per cent percent million billion thousand hundred euros euro dollars dollar pounds pound around',
  'approximately nearly almost roughly least most',
);
const isOfUnit = ({ lower }: Token): boolean => unitWords.has(lower) || unitOfTime(lower) !== null;

const counts = 3;

/** The words behind a number in its clause, the nearest first. */
function termsAfter({ quantity, side }: Occurrence) {
  const end = clauseEnd(side.tokens, quantity.to);
  return termsBetween(side, quantity.to, Math.min(end, quantity.to + counts + 2))
    .filter(({ token }) => token.kind === 'word')
    .slice(0, counts);
}

function termsAround({ quantity, side }: Occurrence) {
  const [start, end] = [
    clauseStart(side.tokens, quantity.from),
    clauseEnd(side.tokens, quantity.to),
  ];
  return termsBetween(side, start, end);
}

const termsBetween = (side: Side, from: number, to: number): readonly Term[] =>
  termsOfTokens(side.terms(), from, to);

const around = new WeakMap<Quantity, ReadonlySet<string>>();

/** What the words around a number may be called; several numbers of a claim are compared with it. */
function keysAround(place: Occurrence): ReadonlySet<string> {
  const known = around.get(place.quantity);
  if (known) return known;
  const keys = new Set(termsAround(place).flatMap((term) => term.keys));
  around.set(place.quantity, keys);
  return keys;
}

const clauseSigns = new Set([',', ';', ':', '–', '—', '.', '(', ')']);
const clauseWords = new Set(['while', 'whereas', 'but', 'although', 'though']);
const isClauseEnd = ({ text, lower }: Token): boolean =>
  clauseSigns.has(text) || clauseWords.has(lower);

/** A clause reaches no further: nobody writes longer ones. */
const maxReach = 100;

function clauseEnd(tokens: readonly Token[], from: number): number {
  const last = Math.min(tokens.length, from + maxReach);
  for (let at = from; at < last; at += 1) {
    const token = tokens[at];
    if (token && isClauseEnd(token)) return at;
  }
  return last;
}

function clauseStart(tokens: readonly Token[], before: number): number {
  const first = Math.max(0, before - maxReach);
  for (let at = before - 1; at >= first; at -= 1) {
    const token = tokens[at];
    if (token && isClauseEnd(token)) return at + 1;
  }
  return first;
}

/** Of a number at more places, only the words beside the first ones are read. */
const maxPlaces = 50;

/** The number stands with what another number stands with there: two were exchanged. */
function checkPlace(
  quantity: Quantity,
  occurrences: readonly Occurrence[],
  { text, allowed }: GroundedClaim,
): ClaimFinding[] {
  if (text.numbers().length < 2) return [];
  const own = termsAround({ quantity, side: text }).filter(
    ({ token }) => token.kind === 'word' && !isOfUnit(token),
  );
  const share = (places: readonly Occurrence[]) =>
    Math.max(
      0,
      ...places.map((place) => {
        const keys = keysAround(place);
        return own.filter((term) => term.keys.some((key) => keys.has(key))).length;
      }),
    );
  const others = text
    .numbers()
    .filter((other) => !sameValue(other.value, quantity.value) && !other.optional)
    .flatMap((other) => groundNumbers(allowed).occurrencesOf(other, 'en'))
    .slice(0, maxOccurrences);
  const places = occurrences.slice(0, maxPlaces);
  if (others.length === 0 || share(places) > 0 || share(others) === 0) return [];
  const message = `"${quantity.written}" stands there with something else`;
  return [finding('warning', 'exchanged', message)];
}
