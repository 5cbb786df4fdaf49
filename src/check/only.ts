import { wordSet } from '../word-set.ts';
import { likenessOf } from './align/likeness.ts';
import { marksOf, type PairFinding, warning } from './pair-check.ts';
import type { Pair } from './parse/pair.ts';
import { traitOf } from './parse/words.ts';

/* "slechts" that was lost: that there were only three is not that there were three. */

const dutchOnly = wordSet('slechts alleen enkel louter uitsluitend');
/** What English may have for it, in a wide sense. */
const englishOnly = wordSet(
  'only just merely solely alone exclusively mere sole simply purely limited single singly restricted but',
  'unless except until few fewer little barely hardly nothing none solitary unique first confined apart',
  'lone entirely strictly too without unaccompanied lonely isolated separate reserved neither nor scarcely',
  "mostly mainly primarily rare rarely simple pure bare sheer exclusive endemic peculiar confines confine restrict restricts restricting nobody anything isn't wasn't don't doesn't",
);

const isOnly = traitOf(({ lower }) => dutchOnly.has(lower));

/** An "only" that the English does not have. */
export function findLostOnly(pair: Pair): PairFinding[] {
  const { nl, en } = pair;
  if ((nl.traits & isOnly) === 0) return [];
  const only = nl.tokens.find(
    ({ traits }, at) =>
      (traits & isOnly) !== 0 && !isOther(nl.tokens[at - 1]?.lower, nl.tokens[at + 1]?.lower),
  );
  if (!only || en.tokens.length === 0) return [];
  for (const word of en.words) if (englishOnly.has(word)) return [];
  // "hoeft alleen": "all you need to do".
  if (en.words.has('all') && needs.some((word) => nl.words.has(word))) return [];
  // "alleen" may be "alone" and "but then".
  const least = only.lower === 'alleen' ? minLikenessOfAlone : minLikeness;
  if (likenessOf(pair) < least) return [];
  const message = `"${only.text}" (only) in the Dutch is not in the English`;
  return [warning(message, { rule: 'negation/only-lost', marks: marksOf([[only]], [en.tokens]) })];
}

const minLikeness = 0.5;
const minLikenessOfAlone = 0.7;
const needs = ['hoef', 'hoeft', 'hoeven', 'hoefde', 'hoefden'] as const;

/** "niet alleen", "alleen al", "een enkel", "enkele". */
function isOther(before = '', after = ''): boolean {
  return (
    before === 'niet' || after === 'al' || before === 'een' || before === 'één' || before === 'geen'
  );
}
