import { prefixOpposites } from '../lexicon/prefixes.ts';
import { wordSet } from '../word-set.ts';
import { keysOfEnglish } from './align/bilingual.ts';
import { likenessOf } from './align/likeness.ts';
import { error, marksOf, type PairFinding, warning } from './pair-check.ts';
import { englishWords } from './parse/dictionary.ts';
import { readNegators, unmatchedLexicalNegatives } from './parse/negators.ts';
import type { Pair, Sides } from './parse/pair.ts';
import { everyPhraseReader } from './parse/phrases.ts';
import type { Token } from './parse/text.ts';
import { traitOf } from './parse/words.ts';

/* A prefix lost or added: "onwaarschijnlijk" rendered as "likely", "bekend" as "unknown". */

const rows = prefixOpposites
  .trim()
  .split('\n')
  .map((row) => row.split('|'));

/** A row of the list, and which of its two opposites. */
type Kind = `${number}${'+' | '-'}`;

const readerOf = (plain: number, opposite: number) =>
  everyPhraseReader(
    rows.flatMap(
      (cells, row): Array<readonly [Kind, string]> => [
        [`${row}+`, cells[plain] ?? ''],
        [`${row}-`, cells[opposite] ?? ''],
      ],
    ),
  );
const readDutch = readerOf(0, 2);
const readEnglish = readerOf(1, 3);

const otherWay = (kind: Kind): Kind =>
  kind.endsWith('+') ? `${Number.parseInt(kind, 10)}-` : `${Number.parseInt(kind, 10)}+`;

/** A word that a prefix makes the opposite of what the Dutch says. */
export function findPrefixes({ nl, en }: Pair): PairFinding[] {
  if (nl.tokens.length === 0 || en.tokens.length === 0) return [];
  return findListed({ nl, en }) ?? findByStem({ nl, en }) ?? findAdded({ nl, en }) ?? [];
}

function findListed({ nl, en }: Sides): PairFinding[] | undefined {
  const english = readEnglish(en);
  if (english.length === 0) return undefined;
  const dutch = readDutch(nl);
  const turned = english.flatMap((word) => {
    const opposite = dutch.find(({ kind }) => kind === otherWay(word.kind));
    const isSaid = dutch.some(({ kind }) => kind === word.kind);
    const isSaidToo = english.some(({ kind }) => kind === otherWay(word.kind));
    if (!opposite || isSaid || isSaidToo) return [];
    // "niet ongelukkig" is happy, "niet compleet" incomplete.
    if (isDenied(nl.tokens, opposite.tokens) || isDenied(en.tokens, word.tokens)) return [];
    return [{ word, opposite }];
  });
  const [first] = turned;
  if (!first || isNegated({ nl, en }, first.word.kind.endsWith('-'))) return undefined;
  return [toFinding(first.opposite.tokens, first.word.tokens, 'negation/prefix')];
}

const denying = wordSet('niet geen nooit allerminst allesbehalve not never no hardly nauwelijks');
const reach = 2;

/** Does a negation stand before these words, at most one word away? */
function isDenied(tokens: readonly Token[], words: readonly Token[]): boolean {
  const at = tokens.findIndex(({ start }) => start === words[0]?.start);
  const before = tokens.slice(Math.max(0, at - reach), Math.max(0, at));
  return before.some(({ lower }) => denying.has(lower) || lower.endsWith("n't"));
}

/** "minder comfortabel" may be "uncomfortable". */
const lessening = wordSet(
  'minder weinig moeilijk lastig slecht klein kleine gering geringe nihil miniem minieme beperkt',
);

/** "niet mogelijk" is "impossible": a negator or another negative word makes up for it. */
function isNegated(pair: Sides, isEnglishNegative: boolean): boolean {
  const [dutch, english] = [readNegators(pair.nl).length, readNegators(pair.en).length];
  const left = unmatchedLexicalNegatives(pair);
  return isEnglishNegative
    ? dutch > english || left.nl.length > 0 || hasAny(pair.nl, lessening)
    : english > dutch || left.en.length > 0;
}

function hasAny({ words }: Sides['nl'], some: ReadonlySet<string>): boolean {
  for (const word of some) if (words.has(word)) return true;
  return false;
}

const prefix = /^(?:un|in|im|il|ir|dis)(?=[a-z]{4})/;
const hasPrefix = traitOf(({ lower }) => prefix.test(lower));
const dutchPrefix = /^(?:on|in|im|il|ir|dis|non|des|wan|mis)(?=[a-z]{3})/;

/** Words that no list has: without the prefix, the one could render the other. */
function findByStem({ nl, en }: Sides): PairFinding[] | undefined {
  if ((en.traits & hasPrefix) === 0) return undefined;
  const candidates = unmatchedLexicalNegatives({ nl, en })
    .en.flatMap(({ tokens }) => tokens)
    .filter(({ traits }) => (traits & hasPrefix) !== 0);
  const bases = candidates.flatMap((token) => {
    const base = token.lower.replace(prefix, '');
    return englishWords.has(base) ? [{ token, keys: keysOfEnglish(base).keys }] : [];
  });
  if (bases.length === 0 || isNegated({ nl, en }, true)) return undefined;
  for (const { token, keys } of bases) {
    const answering = nl.terms().filter((term) => term.keys.some((key) => keys.includes(key)));
    const [first] = answering;
    if (!first || answering.some((term) => dutchPrefix.test(term.token.lower))) continue;
    if (answering.some((term) => isDenied(nl.tokens, [term.token]))) continue;
    return [toFinding([first.token], [token], 'negation/prefix-by-stem')];
  }
  return undefined;
}

/** A listed word with a prefix for which the Dutch has nothing, and nothing negative of any kind. */
function findAdded({ nl, en }: Sides): PairFinding[] | undefined {
  // "zelden" may be "unlikely": what another negative word answers is not added.
  const listed = readEnglish(en).filter(({ kind }) => kind.endsWith('-'));
  if (listed.length === 0) return undefined;
  const unanswered = new Set(unmatchedLexicalNegatives({ nl, en }).en.map(({ at }) => at));
  const negatives = listed.filter(({ at }) => unanswered.has(at));
  if (negatives.length === 0 || isNegated({ nl, en }, true)) return undefined;
  const dutchWords = readDutch(nl);
  // "nog niet compleet" is "incomplete".
  const isSaid = ({ kind, tokens }: (typeof dutchWords)[number]) =>
    kind.endsWith('-') || isDenied(nl.tokens, tokens);
  if (dutchWords.some(isSaid)) return undefined;
  const dutch = new Set(nl.terms().flatMap(({ keys }) => keys));
  const added = negatives.find(
    ({ tokens }) =>
      !tokens.some(({ lower }) => keysOfEnglish(lower).keys.some((key) => dutch.has(key))),
  );
  if (!added || likenessOf({ nl, en }) < minLikeness) return undefined;
  const text = added.tokens.map((token) => token.text).join(' ');
  const message = `"${text}" in the English has nothing in the Dutch`;
  const marks = marksOf([nl.tokens], [added.tokens]);
  return [warning(message, { rule: 'negation/prefix-added', marks })];
}

const minLikeness = 0.5;

function toFinding(dutch: readonly Token[], english: readonly Token[], rule: string): PairFinding {
  const [before, after] = [dutch, english].map((tokens) =>
    tokens.map(({ text }) => text).join(' '),
  );
  const message = `"${before}" in the Dutch is "${after}" in the English, the opposite`;
  const marks = marksOf([dutch], [english]);
  return (rule === 'negation/prefix' ? error : warning)(message, { rule, marks });
}
