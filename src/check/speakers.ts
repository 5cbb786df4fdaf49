import { wordSet } from '../word-set.ts';
import { error, marksOf, type PairCheck } from './pair-check.ts';
import { isInDutch, isInEnglish, isSameName } from './parse/name-answers.ts';
import type { NameWord } from './parse/name-words.ts';
import type { Pair, Side } from './parse/pair.ts';
import { traitOf } from './parse/words.ts';

/*
 * Who says it: the name beside a word for speaking ("zei X", "aldus X", "X said", "according to
 * X"). Where both sentences name a speaker, it is the same.
 */

/** What was said by one, and in the English is said by another. */
export const checkSpeakers: PairCheck = (pair) =>
  pair.aligned().flatMap((bead) => {
    const dutch = speakersOf(bead.nl);
    const english = dutch.length > 0 ? speakersOf(bead.en) : [];
    const [first, other] = [dutch[0], english[0]];
    if (!first || !other || agree(bead, dutch, english)) return [];
    return [
      error(`the Dutch has "${first.token.text}" say it, and the English "${other.token.text}"`, {
        rule: 'names/speaker',
        marks: marksOf([[first.token]], [[other.token]]),
      }),
    ];
  });

/** A speaker is in both: as it stands, or the one is called otherwise in the other language. */
function agree(
  { nl, en }: Pair,
  dutch: readonly NameWord[],
  english: readonly NameWord[],
): boolean {
  const isSame = (name: NameWord) => dutch.some(({ folded }) => isSameName(folded, name.folded));
  if (english.some(isSame)) return true;
  // A name that only one of the languages has may be the same person by another name.
  return (
    !english.some((name) => isInDutch(name, nl, en)) &&
    !dutch.some((name) => isInEnglish(name, en, nl))
  );
}

const verbs = {
  nl: wordSet(
    'zei zegt zeggen zeiden vertelde vertelt vertelden verklaarde verklaart verklaarden stelde',
    'stelt meldde meldt schreef schrijft waarschuwde waarschuwt twitterde tweette benadrukte',
    'benadrukt beweerde beweert reageerde reageert antwoordde herhaalde betoogde betoogt',
  ),
  en: wordSet(
    'said says stated states reported reports wrote writes warned warns tweeted stressed stresses',
    'claimed claims told tells added adds argued argues insisted insists replied explained',
  ),
} as const;
/** A name that follows is the speaker. */
const sources = { nl: wordSet('aldus volgens'), en: wordSet('to') } as const;
const speaking = {
  nl: traitOf(({ lower }) => verbs.nl.has(lower) || sources.nl.has(lower)),
  en: traitOf(({ lower }) => verbs.en.has(lower) || sources.en.has(lower)),
} as const;
const maxBetween = 3;

/** The words of the names that are said to speak. */
function speakersOf(side: Side): NameWord[] {
  const { tokens, language } = side;
  const trait = speaking[language];
  if ((side.traits & trait) === 0) return [];
  const names = side.nameWords().filter(({ certain, ordinary }) => certain || !ordinary);
  const byPlace = new Map(names.map((name) => [name.at, name]));
  const runFrom = (at: number, step: 1 | -1): NameWord[] => {
    const run: NameWord[] = [];
    for (let here = byPlace.get(at); here; here = byPlace.get(here.at + step)) run.push(here);
    return run;
  };
  return tokens.flatMap((token, at) => {
    if (isSource(tokens, at, language)) return runFrom(firstName(tokens, at + 1), 1);
    if (!verbs[language].has(token.lower)) return [];
    const before = runFrom(at - 1, -1);
    if (before.length > 0) return before;
    const isAddressed = language === 'en' && /^t/.test(token.lower);
    return isAddressed ? [] : runFrom(firstName(tokens, at + 1), 1);
  });
}

function isSource(tokens: Side['tokens'], at: number, language: 'nl' | 'en'): boolean {
  const lower = tokens[at]?.lower ?? '';
  if (!sources[language].has(lower)) return false;
  return language === 'nl' || tokens[at - 1]?.lower === 'according';
}

const notBetween = wordSet(
  'tegen to aan in op van of that dat he she they hij zij ze it het we wij i ik and en but maar',
);

/** Where a name begins, after a title or an article. */
function firstName(tokens: Side['tokens'], from: number): number {
  for (let at = from; at < from + maxBetween; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || notBetween.has(token.lower)) return -1;
    if (token.capital) return at;
  }
  return -1;
}
