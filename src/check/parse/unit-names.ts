import {
  dutchUnits,
  englishUnitNames,
  moneyAdjectives,
  powerSigns,
  powerWords,
  type Unit,
} from '../../lexicon/units.ts';
import type { Span } from './quantity.ts';
import type { Token } from './text.ts';

/*
 * The unit of a number: a sign before it ("€ 5"), or what comes after it ("5 miljoen Amerikaanse
 * dollar", "20 vierkante kilometer", "30 km per uur", "3 percentage points").
 */

const namesOf = { nl: dutchUnits, en: englishUnitNames } as const;
type Language = keyof typeof namesOf;

const currencySigns = new Set(['$', '€', '£', '¥', 'eur', 'usd', 'gbp', 'chf', 'us$']);
const known = (name: string) => dutchUnits.get(name) ?? null;
const percent = known('procent');
const percentagePoints = known('procentpunt');
const basisPoints = known('basispunt');
const celsius = known('celsius');
const fahrenheit = known('fahrenheit');
const degrees = englishUnitNames.get('degrees') ?? null;
const joints = new Set(['-', '–', '‑']);
const points = new Set(['point', 'points', 'punt', 'punten']);
const degreeWords = new Set(['graden', 'graad', 'degrees', 'degree', '°', 'º']);

/** Is this sign or code of a currency, which comes before a figure? */
export function isCurrencySign(token: Token | undefined): boolean {
  return token !== undefined && currencySigns.has(token.lower);
}

/** The unit of the number that stands in this span, or null. */
export function readUnit({ tokens, from, to }: Span, language: Language): Unit | null {
  const before = tokens[from - 1];
  if (before && currencySigns.has(before.lower))
    return namesOf[language].get(before.lower) ?? dutchUnits.get(before.lower) ?? null;
  let at = to;
  if (joints.has(tokens[at]?.text ?? '') && !tokens[at]?.spaced) at += 1;
  return readShare(tokens, at) ?? readDegrees(tokens, at) ?? readNamed(tokens, at, language);
}

/** Per cent, percentage points, basis points. */
function readShare(tokens: readonly Token[], at: number): Unit | null {
  const word = (step: number) => tokens[at + step]?.lower ?? '';
  const first = word(0);
  if (first === 'pp' || first === 'ppt') return percentagePoints;
  const isPoint = points.has(word(1));
  if (first === 'basis' && isPoint) return basisPoints;
  if (first === 'percentage') return isPoint ? percentagePoints : null;
  if (first === 'per') return word(1) === 'cent' ? percentOr(points.has(word(2))) : null;
  if (!percentWords.has(first)) return null;
  return percentOr(isPoint || (word(1) === '-' && points.has(word(2))));
}

const percentWords = new Set(['%', 'procent', 'percent']);
const percentOr = (arePoints: boolean) => (arePoints ? percentagePoints : percent);

function readDegrees(tokens: readonly Token[], at: number): Unit | null {
  if (!degreeWords.has(tokens[at]?.lower ?? '')) return null;
  const next = tokens[at + 1];
  const name = next?.lower ?? '';
  if (name === 'celsius' || name === 'centigrade' || next?.text === 'C') return celsius;
  if (name === 'fahrenheit' || next?.text === 'F') return fahrenheit;
  return degrees;
}

const perWords = new Set(['per', '/', 'an', 'a']);
const hourWords = new Set(['uur', 'hour', 'h', 'u']);
const kilometresAnHour = dutchUnits.get('kmh') ?? null;
const milesAnHour = dutchUnits.get('mph') ?? null;

function readNamed(tokens: readonly Token[], from: number, language: Language): Unit | null {
  let at = from;
  const power = powerWords.get(tokens[at]?.lower ?? '');
  if (power !== undefined) at += tokens[at + 1]?.text === '.' ? 2 : 1;
  while (moneyAdjectives.has(tokens[at]?.lower ?? '')) at += 1;
  const unit = namesOf[language].get(tokens[at]?.lower ?? '');
  if (unit === undefined) return null;
  if (unit.dimension === 'length') return readLength(tokens, at, { unit, power });
  // Between an adjective and a unit that is no money there is something else.
  return at === from || unit.dimension === 'money' ? unit : null;
}

interface Length {
  readonly unit: Unit;
  readonly power: 2 | 3 | undefined;
}

/** A length, or what is made of one: "km²", "km per uur". */
function readLength(tokens: readonly Token[], at: number, { unit, power }: Length): Unit {
  const next = tokens[at + 1];
  const raised = next && !next.spaced ? powerSigns.get(next.text) : undefined;
  const own = power ?? raised;
  if (own !== undefined) return toPower(unit, own);
  const isHourly = perWords.has(next?.lower ?? '') && hourWords.has(tokens[at + 2]?.lower ?? '');
  if (!isHourly) return unit;
  return (unit.name === 'miles' ? milesAnHour : kilometresAnHour) ?? unit;
}

const powers = new Map<string, Unit>();

function toPower(unit: Unit, power: 2 | 3): Unit {
  const name = `${power === 2 ? 'square' : 'cubic'} ${unit.name}`;
  const made = powers.get(name) ?? {
    name,
    dimension: power === 2 ? ('area' as const) : ('volume' as const),
    // Litres are the first unit of volume.
    factor: unit.factor ** power * (power === 3 ? 1_000 : 1),
  };
  powers.set(name, made);
  return made;
}

/** Is this the 2 or 3 of "km2" and "m3"? */
export function isPower(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (!before || !token || token.spaced || !powerSigns.has(token.text)) return false;
  return dutchUnits.get(before.lower)?.dimension === 'length';
}

const below = new Set(['below', 'onder']);
const zero = new Set(['zero', 'freezing', 'nul', 'vriespunt']);
const minusWords = new Set(['min', 'minus', 'negative']);
const minusSigns = new Set(['-', '−', '–']);

/** "min 8 graden", "-8", "8 degrees below zero". */
export function isNegative({ tokens, from, to }: Span): boolean {
  const before = tokens[from - 1];
  if (before && minusWords.has(before.lower)) return true;
  const first = tokens[from];
  if (before && minusSigns.has(before.text) && before.spaced && first && !first.spaced) return true;
  for (let at = to; at < to + 5; at += 1)
    if (below.has(tokens[at]?.lower ?? ''))
      return zero.has(tokens[at + 1]?.lower ?? '') || zero.has(tokens[at + 2]?.lower ?? '');
  return false;
}
