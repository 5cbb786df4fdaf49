import { likenessOf } from './align/likeness.ts';
import { findMovedNegation } from './negation-moved.ts';
import { findPrefixes } from './negation-prefixes.ts';
import {
  isAround,
  isRenamed,
  isRendering,
  shareOfScope,
  toleranceByLength,
} from './negation-scope.ts';
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
 * that than any list knows; so how literal the sentence is decides how sure a finding is, and whether
 * what is negated is there without its negation.
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
    return isSaidOtherwise(surplus, dutch.length - en.length) ? [] : [unmatched(surplus, en)];
  }
  if (english.length > nl.length + borrowed(pair)) {
    const surplus: Surplus = { pair, side: 'en', negators: english, isAmongOthers };
    return isSaidOtherwise(surplus, english.length - nl.length) ? [] : [unmatched(surplus, nl)];
  }
  return [];
}

/** Without the negators that those of the other language render: each renders the nearest. */
function unmatched(surplus: Surplus, others: readonly Negator[]): Surplus {
  const { pair, side } = surplus;
  const [own, other] = side === 'nl' ? [pair.nl, pair.en] : [pair.en, pair.nl];
  let left = surplus.negators;
  for (const { at } of others) {
    const expected = (at / other.tokens.length) * own.tokens.length;
    const nearest = left.reduce((best, negator) =>
      Math.abs(negator.at - expected) < Math.abs(best.at - expected) ? negator : best,
    );
    left = left.filter((negator) => negator !== nearest);
  }
  return { ...surplus, negators: left };
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
  const others = readNegators(other);
  const isSaid = (negator: Negator) => {
    const expected = (negator.at / own.tokens.length) * other.tokens.length;
    if (isCarriedOn(other, others, expected)) return true;
    if (side === 'nl' && isRenamed(pair, negator)) return true;
    // What renders another word than the negated one says no negation ("alleen", "only").
    const isFree = (phrase: Phrase<string>) =>
      !isRendering(phrase, other, { side: own, but: (at) => isInScope(own, negator.at, at) });
    const isNear = (at: number) =>
      Math.abs(at - expected) <= tolerance + other.tokens.length * toleranceByLength;
    return (
      otherLexical.some((phrase) => isNear(phrase.at) && isFree(phrase)) ||
      ownLexical.some((phrase) => cancels(negator, phrase)) ||
      ownContraries.some(
        ({ at, kind }) =>
          isInScope(own, negator.at, at) &&
          otherContraries.some(
            (phrase) => phrase.kind === kind && isNear(phrase.at) && isFree(phrase),
          ),
      )
    );
  };
  return negators.filter(isSaid).length >= count;
}

/** "will not be aware of it, or use it": the other language negates once for what one says twice. */
function isCarriedOn({ tokens }: Side, negators: readonly Negator[], expected: number): boolean {
  return tokens.some(
    ({ lower }, at) =>
      carryingOn.has(lower) &&
      Math.abs(at - expected) <= tolerance &&
      negators.some((negator) => negator.at < at && at - negator.at <= maxCarried),
  );
}

const carryingOn = new Set(['or', 'of']);
const maxCarried = 12;

/** "niet onbelangrijk", "not … without": both together negate nothing. */
function cancels(negator: Negator, { at, kind }: Phrase<string>): boolean {
  const distance = at - negator.at;
  // "Zonder vergunning mag het niet": with one it may.
  if (kind === 'without' && distance < 0 && distance >= -12) return true;
  return distance > 0 && distance <= (kind === 'without' || kind === 'unless' ? 12 : 3);
}

/**
 * What a negator negates stands after it, or in Dutch before it: the verb of a main clause may be
 * far ("kennen het verschil met de andere niet").
 */
function isInScope(side: Side, negator: number, at: number): boolean {
  const distance = at - negator;
  if (side.language === 'en') return distance >= 1 && distance <= 3;
  if (distance < 0) return isAround(side, negator, at, maxBefore);
  return distance > 0 && distance <= 4;
}

const maxBefore = 10;

/** How literal the sentence is for an error, and for a warning. */
const likeness = { sure: 0.8, error: 0.72, warning: 0.5 };
/** How much of what is negated has to be there, for the same. */
const share = { error: 0.5, warning: 0.3 };
/** What a sentence that is less literal has to come to for a warning, with half of that share. */
const minTogether = 0.8;

function toFinding(surplus: Surplus, all: readonly Surplus[]): PairFinding[] {
  const { side, negators, isAmongOthers, pair } = surplus;
  // Lost in one sentence and added in another: it was moved, rightly or wrongly.
  const isMoved = all.some((other) => other.side !== side);
  if (isMoved && side === 'en') return [];
  const { message, marks } = describe(surplus);
  const rule = `negation/${side === 'nl' ? 'lost' : 'added'}`;
  if (isMoved) {
    const moved = `${message} there, but in another sentence`;
    return [warning(moved, { rule: 'negation/moved-away', marks })];
  }
  const literal = likenessOf(pair);
  const inScope = Math.max(...negators.map((negator) => shareOfScope(pair, negator, side)));
  if (literal < likeness.warning)
    return [hint(message, { rule: `${rule}-in-free-english`, marks })];
  const isLiteral = literal >= likeness.error;
  const isSure = literal >= likeness.sure || (isLiteral && inScope >= share.error);
  if (isSure && !isAmongOthers) return [error(message, { rule, marks })];
  // Where little of what is negated is there, it may be said the other way round.
  const isThere = inScope >= share.warning && literal + inScope / 2 >= minTogether;
  const isLikely = isLiteral || (isThere && !isAmongOthers);
  const said = isAmongOthers ? message.replace(/does not$/, 'has fewer negations') : message;
  return [warning(said, { rule: `${rule}-${isLikely ? 'likely' : 'freely'}`, marks })];
}

/** What a finding says of it, and marks. */
function describe({ side, negators, pair }: Surplus) {
  const words = [...new Set(negators.flatMap(({ tokens }) => tokens.map(({ text }) => text)))];
  const quoted = words.map((word) => `"${word}"`).join(', ');
  const runs = negators.map(({ tokens }) => tokens);
  return side === 'nl'
    ? {
        message: `the Dutch negates with ${quoted}, and the English does not`,
        marks: marksOf(runs, [pair.en.tokens]),
      }
    : {
        message: `the English negates with ${quoted}, and the Dutch does not`,
        marks: marksOf([pair.nl.tokens], runs),
      };
}
