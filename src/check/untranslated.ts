import { wordSet } from '../word-set.ts';
import { error, marksOf, type PairCheck } from './pair-check.ts';
import { dutchWords, englishWords } from './parse/dictionary.ts';
import type { Token } from './parse/text.ts';
import { perWord } from './parse/words.ts';

/** Frequent Dutch words that are not English words too. */
const frequentDutchWords = wordSet(
  'de het een en dat niet voor zijn er aan ook maar bij nog wel naar uit heeft hebben wordt',
  'worden werd deze dit wat om tot je ik ze hij zij wij u hun haar als kan moet zal zou geen',
  'meer veel alleen omdat tegen onder tussen volgens werden waren waar nu sinds tijdens',
  'terwijl toen zo zoals kunnen moeten zegt aldus',
);
const particles = wordSet(
  'van de der den des het een te ten ter en in op aan bij voor of la le du da di von',
);
/**
 * One word in three of native Dutch is such a word; far fewer than one in six of English with Dutch
 * names.
 */
const dutchShare = 1 / 6;
/** A sentence in Dutch within English: more of it must be Dutch to be sure. */
const sentenceShare = 1 / 4;
const minWords = 4;

/** English that is still Dutch: all of it, most of it, or a sentence. */
export const checkUntranslated: PairCheck = ({ nl, en }) => {
  const words = en.tokens.filter(({ kind }) => kind === 'word');
  if (nl.raw === en.raw && words.some(isPlainDutch) && !isName(words))
    return [error('the text was left in Dutch')];
  if (words.length >= minWords && dutchShareOf(words) >= dutchShare)
    return [error('the English is still partly Dutch')];
  const dutch = sentencesOf(en.tokens).find(isDutchSentence);
  if (!dutch) return [];
  return [error('a sentence of the English is still Dutch', { marks: marksOf([], [dutch]) })];
};

function isDutchSentence(words: readonly Token[]): boolean {
  return words.length > minWords && dutchShareOf(words) >= sentenceShare && !isName(words);
}

/** A Dutch word that is neither English too nor a part of names ("Vincent van Gogh"). */
function isPlainDutch({ lower, capital }: Token): boolean {
  return !capital && dutchWords.has(lower) && !englishWords.has(lower) && !particles.has(lower);
}

function dutchShareOf(words: readonly Token[]): number {
  const dutch = words.filter(
    ({ word }, at) => isFrequentDutch(word) && !isInTitle(words, at),
  ).length;
  return dutch < 2 ? 0 : dutch / words.length;
}

const isFrequentDutch = perWord(({ lower }) => frequentDutchWords.has(lower));

const isSmall = ({ lower, capital }: Token): boolean =>
  !capital && (frequentDutchWords.has(lower) || particles.has(lower));

/** "Partij voor de Dieren": a small word between words with capitals; "De Telegraaf". */
function isInTitle(words: readonly Token[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  if (word?.capital) return next?.capital === true && word.text.slice(1) === word.lower.slice(1);
  const before = words.findLast((word, place) => place < at && !isSmall(word));
  const after = words.find((word, place) => place > at && !isSmall(word));
  return before?.capital === true && after?.capital === true;
}

/** Titles of Dutch books and bodies may stand as they are. */
function isName(words: readonly Token[]): boolean {
  return words.filter(({ capital }) => capital).length > words.length / 2;
}

function sentencesOf(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  for (const token of tokens) {
    if (token.opens) found.push([]);
    if (token.kind === 'word') found.at(-1)?.push(token);
  }
  return found;
}
