import { dutchHalfNegations, englishHalfNegations } from '../lexicon/negations.ts';
import { error, type PairCheck, warning } from './pair-check.ts';
import type { Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

const dutchNegators = new Set(
  'niet geen nooit niemand niets nergens noch evenmin nimmer niks geenszins nee'.split(' '),
);
const englishNegators = new Set(
  'not no never nobody none nothing nowhere neither nor cannot'.split(' '),
);
/** After "niet", these make a turn of phrase that English has no negation for. */
const dutchPhrases = new Set('alleen enige al te weg'.split(' '));
const dutchHalfNegation = new RegExp(`^(?:${dutchHalfNegations.join('|')})$`, 'u');
const englishHalfNegation = new RegExp(`^(?:${englishHalfNegations.join('|')})$`);

/** Among this many, one more or less is likely a turn of phrase. */
const manyNegations = 3;

/** A negation that is missing, or one that was added. */
export const checkNegation: PairCheck = ({ nl, en }) => {
  const dutch = countNegations(nl, isDutchNegation);
  const english = countNegations(en, isEnglishNegation);
  const raise = Math.min(dutch, english) >= manyNegations ? warning : error;
  // Turns of phrase may or may not stay negations.
  if (dutch > english && dutch > english + countHalves(en, englishHalfNegation)) {
    const [more, fewer] = [inWords(dutch), inWords(english)];
    return [raise(`the Dutch has ${more} ("niet", "geen", …), the English ${fewer}`)];
  }
  const phrases = nl.tokens.filter(({ lower }) => dutchNegators.has(lower)).length - dutch;
  if (english > dutch && english > dutch + phrases + countHalves(nl, dutchHalfNegation)) {
    const [more, fewer] = [inWords(english), inWords(dutch)];
    return [raise(`the English has ${more} ("not", "no", …), the Dutch ${fewer}`)];
  }
  return [];
};

function inWords(count: number): string {
  if (count === 0) return 'no negation';
  return count === 1 ? 'one negation' : `${count} negations`;
}

function countNegations(
  { tokens }: Side,
  isNegation: (tokens: readonly Token[], at: number) => boolean,
): number {
  return tokens.filter((_, at) => isNegation(tokens, at)).length;
}

function isDutchNegation(tokens: readonly Token[], at: number): boolean {
  const lower = tokens[at]?.lower ?? '';
  if (!dutchNegators.has(lower)) return false;
  if (lower !== 'niet') return true;
  const next = tokens[at + 1];
  // "niet-gevaccineerd": not vaccinated, or unvaccinated.
  if (next?.lower === '-' && !next.spaced) return false;
  const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.lower);
  const isWhether = before.at(-1) === 'of' || before.join(' ').endsWith('al dan');
  if (isWhether || before.includes('zover')) return false;
  const pair = `${next?.lower ?? ''} ${tokens[at + 2]?.lower ?? ''}`;
  return !dutchPhrases.has(next?.lower ?? '') && pair !== 'de enige' && pair !== 'het minst';
}

/** "no doubt", "no matter", "no more". */
const notNegatedByNo = new Set(['doubt', 'matter', 'more']);
/** "not only", "not least", "not just", "not that". */
const notNegatedByNot = new Set(['only', 'least', 'just', 'that']);

function isEnglishNegation(tokens: readonly Token[], at: number): boolean {
  const lower = tokens[at]?.lower ?? '';
  if (lower.endsWith("n't")) return true;
  if (!englishNegators.has(lower)) return false;
  const next = tokens[at + 1]?.lower ?? '';
  // "no. 1".
  if (lower === 'no') return next !== '.' && !notNegatedByNo.has(next);
  // "whether or not".
  if (lower === 'not') return !notNegatedByNot.has(next) && tokens[at - 1]?.lower !== 'or';
  return !(lower === 'never' && next === 'more');
}

function countHalves({ tokens }: Side, pattern: RegExp): number {
  const isHalf = ({ kind, lower }: Token, at: number) => {
    const isOutOf = lower === 'out' && tokens[at + 1]?.lower === 'of';
    return kind === 'word' && (isOutOf || pattern.test(lower));
  };
  return tokens.filter(isHalf).length;
}
