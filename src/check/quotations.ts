import { wordSet } from '../word-set.ts';
import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import type { Pair, Side } from './parse/pair.ts';
import { type Quotation, readQuotations } from './parse/quotes.ts';
import type { Token } from './parse/text.ts';

/*
 * What somebody said: is it in quotation marks in one text, and a claim of the writer's in the other,
 * or only half as long? Compared in aligned sentences. Single words, titles and names in quotation
 * marks may have them or not.
 */

/** What is quoted of one side of aligned sentences. */
interface Quoted {
  /** Quotations of somebody's words; of the English those that have both their marks. */
  readonly speech: readonly Quotation[];
  /** The words of those. */
  readonly words: number;
  readonly letters: number;
  /** All words in quotation marks, also of titles, and of what runs on in another paragraph. */
  readonly allWords: number;
  readonly allLetters: number;
  /** Any quotation marks, also around a word or a title. */
  readonly any: boolean;
}

interface QuotedPair {
  readonly pair: Pair;
  readonly nl: Quoted;
  readonly en: Quoted;
}

const minSpeechWords = 3;
/** Words of three are put in quotation marks for other reasons too. */
const minAddedWords = 4;
/** From this length on, half of a quotation is missed. */
const minLength = 8;
const halfShare = 0.6;
const surplusShare = 1.3;

/** Quotations that were lost, were added, or are half as long. */
export const checkQuotations: PairCheck = (pair) => {
  if (!hasMarks(pair.nl) && !hasMarks(pair.en)) return [];
  const pairs = quotedPairs(pair);
  return pairs.flatMap((aligned, at) => {
    const neighbours = [pairs[at - 1], pairs[at + 1]].filter((other) => other !== undefined);
    return compare(aligned, neighbours);
  });
};

