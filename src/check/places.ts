import { error, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { type KnownName, meanTheSame } from './parse/known-names.ts';
import { type Pair, perPair, type Side } from './parse/pair.ts';
import { foldedName } from './parse/words.ts';
import { unlessRendered } from './renderings.ts';

/*
 * Countries, peoples, cities and institutions: where one that the Dutch has is not in the English
 * sentence, and one is there that the Dutch does not have, it was exchanged. A place that is only
 * missing is no fault: a translator may write "its government" for "de Belgische regering".
 */

/** Places and institutions that took another's place. */
export const checkPlaces: PairCheck = unlessRendered((pair) =>
  withNeighbours(pair).flatMap(({ bead, near }) =>
    comparePlaces(bead, near).changed.map((change) => toFinding(bead, change)),
  ),
);

/** The aligned sentences of a pair, and those before and after: what is there was probably moved. */
export const withNeighbours = perPair((pair): readonly Neighbours[] => {
  const beads = pair.aligned();
  return beads.map((bead, at) => ({ bead, near: beads.slice(Math.max(0, at - 1), at + 2) }));
});

interface Neighbours {
  readonly bead: Pair;
  readonly near: readonly Pair[];
}

interface Change {
  readonly dutch: KnownName;
  readonly english: KnownName;
  readonly rule: string;
}

/** What became of the places of aligned sentences. */
export interface PlaceComparison {
  readonly changed: readonly Change[];
  /** In the Dutch only, or more often, and with no other place instead. */
  readonly lost: ReadonlyArray<{ readonly name: KnownName; readonly gone: boolean }>;
  /** In the English only. */
  readonly added: readonly KnownName[];
}

const nothing: PlaceComparison = { changed: [], lost: [], added: [] };

/** Compares the places and institutions of aligned sentences, once. */
export const comparePlaces = perPair((bead, near: readonly Pair[]): PlaceComparison => {
  const [names, others] = [namesOf(bead.nl), namesOf(bead.en)];
  if (names.length + others.length === 0) return nothing;
  const come = others.filter((name) => !isAnswered(name, bead.en, dutchOf(near)));
  const gone = names.filter((name) => !isAnswered(name, bead.nl, englishOf(near)));
  const rarer = names.filter((name) => !gone.includes(name) && isRarer(bead, name));
  const lost = [
    ...gone.map((dutch) => ({ dutch, rule: ruleFor(dutch) })),
    ...rarer.map((dutch) => ({ dutch, rule: 'places/rarer' })),
  ];
  const changed: Change[] = [];
  const added: KnownName[] = [];
  for (const english of come) {
    const at = lost.findIndex(({ dutch }) => mayReplace(english, dutch));
    const [found] = at < 0 ? [] : lost.splice(at, 1);
    if (found) changed.push({ ...found, english });
    else if (!english.weak) added.push(english);
  }
  return {
    changed,
    lost: lost
      .filter(({ dutch }) => !dutch.weak)
      .map(({ dutch: name }) => ({ name, gone: gone.includes(name) })),
    added,
  };
});

/**
 * A place takes a place's place, an office an office's. Dutch writes "parlement" and "minister van
 * Financiën" where English has "Parliament" and "Finance Minister".
 */
function mayReplace(english: KnownName, dutch: KnownName): boolean {
  const [kind, other] = [kindOf(english), kindOf(dutch)];
  if (kind === 'office' || other === 'office') return kind === other;
  if (english.weak) return false;
  return dutch.weak ? kind === other : true;
}

function ruleFor(dutch: KnownName): string {
  if (kindOf(dutch) === 'office') return 'places/office';
  return dutch.weak ? 'places/body' : 'places/changed';
}

const kindOf = ({ concepts }: KnownName) => concepts[0]?.kind;

const dutchOf = (pairs: readonly Pair[]): Side[] => pairs.map(({ nl }) => nl);
const englishOf = (pairs: readonly Pair[]): Side[] => pairs.map(({ en }) => en);

/** Places, institutions and offices. A place is never weak: "in het westen". */
const namesOf = (side: Side): KnownName[] =>
  side
    .knownNames()
    .filter((name) => kindOf(name) !== 'person' && !(name.weak && kindOf(name) === 'place'));

/** Is a form of it, or are its own letters, in the other language of these sentences? */
function isAnswered(name: KnownName, own: Side, others: readonly Side[]): boolean {
  return others.some((other) => {
    if (other.knownNames().some((known) => meanTheSame(name, known))) return true;
    const { capitals } = other.folded();
    return tokensOf(own, name)
      .filter(({ kind }) => kind === 'word')
      .every(({ word }) => capitals.has(foldedName(word)));
  });
}

/** The sentence has it more often in Dutch than in English. */
function isRarer({ nl, en }: Pair, { concepts }: KnownName): boolean {
  const isSame = (other: KnownName) => other.concepts.some((concept) => concepts.includes(concept));
  return nl.knownNames().filter(isSame).length > en.knownNames().filter(isSame).length;
}

function toFinding({ nl, en }: Pair, { dutch, english, rule }: Change): PairFinding {
  const raise = rule === 'places/body' ? warning : error;
  return raise(
    `the Dutch says "${textOf(nl, dutch)}", and the English "${textOf(en, english)}" instead`,
    { rule, marks: marksOf([tokensOf(nl, dutch)], [tokensOf(en, english)]) },
  );
}

const tokensOf = ({ tokens }: Side, { from, to }: KnownName) => tokens.slice(from, to);

/** A known name as it is written, without a genitive. */
export function textOf(side: Side, name: KnownName): string {
  const tokens = tokensOf(side, name);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return '';
  const end = last.start + last.text.replace(/'s$/, '').length;
  return side.raw.slice(first.start - side.start, end - side.start);
}
