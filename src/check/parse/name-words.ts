import { dutchWordList } from '../../lexicon/word-lists.ts';
import { wordSet } from '../../word-set.ts';
import { dutchWords, isEnglishWord } from './dictionary.ts';
import { fold } from './fold.ts';
import type { KnownName } from './known-names.ts';
import type { Token } from './text.ts';
import { foldedName, perWord, type Word } from './words.ts';

/** A word of a name: one with a capital that is no place, institution, title or acronym. */
export interface NameWord {
  readonly token: Token;
  /** Its place among the tokens. */
  readonly at: number;
  /** Without accents and genitive, in lower case. */
  readonly folded: string;
  /** Its capital shows that it is a name: it is inside a sentence, or another capital follows. */
  readonly certain: boolean;
  /** Without its capital it is a word of its language: "May", "Bakker", "Commissie". */
  readonly ordinary: boolean;
}

const never = {
  en: wordSet(
    "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january",
    'february march april may june july august september october november december mr mrs ms',
    'dr sir lord lady prof jr sr st am pm gmt et est pt ok tv the and for jan feb mar apr jun',
    'jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun det insp supt sgt lt',
    'col capt gen maj cmdr adm gov rep sen rev hon esq inc ltd corp tory tories yes not phd msc',
    'bsc mba ceo cfo tv dvd usb wwi wwii mps phds ceos covid internet christmas easter',
  ),
  nl: wordSet('dhr mevr mw mr drs ir ing dr prof sint st de het een den der van'),
} as const;
const minLetters = 3;
const headlineShare = 0.7;

interface Source {
  readonly language: 'nl' | 'en';
  readonly tokens: readonly Token[];
  readonly knownNames: readonly KnownName[];
}

/** The words of names of a text, each time they stand there. */
export function readNameWords({ language, tokens, knownNames }: Source): NameWord[] {
  const isHeadline = hasCapitalsThroughout(tokens);
  const nameIn = language === 'nl' ? dutchName : englishName;
  const found: NameWord[] = [];
  let next = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token?.capital) continue;
    // Both are in the order of the text.
    while ((knownNames[next]?.to ?? tokens.length) <= at) next += 1;
    if (isPartOf(knownNames[next], at)) continue;
    const name = nameIn(token.word);
    if (!name) continue;
    const certain = !isHeadline && (!token.opens || tokens[at + 1]?.capital === true);
    found.push({ token, at, folded: foldedName(token.word), certain, ordinary: name.ordinary });
  }
  return found;
}

/** People of history are names like any other. */
const isPartOf = (name: KnownName | undefined, at: number): boolean =>
  name !== undefined && name.from <= at && name.concepts.every(({ kind }) => kind !== 'person');

const dutchName = perWord((word) => readName(word, 'nl'));
const englishName = perWord((word) => readName(word, 'en'));

/** What a word with a capital is, if it may be of a name. */
function readName(word: Word, language: 'nl' | 'en'): Pick<NameWord, 'ordinary'> | null {
  const text = word.text.replace(/'s$/, '');
  if (text.length < minLetters || isAcronym.test(text)) return null;
  const lower = text.toLowerCase();
  if (never[language].has(lower)) return null;
  const isWord = language === 'nl' ? isDutchNoun : isEnglishWord;
  return { ordinary: isWord(lower) || isWord(fold(lower)) };
}

/** "NATO", "MPs", "GGD'en", "NGO's". */
const isAcronym = /^\p{Lu}{2,}(?:'?(?:s|en|ers?|tjes?))?$/u;

/**
 * A word, or a compound that ends in a word; of two short ones many names could be made
 * ("Donggala").
 */
function isDutchNoun(word: string): boolean {
  const known = nouns.get(word);
  if (known !== undefined) return known;
  const found = isSimpleDutch(word) || isCompound(word);
  if (nouns.size < maxNouns) nouns.set(word, found);
  return found;
}

const nouns = new Map<string, boolean>();
const maxNouns = 20_000;

function isCompound(word: string): boolean {
  for (let at = minModifier; at <= word.length - minHead; at += 1) {
    const headLetters = word.length - at;
    const modifier = word.slice(0, at).replace(/(?<=...)s$/, '');
    const isLong = at >= minUnknownModifier || (headLetters > minHead && isSimpleDutch(modifier));
    if (isLong && isSimpleDutch(word.slice(at))) return true;
  }
  return false;
}

const minModifier = 4;
const minHead = 4;
/** A modifier of so many letters may be of words that no dictionary has. */
const minUnknownModifier = 7;

const isSimpleDutch = (word: string): boolean => dutchWordList.has(word) || dutchWords.has(word);

/** In a headline a capital tells nothing. */
function hasCapitalsThroughout(tokens: readonly Token[]): boolean {
  let [long, capitals] = [0, 0];
  for (const { kind, text, capital } of tokens) {
    if (kind !== 'word' || text.length <= 3) continue;
    long += 1;
    if (capital) capitals += 1;
  }
  return capitals > Math.max(3, long * headlineShare);
}
