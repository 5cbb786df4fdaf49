import { wordSet } from '../../word-set.ts';
import { isEnglishWord } from '../parse/dictionary.ts';
import { meanTheSame } from '../parse/known-names.ts';
import { hasName, type Name } from '../parse/names.ts';
import type { Side } from '../parse/pair.ts';
import { foldedName } from '../parse/words.ts';
import type { ClaimCheck, ClaimFinding, GroundedClaim } from './claims.ts';
import type { GroundSentence } from './ground.ts';

/* Names, places, months and days of a claim stand in what it rests on. */

function finding(rule: string, message: string): ClaimFinding {
  return { check: 'summary-names', severity: 'error', message, rule: `summary-names/${rule}` };
}

/** Names of people and of places that are not there. */
export const checkClaimNames: ClaimCheck = (claim) => [
  ...checkPlaces(claim),
  ...checkNames(claim),
  ...checkCalendar(claim),
];

/** Countries, cities, institutions: known by what they stand for, in either language. */
function checkPlaces({ text, allowed, ground }: GroundedClaim): ClaimFinding[] {
  return text.knownNames().flatMap((name) => {
    if (name.weak) return [];
    const words = text.tokens.slice(name.from, name.to);
    const folded = words.map(({ word }) => foldedName(word));
    const isIn = (side: Side) =>
      side.knownNames().some((other) => meanTheSame(name, other)) ||
      folded.every((word) => side.folded().capitals.has(word));
    // What the title or another segment says of the place is no news.
    const isThere = ({ nl, en }: GroundSentence) => isIn(nl) || isIn(en);
    if (allowed.some(isThere) || ground.sentences.some(isThere)) return [];
    const written = words.map(({ text: word }) => word).join(' ');
    return [finding('place', `"${written}" is not in the text it rests on`)];
  });
}

function checkNames({ text, allowed }: GroundedClaim): ClaimFinding[] {
  const known = new Set(
    text
      .knownNames()
      .flatMap(({ from, to }) => text.tokens.slice(from, to).map(({ word }) => foldedName(word))),
  );
  return text
    .names()
    .filter((name) => !known.has(name.folded) && isMissing(name, allowed))
    .map((name) => finding('name', `"${name.text}" is not in the text it rests on`));
}

function isMissing(name: Name, sentences: readonly GroundSentence[]): boolean {
  const word = name.text.toLowerCase();
  const isWord = isEnglishWord(word) && name.text !== name.text.toUpperCase();
  if (!name.certain || isWord) return false;
  // Nearly all names are there letter by letter; a name that is like another one takes longer.
  if (sentences.some(({ en }) => en.words.has(word))) return false;
  return !sentences.some(({ en }) => hasName(en.folded(), name));
}

const calendar = wordSet(
  'january february march april may june july august september october november december monday',
  'tuesday wednesday thursday friday saturday sunday',
);
const ambiguous = wordSet('may march');

/** A month or a day that is not there, or that is there as what it is not ("not in May"). */
function checkCalendar({ text, allowed }: GroundedClaim): ClaimFinding[] {
  return text.tokens.flatMap((token, at) => {
    if (!token.capital || !calendar.has(token.lower)) return [];
    if (ambiguous.has(token.lower) && token.opens) return [];
    const isSaid = ({ en, nl }: { en: Side; nl: Side }) =>
      en.words.has(token.lower) || dutchFor(token.lower).some((word) => nl.words.has(word));
    const there = allowed.filter(isSaid);
    if (there.length === 0)
      return [finding('calendar', `"${token.text}" is not in the text it rests on`)];
    const isDenied = (side: Side) =>
      side.tokens.some(({ lower }, place) => lower === token.lower && isNotAt(side, place));
    if (isNotAt(text, at) || isReplaced(text) || !there.every(({ en }) => isDenied(en))) return [];
    return [finding('calendar', `"${token.text}" is what the text it rests on says it is not`)];
  });
}

/** "not in May", "not begin in May". */
const notReach = 4;

function isNotAt({ tokens }: Side, at: number): boolean {
  return tokens.slice(Math.max(0, at - notReach), at).some(({ lower }) => lower === 'not');
}

/** "instead of May", "rather than on Monday". */
const isReplaced = ({ words }: Side): boolean => words.has('instead') || words.has('rather');

const dutchCalendar: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    january: ['januari'],
    february: ['februari'],
    march: ['maart'],
    april: ['april'],
    may: ['mei'],
    june: ['juni'],
    july: ['juli'],
    august: ['augustus'],
    september: ['september'],
    october: ['oktober'],
    november: ['november'],
    december: ['december'],
    monday: ['maandag'],
    tuesday: ['dinsdag'],
    wednesday: ['woensdag'],
    thursday: ['donderdag'],
    friday: ['vrijdag'],
    saturday: ['zaterdag'],
    sunday: ['zondag'],
  }),
);

const dutchFor = (word: string): readonly string[] => dutchCalendar.get(word) ?? [];
