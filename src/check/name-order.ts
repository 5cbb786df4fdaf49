import { wordSet } from '../word-set.ts';
import { error, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { countInDutch, countInEnglish, isSameName } from './parse/name-answers.ts';
import type { Concept } from './parse/name-forms.ts';
import type { NameWord } from './parse/name-words.ts';
import { type Pair, perPair, type Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/*
 * Names that changed places, where their order shows it: the first name and the surname, the
 * subjects of two sentences, the subject and another name of one sentence.
 */

/** Names in each other's places. */
export const checkNameOrder: PairCheck = (pair) => {
  const beads = pair.aligned();
  return beads.flatMap((bead, at) => {
    const next = beads[at + 1];
    return [...findTurned(bead), ...findSwitched(bead), ...(next ? findCrossed(bead, next) : [])];
  });
};

/** "Vera Bosman" became "Bosman Vera". */
function findTurned({ nl, en }: Pair): PairFinding[] {
  const proper = nl.nameWords().filter(({ ordinary }) => !ordinary);
  const english = en.nameWords();
  return proper.flatMap((first) => {
    const second = proper.find(({ at }) => at === first.at + 1);
    if (!second || second.folded === first.folded) return [];
    const isThere = (before: string, after: string) =>
      english.some(
        ({ at, folded }) =>
          folded === before && english.some((next) => next.at === at + 1 && next.folded === after),
      );
    if (!isThere(second.folded, first.folded) || isThere(first.folded, second.folded)) return [];
    const turned = english.filter(
      ({ folded }) => folded === first.folded || folded === second.folded,
    );
    return [
      exchanged(
        'names/turned',
        [first.token, second.token],
        turned.map(({ token }) => token),
      ),
    ];
  });
}

/** Both sentences begin with a name and go on with its verb, and it is not the same name. */
function findSwitched(bead: Pair): PairFinding[] {
  const { nl, en } = bead;
  if (nl.words.has('door') || en.words.has('by')) return [];
  const [dutch, english] = [subjectOf(nl), subjectOf(en)];
  if (!dutch || !english || isSameName(dutch.folded, english.folded)) return [];
  const isOnce = ({ folded }: NameWord) =>
    countInDutch(nl, folded) === 1 && countInEnglish(en, folded) === 1;
  // Inside the other sentence its capital shows that it is a name.
  const isInside = (side: Side, { folded }: NameWord) =>
    side.nameWords().some((name) => name.folded === folded && name.certain);
  if (!isOnce(dutch) || !isOnce(english) || !isInside(en, dutch) || !isInside(nl, english))
    return [];
  return [exchanged('names/switched', [dutch.token], [english.token])];
}

/** The last word of the name that a sentence begins with, if a verb may follow. */
function subjectOf(side: Side): NameWord | undefined {
  const { tokens } = side;
  const names = side.nameWords();
  // "Met Tadema": the first word has its capital from the sentence.
  if (tokens[1]?.capital && names.some(({ at, ordinary }) => at === 0 && ordinary))
    return undefined;
  let last: NameWord | undefined;
  for (let at = 0; at < maxSubject; at += 1) {
    const name = names.find((other) => other.at === at);
    if (!name) break;
    last = name;
  }
  const next = last && tokens[last.at + 1];
  return next?.kind === 'word' && !next.capital && !noVerb.has(next.lower) ? last : undefined;
}

const maxSubject = 4;
const noVerb = wordSet(
  'en of van in op uit met and or of in on from with to for voor bij at over tegen against',
);

/** Each of two sentences has the name of the other, once too often. */
function findCrossed(bead: Pair, next: Pair): PairFinding[] {
  const [here, there] = [balancesOf(bead), balancesOf(next)];
  const isOff = (key: Key, sign: 1 | -1) =>
    here.get(key)?.more === sign && there.get(key)?.more === -sign;
  const keys = [...here.keys()];
  const lost = keys.find((key) => isOff(key, 1));
  const come = lost === undefined ? undefined : keys.find((key) => isOff(key, -1));
  const dutch = lost === undefined ? undefined : here.get(lost)?.nl;
  const english = come === undefined ? undefined : here.get(come)?.en;
  return dutch && english ? [exchanged('names/crossed', [dutch], [english])] : [];
}

type Key = string | Concept;

/** How much more often the Dutch of a sentence has a name than its English. */
interface Balance {
  more: number;
  nl?: Token;
  en?: Token;
}

const balancesOf = perPair((bead): ReadonlyMap<Key, Balance> => {
  const found = new Map<Key, Balance>();
  for (const language of ['nl', 'en'] as const) {
    for (const [key, token] of keysOf(bead[language])) {
      const balance = found.get(key) ?? { more: 0 };
      balance.more += language === 'nl' ? 1 : -1;
      balance[language] ??= token;
      found.set(key, balance);
    }
  }
  return found;
});

/** Names and places, each time they stand there. */
function keysOf(side: Side): Array<readonly [Key, Token]> {
  const places = side.knownNames().flatMap(({ concepts, weak, from }) => {
    const [concept, token] = [concepts[0], side.tokens[from]];
    return concept?.kind === 'place' && token && !weak ? [[concept, token] as const] : [];
  });
  const words = side
    .nameWords()
    .filter(({ certain, ordinary }) => certain || !ordinary)
    .map(({ folded, token }) => [folded, token] as const);
  return [...places, ...words];
}

/** No right English of a thousand segments has names crossed or turned. */
const surely = new Set(['names/crossed', 'names/turned']);

function exchanged(rule: string, dutch: readonly Token[], english: readonly Token[]): PairFinding {
  const names = (dutch.length > 1 ? dutch : [...dutch, ...english]).map(({ text }) => `"${text}"`);
  const raise = surely.has(rule) ? error : warning;
  return raise(`${names.join(' and ')} seem to have changed places`, {
    rule,
    marks: marksOf(
      dutch.map((token) => [token]),
      english.map((token) => [token]),
    ),
  });
}
