import { homographs } from '../lexicon/homographs.ts';
import { wordSet } from '../word-set.ts';
import { isInEnglishPhrase } from './english-phrases.ts';
import { marksOf, type PairFinding, warning } from './pair-check.ts';
import { glossWords } from './parse/dictionary.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';
import { traitOf } from './parse/words.ts';

/** How the English that is right for a Dutch word begins, and the Dutch its double is right for. */
interface Homograph {
  readonly english: readonly string[];
  readonly others: readonly string[];
}

const byWord: ReadonlyMap<string, Homograph> = new Map(
  homographs
    .trim()
    .split('\n')
    .map((line) => {
      const [, word = '', english = '', others = ''] =
        /^(\S+?)=([^;]*)(?:; (.*))?$/.exec(line) ?? [];
      return [
        word,
        { english: english.trim().split(' '), others: others.split(' ').filter(Boolean) },
      ];
    }),
);

const isDouble = traitOf(({ kind, lower }) => kind === 'word' && byWord.has(lower));

/**
 * Dutch words that were perhaps left standing, and look like English of another meaning: the same
 * word is in aligned sentences, and nothing there that is right for it, nor any Dutch that the
 * English word would be right for.
 */
export function findHomographs(pair: Pair): PairFinding[] {
  const { nl, en } = pair;
  const isThere = ({ traits, lower }: Token) => (traits & isDouble) !== 0 && nl.words.has(lower);
  if (!en.tokens.some(isThere)) return [];
  return pair.aligned().flatMap(({ nl, en }) =>
    en.tokens.flatMap((token, at) => {
      if (isCode(en.tokens, at)) return [];
      const homograph = token.text === token.lower ? byWord.get(token.lower) : undefined;
      const source = homograph && nl.tokens.find(({ text }) => text === token.text);
      if (!source || isRight(token, homograph, { nl, en })) return [];
      // "fast boot" in both.
      if (isInEnglishPhrase({ nl, en }, at, nl.tokens.indexOf(source))) return [];
      return [toFinding(token, source, homograph)];
    }),
  );
}

/** A part of a path or a term ("auto-install", "/boot"), or a word in quotation marks of its own. */
function isCode(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const isJoined = (sign: Token | undefined, spaced: boolean | undefined) =>
    sign !== undefined && spaced === false && joints.has(sign.text);
  if (isJoined(before, token?.spaced)) return true;
  // A full stop ends a sentence, unless a word follows at once.
  if (isJoined(after, after?.spaced) && tokens[at + 2]?.spaced === false) return true;
  return quotes.has(before?.text ?? '') && quotes.has(after?.text ?? '');
}

const joints = wordSet('- / _ . = : @ #');
const quotes = wordSet('" “ ” \' ‘ ’ « »');

function isRight(
  { lower }: Token,
  { english, others }: Homograph,
  { nl, en }: { readonly nl: Side; readonly en: Side },
): boolean {
  for (const word of en.words)
    if (word !== lower && english.some((start) => word.startsWith(start))) return true;
  for (const word of nl.words) {
    if (word === lower) continue;
    if (others.some((start) => word.startsWith(start))) return true;
    if (glossWords(word).includes(lower)) return true;
  }
  return false;
}

function toFinding(token: Token, source: Token, { english }: Homograph): PairFinding {
  return warning(`"${token.text}" in the English is Dutch: English has "${english[0]}" for it`, {
    rule: 'dutch-words/homograph',
    marks: marksOf([[source]], [[token]]),
  });
}
