import {
  type Meaning,
  type Opposition,
  readOppositions,
} from '../../lexicon/opposites/concepts.ts';
import { dutchIdioms, englishIdioms } from '../../lexicon/opposites/idioms.ts';
import { type OppositesRule, opposites } from '../../lexicon/opposites/opposites.ts';
import { type MeaningReader, makeMeaningReader } from './read-meanings.ts';
import { dutchPronouns, englishReading } from './readings.ts';

/** A meaning's place among those that exclude each other. */
interface Place {
  readonly rule: OppositesRule;
  readonly others: readonly Meaning[];
}

/** The opposites, ready to be looked for. */
interface Lexicon {
  readonly places: ReadonlyMap<Meaning, Place>;
  /** Meanings that the English must have where the Dutch has them. */
  readonly kept: readonly Meaning[];
  readonly readDutch: MeaningReader;
  readonly readEnglish: MeaningReader;
}

let prepared: Lexicon | undefined;

/** Made when a check first asks: it is large, and not every program checks. */
export function lexicon(): Lexicon {
  prepared ??= prepare();
  return prepared;
}

function prepare(): Lexicon {
  const places = new Map<Meaning, Place>();
  for (const rule of opposites) {
    for (const opposition of readOppositions(rule.entries)) {
      for (const meaning of opposition) places.set(meaning, placeOf(rule, opposition, meaning));
    }
  }
  const meanings = [...places.keys()];
  const dutch = { language: 'nl', idioms: dutchIdioms, pronouns: dutchPronouns } as const;
  const english = { language: 'en', idioms: englishIdioms, readingOf: englishReading } as const;
  return {
    places,
    kept: meanings.filter((meaning) => places.get(meaning)?.rule.lost !== undefined),
    readDutch: makeMeaningReader(meanings, dutch),
    readEnglish: makeMeaningReader(meanings, english),
  };
}

function placeOf(rule: OppositesRule, opposition: Opposition, meaning: Meaning): Place {
  return { rule, others: opposition.filter((other) => other !== meaning) };
}
