import { likenessOf } from './align/likeness.ts';
import { marksOf, type PairFinding, warning } from './pair-check.ts';
import { readNegators, unmatchedLexicalNegatives } from './parse/negators.ts';
import type { Pair } from './parse/pair.ts';
import { phraseReader } from './parse/phrases.ts';

/*
 * "zonder" and "nauwelijks", and their like in English, of which nothing is left in the other
 * language: no negation of any kind.
 */

/** What may be left of them besides negations. */
const readRemains = {
  nl: phraseReader([
    [
      'left',
      'weinig, gering*, beperkt*, klein*, laag, lage, licht*, moeilijk*, moeite, lastig*, slechts, alleen, maar, net, bijna, haast, vrijwel, kort, mis, mist, los, vrij, verlor*, verlies*, kwijt, zelden, slecht*, minder, te, soms, wein*, met moeite, op het nippertje, minst*, af en toe, incidenteel, gratis, kosteloos, kosteloze',
    ],
  ]),
  en: phraseReader([
    [
      'left',
      'little, few, low, lower, slight*, small*, limited, minor, minimal, minimum, poor*, hard, difficult*, only, just, almost, nearly, narrowly, rare*, short, free, strip*, lost, loss*, alone, instead, out, off, away, but, less, fewer, weak*, sparse*, scant*, thin*, modest*, never, before, unless, if',
    ],
  ]),
};

const kinds = new Set(['without', 'hardly']);
/** Without one of these there is nothing to compare. */
const looked = {
  nl: ['zonder', 'nauwelijks', 'amper', 'ternauwernood', 'zelden'],
  en: ['without', 'hardly', 'barely', 'scarcely', 'rarely', 'seldom'],
} as const;

const isLookedFor = ({ nl, en }: Pair): boolean =>
  nl.tokens.length > 0 &&
  en.tokens.length > 0 &&
  (looked.nl.some((word) => nl.words.has(word)) || looked.en.some((word) => en.words.has(word)));

/** "zonder" or "nauwelijks" that is lost, "without" or "hardly" that was added. */
export function findNegativeWords(pair: Pair): PairFinding[] {
  const { nl, en } = pair;
  if (!isLookedFor(pair)) return [];
  const left = unmatchedLexicalNegatives(pair);
  const negators = { nl: readNegators(nl).length, en: readNegators(en).length };
  const sides = [
    { own: 'nl', other: 'en' },
    { own: 'en', other: 'nl' },
  ] as const;
  for (const { own, other } of sides) {
    const word = left[own].find(({ kind }) => kinds.has(kind));
    // "not … without" is one thing that has to be.
    if (!word || negators[other] !== negators[own]) continue;
    if (left[other].length > 0 || readRemains[other](pair[other]).length > 0) continue;
    if (likenessOf(pair) < minLikeness) continue;
    const text = word.tokens.map((token) => token.text).join(' ');
    const message =
      own === 'nl'
        ? `of "${text}" in the Dutch nothing is left in the English`
        : `"${text}" in the English has nothing in the Dutch`;
    const marks =
      own === 'nl' ? marksOf([word.tokens], [en.tokens]) : marksOf([nl.tokens], [word.tokens]);
    const rule = `negation/word-${own === 'nl' ? 'lost' : 'added'}`;
    return [warning(message, { rule, marks })];
  }
  return [];
}

const minLikeness = 0.3;
