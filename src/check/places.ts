import { error, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { fold } from './parse/fold.ts';
import { isTelling, type KnownName, meanTheSame } from './parse/known-names.ts';
import type { Pair, Side } from './parse/pair.ts';

/*
 * Countries, peoples, cities and institutions: where one that the Dutch has is not in the English
 * sentence, and one is there that the Dutch does not have, it was exchanged. A place that is only
 * missing is no fault: a translator may write "its government" for "de Belgische regering".
 */

/** Places and institutions that took another's place. */
export const checkPlaces: PairCheck = (pair, { article }) => {
  const beads = pair.aligned();
  return beads.flatMap((bead, at) => {
    if (bead.en.knownNames().length === 0) return [];
    // What is in the sentence before or after was probably moved.
    const near = beads.slice(Math.max(0, at - 1), at + 2);
    return comparePlaces(bead, { near, article });
  });
};

interface Surroundings {
  readonly near: readonly Pair[];
  readonly article: Side;
}

function comparePlaces(bead: Pair, { near, article }: Surroundings): PairFinding[] {
  const come = placesOf(bead.en).filter((name) => !isAnsweredBy(near, 'nl', bead.en, name));
  if (come.length === 0) return [];
  const places = placesOf(bead.nl);
  const gone = places.filter((name) => !isAnsweredBy(near, 'en', bead.nl, name));
  const rarer = places.filter((name) => !gone.includes(name) && isRarer(bead, name));
  const replaced = [
    ...gone.map((name) => ({ name, rule: 'places/changed' })),
    ...rarer.map((name) => ({ name, rule: 'places/rarer' })),
  ];
  return come.flatMap((english, at) => {
    const dutch = replaced[at];
    if (dutch) return changed(bead, dutch, english);
    const isKnown = placesOf(article).some((other) => meanTheSame(english, other));
    return isTelling(english) && !isKnown ? added(bead, english) : [];
  });
}

function changed(
  { nl, en }: Pair,
  { name, rule }: { readonly name: KnownName; readonly rule: string },
  english: KnownName,
): PairFinding {
  return error(
    `the Dutch says "${textOf(nl, name)}", and the English "${textOf(en, english)}" instead`,
    { rule, marks: marksOf([tokensOf(nl, name)], [tokensOf(en, english)]) },
  );
}

function added({ en }: Pair, english: KnownName): PairFinding {
  return warning(`the English says "${textOf(en, english)}", of which the Dutch says nothing`, {
    rule: 'places/added',
    marks: marksOf([], [tokensOf(en, english)]),
  });
}

const placesOf = (side: Side): KnownName[] =>
  side
    .knownNames()
    .filter(
      ({ concepts, weak }) =>
        !weak && concepts.some(({ kind }) => kind === 'place' || kind === 'body'),
    );

/** Is a form of it, or are its own letters, in the other language of these sentences? */
function isAnsweredBy(
  near: readonly Pair[],
  language: 'nl' | 'en',
  own: Side,
  name: KnownName,
): boolean {
  return near.some(({ [language]: other }) => {
    if (other.knownNames().some((known) => meanTheSame(name, known))) return true;
    const { capitals } = other.folded();
    return tokensOf(own, name)
      .filter(({ kind }) => kind === 'word')
      .every(({ text }) => capitals.has(fold(text.replace(/'s$/, ''))));
  });
}

/** The sentence has it more often in Dutch than in English. */
function isRarer({ nl, en }: Pair, { concepts }: KnownName): boolean {
  const isSame = (other: KnownName) => other.concepts.some((concept) => concepts.includes(concept));
  return nl.knownNames().filter(isSame).length > en.knownNames().filter(isSame).length;
}

const tokensOf = ({ tokens }: Side, { from, to }: KnownName) => tokens.slice(from, to);

function textOf(side: Side, name: KnownName): string {
  const tokens = tokensOf(side, name);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return '';
  const end = last.start + last.text.replace(/'s$/, '').length;
  return side.raw.slice(first.start - side.start, end - side.start);
}
