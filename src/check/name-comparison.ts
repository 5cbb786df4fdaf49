import {
  type CheckContext,
  error,
  hint,
  marksOf,
  type PairFinding,
  warning,
} from './pair-check.ts';
import { conceptsOf, namesOf } from './parse/article-names.ts';
import { isDutchWord, isEnglishWord } from './parse/dictionary.ts';
import { fold } from './parse/fold.ts';
import { isKept } from './parse/kept-names.ts';
import { isTelling, type KnownName } from './parse/known-names.ts';
import {
  countInDutch,
  countInEnglish,
  countOf,
  hasWord,
  isInDutch,
  isInEnglish,
  isInSmallLetters,
  isSameName,
  sharesConcept,
} from './parse/name-answers.ts';
import { farApart, soundAlike, spellingDistance } from './parse/name-spelling.ts';
import type { NameWord } from './parse/name-words.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';
import { comparePlaces, textOf } from './places.ts';

/** What became of the names of a text. */
export interface NameFindings {
  readonly changed: readonly PairFinding[];
  readonly added: readonly PairFinding[];
}

/** A name as it is compared: a word, or a place with all its words. */
interface Item {
  readonly text: string;
  readonly folded: string;
  readonly tokens: readonly Token[];
  readonly at: number;
  /** It is a name, and no word of its language that only has a capital. */
  readonly proper: boolean;
  readonly certain: boolean;
  readonly place?: KnownName;
}

/** A name of the English that the Dutch sentence does not have, or less often. */
interface Newcomer extends Item {
  /** The Dutch has it in another sentence. */
  readonly elsewhere: boolean;
}

/** A name of the Dutch that the English sentence does not have, or less often. */
interface Lost extends Item {
  /** It is not translated, though it may be a word. */
  readonly kept: boolean;
  /** None of the sentences nearby has it. */
  readonly gone: boolean;
  /** How often the English sentence has it. */
  readonly left: number;
}

/** The names of aligned sentences; what was found is taken off the list. */
export class NameComparison {
  readonly #bead: Pair;
  readonly #near: readonly Pair[];
  readonly #context: CheckContext;
  #lost: readonly Lost[] = [];

  constructor(bead: Pair, near: readonly Pair[], context: CheckContext) {
    this.#bead = bead;
    this.#near = near;
    this.#context = context;
  }

