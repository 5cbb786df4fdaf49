import { error, hint, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import type { Sides } from './parse/pair.ts';
import { type Quantity, sameValue } from './parse/quantity.ts';
import { changedUnit, isConversion, isOtherCurrency } from './units.ts';

/*
 * Every number of the Dutch must be in the English, and the other way round, in digits or words.
 * One that is missing and one that was added are a changed number; where they are the same amount
 * in another unit, that is said, and no more.
 */

/** A number and its counterpart in the other language. */
interface NumberPair {
  readonly dutch: Quantity;
  readonly english: Quantity;
}

/** Every number, in whatever form, against every number of the other side. */
export const checkNumbers: PairCheck = ({ nl, en }) => {
  const dutch = nl.numbers();
  const english = en.numbers();
  if (dutch.length === 0 && english.length === 0) return [];
  const matched = matchNumbers(dutch, english);
  const findings: PairFinding[] = matched.pairs.filter(changedUnit).map(describeChangedUnit);
  const differences = findDifferences({ nl, en }, matched);
  const { conversions, missing, added } = takeConversions({ nl, en }, matched.pairs, differences);
  for (const message of new Set(conversions.map(describeConversion))) findings.push(hint(message));
  // "Vierdaags" may be said in another way, but not with another number.
  const replaced = missing.length === 0 ? differences.loose.slice(0, added.length) : missing;
  return [...findings, ...describeDifferences(replaced, added)];
};

/** What has its counterpart, and what is left on both sides. */
interface MatchedNumbers {
  readonly pairs: readonly NumberPair[];
  readonly dutch: readonly Quantity[];
  readonly english: readonly Quantity[];
}

/** Pairs numbers that are the same, those in the same unit first. */
function matchNumbers(dutch: readonly Quantity[], english: readonly Quantity[]): MatchedNumbers {
  const free = new Set(english);
  const left: Quantity[] = [];
  const pairs: NumberPair[] = [];
  for (const quantity of dutch) {
    const twins = [...free].filter((other) => isSame(quantity, other));
    const twin = twins.find((other) => other.unit === quantity.unit) ?? twins[0];
    if (twin) {
      free.delete(twin);
      pairs.push({ dutch: quantity, english: twin });
    } else left.push(quantity);
  }
  return { pairs, dutch: left, english: [...free] };
}

/** Numbers that must have a counterpart and have none. */
interface Differences {
  readonly missing: readonly Quantity[];
  readonly added: readonly Quantity[];
  /** Dutch numbers with no counterpart, or a loose one ("a couple"), that may have been changed. */
  readonly loose: readonly Quantity[];
}

function findDifferences({ nl, en }: Sides, matched: MatchedNumbers): Differences {
  const digitsNl = nl.raw.match(/\d+/g) ?? [];
  const digitsEn = en.raw.match(/\d+/g) ?? [];
  const isInDutch = (english: Quantity) => nl.numbers().some((dutch) => isSame(dutch, english));
  const isInEnglish = (dutch: Quantity) => en.numbers().some((english) => isSame(dutch, english));
  // Said twice on one side and once on the other is no error.
  const missing = matched.dutch.filter(
    (quantity) => !quantity.optional && !isInEnglish(quantity) && !isInDigits(quantity, digitsEn),
  );
  const surplus = matched.english.filter(({ optional }) => !optional);
  const added = surplus.filter(
    (quantity) => !isInDutch(quantity) && !isInDigits(quantity, digitsNl),
  );
  // But when a number is missing, one that is there once too often has taken its place.
  const repeated = surplus.filter((quantity) => !added.includes(quantity));
  const replacements = repeated.slice(0, Math.max(0, missing.length - added.length));
  return {
    missing,
    added: [...added, ...replacements],
    loose: [
      ...matched.pairs.filter(isLooselyMatched).map(({ dutch }) => dutch),
      ...matched.dutch.filter(
        (quantity) => quantity.optional && quantity.value >= 2 && !isInEnglish(quantity),
      ),
    ],
  };
}

/** Only a loose word ("a couple") stands for the number: it may be the one that was changed. */
function isLooselyMatched({ dutch, english }: NumberPair): boolean {
  return !dutch.optional && english.optional && english.value >= 2;
}

interface Conversions {
  readonly conversions: readonly NumberPair[];
  /** What is left of the differences. */
  readonly missing: readonly Quantity[];
  readonly added: readonly Quantity[];
}

/** Finds differences that are the same amount in another unit or currency. */
function takeConversions(
  { nl, en }: Sides,
  matched: readonly NumberPair[],
  { missing, added }: Differences,
): Conversions {
  const converted = (dutch: Quantity, english: Quantity) =>
    isConversion({ quantity: dutch, all: nl.numbers() }, { quantity: english, all: en.numbers() });
  const ofMissing = pairUp(missing, (dutch) =>
    en.numbers().find((english) => converted(dutch, english)),
  );
  const ofAdded = pairUp(added, (english) =>
    nl.numbers().find((dutch) => converted(dutch, english)),
  );
  // An amount in another currency besides the one that was asked.
  const ofMatched = pairUp(
    ofAdded.rest,
    (english) => matched.find(({ dutch }) => isOtherCurrency(dutch, english))?.dutch,
  );
  return {
    conversions: [
      ...ofMissing.pairs.map(([dutch, english]) => ({ dutch, english })),
      ...[...ofAdded.pairs, ...ofMatched.pairs].map(([english, dutch]) => ({ dutch, english })),
    ],
    missing: ofMissing.rest,
    added: ofMatched.rest,
  };
}

/** Pairs each quantity with its partner; those without one are the rest. */
function pairUp(
  quantities: readonly Quantity[],
  partnerOf: (quantity: Quantity) => Quantity | undefined,
) {
  const pairs: Array<readonly [Quantity, Quantity]> = [];
  const rest: Quantity[] = [];
  for (const quantity of quantities) {
    const partner = partnerOf(quantity);
    if (partner) pairs.push([quantity, partner]);
    else rest.push(quantity);
  }
  return { pairs, rest };
}

function describeChangedUnit({ dutch, english }: NumberPair): PairFinding {
  const before = `"${dutch.written} ${dutch.unit}"`;
  const after = `"${english.written} ${english.unit}"`;
  return error(`${before} in the Dutch is ${after} in the English`);
}

function describeConversion({ dutch, english }: NumberPair): string {
  return `"${inUnits(dutch)}" was converted into "${inUnits(english)}"`;
}

function inUnits({ written, unit }: Quantity): string {
  return unit === null ? written : `${written} ${unit}`;
}

function describeDifferences(
  missing: readonly Quantity[],
  added: readonly Quantity[],
): PairFinding[] {
  const changes = Math.min(missing.length, added.length);
  return [
    ...missing
      .slice(0, changes)
      .map(({ written }, at) =>
        error(
          `"${written}" in the Dutch is not in the English, ` +
            `which has "${added[at]?.written}" instead`,
        ),
      ),
    ...missing
      .slice(changes)
      .map(({ written, digits }) =>
        (digits ? error : warning)(`"${written}" in the Dutch is not in the English`),
      ),
    ...added
      .slice(changes)
      .map(({ written, digits }) =>
        (digits ? error : warning)(`"${written}" in the English is not in the Dutch`),
      ),
  ];
}

function isSame(nl: Quantity, en: Quantity): boolean {
  if (nl.decade || en.decade) return nl.value % 100 === en.value % 100;
  if (sameValue(nl.value, en.value)) return true;
  if (nl.clock || en.clock) return sameClock(nl, en);
  // Decades, centuries and dozens are counted in years and pieces as well.
  if (en.unit === 'decades' || en.unit === 'decade') return sameValue(nl.value, en.value * 10);
  if (en.unit === 'dozen') return sameValue(nl.value, en.value * 12);
  if (en.unit === 'score' || en.unit === 'weeks') return sameValue(nl.value, en.value * 7);
  return false;
}

const dayMinutes = 24 * 60;

/** On the clock, 19.30 and 7.30 are one. */
function sameClock(nl: Quantity, en: Quantity): boolean {
  const [a, b] = [minutesOf(nl), minutesOf(en)];
  return Math.max(a, b) <= dayMinutes && Math.abs(a - b) % (dayMinutes / 2) === 0;
}

function minutesOf({ written, value }: Quantity): number {
  const time = /^(?<hours>\d{1,2})[.:](?<minutes>\d{2})/.exec(written)?.groups;
  if (!time) return Math.round(value * 60);
  return Number(time['hours']) * 60 + Number(time['minutes']);
}

/** "1-0", "7/11", "2018-19": the digits are there, in whatever grouping. */
function isInDigits(quantity: Quantity, digits: readonly string[]): boolean {
  if (!quantity.digits || /\p{L}/u.test(quantity.written)) return false;
  const groups = quantity.written.match(/\d+/g) ?? [];
  return groups.every((group) => digits.includes(group));
}
