import type { Direction } from './align/answers.ts';
import type { TermList } from './align/links.ts';
import { findUnanswered, type Unanswered } from './align/unanswered.ts';
import { error, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { type KnownName, meanTheSame } from './parse/known-names.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/*
 * Is everything there, once, and nothing else? Log-odds above which something counts as lost or
 * added: where the sentences of NTREX, FLORES, government and heritage text (half of the articles)
 * almost never come.
 */

const sentenceLimits = { lost: { sure: 4.1, likely: 2 }, added: { sure: 4.3, likely: 1 } } as const;
const partLimits = { lost: 8.5, added: 11 } as const;
/** More sentences of a segment than this are not listed. */
const maxListed = 3;

/** Sentences and clauses lost, added or said twice, and English that breaks off. */
export const checkCoverage: PairCheck = (pair) => {
  const { nl, en } = pair;
  if (nl.tokens.length === 0 || en.tokens.length === 0) return [];
  const end = checkEnd(pair);
  const lost = checkDirection(pair, 'lost');
  return [
    ...(end.length > 0 ? lost.filter(({ severity }) => severity === 'error') : lost),
    ...checkDirection(pair, 'added'),
    ...end,
    ...checkTwice(nl, en),
  ];
};

function checkDirection(pair: Pair, direction: Direction): PairFinding[] {
  const unanswered = findUnanswered(pair, direction);
  const sentences = unanswered.filter(
    (part) => part.what === 'sentence' && isDoubtful(part, direction),
  );
  const parts = unanswered.filter(
    (part) =>
      part.what === 'part' &&
      isPartMissing(part, direction, sentences) &&
      !(direction === 'added' && isExplanation(part, pair)),
  );
  return [
    ...sentences.slice(0, maxListed).map((part) => ofSentence(part, direction)),
    ...parts.slice(0, maxListed).map((part) => ofPart(part, direction)),
  ];
}

/** Aligned with nothing, a sentence is more likely to be missing. */
const aloneGain = 2;
const lengthWeight = 1.4;
const edgeGain = 2.5;

const scoreOfSentence = ({ ofWords, ofLength, isAlone }: Unanswered): number =>
  ofWords + ofLength + (isAlone ? aloneGain : 0);

/** Beside a sentence of its own length it is rendered, however freely. */
const isRendered = ({ isAlone, ofLength }: Unanswered): boolean => !isAlone && ofLength < -1;

const isDoubtful = (sentence: Unanswered, direction: Direction): boolean =>
  !isRendered(sentence) && scoreOfSentence(sentence) >= sentenceLimits[direction].likely;

/** A clause begins and ends at a sign; what is cut off only ends there. */
function scoreOfPart({ ofWords, ofLength, edges, isLast }: Unanswered): number {
  const own = isLast ? Math.max(edges, 1.6) : edges;
  return ofWords + lengthWeight * ofLength + (own - 1) * edgeGain;
}

function isPartMissing(
  part: Unanswered,
  direction: Direction,
  sentences: readonly Unanswered[],
): boolean {
  const [first] = part.tokens;
  return (
    scoreOfPart(part) >= partLimits[direction] &&
    !sentences.some(({ tokens }) => first !== undefined && tokens.includes(first))
  );
}

const opening = new Set(['(', '[']);
const closingBrackets = new Set([')', ']']);
const acronym = /^\p{Lu}[\p{Lu}\d]+$/u;

/**
 * What a translator adds for readers abroad: in brackets after a Dutch term, or beside an acronym of
 * the Dutch ("the public broadcaster NOS").
 */
function isExplanation({ tokens }: Unanswered, { nl, en }: Pair): boolean {
  const from = en.tokens.findIndex(({ start }) => start === tokens[0]?.start);
  const around = en.tokens.slice(Math.max(0, from - 1), from + tokens.length + 2);
  const isDutchToo = (word: Token) => acronym.test(word.text) && nl.words.has(word.lower);
  if (around.some(isDutchToo)) return true;
  // The full name of what the Dutch has an acronym for.
  const isNamed = en
    .knownNames()
    .some((name) => name.from < from + tokens.length && name.to > from && isIn(name, nl));
  if (isNamed) return true;
  const bracket = en.tokens.findLastIndex(({ text }, at) => at < from && opening.has(text));
  if (bracket < 0) return false;
  const end = en.tokens.findIndex(({ text }, at) => at > bracket && closingBrackets.has(text));
  return end >= from + tokens.length - 1 || end < 0;
}

const isIn = (name: KnownName, side: Side): boolean =>
  side.knownNames().some((other) => meanTheSame(other, name));

function ofSentence(sentence: Unanswered, direction: Direction): PairFinding {
  const isSure = scoreOfSentence(sentence) >= sentenceLimits[direction].sure;
  const rule = `coverage/sentence-${direction}${isSure ? '' : '-likely'}`;
  const evidence = { rule, marks: marksFor(sentence.tokens, direction) };
  return (isSure ? error : warning)(messageOf(sentence.tokens, direction), evidence);
}

const ofPart = ({ tokens }: Unanswered, direction: Direction): PairFinding =>
  warning(messageOf(tokens, direction), {
    rule: `coverage/part-${direction}`,
    marks: marksFor(tokens, direction),
  });

const marksFor = (tokens: readonly Token[], direction: Direction) =>
  direction === 'lost' ? marksOf([tokens], []) : marksOf([], [tokens]);

const messageOf = (tokens: readonly Token[], direction: Direction): string =>
  direction === 'lost'
    ? `the Dutch says "${quote(tokens)}"; nothing in the English answers it`
    : `the English says "${quote(tokens)}"; nothing in the Dutch calls for it`;

const maxQuoted = 140;

/** The words as they are in the text, shortened in the middle. */
function quote(tokens: readonly Token[]): string {
  const text = tokens
    .map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text))
    .join('');
  if (text.length <= maxQuoted) return text;
  return `${text.slice(0, maxQuoted / 2).trimEnd()} … ${text.slice(-maxQuoted / 2).trimStart()}`;
}

