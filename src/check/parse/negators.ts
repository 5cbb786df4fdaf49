import { contraries, englishNegatesMore } from '../../lexicon/contraries.ts';
import {
  dutchNegators,
  dutchTurns,
  englishNegators,
  englishTurns,
  lexicalNegatives,
  notNegative,
} from '../../lexicon/negations.ts';
import { perSide, type Side, type Sides } from './pair.ts';
import { everyPhraseReader, type Phrase, phraseReader } from './phrases.ts';

/*
 * What negates in a text: negators ("niet", "nobody"), turns of phrase with a negator that the other
 * language may say without one ("niet alleen", "no doubt"), and words that negate by what they mean
 * ("weigeren", "unless").
 */

/** A negator that has to have a counterpart, or one that may have none. */
export type Negator = Phrase<'full' | 'turn'>;

const readers = {
  nl: phraseReader([
    ['full', dutchNegators],
    ['turn', dutchTurns],
  ]),
  en: phraseReader([
    ['full', englishNegators],
    ['turn', englishTurns],
  ]),
};

/** Negators of the same kind so near each other say it once: "no, no, no", "niets of niemand". */
const maxRepeated = 2;
const joining = new Set([',', 'of', 'en', 'noch', 'or', 'and', '-', 'nor']);
/** Words that only carry on an earlier negation of the sentence. */
const continuing = new Set(['noch', 'nor', 'neither', 'or']);

/** The negators of a text, in order. */
export const readNegators = perSide((side): readonly Negator[] => {
  const { tokens, language } = side;
  const found: Negator[] = readers[language](side);
  if (found.length === 0) return found;
  return found.map((negator, at) => {
    const before = found[at - 1];
    if (negator.kind === 'turn' || !before) return negator;
    const word = negator.tokens[0]?.lower ?? '';
    const between = tokens.slice(before.at + before.tokens.length, negator.at);
    const repeats =
      between.length > 0 &&
      between.length <= maxRepeated &&
      between.every(({ lower }) => joining.has(lower));
    return repeats || continuing.has(word) ? { ...negator, kind: 'turn' } : negator;
  });
});

type Row = readonly string[];

const rowsOf = (table: string): Row[] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()));

const lexicalRows = rowsOf(lexicalNegatives);
const lexicalReaders = {
  nl: phraseReader<string>([
    ['', notNegative],
    ...lexicalRows.map(([concept = '', dutch = '']) => [concept, dutch] as const),
  ]),
  en: phraseReader<string>([
    ['', notNegative],
    ...lexicalRows.map(([concept = '', , english = '']) => [concept, english] as const),
  ]),
};

/** The words of a text that negate by what they mean, each of a concept that both languages have. */
const readLexicalNegatives = perSide(
  (side): ReadonlyArray<Phrase<string>> =>
    lexicalReaders[side.language](side).filter(
      // "het Onegameer" has no prefix.
      ({ kind, tokens: [first] }) =>
        kind !== '' && !(kind === 'un' && first?.capital && !first.opens),
    ),
);

/** How far, in words, from where it is expected a counterpart may stand. */
export const tolerance = 9;

/**
 * The words that negate by what they mean and have no counterpart: of the same concept, or another
 * at about the same place.
 */
export function unmatchedLexicalNegatives(sides: Sides): LexicalNegatives {
  const last = lastUnmatched(sides.nl);
  // Several rules ask in turn.
  if (last.en === sides.en && last.left) return last.left;
  last.en = sides.en;
  last.left = findUnmatched(sides);
  return last.left;
}

interface LexicalNegatives {
  readonly nl: ReadonlyArray<Phrase<string>>;
  readonly en: ReadonlyArray<Phrase<string>>;
}

/** What was last found of a Dutch text, and beside which English. */
const lastUnmatched = perSide((): { en?: Side; left?: LexicalNegatives } => ({}));

function findUnmatched({ nl, en }: Sides): LexicalNegatives {
  const left = {
    nl: [...readLexicalNegatives(nl)],
    en: readLexicalNegatives(en).filter((phrase) => !isExplained(phrase, { nl, en })),
  };
  if (left.nl.length === 0 || left.en.length === 0) return left;
  const match = (isCounterpart: (dutch: Phrase<string>, english: Phrase<string>) => boolean) => {
    left.nl = left.nl.filter((dutch) => {
      const at = left.en.findIndex((english) => isCounterpart(dutch, english));
      if (at >= 0) left.en.splice(at, 1);
      return at < 0;
    });
  };
  match((dutch, english) => dutch.kind === english.kind);
  match((dutch, english) => {
    const expected = (dutch.at / nl.tokens.length) * en.tokens.length;
    return Math.abs(english.at - expected) <= tolerance;
  });
  return left;
}

/** An English word renders one that is no negative: "underlined", "onderstreept". */
function isExplained({ tokens }: Phrase<string>, { nl, en }: Sides): boolean {
  const [first, ...more] = tokens;
  const term = more.length === 0 && en.terms().find(({ token }) => token === first);
  if (!term) return false;
  const negatives = new Set(readLexicalNegatives(nl).flatMap((phrase) => phrase.tokens));
  return nl.terms().some(({ token, list }) => !negatives.has(token) && list.shares(term.list));
}

/** Two phrases of which the Dutch, when negated, may be the English without, or the other way. */
type Pairing = { readonly nl: string; readonly en: string };

const contraryRows = rowsOf(contraries);
const pairings = {
  /** A Dutch negation that English says without one. */
  nl: contraryRows.flatMap(([nlA = '', enA = '', nlB = '', enB = '']): Pairing[] => [
    { nl: nlA, en: enB },
    { nl: nlB, en: enA },
  ]),
  /** An English negation that Dutch says without one. */
  en: [
    ...contraryRows.flatMap(([nlA = '', enA = '', nlB = '', enB = '']): Pairing[] => [
      { nl: nlB, en: enA },
      // "not shut" is only said of what can be open.
      ...(nlB === '' ? [] : [{ nl: nlA, en: enB }]),
    ]),
    ...rowsOf(englishNegatesMore).map(([nl = '', en = '']): Pairing => ({ nl, en })),
  ],
};

const pairingReaders = {
  nl: { nl: readerOfPairings('nl', 'nl'), en: readerOfPairings('nl', 'en') },
  en: { nl: readerOfPairings('en', 'nl'), en: readerOfPairings('en', 'en') },
};

function readerOfPairings(negated: 'nl' | 'en', language: 'nl' | 'en') {
  return everyPhraseReader(
    pairings[negated].map((pairing, row) => [String(row), pairing[language]] as const),
  );
}

/** The phrases of a text that may be said the other way round in the other language, by pairing. */
export function readContraries(side: Side, negated: 'nl' | 'en') {
  return pairingReaders[negated][side.language](side);
}
