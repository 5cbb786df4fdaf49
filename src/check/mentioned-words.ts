import { wordSet } from '../word-set.ts';
import { isDutchWord, isEnglishWord } from './parse/dictionary.ts';
import type { Token } from './parse/text.ts';

/* Words that the English mentions as words or defines, and so leaves as they are. */

/** Words that introduce a word as a word; and after which "as", "for" or a colon does. */
const mentions = wordSet('called named termed dubbed word term');
const introductions = wordSet('known dutch translated search searching filter filtering');
const introducing = wordSet('as for :');
const quotes = wordSet('" “ ” „ \' ‘ ’ « » *');

/** "A rule called gedogen", "known as 'gedogen'", "in Dutch: gedogen". */
export function isMentioned(tokens: readonly Token[], at: number): boolean {
  const last = quotes.has(tokens[at - 1]?.text ?? '') ? at - 2 : at - 1;
  const [word, before] = [tokens[last]?.lower ?? '', tokens[last - 1]?.lower ?? ''];
  if (mentions.has(word) || (introducing.has(word) && introductions.has(before))) return true;
  if (word === 'dutch' && before === 'in') return true;
  return isListed(tokens, last);
}

/** Search terms: after "words such as", and after others of the same list. */
function isListed(tokens: readonly Token[], last: number): boolean {
  let at = last;
  const first = Math.max(2, last - maxListed);
  while (at >= first && isOfList(tokens[at])) at -= 1;
  const [word, before, noun] = [at, at - 1, at - 2].map((place) => tokens[place]?.lower ?? '');
  if (word === 'as' && before === 'such') return listNouns.has(noun ?? '');
  if (word === 'for') return introductions.has(before ?? '');
  return listStarts.has(word ?? '') && listNouns.has(before ?? '');
}

const isOfList = (token: Token | undefined): token is Token =>
  token !== undefined &&
  (token.text === ',' ||
    token.text === '-' ||
    quotes.has(token.text) ||
    token.lower === 'and' ||
    token.lower === 'or' ||
    (token.kind === 'word' && isDutchWord(token.lower) && !isEnglishWord(token.lower)));

const maxListed = 24;
const listStarts = wordSet('like including : as');
const listNouns = wordSet('terms term words word keywords keyword names spellings variants titles');

const titleNouns = wordSet(
  'publication article book report memorandum study essay thesis exhibition series journal magazine',
  'newspaper novel poem song film album brochure documentary website programme program play painting',
  'titled entitled heading headings title section chapter inventory catalogue catalog leaflet podcast',
);

/** "The book Wit over zwart": a run of words that both texts have, with a capital, after such a noun. */
export function isTitleOf(tokens: readonly Token[], run: readonly Token[], first: number): boolean {
  if (run.length < 2 || run[0]?.capital !== true) return false;
  return titleNouns.has(tokens[first - 1]?.lower ?? '') || isSaidToBeDutch(tokens, first);
}

/** So far after the beginning of a title it may be said to be "(in Dutch)". */
const maxTitle = 18;

function isSaidToBeDutch(tokens: readonly Token[], first: number): boolean {
  const after = tokens.slice(first, first + maxTitle);
  return after.some(
    ({ lower }, at) =>
      lower === 'dutch' &&
      after[at - 1]?.lower === 'in' &&
      ['(', '['].includes(after[at - 2]?.text ?? ''),
  );
}

/** "The controleur, a colonial official, reported it": the English says what it is. */
export function isDefined(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1]?.text === ',' && articles.has(tokens[at + 2]?.lower ?? '');
}

const articles = wordSet('a an the or namely');
