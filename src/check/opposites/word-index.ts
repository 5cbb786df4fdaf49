import type { Form, Meaning, Strength } from '../../lexicon/opposites/concepts.ts';

/** A meaning that a word may have. */
export interface Sense {
  readonly meaning: Meaning;
  readonly strength: Strength;
}

/** What a word may mean. Shared by all texts: of their very many readings few are looked at. */
export interface Senses {
  readonly all: readonly Sense[];
  /** The meanings that it says clearly. */
  readonly clear: readonly Meaning[];
}

/** Words that say something together. */
export interface Phrase {
  readonly words: readonly string[];
  readonly senses: SenseList;
  /** What its words may still say besides, faintly; found when it is first met. */
  besides?: readonly SenseList[];
}

interface Entry {
  /** Of the word alone. */
  readonly senses: SenseList;
  /** That begin with the word, by their second; the longest first. */
  phrases?: Map<string, Phrase[]>;
  /** Those of which a number is the second. */
  beforeNumber?: Phrase[];
  /** Senses of the verb by the particle that follows further on. */
  separated?: Map<string, SenseList>;
  /** What the word ends in and begins with was looked at. */
  isComplete: boolean;
}

/** Senses to which more are added while the lexicon is read. */
class SenseList implements Senses {
  readonly all: Sense[] = [];
  readonly clear: Meaning[] = [];

  /** A meaning once, as strongly as it is said anywhere. */
  add(sense: Sense): void {
    const at = this.all.findIndex(({ meaning }) => meaning === sense.meaning);
    const known = this.all[at];
    if (known !== undefined && worth[sense.strength] <= worth[known.strength]) return;
    if (known === undefined) this.all.push(sense);
    else this.all[at] = sense;
    const isClear = sense.strength === 'clear' || sense.strength === 'sure';
    if (isClear && !this.clear.includes(sense.meaning)) this.clear.push(sense.meaning);
  }
}

const worth: Readonly<Record<Strength, number>> = { faint: 0, excusing: 1, clear: 2, sure: 3 };

/** Letters by which the beginnings and the ends of words are found. */
const [prefixKey, headKey] = [4, 3];
/** Words that are not in the lexicon, but begin or end like some, are kept up to this many. */
const maxUnlisted = 20_000;
const noEntry: Entry = { senses: new SenseList(), isComplete: true };

const beforeNumber = new Set(['#', 'de', 'een']);

/** The words of one language, and what they may mean. */
export class WordIndex {
  readonly #words = new Map<string, Entry>();
  readonly #prefixes = new Map<string, Array<[string, Sense]>>();
  readonly #heads = new Map<string, Array<[string, Sense]>>();
  /** Second words of phrases, and particles of verbs: those that may change what one means. */
  readonly #seconds = new Set<string>();
  readonly #particles = new Set<string>();
  #unlisted = 0;

  add({ kind, words }: Form, sense: Sense): void {
    const [first = '', second = ''] = words;
    if (kind === 'word') this.#listed(first).senses.add(sense);
    else if (kind === 'phrase') this.addPhrase(words, sense);
    else if (kind === 'separated') this.#addSeparated(first, second, sense);
    else if (kind === 'prefix') append(this.#prefixes, first.slice(0, prefixKey), [first, sense]);
    else append(this.#heads, first.slice(-headKey), [first, sense]);
  }

  /** A phrase that says this, or nothing at all. */
  addPhrase(words: readonly string[], sense: Sense | undefined): void {
    const [first = '', second = ''] = words;
    const entry = this.#listed(first);
    entry.phrases ??= new Map();
    const phrases = entry.phrases.get(second) ?? [];
    entry.phrases.set(second, phrases);
    this.#seconds.add(second);
    if (second === '#') entry.beforeNumber = phrases;
    const key = words.join(' ');
    let phrase = phrases.find((other) => other.words.join(' ') === key);
    if (!phrase) {
      phrase = { words, senses: new SenseList() };
      phrases.push(phrase);
      phrases.sort((left, right) => right.words.length - left.words.length);
    }
    if (sense) phrase.senses.add(sense);
  }

  isSecond(word: string): boolean {
    return this.#seconds.has(word);
  }

  isParticle(word: string): boolean {
    return this.#particles.has(word);
  }

  /** What a word may mean or begin; undefined if nothing. */
  entry(word: string): Entry | undefined {
    const listed = this.#words.get(word);
    if (listed?.isComplete) return listed === noEntry ? undefined : listed;
    if (listed === undefined && word.length <= prefixKey) return undefined;
    const entry = listed ?? { senses: new SenseList(), isComplete: false };
    this.#complete(word, entry);
    if (listed === undefined) this.#keep(word, entry);
    return entry.senses.all.length > 0 || listed ? entry : undefined;
  }

  /**
   * What the words of a phrase may say besides: faintly, but for what a number or an article was
   * only added to ("minstens" of "minstens 40").
   */
  besides(phrase: Phrase): readonly SenseList[] {
    phrase.besides ??= phrase.words.map((word, at) => {
      const list = new SenseList();
      const core = at === 0 ? this.#core(phrase.words) : undefined;
      for (const sense of core?.all ?? this.entry(word)?.senses.all ?? []) {
        const { meaning } = sense;
        const isSaid = phrase.senses.all.some((other) => other.meaning === meaning);
        if (!isSaid) list.add(core ? sense : { meaning, strength: 'faint' });
      }
      return list;
    });
    return phrase.besides;
  }

  /** What a phrase says without the number at its end. */
  #core(words: readonly string[]): SenseList | undefined {
    if (words.at(-1) !== '#') return undefined;
    const core = words.filter((word) => !beforeNumber.has(word));
    const entry = this.entry(core[0] ?? '');
    if (core.length === 1) return entry?.senses;
    const key = core.join(' ');
    return entry?.phrases?.get(core[1] ?? '')?.find((other) => other.words.join(' ') === key)
      ?.senses;
  }

  #keep(word: string, entry: Entry): void {
    this.#unlisted += 1;
    if (this.#unlisted > maxUnlisted) return;
    this.#words.set(word, entry.senses.all.length > 0 ? entry : noEntry);
  }

  /** Adds what a longer word ends in, and begins with. */
  #complete(word: string, entry: Entry): void {
    entry.isComplete = true;
    if (word.length <= prefixKey) return;
    for (const [head, sense] of this.#heads.get(word.slice(-headKey)) ?? []) {
      if (word.endsWith(head)) entry.senses.add(sense);
    }
    for (const [prefix, sense] of this.#prefixes.get(word.slice(0, prefixKey)) ?? []) {
      if (word.startsWith(prefix)) entry.senses.add(sense);
    }
  }

  #addSeparated(verb: string, particle: string, sense: Sense): void {
    const entry = this.#listed(verb);
    entry.separated ??= new Map();
    this.#particles.add(particle);
    const senses = entry.separated.get(particle) ?? new SenseList();
    entry.separated.set(particle, senses);
    senses.add(sense);
  }

  #listed(word: string): Entry {
    let entry = this.#words.get(word);
    if (!entry) {
      entry = { senses: new SenseList(), isComplete: false };
      this.#words.set(word, entry);
    }
    return entry;
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
