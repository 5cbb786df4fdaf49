import { wordSet } from '../word-set.ts';
import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { countInDutch, countInEnglish, isSameName } from './parse/name-answers.ts';
import type { NameWord } from './parse/name-words.ts';
import type { Pair, Side } from './parse/pair.ts';

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
    return [exchanged('names/turned', [first, second], turned)];
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
  return [exchanged('names/switched', [dutch], [english])];
}

/** The last word of the name that a sentence begins with, if a verb may follow. */
function subjectOf({ tokens, nameWords }: Side): NameWord | undefined {
  const names = nameWords();
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

/** Each of two sentences has the name of the other. */
function findCrossed(bead: Pair, next: Pair): PairFinding[] {
  const [lost] = bead.nl.nameWords().filter((name) => !name.ordinary && moved(name, bead, next));
  const [come] = lost ? next.nl.nameWords().filter((name) => moved(name, next, bead)) : [];
  const english = come && bead.en.nameWords().find(({ folded }) => folded === come.folded);
  return lost && english ? [exchanged('names/crossed', [lost], [english])] : [];
}

/** Is a name of the Dutch of a sentence only in the English of another? */
function moved({ folded }: NameWord, from: Pair, to: Pair): boolean {
  return (
    !from.en.folded().capitals.has(folded) &&
    to.en.folded().capitals.has(folded) &&
    !to.nl.folded().capitals.has(folded) &&
    countInEnglish(from.en, folded) === 0 &&
    countInDutch(to.nl, folded) === 0
  );
}

function exchanged(
  rule: string,
  dutch: readonly NameWord[],
  english: readonly NameWord[],
): PairFinding {
  const names = (dutch.length > 1 ? dutch : [...dutch, ...english]).map(
    ({ token }) => `"${token.text}"`,
  );
  return warning(`${names.join(' and ')} seem to have changed places`, {
    rule,
    marks: marksOf(
      dutch.map(({ token }) => [token]),
      english.map(({ token }) => [token]),
    ),
  });
}
