import { adjectives } from './adjectives.ts';
import { pastOf, pluralOf, thirdPersonOf } from './english.ts';
import { exonyms } from './exonyms.ts';
import { nouns } from './nouns.ts';
import { separableVerbs, strongVerbs, weakVerbs } from './verbs.ts';
import { words } from './words.ts';

/**
 * What a separable verb is found by: its finite form, and the particle that follows somewhere in
 * the clause.
 */
type Separables = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Lexicon {
  /** Dutch form in lower case → English. The first list that has a form decides. */
  readonly forms: ReadonlyMap<string, string>;
  /** Names with an English name of their own, in their own case. */
  readonly names: ReadonlyMap<string, string>;
  /** Dutch nouns, for taking compounds apart. */
  readonly nouns: ReadonlyMap<string, string>;
  readonly separables: Separables;
}

/** The entries of a list: `dutch=english`, separated by commas or line ends. */
function entriesOf(list: string): Array<[dutch: string, english: string]> {
  return list
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    });
}

type Forms = Array<[dutch: string, english: string]>;

function nounForms(): Forms {
  return entriesOf(nouns).flatMap(([dutch, english]): Forms => {
    const [singular = '', plural] = dutch.split('/');
    const [englishSingular = '', englishPlural = pluralOf(englishSingular)] = english.split('/');
    const forms: Forms = [[singular, englishSingular]];
    if (plural !== undefined) forms.push([plural, englishPlural]);
    return forms;
  });
}

function adjectiveForms(): Forms {
  return entriesOf(adjectives).flatMap(([dutch, english]): Forms => {
    const [base = '', inflected = `${base}e`] = dutch.split('/');
    return [
      [base, english],
      [inflected, english],
    ];
  });
}

/**
 * Stems ending so take -te and -t in the past ('t kofschip), judged by the infinitive's consonant.
 */
const voiceless = /(?:[tkfsp]|ch)en$/;
/** Verbs with these prefixes take no ge- in the participle. */
const inseparable = /^(?:be|ge|her|er|ver|ont|over[^l])/;

function weakForms(): Forms {
  return entriesOf(weakVerbs).flatMap(([dutch, english]): Forms => {
    const [stem = '', infinitive = ''] = dutch.split(' ');
    const [base = '', past = pastOf(base), participle = past] = english.split('/');
    const ending = voiceless.test(infinitive) ? 't' : 'd';
    const prefix = inseparable.test(stem) ? '' : 'ge';
    const participleEnding = /[td]$/.test(stem) ? '' : ending;
    // Where participle and third person are one form ("gebruikt"), the participle is more frequent.
    return [
      [`${prefix}${stem}${participleEnding}`, participle],
      [stem, base],
      [stem.endsWith('t') ? stem : `${stem}t`, thirdPersonOf(base)],
      [infinitive, base],
      [`${stem}${ending}e`, past],
      [`${stem}${ending}en`, past],
    ];
  });
}

function separablesByForm(): Separables {
  const found = new Map<string, Map<string, string>>();
  for (const [dutch, english] of entriesOf(separableVerbs)) {
    const [particle = '', ...forms] = dutch.split(' ');
    const glosses = english.split('|');
    for (const [at, form] of forms.entries()) {
      const byParticle = found.get(form) ?? new Map<string, string>();
      found.set(form, byParticle.set(particle, glosses[at] ?? english));
    }
  }
  return found;
}

/** A map in which the first entry of a key stays. */
function firstWins(
  ...lists: ReadonlyArray<ReadonlyArray<readonly [string, string]>>
): Map<string, string> {
  const map = new Map<string, string>();
  for (const [dutch, english] of lists.flat()) if (!map.has(dutch)) map.set(dutch, english);
  return map;
}

function buildLexicon(): Lexicon {
  const nounList = nounForms();
  return {
    forms: firstWins(
      entriesOf(words),
      entriesOf(strongVerbs),
      nounList,
      adjectiveForms(),
      weakForms(),
    ),
    names: firstWins(entriesOf(exonyms)),
    nouns: firstWins(nounList),
    separables: separablesByForm(),
  };
}

/** The lexicon that checks and the sandbox's gloss use; see the other files of this folder. */
export const lexicon: Lexicon = buildLexicon();

/**
 * The English of a compound: "techbedrijf" → "tech company". Its head is the longest known noun
 * that follows a known noun and perhaps a linking s; each part has at least `minPartLetters`
 * letters.
 */
export function glossOfCompound(word: string, minPartLetters: number): string | undefined {
  for (let at = minPartLetters; at <= word.length - minPartLetters; at += 1) {
    const head = lexicon.nouns.get(word.slice(at));
    if (head === undefined) continue;
    const first = word.slice(0, at);
    const modifier = lexicon.nouns.get(first) ?? lexicon.nouns.get(first.replace(/s$/, ''));
    if (modifier !== undefined) return `${modifier} ${head}`;
  }
  return undefined;
}
