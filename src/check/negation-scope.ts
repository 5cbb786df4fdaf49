import { keysOfDutch, keysOfEnglish } from './align/bilingual.ts';
import type { Term } from './align/terms.ts';
import { type Negator, tolerance } from './parse/negators.ts';
import { perSide, type Side, type Sides } from './parse/pair.ts';
import type { Phrase } from './parse/phrases.ts';
import type { Token } from './parse/text.ts';

/* What a negator negates: the words around it, as far as its clause goes. */

/** What may be around a negator ends here. */
const clauseEnd = new Set(
  ', . ; : ? ! ( ) " ” “ – — en maar of die dat omdat als terwijl hoewel and but or which that because if while although'.split(
    ' ',
  ),
);

/** A word that a translation has to answer, and its place in the text. */
export interface PlacedTerm {
  readonly at: number;
  readonly keys: Term['keys'];
  readonly list: Term['list'];
}

/** The words of a text that a translation has to answer. */
export const placedTerms = perSide((side): readonly PlacedTerm[] =>
  side.terms().filter(({ token }) => token.kind === 'word'),
);

/** In the same clause as the negator, and not far. */
export function isAround({ tokens }: Side, negator: number, at: number, reach: number): boolean {
  if (Math.abs(at - negator) > reach) return false;
  const [from, to] = at < negator ? [at, negator] : [negator, at];
  return !tokens.slice(from, to).some(({ lower }) => clauseEnd.has(lower));
}

/** Words beside a negator tell twice as much as those farther off, the next one three times. */
const scope = { reach: 6, near: 2 } as const;

function weightOf(distance: number): number {
  if (distance === 1) return 3;
  return distance > 0 && distance <= scope.near ? 2 : 1;
}

/**
 * How much of what a negator negates the other language has, at about the same place: 0 to 1. Where
 * it has all of it and no negation, that was lost; where it has none of it, the translator may have
 * said it the other way round ("niet vertrouwd met", "new to").
 */
export function shareOfScope(pair: Sides, { at, tokens }: Negator, side: 'nl' | 'en'): number {
  const [own, other] = side === 'nl' ? [pair.nl, pair.en] : [pair.en, pair.nl];
  const last = at + tokens.length - 1;
  let [found, all] = [0, 0];
  for (const term of placedTerms(own)) {
    if (term.at >= at && term.at <= last) continue;
    const from = term.at < at ? at : last;
    if (!isAround(own, from, term.at, scope.reach)) continue;
    const weight = weightOf(term.at - from);
    all += weight;
    if (isAnswered(term, own, other)) found += weight;
  }
  return all === 0 ? 0 : found / all;
}

/** The other language has it at about the same place. */
function isAnswered({ at, keys }: PlacedTerm, own: Side, other: Side): boolean {
  const expected = (at / own.tokens.length) * other.tokens.length;
  const room = tolerance + other.tokens.length * toleranceByLength;
  return placedTerms(other).some(
    (counterpart) =>
      Math.abs(counterpart.at - expected) <= room &&
      counterpart.keys.some((key) => keys.includes(key)),
  );
}

/**
 * Is the negator a part of a compound that the English says with another word altogether:
 * "voor niet-leden", "for visitors"?
 */
export function isRenamed({ nl, en }: Sides, { at, tokens }: Negator): boolean {
  const hyphen = nl.tokens[at + tokens.length];
  if (hyphen?.text !== '-' || hyphen.spaced) return false;
  const negated = placedTerms(nl).find((term) => term.at === at + tokens.length + 1);
  return negated === undefined || !isAnswered(negated, nl, en);
}

/** A text, but for some of its words. */
interface Others {
  readonly side: Side;
  readonly but: (at: number) => boolean;
}

/** Do words of one text render any of these at about the same place? */
export function isRendering(
  { at, tokens }: Phrase<string>,
  own: Side,
  { side, but }: Others,
): boolean {
  const room = tolerance + side.tokens.length * toleranceByLength;
  return tokens.some((token, offset) => {
    const keys = keysOf(token, own);
    if (keys.length === 0) return false;
    const expected = ((at + offset) / own.tokens.length) * side.tokens.length;
    return side.tokens.some(
      (word, place) =>
        Math.abs(place - expected) <= room &&
        !but(place) &&
        keysOf(word, side).some((key) => keys.includes(key)),
    );
  });
}

function keysOf({ kind, lower }: Token, { language }: Side): readonly string[] {
  if (kind !== 'word') return [];
  return (language === 'nl' ? keysOfDutch(lower) : keysOfEnglish(lower)).keys;
}

/** In long sentences, a counterpart may stand farther from where it is expected. */
export const toleranceByLength = 0.1;
