import { error, type PairCheck } from './pair-check.ts';
import { dutchWords as dictionary, englishWords } from './parse/dictionary.ts';
import type { Token } from './parse/text.ts';

/** Frequent Dutch words that are not English words too. */
const dutchWords = new Set(
  'de het een en dat niet voor zijn er aan ook maar bij nog wel naar uit heeft hebben wordt worden werd deze dit wat om tot je ik ze hij zij wij u hun haar als kan moet zal zou geen meer veel alleen omdat tegen onder tussen volgens werden waren waar nu sinds tijdens terwijl toen zo zoals kunnen moeten zegt aldus'.split(
    ' ',
  ),
);
const particles = new Set(
  'van de der den des het een te ten ter en in op aan bij voor of la le du da di von'.split(' '),
);
/** Native Dutch has one such word in three; English with Dutch names in it far fewer than one in six. */
const dutchShare = 1 / 6;
/** A sentence in Dutch within English: more of it must be Dutch to be sure. */
const sentenceShare = 1 / 4;
const minWords = 4;

/** English that is still Dutch: all of it, most of it, or a sentence. */
export const checkUntranslated: PairCheck = ({ nl, en }) => {
  const words = en.tokens.filter(({ kind }) => kind === 'word');
  if (nl.raw === en.raw && words.some(isPlainDutch) && !isName(words))
    return [error('the text was left in Dutch')];
  if (share(words) >= dutchShare && words.length >= minWords)
    return [error('the English is still partly Dutch')];
  return sentences(en.tokens).some(
    (sentence) =>
      sentence.length > minWords && share(sentence) >= sentenceShare && !isName(sentence),
  )
    ? [error('a sentence of the English is still Dutch')]
    : [];
};

/** A Dutch word that is neither English too nor a part of names ("Vincent van Gogh"). */
function isPlainDutch({ lower, capital }: Token): boolean {
  return !capital && dictionary.has(lower) && !englishWords.has(lower) && !particles.has(lower);
}

function share(words: readonly Token[]): number {
  const dutch = words.filter(({ lower }) => dutchWords.has(lower)).length;
  return dutch < 2 ? 0 : dutch / words.length;
}

/** Titles of Dutch books and bodies may stand as they are. */
function isName(words: readonly Token[]): boolean {
  return words.filter(({ capital }) => capital).length > words.length / 2;
}

function sentences(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  for (const token of tokens) {
    if (token.opens) found.push([]);
    if (token.kind === 'word') found.at(-1)?.push(token);
  }
  return found;
}
