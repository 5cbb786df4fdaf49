import { error, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import {
  type Negator,
  readContraries,
  readLexicalNegatives,
  readNegators,
} from './parse/negators.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Phrase } from './parse/phrases.ts';

/*
 * A negation that was lost, or one that was added: within aligned sentences, negators are counted
 * against each other. Where one side has more, what the other says without a negator is looked for:
 * a word that negates by what it means, or the opposite of what is negated.
 */

/** A negation of one sentence that the other language does not have. */
interface Surplus {
  readonly pair: Pair;
  readonly side: 'nl' | 'en';
  readonly negators: readonly Negator[];
  /** Both languages negate something. */
  readonly isAmongOthers: boolean;
}

/** A negation that is missing, or one that was added. */
export const checkNegation: PairCheck = (pair) => {
  const surpluses = pair.aligned().flatMap(findSurplus);
  return surpluses.filter((surplus) => !isMoved(surplus, surpluses)).map(toFinding);
};

function findSurplus(pair: Pair): Surplus[] {
  // What has no counterpart at all is for other checks.
  if (pair.nl.tokens.length === 0 || pair.en.tokens.length === 0) return [];
  const nl = readNegators(pair.nl);
  const en = readNegators(pair.en);
  if (nl.length === 0 && en.length === 0) return [];
  const [dutch, english] = [full(nl), full(en)];
  const isAmongOthers = dutch.length > 0 && english.length > 0;
  if (dutch.length > en.length + borrowed(pair)) {
    const surplus: Surplus = { pair, side: 'nl', negators: dutch, isAmongOthers };
    return isSaidOtherwise(surplus, dutch.length - en.length) ? [] : [surplus];
  }
  if (english.length > nl.length + borrowed(pair)) {
    const surplus: Surplus = { pair, side: 'en', negators: english, isAmongOthers };
    return isSaidOtherwise(surplus, english.length - nl.length) ? [] : [surplus];
  }
  return [];
}

const full = (negators: readonly Negator[]) => negators.filter(({ kind }) => kind === 'full');

/** English negators that stand in the Dutch as they are: "no-claim", a song's title. */
function borrowed({ nl }: Pair): number {
  let count = 0;
  for (const word of ['no', 'not', 'never', "don't", "can't"]) if (nl.words.has(word)) count += 1;
  return count;
}

/** The other language says it with words that are no negators, at about the same place. */
function isSaidOtherwise({ pair, side, negators }: Surplus, count: number): boolean {
  const [own, other] = side === 'nl' ? [pair.nl, pair.en] : [pair.en, pair.nl];
  const left = unmatched(pair);
  const [ownLexical, otherLexical] = side === 'nl' ? [left.nl, left.en] : [left.en, left.nl];
  const ownContraries = readContraries(own, side);
  const otherContraries = readContraries(other, side);
  const isSaid = (negator: Negator) => {
    const isNear = neighbourhood(pair, side, negator);
    return (
      otherLexical.some(({ at }) => isNear(at)) ||
      ownLexical.some((phrase) => cancels(negator, phrase)) ||
      ownContraries.some(
        ({ at, kind }) =>
          isInScope(side, at - negator.at) &&
          otherContraries.some((phrase) => phrase.kind === kind && isNear(phrase.at)),
      )
    );
  };
  return negators.filter(isSaid).length >= count;
}

/**
 * Those of either language that the other has no counterpart for: one of the same concept, or
 * another at about the same place.
 */
function unmatched({ nl, en }: Pair) {
  const [dutch, english] = [readLexicalNegatives(nl), readLexicalNegatives(en)];
  const left = { nl: [...dutch], en: [...english] };
  const match = (isCounterpart: (a: Phrase<string>, b: Phrase<string>) => boolean) => {
    left.nl = left.nl.filter((own) => {
      const at = left.en.findIndex((other) => isCounterpart(own, other));
      if (at >= 0) left.en.splice(at, 1);
      return at < 0;
    });
  };
  match((own, other) => own.kind === other.kind);
  match((own, other) => {
    const expected = (own.at / nl.tokens.length) * en.tokens.length;
    return Math.abs(other.at - expected) <= tolerance;
  });
  return left;
}

/** "niet onbelangrijk", "not … without": both together negate nothing. */
function cancels(negator: Negator, { at, kind }: Phrase<string>): boolean {
  const distance = at - negator.at;
  return distance > 0 && distance <= (kind === 'without' || kind === 'unless' ? 12 : 3);
}

/** What a negator negates stands after it, or in Dutch before it. */
const isInScope = (side: 'nl' | 'en', distance: number) =>
  distance !== 0 && distance >= (side === 'nl' ? -4 : 1) && distance <= (side === 'nl' ? 4 : 3);

/** How many words from where it is expected a counterpart may stand. */
const tolerance = 6;

/** Where in the other sentence the counterpart of a negator may stand: about what is around it. */
function neighbourhood({ nl, en }: Pair, side: 'nl' | 'en', { at }: Negator) {
  const [own, other] = side === 'nl' ? [nl, en] : [en, nl];
  const expected = (at / own.tokens.length) * other.tokens.length;
  return (place: number) => Math.abs(place - expected) <= tolerance + other.tokens.length * 0.1;
}

/** Lost in one sentence, and added in another of the segment. */
function isMoved({ side }: Surplus, all: readonly Surplus[]): boolean {
  return all.some((other) => other.side !== side);
}

function toFinding({ side, negators, isAmongOthers, pair }: Surplus): PairFinding {
  const raise = isAmongOthers ? warning : error;
  const words = [...new Set(negators.flatMap(({ tokens }) => tokens.map(({ text }) => text)))];
  const quoted = words.map((word) => `"${word}"`).join(', ');
  const runs = negators.map(({ tokens }) => tokens);
  const rule = `negation/${side === 'nl' ? 'lost' : 'added'}${isAmongOthers ? '-among-others' : ''}`;
  if (side === 'nl') {
    const message = `the Dutch negates (${quoted}), and the English does so less`;
    return raise(message, { rule, marks: marksOf(runs, [pair.en.tokens]) });
  }
  const message = `the English negates (${quoted}), and the Dutch does so less`;
  return raise(message, { rule, marks: marksOf([pair.nl.tokens], runs) });
}
