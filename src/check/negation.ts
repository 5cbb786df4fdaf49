import { likenessOf } from './align/likeness.ts';
import { findMovedNegation } from './negation-moved.ts';
import { findPrefixes } from './negation-prefixes.ts';
import { findNegativeWords } from './negation-words.ts';
import { findLostOnly } from './only.ts';
import { error, hint, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import {
  type Negator,
  readContraries,
  readNegators,
  tolerance,
  unmatchedLexicalNegatives,
} from './parse/negators.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Phrase } from './parse/phrases.ts';

/*
 * A negation that was lost, or one that was added: within aligned sentences, negators are counted
 * against each other. Where one side has more, what the other says without a negator is looked for:
 * a word that negates by what it means, or the opposite of what is negated. Translators do more of
 * that than any list knows; so how literal the sentence is decides how sure a finding is.
 */

/** A negation of one sentence that the other language does not have. */
interface Surplus {
  readonly pair: Pair;
  readonly side: 'nl' | 'en';
  readonly negators: readonly Negator[];
  /** Both languages negate something. */
  readonly isAmongOthers: boolean;
}

/** A negation that is missing, one that was added, or one of the wrong word. */
export const checkNegation: PairCheck = (pair) => {
  const sentences = pair.aligned();
  const surpluses = sentences.flatMap(findSurplus);
  const unpaired = sentences.flatMap(negatedAlone);
  return [
    ...surpluses
      .filter(({ side }) => !unpaired.some((other) => other !== side))
      .flatMap((surplus) => toFinding(surplus, surpluses)),
    ...sentences.flatMap(findMovedNegation),
    ...sentences.flatMap(findPrefixes),
    ...sentences.flatMap(findNegativeWords),
    ...sentences.flatMap(findLostOnly),
  ];
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

/** The language of a sentence that negates and has no counterpart: what another lacks may be there. */
function negatedAlone({ nl, en }: Pair): Array<'nl' | 'en'> {
  if (nl.tokens.length > 0 && en.tokens.length > 0) return [];
  const side: Side = nl.tokens.length > 0 ? nl : en;
  return readNegators(side).length > 0 ? [side.language] : [];
}

const englishNegators = ['no', 'not', 'never', 'nothing', "don't", "can't"] as const;

/** English negators that stand in the Dutch as they are: "no-claim", a song's title. */
function borrowed({ nl }: Pair): number {
  return englishNegators.filter((word) => nl.words.has(word)).length;
}

/** The other language says it with words that are no negators, at about the same place. */
function isSaidOtherwise({ pair, side, negators }: Surplus, count: number): boolean {
  const [own, other] = side === 'nl' ? [pair.nl, pair.en] : [pair.en, pair.nl];
  const left = unmatchedLexicalNegatives(pair);
  const [ownLexical, otherLexical] = side === 'nl' ? [left.nl, left.en] : [left.en, left.nl];
  const ownContraries = readContraries(own, side);
  const otherContraries = readContraries(other, side);
  const isSaid = (negator: Negator) => {
    const expected = (negator.at / own.tokens.length) * other.tokens.length;
    const isNear = (at: number) =>
      Math.abs(at - expected) <= tolerance + other.tokens.length * toleranceByLength;
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

/** In long sentences, a counterpart may stand farther from where it is expected. */
const toleranceByLength = 0.1;

/** "niet onbelangrijk", "not … without": both together negate nothing. */
function cancels(negator: Negator, { at, kind }: Phrase<string>): boolean {
  const distance = at - negator.at;
  return distance > 0 && distance <= (kind === 'without' || kind === 'unless' ? 12 : 3);
}

/** What a negator negates stands after it, or in Dutch before it. */
function isInScope(side: 'nl' | 'en', distance: number): boolean {
  return side === 'nl' ? distance !== 0 && Math.abs(distance) <= 4 : distance >= 1 && distance <= 3;
}

/** So literal that an error is almost sure; so free that nothing can be said. */
const likeness = { error: 0.72, warning: 0.5 };

function toFinding(surplus: Surplus, all: readonly Surplus[]): PairFinding[] {
  const { side, negators, isAmongOthers, pair } = surplus;
  // Lost in one sentence and added in another: it was moved, rightly or wrongly.
  const isMoved = all.some((other) => other.side !== side);
  if (isMoved && side === 'en') return [];
  const literal = likenessOf(pair);
  const words = [...new Set(negators.flatMap(({ tokens }) => tokens.map(({ text }) => text)))];
  const quoted = words.map((word) => `"${word}"`).join(', ');
  const runs = negators.map(({ tokens }) => tokens);
  const [message, marks] =
    side === 'nl'
      ? ([
          `the Dutch negates with ${quoted}, and the English does not`,
          marksOf(runs, [pair.en.tokens]),
        ] as const)
      : ([
          `the English negates with ${quoted}, and the Dutch does not`,
          marksOf([pair.nl.tokens], runs),
        ] as const);
  const rule = `negation/${side === 'nl' ? 'lost' : 'added'}`;
  if (isMoved) {
    const moved = `${message} there, but in another sentence`;
    return [warning(moved, { rule: 'negation/moved-away', marks })];
  }
  if (literal < likeness.warning)
    return [hint(message, { rule: `${rule}-in-free-english`, marks })];
  if (isAmongOthers) {
    const fewer = message.replace(/does not$/, 'has fewer negations');
    return [warning(fewer, { rule: `${rule}-among-others`, marks })];
  }
  return [
    literal >= likeness.error
      ? error(message, { rule, marks })
      : warning(message, { rule: `${rule}-perhaps`, marks }),
  ];
}
