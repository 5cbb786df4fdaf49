import { areCompatible, isSameAmount } from './number-units.ts';
import type { Pair } from './parse/pair.ts';
import { type Quantity, sameValue } from './parse/quantity.ts';

/*
 * Which numbers of two aligned sentences are the same, one to one: a number that stands twice has
 * two counterparts.
 */

/** A number and its counterpart in the other language. */
export interface NumberPair {
  readonly dutch: Quantity;
  readonly english: Quantity;
}

/** What has its counterpart, and what is left on both sides. */
export interface MatchedNumbers {
  /** The sentences. */
  readonly pair: Pair;
  readonly pairs: readonly NumberPair[];
  readonly dutch: readonly Quantity[];
  readonly english: readonly Quantity[];
}

/** Above this many comparisons only equal values are paired. */
const maxComparisons = 10_000;

/** Pairs the numbers of two sentences, the likeliest first. */
export function matchNumbers(pair: Pair): MatchedNumbers {
  const [numbers, others] = [pair.nl.numbers(), pair.en.numbers()];
  if (numbers.length === 0 || others.length === 0)
    return { pair, pairs: [], dutch: numbers, english: others };
  const { dutch, english } = withRatios(numbers, others);
  const isLong = dutch.length * english.length > maxComparisons;
  const found = isLong ? pairInOrder(dutch, english) : pairLikeliest(dutch, english);
  const taken = new Set(found.values());
  return {
    pair,
    pairs: [...found].map(([nl, en]) => ({ dutch: nl, english: en })),
    dutch: dutch.filter((quantity) => !found.has(quantity)),
    english: english.filter((quantity) => !taken.has(quantity)),
  };
}

type Found = ReadonlyMap<Quantity, Quantity>;

function pairLikeliest(dutch: readonly Quantity[], english: readonly Quantity[]): Found {
  const candidates = findCandidates(dutch, english).toSorted((a, b) => a.cost - b.cost);
  const found = new Map<Quantity, Quantity>();
  const taken = new Set<Quantity>();
  for (const candidate of candidates) {
    if (found.has(candidate.dutch) || taken.has(candidate.english)) continue;
    found.set(candidate.dutch, candidate.english);
    taken.add(candidate.english);
  }
  return found;
}

/** Of a table in one sentence: equal values, in their order. */
function pairInOrder(dutch: readonly Quantity[], english: readonly Quantity[]): Found {
  const byValue = new Map<number, Quantity[]>();
  for (const quantity of english.toReversed()) {
    const same = byValue.get(quantity.value);
    if (same) same.push(quantity);
    else byValue.set(quantity.value, [quantity]);
  }
  const found = new Map<Quantity, Quantity>();
  for (const quantity of dutch) {
    const twin = byValue.get(quantity.value)?.pop();
    if (twin) found.set(quantity, twin);
  }
  return found;
}

/**
 * "two in five" is one number where the Dutch has such a one, else two; so is "vijf voor twaalf"
 * where the English has that time.
 */
function withRatios(dutch: readonly Quantity[], english: readonly Quantity[]) {
  const ratios = dutch.filter(({ kind }) => kind === 'ratio');
  const isRatio = (quantity: Quantity) =>
    ratios.length > 0 || dutch.some((other) => isSameAmount(other, quantity));
  const isTime = (quantity: Quantity) => english.some((other) => isSameNumber(quantity, other));
  return {
    dutch: splitUnless(dutch, (each) => each.kind === 'ratio' || isTime(each)),
    english: splitUnless(english, isRatio),
  };
}

function splitUnless(
  quantities: readonly Quantity[],
  isOne: (quantity: Quantity) => boolean,
): readonly Quantity[] {
  if (quantities.every(({ parts }) => parts.length === 0)) return quantities;
  return quantities.flatMap((each) =>
    each.parts.length > 0 && !isOne(each) ? each.parts : [each],
  );
}

interface Candidate extends NumberPair {
  readonly cost: number;
}

