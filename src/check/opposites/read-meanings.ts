import type { Meaning } from '../../lexicon/opposites/concepts.ts';
import type { Token } from '../parse/text.ts';
import { perWord, type Word } from '../parse/words.ts';
import { isNumberAt } from './number-words.ts';
import type { Reader } from './readings.ts';
import { type Phrase, type Senses, WordIndex } from './word-index.ts';

/*
 * Where a text mentions the meanings of the lexicon of opposites. One pass over its tokens: a phrase
 * takes its words with it ("no longer" mentions nothing long), then separated verbs ("nam … toe"),
 * then single words, then what a compound ends in or a word begins with.
 */

/** What words of a text may mean. Most mean nothing here, and have no reading. */
export interface Reading extends Senses {
  /** Place of the first word in the text, and how many there are. */
  readonly at: number;
  readonly length: number;
}

/** Reads what the words of a text may mean, in one language. */
export type MeaningReader = (tokens: readonly Token[]) => Reading[];

/** Words between a verb and its particle, at most. */
const maxSeparation = 18;

/** What a reader is made for. */
interface Options {
  readonly language: 'nl' | 'en';
  /** Phrases that mention nothing, whatever their words say alone. */
  readonly idioms: readonly string[];
  /** The word under which a word is looked up. @default itself, in lower case */
  readonly readingOf?: (word: Word) => string;
  /** Words that are read by those beside them. @default none */
  readonly pronouns?: ReadonlyMap<string, Reader>;
}

type Entry = NonNullable<ReturnType<WordIndex['entry']>>;

/** What a word may mean or begin, at hand: or who reads it, where that depends on those beside it. */
interface Use extends Senses {
  readonly phrases: Entry['phrases'];
  readonly beforeNumber: Entry['beforeNumber'];
  readonly separated: Entry['separated'];
  readonly reader: Reader | undefined;
}

/** Prepares the words of one language. */
export function makeMeaningReader(
  meanings: readonly Meaning[],
  { language, idioms, readingOf = inLowerCase, pronouns = new Map() }: Options,
): MeaningReader {
  const index = new WordIndex();
  for (const phrase of idioms) index.addPhrase(phrase.split('_'), undefined);
  for (const meaning of meanings) {
    for (const form of meaning[language]) index.add(form, { meaning, strength: form.strength });
  }
  /** Most words mean nothing here, which is to cost nothing. */
  const useOf = perWord((word): Use | null => {
    if (word.kind === 'digits') return null;
    if (word.kind === 'sign') return toUse(index.entry(word.text));
    const reader = pronouns.get(word.lower);
    return reader ? { ...nothing, reader } : toUse(index.entry(withoutPossessive(readingOf(word))));
  });
  const roleOf = perWord(({ text, lower }): Role => {
    if (clauseEnd.has(text)) return 'end';
    if (index.isParticle(lower)) return 'particle';
    return index.isSecond(lower) ? 'second' : 'none';
  });
  return (tokens) => readTokens(tokens, { index, useOf, roleOf });
}

/** What a word may be to those before it; particles may be second words as well. */
type Role = 'second' | 'particle' | 'end' | 'none';

interface Words {
  readonly index: WordIndex;
  readonly useOf: (word: Word) => Use | null;
  readonly roleOf: (word: Word) => Role;
}

const inLowerCase = ({ lower }: Word): string => lower;

function toUse(entry: Entry | undefined): Use | null {
  if (!entry) return null;
  const { senses, phrases, beforeNumber, separated } = entry;
  const { all, clear } = senses;
  return { all, clear, phrases, beforeNumber, separated, reader: undefined };
}

const nothing: Use = {
  all: [],
  clear: [],
  phrases: undefined,
  beforeNumber: undefined,
  separated: undefined,
  reader: undefined,
};

function readTokens(tokens: readonly Token[], { index, useOf, roleOf }: Words): Reading[] {
  const readings: Reading[] = [];
  /** Particles of verbs that stand before them. */
  let taken: Set<number> | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const first = token ? useOf(token.word) : null;
    if (first === null || taken?.has(at)) continue;
    const use = first.reader ? toUse(index.entry(first.reader(tokens, at))) : first;
    if (!use) continue;
    const next = tokens[at + 1];
    const mayBePhrase = next !== undefined && use.phrases !== undefined;
    const phrase = mayBePhrase && findPhrase(tokens, at, use, roleOf(next.word));
    if (phrase) {
      addPhrase(readings, at, phrase, index.besides(phrase));
      at += phrase.words.length - 1;
      continue;
    }
    const parted = use.separated && findParticle(tokens, at, use.separated, roleOf);
    if (parted) {
      taken ??= new Set();
      taken.add(parted.at);
    }
    addReading(readings, parted?.senses ?? use, at, 1);
  }
  return readings;
}

function addPhrase(
  readings: Reading[],
  at: number,
  { senses, words }: Phrase,
  besides: readonly Senses[],
): void {
  addReading(readings, senses, at, words.length);
  for (const [offset, list] of besides.entries()) addReading(readings, list, at + offset, 1);
}

function addReading(readings: Reading[], { all, clear }: Senses, at: number, length: number): void {
  if (all.length > 0) readings.push({ all, clear, at, length });
}

const withoutPossessive = (lower: string): string =>
  lower.endsWith("'s") ? lower.slice(0, -2) : lower;

function findPhrase(
  tokens: readonly Token[],
  at: number,
  { phrases, beforeNumber }: Use,
  next: Role,
): Phrase | undefined {
  const second = next === 'none' ? undefined : phrases?.get(tokens[at + 1]?.lower ?? '');
  return firstHere(tokens, at, second) ?? firstHere(tokens, at, beforeNumber);
}

function firstHere(
  tokens: readonly Token[],
  at: number,
  phrases: readonly Phrase[] | undefined,
): Phrase | undefined {
  if (phrases) for (const phrase of phrases) if (matches(tokens, at, phrase.words)) return phrase;
  return undefined;
}

/** The first word is known to be the phrase's. */
function matches(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  for (let offset = 1; offset < words.length; offset += 1) {
    const word = words[offset];
    const isMatch =
      word === '#' ? isNumberAt(tokens, at + offset) : tokens[at + offset]?.lower === word;
    if (!isMatch) return false;
  }
  return true;
}

const clauseEnd = new Set(['.', ';', ':', '?', '!', '"', '”']);
/** Particles that are nearly always those of a verb. */
const plainParticles = new Set([
  'toe',
  'af',
  'vrij',
  'goed',
  'neer',
  'weg',
  'terug',
  'dicht',
  'open',
]);
/** A particle is followed by another clause, or by what the verb goes with. */
const afterParticle = new Set([
  'en',
  'maar',
  'dat',
  'om',
  'toen',
  'omdat',
  'of',
  'want',
  'terwijl',
]);

function findParticle(
  tokens: readonly Token[],
  at: number,
  separated: ReadonlyMap<string, Senses>,
  roleOf: Words['roleOf'],
): { readonly at: number; readonly senses: Senses } | undefined {
  const end = Math.min(tokens.length, at + maxSeparation);
  for (let next = at + 1; next < end; next += 1) {
    const token = tokens[next];
    const role = token ? roleOf(token.word) : 'end';
    if (!token || role === 'end') return undefined;
    const senses = role === 'particle' ? separated.get(token.lower) : undefined;
    if (senses && isParticle(token.lower, tokens[next + 1])) return { at: next, senses };
  }
  return undefined;
}

function isParticle(word: string, next: Token | undefined): boolean {
  if (plainParticles.has(word)) return true;
  return next === undefined || next.kind === 'sign' || afterParticle.has(next.lower);
}