const hasMarks = ({ raw }: Side): boolean => /["“”„«»‘]|''|,,|(?<!\p{L})'/u.test(raw);

function compare(aligned: QuotedPair, neighbours: readonly QuotedPair[]): PairFinding[] {
  const { nl, en } = aligned;
  // What is missing here may stand in the next sentence, where the alignment erred.
  const isBeside = (more: 'nl' | 'en', less: 'nl' | 'en') => {
    const missing = aligned[less].words - aligned[more].allWords;
    return neighbours.some((other) => {
      const surplus = other[more].allWords - other[less].allWords;
      return surplus > missing / 2 && other[more].allWords > other[less].allWords * surplusShare;
    });
  };
  if (nl.words >= minSpeechWords && !en.any && !isBeside('en', 'nl'))
    return [doubt(aligned, 'lost', `the Dutch quotes ${sample(nl)}, the English has no quotation`)];
  if (en.words >= minAddedWords && !nl.any && !isBeside('nl', 'en') && !isAfterColon(aligned))
    return [
      doubt(aligned, 'added', `the English quotes ${sample(en)}, the Dutch has no quotation`),
    ];
  const isShorter =
    nl.words >= minLength &&
    en.allWords < nl.words * halfShare &&
    en.allLetters < nl.letters * halfShare;
  if (isShorter && nl.speech.every(({ whole }) => whole) && !isBeside('en', 'nl')) {
    const message = `the Dutch quotes ${nl.words} words (${sample(nl)}), the English only ${en.allWords}`;
    return [doubt(aligned, 'half', message)];
  }
  return [];
}

/** Dutch may only have a colon before what is said. */
function isAfterColon({ pair: { nl }, en }: QuotedPair): boolean {
  const colon = nl.tokens.findIndex(({ text, spaced }) => text === ':' && !spaced);
  const after = nl.tokens.slice(colon).filter(({ kind }) => kind !== 'sign').length;
  return colon >= 0 && after > en.words / 2 && after < en.words * 2;
}

function doubt({ pair, nl, en }: QuotedPair, rule: string, message: string): PairFinding {
  const wordsOf = ({ speech }: Quoted) => speech.map(({ words }) => words);
  const marks = marksOf(
    nl.speech.length > 0 ? wordsOf(nl) : [pair.nl.tokens],
    en.speech.length > 0 ? wordsOf(en) : [pair.en.tokens],
  );
  return warning(message, { rule: `quotations/${rule}`, marks });
}

const sampleWords = 4;

function sample({ speech }: Quoted): string {
  const words = speech[0]?.words ?? [];
  const shown = words.slice(0, sampleWords).map(({ text }) => text);
  return `"${shown.join(' ')}${words.length > sampleWords ? ' …' : ''}"`;
}

/** The quotations of both texts, by the aligned sentences that they are in. */
function quotedPairs(pair: Pair): QuotedPair[] {
  const [quotedInDutch, quotedInEnglish] = [quotedIn(pair.nl), quotedIn(pair.en)];
  return pair.aligned().map((aligned) => ({
    pair: aligned,
    nl: quotedInDutch(aligned.nl),
    en: quotedInEnglish(aligned.en),
  }));
}

/** What is quoted in one part of a text after another. */
function quotedIn(side: Side): (part: Side) => Quoted {
  const quotations = readQuotations(side);
  let next = 0;
  return ({ tokens }) => {
    const [first, last] = [tokens[0]?.start, tokens.at(-1)?.start];
    if (first === undefined || last === undefined) return nothingQuoted;
    const inside: Quotation[] = [];
    while ((quotations[next]?.words.at(-1)?.start ?? first) < first) next += 1;
    for (let at = next; (quotations[at]?.words[0]?.start ?? last + 1) <= last; at += 1) {
      const { words = [], whole = false } = quotations[at] ?? {};
      const own = words.filter(({ start }) => start >= first && start <= last);
      if (own.length > 0) inside.push({ words: own, whole });
    }
    return toQuoted(inside, tokens, side.language);
  };
}

const nothingQuoted: Quoted = {
  speech: [],
  words: 0,
  letters: 0,
  allWords: 0,
  allLetters: 0,
  any: false,
};

function toQuoted(
  inside: readonly Quotation[],
  tokens: readonly Token[],
  language: Side['language'],
): Quoted {
  const speech = inside.filter(
    (quotation) =>
      (quotation.whole || language === 'nl') && isSpeech(quotation) && !isLabel(quotation, tokens),
  );
  return {
    speech,
    words: countWords(speech),
    letters: countLetters(speech),
    allWords: countWords(inside),
    allLetters: countLetters(inside),
    any: inside.length > 0,
  };
}

/** Dutch that is a compound in English has fewer words there, and English that is one more. */
const countLetters = (quotations: readonly Quotation[]): number =>
  quotations.reduce(
    (sum, { words }) => sum + words.reduce((letters, { text }) => letters + text.length, 0),
    0,
  );

const countWords = (quotations: readonly Quotation[]): number =>
  quotations.reduce((sum, { words }) => sum + words.length, 0);

/**
 * A heading, a title or a button within a sentence: it begins with a capital, after a word that says
 * nothing of speech ("choose 'Read and write'").
 */
function isLabel({ words }: Quotation, tokens: readonly Token[]): boolean {
  const [first] = words;
  if (first?.capital !== true) return false;
  const before = tokens[tokens.indexOf(first) - 2];
  return before?.kind === 'word' && !before.capital && !speechVerbs.has(before.lower);
}

const speechVerbs = wordSet(
  'said says say saying told tells added adds wrote writes asked asks replied replies stated that',
  'explained tweeted posted shouted quipped insisted concluded noted warned answered claimed read',
  'zei zegt zeggen zeiden schreef schrijft schrijven vroeg vraagt antwoordde antwoordt dat luidt',
  'riep roept stelt stelde meldt meldde twitterde reageerde reageert liet aldus luidde vertelde',
  'he she they it hij zij ze men we i ik',
);

/** Several words, and no title or name: those have capitals. */
function isSpeech({ words }: Quotation): boolean {
  if (words.length < minSpeechWords) return false;
  const capitals = words.filter(({ capital }) => capital).length;
  return capitals <= words.length / 2;
}