  findings(): NameFindings {
    const changed: PairFinding[] = [];
    const added: PairFinding[] = [];
    if (this.#hasTooMany()) return { changed: [tooMany], added };
    const newcomers = [...this.#newNames(), ...this.#newPlaces()];
    if (newcomers.length === 0) return { changed, added };
    this.#lost = [...this.#lostNames(), ...this.#lostPlaces()];
    for (const newcomer of newcomers) {
      const misspelt = this.#misspelt(newcomer);
      if (misspelt === 'variant') continue;
      const found = misspelt ?? this.#replaced(newcomer);
      if (found) changed.push(found);
      else added.push(...this.#added(newcomer));
    }
    return { changed, added };
  }

  /** Each name is compared with each of the other language, letter by letter. */
  #hasTooMany(): boolean {
    const names = [...this.#bead.nl.nameWords(), ...this.#bead.en.nameWords()];
    if (names.length === 0) return false;
    let [letters, tokens, characters] = [0, 0, 0];
    for (const { folded } of names) letters += folded.length;
    for (const { nl, en } of this.#near) {
      tokens += nl.tokens.length + en.tokens.length;
      characters += nl.raw.length + en.raw.length;
    }
    if (letters * characters > maxLetters) return true;
    return names.length >= fewNames && names.length * tokens > maxComparisons;
  }

  #newNames(): Newcomer[] {
    const { en } = this.#bead;
    return en.nameWords().flatMap((name) => {
      if (!name.certain && name.ordinary) return [];
      const isNear =
        this.#near.some((pair) => hasWord(pair.nl, name)) ||
        this.#near.some((pair) => isInDutch(name, pair.nl, en));
      if (isNear && !this.#isSurplus(name)) return [];
      const known = namesOf(this.#context.article).get(name.folded);
      const proper = !name.ordinary || (name.certain && known === true);
      return [{ ...toItem(name), proper, elsewhere: known !== undefined || isNear }];
    });
  }

  #newPlaces(): Newcomer[] {
    return comparePlaces(this.#bead, this.#near).added.map((place) => ({
      ...placeItem(this.#bead.en, place),
      elsewhere: place.concepts.some((concept) => conceptsOf(this.#context.article).has(concept)),
    }));
  }

  /** The English of these sentences has it more often than their Dutch. */
  #isSurplus({ folded }: NameWord): boolean {
    const { nl: dutch } = this.#bead;
    if (dutch.folded().capitals.has(folded) || countInDutch(dutch, folded) > 0) return false;
    const surplus = this.#near.map(({ nl, en }) => countOf(en, folded) - countInDutch(nl, folded));
    return surplus.reduce((total, more) => total + more, 0) > 0;
  }

  #lostNames(): Lost[] {
    const { nl, en } = this.#bead;
    return nl.nameWords().flatMap((name) => {
      if (!name.certain && name.ordinary) return [];
      const gone = !this.#near.some((pair) => isInEnglish(name, pair.en, nl));
      const left = countInEnglish(en, name.folded);
      const isRarer = countOf(nl, name.folded) > left && !sharesConcept(name, nl, en);
      const kept = !name.ordinary || isKept(name, nl);
      return gone || isRarer ? [{ ...toItem(name), kept, gone, left }] : [];
    });
  }

  #lostPlaces(): Lost[] {
    return comparePlaces(this.#bead, this.#near).lost.map(({ name, gone }) => ({
      ...placeItem(this.#bead.nl, name),
      kept: true,
      gone,
      left: gone ? 0 : countOf(this.#bead.en, fold(textOf(this.#bead.nl, name))),
    }));
  }

  /** Or only another spelling of the name, as right as the Dutch one. */
  #misspelt(english: Newcomer): PairFinding | 'variant' | undefined {
    const [first] = english.tokens;
    if (english.elsewhere || english.place || (!english.proper && first?.opens)) return undefined;
    const dutch = closest(this.#lost, english);
    if (!dutch) return undefined;
    this.#take(dutch);
    const message = `the name "${dutch.text}" is spelt "${english.text}" in the English`;
    const isEstablished = this.#isEstablished(dutch);
    if (!isEstablished && (!english.proper || soundAlike(dutch.folded, english.folded)))
      return 'variant';
    return isEstablished
      ? error(message, evidence('names/misspelt', dutch, english))
      : warning(message, evidence('names/misspelt-once', dutch, english));
  }

  /** Its spelling is no slip of the Dutch: it stands there twice, or a dictionary has it. */
  #isEstablished({ folded, text }: Item): boolean {
    return countOf(this.#context.article, folded) > 1 || isEnglishWord(text) || isDutchWord(text);
  }

  #replaced(english: Newcomer): PairFinding | undefined {
    if (!english.proper) return undefined;
    const surname = this.#surnameAfter(english);
    const candidates = this.#lost.filter(
      ({ place, folded, left, at }) =>
        (surname === undefined || this.#bead.nl.tokens[at + 1]?.lower === surname) &&
        !(place && english.place) &&
        !isSameName(folded, english.folded) &&
        !(english.elsewhere && left > 0),
    );
    const kept = candidates.filter((name) => name.kept);
    const proper = kept.filter((name) => name.proper);
    const gone =
      this.#nearest(
        proper.filter((name) => name.gone),
        english,
      ) ??
      this.#nearest(
        kept.filter((name) => name.gone),
        english,
      );
    const rarer = this.#nearest(proper, english) ?? this.#nearest(kept, english);
    const words = candidates.filter((name) => name.gone && !name.tokens[0]?.opens);
    const word = english.place || english.elsewhere ? undefined : this.#nearest(words, english);
    const dutch = gone ?? rarer ?? word;
    if (!dutch) return undefined;
    this.#take(dutch);
    const message =
      `the name "${dutch.text}" is not in the English where it should be; ` +
      `there stands "${english.text}"`;
    if (!dutch.kept)
      return isEnglishWord(english.folded)
        ? warning(message, evidence('names/word', dutch, english))
        : error(message, evidence('names/word-replaced', dutch, english));
    if (!dutch.proper) return error(message, evidence('names/kept', dutch, english));
    if (mayBeVariant(dutch, english))
      return warning(message, evidence('names/variant', dutch, english));
    const rule = english.elsewhere ? 'names/another' : 'names/replaced';
    return error(message, evidence(dutch.gone ? rule : `${rule}-here`, dutch, english));
  }

  /** A name after it that the Dutch has too: "Marie Curie", where the Dutch has "mevrouw Curie". */
  #surnameAfter({ at, tokens, place }: Newcomer): string | undefined {
    const { nl, en } = this.#bead;
    if (place) return undefined;
    for (let after = at + tokens.length; after <= at + maxGiven; after += 1) {
      const next = en.tokens[after];
      if (next?.kind !== 'word' || !next.capital) return undefined;
      const surname = fold(next.text.replace(/'s$/, ''));
      const dutch = nl.tokens.find(
        ({ text, capital }) => capital && isSameName(fold(text), surname),
      );
      if (dutch) return dutch.lower;
    }
    return undefined;
  }

  #added(newcomer: Newcomer): PairFinding[] {
    const { text, tokens, place, proper, certain, elsewhere } = newcomer;
    if (this.#surnameAfter(newcomer) !== undefined) return [];
    if (elsewhere || !proper || !certain || (place && !isTelling(place))) return [];
    if (isInSmallLetters(newcomer, this.#bead.nl)) return [];
    return [
      warning(`the name "${text}" in the English is not in the Dutch`, {
        rule: place ? 'added-names/place' : 'added-names/name',
        marks: marksOf([], [tokens]),
      }),
    ];
  }

  #nearest(names: readonly Lost[], english: Item): Lost | undefined {
    const { nl, en } = this.#bead;
    const place = english.at / en.tokens.length;
    const distanceTo = ({ at }: Item) => Math.abs(at / nl.tokens.length - place);
    return names.toSorted((a, b) => distanceTo(a) - distanceTo(b))[0];
  }

  #take(dutch: Lost): void {
    this.#lost = this.#lost.filter((name) => name !== dutch);
  }
}

