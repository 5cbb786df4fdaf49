import { error, hint, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { type Quantity, sameValue } from './parse/quantity.ts';
import { changedUnit, isConversion, isOtherCurrency } from './units.ts';

/*
 * Every number of the Dutch must stand in the English, and the other way round, in digits or words.
 * One that is gone and one that has come are a changed number; where they are the same amount in
 * another unit, that is said, and no more.
 */

/** Every number, in whatever form, against every number of the other side. */
export const checkNumbers: PairCheck = ({ nl, en }) => {
  const dutch = nl.numbers();
  const english = en.numbers();
  if (dutch.length === 0 && english.length === 0) return [];
  const { gone, come, matched, looseGone } = match(dutch, english, nl.raw, en.raw);
  const doubts: PairFinding[] = matched
    .filter(([one, two]) => changedUnit(one, two))
    .map(([one, two]) =>
      error(
        `"${one.written} ${one.unit}" in the Dutch is "${two.written} ${two.unit}" in the English`,
      ),
    );
  const conversions = [
    ...takeOut(gone, (one) => english.find((two) => isConversion(one, two, dutch, english))),
    ...takeOut(come, (two) => dutch.find((one) => isConversion(one, two, dutch, english))).map(
      ([two, one]) => [one, two] as const,
    ),
  ];
  // An amount in another currency beside the one that was asked.
  const kept = matched.map(([one]) => one);
  conversions.push(
    ...takeOut(come, (two) => kept.find((one) => isOtherCurrency(one, two))).map(
      ([two, one]) => [one, two] as const,
    ),
  );
  for (const [one, two] of conversions) {
    const message = `"${inUnits(one)}" was converted into "${inUnits(two)}"`;
    if (!doubts.some((doubt) => doubt.message === message)) doubts.push(hint(message));
  }
  // "Vierdaags" may be said in another way, but not with another number.
  if (gone.length === 0 && come.length > 0) gone.push(...looseGone.slice(0, come.length));
  return [...doubts, ...compare(gone, come)];
};

const inUnits = ({ written, unit }: Quantity): string =>
  unit === null ? written : `${written} ${unit}`;

/** Takes those out of the list for which a partner is found. */
function takeOut(
  list: Quantity[],
  partnerOf: (one: Quantity) => Quantity | undefined,
): Array<readonly [Quantity, Quantity]> {
  const pairs = list.flatMap((one) => {
    const partner = partnerOf(one);
    return partner ? [[one, partner] as const] : [];
  });
  for (const [one] of pairs) list.splice(list.indexOf(one), 1);
  return pairs;
}

function compare(gone: Quantity[], come: Quantity[]): PairFinding[] {
  const doubts: PairFinding[] = [];
  while (gone.length > 0 && come.length > 0) {
    const one = gone.shift();
    const two = come.shift();
    if (one && two)
      doubts.push(
        error(
          `"${one.written}" in the Dutch is not in the English, which has "${two.written}" instead`,
        ),
      );
  }
  for (const { written, digits } of gone)
    doubts.push((digits ? error : warning)(`"${written}" in the Dutch is not in the English`));
  for (const { written, digits } of come)
    doubts.push((digits ? error : warning)(`"${written}" in the English is not in the Dutch`));
  return doubts;
}

/** Pairs what is the same; gives what must have a counterpart and has none. */
function match(dutch: readonly Quantity[], english: readonly Quantity[], nl: string, en: string) {
  const free = new Set(english);
  const left: Quantity[] = [];
  const matched: Array<readonly [Quantity, Quantity]> = [];
  const digitsNl = nl.match(/\d+/g) ?? [];
  const digitsEn = en.match(/\d+/g) ?? [];
  for (const quantity of dutch) {
    const twin =
      [...free].find((other) => isSame(quantity, other) && other.unit === quantity.unit) ??
      [...free].find((other) => isSame(quantity, other));
    if (twin) {
      free.delete(twin);
      matched.push([quantity, twin]);
    } else left.push(quantity);
  }
  // Said twice here and once there is no error.
  const gone = left.filter(
    (one) =>
      !one.optional && !english.some((other) => isSame(one, other)) && !inDigits(one, digitsEn),
  );
  const surplus = [...free].filter((one) => !one.optional);
  const come = surplus.filter(
    (one) => !dutch.some((other) => isSame(other, one)) && !inDigits(one, digitsNl),
  );
  // A number that only a loose word ("a couple") stands for may be the one that was changed.
  const loosely = matched
    .filter(([one, other]) => !one.optional && other.optional && other.value >= 2)
    .map(([one]) => one);
  const looseGone = [
    ...loosely,
    ...left.filter(
      (one) => one.optional && one.value >= 2 && !english.some((other) => isSame(one, other)),
    ),
  ];
  // But when a number is gone, one that stands there once too often has taken its place.
  const twice = gone.length > come.length ? surplus.filter((one) => !come.includes(one)) : [];
  return {
    gone,
    come: [...come, ...twice.slice(0, gone.length - come.length)],
    matched,
    looseGone,
  };
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
  const [a, b] = [minutes(nl), minutes(en)];
  return Math.max(a, b) <= dayMinutes && Math.abs(a - b) % (dayMinutes / 2) === 0;
}

function minutes({ written, value }: Quantity): number {
  const parts = /^(\d{1,2})[.:](\d{2})/.exec(written);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : Math.round(value * 60);
}

/** "1-0", "7/11", "2018-19": the digits stand there, in whatever grouping. */
function inDigits(one: Quantity, digits: readonly string[]): boolean {
  return (
    one.digits &&
    (one.written.match(/\d+/g) ?? []).every((run) => digits.includes(run)) &&
    !/\p{L}/u.test(one.written)
  );
}