function findCandidates(dutch: readonly Quantity[], english: readonly Quantity[]): Candidate[] {
  const candidates: Candidate[] = [];
  const add = (nl: Quantity, en: Quantity, places: readonly [number, number]) => {
    const distance = Math.abs(places[0] / dutch.length - places[1] / english.length);
    candidates.push({ dutch: nl, english: en, cost: costOf(nl, en) + distance / 2 });
  };
  for (const [at, nl] of dutch.entries())
    for (const [place, en] of english.entries()) if (isSameNumber(nl, en)) add(nl, en, [at, place]);
  return candidates;
}

function costOf(nl: Quantity, en: Quantity): number {
  const ofKind = classOf(nl) === classOf(en) ? 0 : 0.6;
  const isLoose = nl.kind === 'loose' || en.kind === 'loose';
  const ofUnit = (areCompatible(nl.unit, en.unit) ? 0 : 2) + (nl.unit && !en.unit ? 0.4 : 0);
  const ofValue = sameValue(nl.value, en.value) ? 0 : 0.3;
  return ofKind + (isLoose ? 1 : 0) + ofUnit + ofValue;
}

/** Numbers that can stand for each other: ranks, parts and factors, orders of magnitude, others. */
export function classOf({ kind }: Quantity): 'rank' | 'part' | 'vague' | 'loose' | 'number' {
  if (kind === 'ordinal' || kind === 'roman') return 'rank';
  if (kind === 'fraction' || kind === 'multiple' || kind === 'ratio') return 'part';
  return kind === 'vague' || kind === 'loose' ? kind : 'number';
}

/** Do these two say the same number? */
export function isSameNumber(nl: Quantity, en: Quantity): boolean {
  if (areUnlike(nl, en)) return false;
  if (nl.decade || en.decade) return isSameDecade(nl, en);
  if (sameValue(nl.value, en.value)) return true;
  if (nl.also.length > 0 || en.also.length > 0) {
    const values = [en.value, ...en.also];
    if ([nl.value, ...nl.also].some((value) => values.some((other) => sameValue(value, other))))
      return true;
  }
  if ((nl.clock || en.clock) && isSameClock(nl, en)) return true;
  if (nl.kind === 'vague' || en.kind === 'vague') return isSameMagnitude(nl, en);
  return isSameAmount(nl, en);
}

/** "een" is an article, "first" a word of many uses, "beide" no rank: they tell each other nothing. */
function areUnlike(nl: Quantity, en: Quantity): boolean {
  const [a, b] = [classOf(nl), classOf(en)];
  if (a === b || nl.digits) return false;
  if (a === 'loose' || b === 'loose') return a === 'rank' || b === 'rank';
  return nl.value === 1 && en.value === 1;
}

/** Without a century only the last two figures count; "the 1400s" are a century. */
function isSameDecade(nl: Quantity, en: Quantity): boolean {
  if (en.also.some((century) => century === nl.value)) return true;
  const isShort = nl.value < 100 || en.value < 100;
  const value = (year: number) => (isShort ? year % 100 : year);
  return value(nl.value) === value(en.value);
}

const halfDay = 12;

/** On the clock, 19.30 and 7.30 are one. */
function isSameClock(nl: Quantity, en: Quantity): boolean {
  const hours = ({ value, also }: Quantity) =>
    [value, ...also].filter((hour) => hour >= 0 && hour <= 24);
  return hours(nl).some((a) =>
    hours(en).some((b) => {
      const minutes = Math.round(Math.abs(a - b) * 60);
      return minutes % (halfDay * 60) === 0;
    }),
  );
}

/** "honderden" may be "several hundred", "a dozen" is ten or twelve. */
function isSameMagnitude(nl: Quantity, en: Quantity): boolean {
  if (nl.kind !== 'vague' || en.kind !== 'vague') return nl.kind === 'loose' && en.value === 10;
  return sameValue(nl.value, en.value);
}
