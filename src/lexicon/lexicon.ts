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

const entries = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const halves = (entry: string): [left: string, right: string] => {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
};

function nounForms(): Array<[string, string]> {
  return entries(nouns).flatMap((entry): Array<[string, string]> => {
    const [dutch, english] = halves(entry);
    const [singular = '', plural] = dutch.split('/');
    const [one = '', many = pluralOf(one)] = english.split('/');
    return plural === undefined
      ? [[singular, one]]
      : [
          [singular, one],
          [plural, many],
        ];
  });
}

function adjectiveForms(): Array<[string, string]> {
  return entries(adjectives).flatMap((entry): Array<[string, string]> => {
    const [dutch, english] = halves(entry);
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

function weakForms(): Array<[string, string]> {
  return entries(weakVerbs).flatMap((entry): Array<[string, string]> => {
    const [dutch, english] = halves(entry);
    const [stem = '', infinitive = ''] = dutch.split(' ');
    const [base = '', past = pastOf(base), participle = past] = english.split('/');
    const ending = voiceless.test(infinitive) ? 't' : 'd';
    const closed = /[td]$/.test(stem);
    // Where participle and third person are one form ("gebruikt"), the participle is the more
    // frequent.
    return [
      [(inseparable.test(stem) ? '' : 'ge') + stem + (closed ? '' : ending), participle],
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
  for (const entry of entries(separableVerbs)) {
    const [dutch, english] = halves(entry);
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
  const strong = entries(strongVerbs).map(halves);
  return {
    forms: firstWins(entries(words).map(halves), strong, nounList, adjectiveForms(), weakForms()),
    names: firstWins(entries(exonyms).map(halves)),
    nouns: firstWins(nounList),
    separables: separablesByForm(),
  };
}

/** The lexicon behind the sandbox's gloss; see the files beside this one. */
export const lexicon: Lexicon = buildLexicon();