/** More words before a surname are none. */
const maxGiven = 3;
/** Sentences with fewer are compared, however long. */
const fewNames = 40;
/** A sentence with more of them is a list of names or a table. */
const maxComparisons = 40_000;
/** So are fewer of names that are no names: a word of a hundred letters, a hundred times. */
const maxLetters = 4_000_000;
/** What is found where there are too many names: other rules compare them no further either. */
export const tooMany = hint('there are too many names in a sentence to compare them', {
  rule: 'names/too-many',
});

function toItem({ token, at, folded, certain, ordinary }: NameWord): Item {
  const text = token.text.replace(/'s$/, '');
  return { text, folded, tokens: [token], at, proper: !ordinary, certain };
}

function placeItem(side: Side, place: KnownName): Item {
  const text = textOf(side, place);
  const tokens = side.tokens.slice(place.from, place.to);
  return { text, folded: fold(text), tokens, at: place.from, proper: true, certain: true, place };
}

const evidence = (rule: string, dutch: Item, english: Item) => ({
  rule,
  marks: marksOf([dutch.tokens], [english.tokens]),
});

/** Languages that spell a name each in their own way mostly begin it alike. */
function mayBeVariant(dutch: Lost, english: Newcomer): boolean {
  return !english.elsewhere && !english.place && dutch.folded[0] === english.folded[0];
}

const minFar = 5;

/**
 * May it be misspelt by two letters? A word that dictionaries have as a name is that name, and what
 * English has a form of its own for is hardly misspelt from the Dutch: "Parijs" is no "Marie".
 */
function mayBeFar(dutch: Lost, english: Item): boolean {
  if (dutch.folded.length < minFar || !dutch.proper || dutch.place) return false;
  return dutch.folded[0] === english.folded[0] || !isEnglishWord(english.text);
}

/** The name that this is most probably a misspelling of. */
function closest(names: readonly Lost[], english: Item): Lost | undefined {
  let best: Lost | undefined;
  let least = farApart;
  for (const name of names) {
    if (!english.proper && !(name.proper && name.gone)) continue;
    const distance = spellingDistance(name.folded, english.folded);
    const limit = mayBeFar(name, english) ? 2 : 1;
    if (distance > 0 && distance <= limit && distance < least) [best, least] = [name, distance];
  }
  return best;
}
