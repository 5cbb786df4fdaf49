import { error, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { type KnownName, meanTheSame } from './parse/known-names.ts';
import type { Side } from './parse/pair.ts';

/** Below this many Dutch characters a ratio says nothing. */
const minCharacters = 60;
/**
 * English characters for a Dutch one. In 303 paragraphs of NTREX the ratio lies
 * between 0.62 and 1.16, in 98% of them between 0.73 and 1.08; native Dutch is a little terser.
 */
const likely = { low: 0.6, high: 1.5 };
/** A headline is often terser in English. */
const shortText = { characters: 150, low: 0.5 };
const possible = { low: 0.4, high: 2.2 };

/** English much shorter or longer than its Dutch: something was dropped, added or repeated. */
export const checkLength: PairCheck = ({ nl, en }): PairFinding[] => {
  if (en.raw.trim() === '') return nl.raw.trim() === '' ? [] : [error('the English is missing')];
  if (nl.raw.length < minCharacters) return [];
  const spelledOut = isTooLong(nl, en) ? spelledOutIn(nl, en) : 0;
  const ratio = en.raw.length / (nl.raw.length + spelledOut);
  const low = nl.raw.length < shortText.characters ? shortText.low : likely.low;
  if (ratio >= low && ratio <= likely.high) return [];
  const isExtreme = ratio < possible.low || ratio > possible.high;
  const side = ratio < low ? 'shorter' : 'longer';
  return [
    (isExtreme ? error : warning)(
      `the English is much ${side} than the Dutch (${Math.round(ratio * 100)}%)`,
    ),
  ];
};

const isTooLong = (nl: Side, en: Side): boolean => en.raw.length > nl.raw.length * likely.high;

/** The characters that full names in the English have beyond the acronyms of the Dutch. */
function spelledOutIn(nl: Side, en: Side): number {
  const lengthOf = ({ tokens }: Side, { from, to }: KnownName) =>
    tokens.slice(from, to).reduce((sum, { text }) => sum + text.length + 1, 0);
  const dutch = nl.knownNames();
  return en.knownNames().reduce((sum, name) => {
    const same = dutch.find((other) => meanTheSame(other, name));
    return same ? sum + Math.max(0, lengthOf(en, name) - lengthOf(nl, same)) : sum;
  }, 0);
}