const terminators = new Set(['.', '!', '?', '…']);
const closing = new Set(['"', '”', '’', "'", ')', ']', '»', '“']);
/** In English these end a text too, where a list follows. */
const pauses = new Set([':', ';']);

/** The Dutch ends with a full stop, the English in the middle of a sentence. */
function checkEnd(pair: Pair): PairFinding[] {
  const { nl, en } = pair;
  if (!terminators.has(lastToken(nl)?.text ?? '')) return [];
  const last = lastToken(en);
  if (last === undefined || terminators.has(last.text) || pauses.has(last.text)) return [];
  if (endsAlike(pair) || endsInBrackets(en)) return [];
  const end = en.tokens.slice(-4);
  const message = `the English breaks off after "${quote(end)}": the Dutch ends with "${quote(nl.tokens.slice(-8))}"`;
  return [
    error(message, { rule: 'coverage/cut-off', marks: marksOf([nl.tokens.slice(-8)], [end]) }),
  ];
}

/**
 * Only the full stop is missing: what each text says last, or last but one, the other says there too,
 * and nothing of the Dutch is without an answer that near its end.
 */
function endsAlike(pair: Pair): boolean {
  const { nl: dutch, en: english } = pair.links();
  const lastWord = pair.en.tokens.findLast(({ kind }) => kind !== 'sign');
  if (lastWord === undefined || english.terms.at(-1)?.token.start !== lastWord.start) return false;
  const [ofDutch, ofEnglish] = [dutch.terms.length - 1, english.terms.length - 1];
  const isNear = (own: TermList, term: number, others: number) =>
    linkedTo(own, term).some((other) => other > others - atTheEnd);
  return (
    [0, 1].every((back) => isNear(dutch, ofDutch - back, ofEnglish)) &&
    isNear(english, ofEnglish, ofDutch)
  );
}

/** What is cut off hardly ever ends with a bracket that closes: "(in Dutch)". */
const endsInBrackets = ({ tokens }: Side): boolean =>
  closingBrackets.has(tokens.at(-1)?.text ?? '');

/** So many terms are the end of a text. */
const atTheEnd = 4;

const linkedTo = ({ linksOf, links }: TermList, term: number): readonly number[] =>
  term < 0 ? [] : links.slice(linksOf[term] ?? 0, linksOf[term + 1] ?? 0);

const lastToken = ({ tokens }: Side): Token | undefined =>
  tokens.findLast(({ text }) => !closing.has(text));

const minRepeatedWords = 4;

/** A sentence of the English is there twice, and none of the Dutch. */
function checkTwice(nl: Side, en: Side): PairFinding[] {
  const [inEnglish] = repeatedSentences(en);
  if (inEnglish === undefined || repeatedSentences(nl).length > 0) return [];
  const message = `the English says "${quote(inEnglish.tokens)}" twice`;
  return [error(message, { rule: 'coverage/said-twice', marks: marksOf([], [inEnglish.tokens]) })];
}

function repeatedSentences(side: Side): Side[] {
  if (side.sentences().length < 2) return [];
  const seen = new Set<string>();
  const beginnings = side.sentences().map(({ tokens }) => tokens[0]?.lower);
  if (new Set(beginnings).size === beginnings.length) return [];
  return side.sentences().filter(({ tokens }) => {
    const words = tokens.flatMap(({ kind, lower }) => (kind === 'sign' ? [] : [lower]));
    const said = words.join(' ');
    if (words.length < minRepeatedWords) return false;
    const isRepeated = seen.has(said);
    seen.add(said);
    return isRepeated;
  });
}
