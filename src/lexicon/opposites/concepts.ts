import {
  dutchAdjective,
  dutchDegrees,
  dutchNoun,
  dutchVerb,
  englishDegrees,
  englishVerb,
} from '../word-forms.ts';

/*
 * The notation of the opposites, and how it is read.
 *
 *   stijgen/steeg/stegen/gestegen toe+nemen/nam/namen/genomen | hoger : rise/rose/risen | higher
 *   <> dalen/ af+nemen/nam/namen/genomen : fall/fell/fallen
 *
 * An entry is a line and the indented ones after it: meanings that exclude each other, between `<>`.
 * A meaning is Dutch words, a colon, English words. Words after `|` may render the meaning, or be
 * rendered by it, but do not say it clearly enough to accuse anybody: they only excuse.
 *
 *   veilig      the word alone                 veilig^    Dutch or English adjective, all degrees
 *   hoog~       Dutch adjective, with -e       winnaar#   Dutch noun, with plurals
 *   dalen/      regular verb (English: or noun) rise/rose/risen  irregular
 *   toe+nemen/… separable verb                 ontken*    whatever begins so
 *   least!      English that comes from nothing but the Dutch words of its meaning
 *   -daling     a compound that ends so, and the word      ten_noorden_van  a phrase; # is a number
 */

/**
 * What a form is worth. `sure` (English) comes from nothing else in the Dutch; `clear` says its
 * meaning; `excusing` may render it, or be rendered by it; `faint` does so now and then.
 */
export type Strength = 'faint' | 'excusing' | 'clear' | 'sure';

/** A form by which a meaning is recognised. */
export interface Form {
  readonly kind: 'word' | 'phrase' | 'prefix' | 'head' | 'separated';
  /** The words; for a separated verb, the verb and its particle. */
  readonly words: readonly string[];
  readonly strength: Strength;
}

/** What two languages can say, and how they say it. */
export interface Meaning {
  readonly nl: readonly Form[];
  readonly en: readonly Form[];
}

/** Meanings of which a text has one, not another. */
export type Opposition = readonly Meaning[];

/** Reads the notation above. */
export function readOppositions(text: string): Opposition[] {
  return text
    .trim()
    .split(/\n(?=[^\s<])/)
    .map((entry) => entry.split('<>').map(readMeaning));
}

function readMeaning(text: string): Meaning {
  const [dutch = '', english = ''] = text.split(' : ');
  return { nl: readWords(dutch, dutchForms), en: readWords(english, englishForms) };
}

function readWords(text: string, formsOf: (item: string) => RawForm[]): Form[] {
  const strengths: readonly Strength[] = ['clear', 'excusing', 'faint'];
  return text.split('|').flatMap((part, at) =>
    part
      .split(/\s+/)
      .filter((item) => item !== '')
      .flatMap((item) => {
        const isSure = item.endsWith('!');
        const strength = isSure ? 'sure' : (strengths[at] ?? 'faint');
        return formsOf(isSure ? item.slice(0, -1) : item).map((form) => ({
          ...form,
          // So few letters begin or end too many words.
          strength: isShort(form) || shortBeginning.test(item) ? 'faint' : strength,
        }));
      }),
  );
}

/** Letters of what a word begins with or ends in, at least. */
const minLetters = 4;

const shortBeginning = /^.{1,3}\*$/;

const isShort = ({ kind, words: [letters = ''] }: RawForm): boolean =>
  (kind === 'prefix' || kind === 'head') && letters.length < minLetters;

type RawForm = Omit<Form, 'strength'>;

const word = (form: string): RawForm => ({ kind: 'word', words: [form] });

function commonForms(item: string): RawForm[] | undefined {
  if (item.endsWith('*')) {
    const begun = item.slice(0, -1);
    return begun.length < minLetters
      ? [word(begun)]
      : [word(begun), { kind: 'prefix', words: [begun] }];
  }
  if (item.startsWith('-')) {
    const ends = item.length - 1 < minLetters ? [item.slice(1)] : dutchNoun(item.slice(1));
    const heads = ends.map((end): RawForm => ({ kind: 'head', words: [end] }));
    return item.length - 1 < minLetters ? heads : [...heads, word(item.slice(1))];
  }
  if (/[_-]/.test(item) && !/[/+^~#]$|\//.test(item.replace('_#', ''))) {
    return [{ kind: 'phrase', words: item.split(/[_]|(?=-)|(?<=-)/) }];
  }
  return undefined;
}

function dutchForms(item: string): RawForm[] {
  const common = commonForms(item);
  if (common) return common;
  if (item.endsWith('^')) return dutchDegrees(item.slice(0, -1)).map(word);
  if (item.endsWith('~')) return dutchAdjective(item.slice(0, -1)).map(word);
  if (item.endsWith('#')) return dutchNoun(item.slice(0, -1)).map(word);
  if (!item.includes('/')) return [word(item)];
  const [head = '', ...irregular] = item.split('/').filter((part) => part !== '');
  const [particle, infinitive] = head.includes('+') ? head.split('+') : [undefined, head];
  const verb = dutchVerb(infinitive ?? head, irregular);
  if (particle === undefined) return [...verb.finite, ...verb.participles].map(word);
  return [
    ...[...verb.finite, ...verb.participles].map((form) => word(particle + form)),
    ...verb.finite.map((form): RawForm => ({ kind: 'separated', words: [form, particle] })),
    { kind: 'phrase', words: [particle, 'te', verb.infinitive] },
  ];
}

function englishForms(item: string): RawForm[] {
  const common = commonForms(item);
  if (common) return common;
  if (item.endsWith('^')) return englishDegrees(item.slice(0, -1)).map(word);
  if (!item.includes('/')) return [word(item)];
  const [base = '', ...irregular] = item.split('/').filter((part) => part !== '');
  // A phrasal verb: "let/let/let_go" bends its first word.
  const [first = '', ...rest] = base.split('_');
  const forms = englishVerb(first, irregular);
  if (rest.length === 0) return forms.map(word);
  return forms.map((form) => ({ kind: 'phrase', words: [form, ...rest] }));
}
