import type { Unit } from '../lexicon/units.ts';
import { type Quantity, sameValue } from './parse/quantity.ts';

/*
 * Whether two quantities are the same amount: exactly ("14 dagen", "two weeks"), or as far as the
 * rounding of a conversion tells ("620 km", "385 miles").
 */

const convertible = new Set(['length', 'mass', 'volume', 'area', 'speed', 'time', 'share', 'data']);

/** Is it exactly the same amount in another unit: two weeks, 14 days; 50%, a half? */
export function isSameAmount(nl: Quantity, en: Quantity): boolean {
  if (isPart(nl) || isPart(en)) return isSamePart(nl, en) || isSamePart(en, nl);
  const [a, b] = [nl.unit, en.unit];
  if (!a || !b || a.dimension !== b.dimension || a.factor === b.factor) return false;
  const isSmallChange = a.dimension === 'money';
  if (!convertible.has(a.dimension) && !isSmallChange) return false;
  return sameValue(nl.value * a.factor, en.value * b.factor);
}

const isPart = ({ kind }: Quantity): boolean => kind === 'fraction' || kind === 'ratio';

function isSamePart(part: Quantity, other: Quantity): boolean {
  if (!isPart(part)) return false;
  if (part.unit?.dimension === 'time' && other.unit?.dimension === 'time')
    return sameValue(part.value * part.unit.factor, other.value * other.unit.factor);
  // A third is 33 per cent.
  if (other.unit?.dimension === 'share') return Math.abs(part.value * 100 - other.value) < 0.5;
  return isPart(other) && sameValue(part.value, other.value);
}

/** What a small figure may be off when it is a whole number, and what any may. */
const wholeRounding = 0.5;
const relativeRounding = 0.07;
const smallRounding = 0.2;
/** A month and a half is six weeks. */
const timeRounding = 0.085;
const smallFigure = 5;

/** Are these the same amount in two different units, as far as rounding tells? */
export function isConversion(nl: Quantity, en: Quantity): boolean {
  const [from, to] = [asMeasure(nl.unit, en.unit), asMeasure(en.unit, nl.unit)];
  if (!from || !to || from.name === to.name) return false;
  const areDegrees = [from, to].every(({ dimension }) => degrees.has(dimension));
  if (areDegrees) return isDegrees(nl.value, en.value) || isDegrees(en.value, nl.value);
  if (from.dimension !== to.dimension || !convertible.has(from.dimension)) return false;
  const expected = (nl.value * from.factor) / to.factor;
  const difference = Math.abs(expected - en.value);
  const largest = Math.max(expected, en.value);
  // Five days are no week.
  if (from.dimension === 'time') return difference <= largest * timeRounding;
  const small = Math.min(nl.value, en.value) < smallFigure;
  if (small && Number.isInteger(en.value) && difference <= wholeRounding) return true;
  return difference <= largest * (small ? smallRounding : relativeRounding);
}

const degrees = new Set(['temperature', 'angle']);

function isDegrees(celsius: number, fahrenheit: number): boolean {
  return Math.abs((celsius * 9) / 5 + 32 - fahrenheit) <= 1.5;
}

const poundOfMass: Unit = { name: 'pounds', dimension: 'mass', factor: 0.4536 };

/** A pound is money, unless it is compared with a mass. */
function asMeasure(unit: Unit | null, other: Unit | null): Unit | null {
  return unit?.name === 'pounds' && other?.dimension === 'mass' ? poundOfMass : unit;
}

/** Rates of these stay within a factor of each other. */
const majorCurrencies = new Set(['euros', 'dollars', 'pounds']);
const maxRate = 2;

/** May this be the amount in another currency? Rates are not known here: the reader decides. */
export function isOtherCurrency(nl: Quantity, en: Quantity): boolean {
  const [from, to] = [nl.unit, en.unit];
  if (from?.dimension !== 'money' || to?.dimension !== 'money' || from.name === to.name)
    return false;
  if (!majorCurrencies.has(from.name) || !majorCurrencies.has(to.name)) return true;
  return Math.max(nl.value / en.value, en.value / nl.value) <= maxRate;
}

/** Units that may be the same: degrees of whatever scale, a "ton" of money. */
export function areCompatible(nl: Unit | null, en: Unit | null): boolean {
  if (!nl || !en || nl.name === en.name) return true;
  if (nl.name === 'degrees') return en.name !== 'degrees Fahrenheit';
  if (en.name === 'degrees') return degrees.has(nl.dimension);
  if (nl.name === 'tonnes') return en.dimension === 'money' || en.dimension === 'mass';
  // "5 pond" is half a kilo, or five pounds of money.
  return nl.name === 'pounds' && en.dimension === 'mass';
}
