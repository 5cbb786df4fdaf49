import { wordSet } from '../word-set.ts';
import { keysOfDutch, keysOfEnglish } from './align/bilingual.ts';
import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { meanTheSame } from './parse/known-names.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/*
 * Two names that were exchanged: both texts have them, but each stands among the words of the
 * other. Order alone tells nothing, since a passive turns it: what counts is what a name stands
 * beside (its first name, a preposition, a title, a number, words of which the lexicon knows the
 * English).
 */

/** Names of a sentence that took each other's places. */
export const checkNameRoles: PairCheck = (pair) => pair.aligned().flatMap(findExchanged);

/** A name that both sentences have as often. */
interface Shared {
  readonly nl: Place;
  readonly en: Place;
}

/** Where a name stands, and beside what. */
interface Place {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly from: number;
  /** The words beside it, with what they tell. */
  beside(): ReadonlyMap<string, number>;
}

const minGain = 1;

function findExchanged(bead: Pair): PairFinding[] {
  const shared = sharedNames(bead);
  const findings: PairFinding[] = [];
  const done = new Set<Shared>();
  for (const [at, first] of shared.entries())
    for (const second of shared.slice(at + 1)) {
      if (done.has(first) || done.has(second) || !isExchanged(first, second)) continue;
      done.add(first).add(second);
      findings.push(
        warning(`"${first.nl.text}" and "${second.nl.text}" seem to have changed places`, {
          rule: 'names/exchanged',
          marks: marksOf([first.nl.tokens, second.nl.tokens], [first.en.tokens, second.en.tokens]),
        }),
      );
    }
  return findings;
}

function isExchanged(first: Shared, second: Shared): boolean {
  // In the same order they stand where they should.
  if (first.nl.from < second.nl.from === first.en.from < second.en.from) return false;
  const asTheyStand = likeness(first.nl, first.en) + likeness(second.nl, second.en);
  const exchanged = likeness(first.nl, second.en) + likeness(second.nl, first.en);
  return exchanged - asTheyStand >= minGain;
}

function likeness(nl: Place, en: Place): number {
  let sum = 0;
  const others = en.beside();
  for (const [word, weight] of nl.beside()) {
    const other = others.get(word);
    if (other !== undefined) sum += Math.min(weight, other);
  }
  return sum;
}

/** A name of one side, once. */
interface Mention {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

function sharedNames({ nl, en }: Pair): Shared[] {
  const names = nl.nameWords().length + nl.knownNames().length;
  if (names < 2) return [];
  const dutch = mentionsOf(nl, nl);
  if (dutch.length < 2) return [];
  const english = mentionsOf(en, nl);
  if (isInOrder(dutch, english)) return [];
  const byKey = {
    nl: Map.groupBy(dutch, ({ key }) => key),
    en: Map.groupBy(english, ({ key }) => key),
  };
  const known = new Set(
    [...byKey.nl].flatMap(([key, { length }]) => (byKey.en.get(key)?.length === length ? key : [])),
  );
  const places = {
    nl: placesOf(
      nl,
      dutch.filter(({ key }) => known.has(key)),
    ),
    en: placesOf(
      en,
      english.filter(({ key }) => known.has(key)),
    ),
  };
  return [...known].flatMap((key) => {
    const [nlPlace, enPlace] = [places.nl.get(key), places.en.get(key)];
    return nlPlace && enPlace ? [{ nl: nlPlace, en: enPlace }] : [];
  });
}

/** The names that both have come in the same order: most sentences are like that. */
function isInOrder(dutch: readonly Mention[], english: readonly Mention[]): boolean {
  const firsts = new Map<string, number>();
  for (const { key, from } of english) if (!firsts.has(key)) firsts.set(key, from);
  const shared = firstOfEach(dutch).filter(({ key }) => firsts.has(key));
  const placeOf = ({ key }: Mention) => firsts.get(key) ?? 0;
  shared.sort((a, b) => a.from - b.from);
  return shared.every((mention, at) => {
    const next = shared[at + 1];
    return !next || (mention.from < next.from && placeOf(mention) < placeOf(next));
  });
}

const firstOfEach = (mentions: readonly Mention[]): Mention[] =>
  mentions.filter(({ key }, at) => mentions.findIndex((other) => other.key === key) === at);

/** Names by what they stand for: a place by where the Dutch first has it, a word by its letters. */
function mentionsOf(side: Side, dutch: Side): Mention[] {
  const places = side.knownNames().flatMap((name): Mention[] => {
    if (name.weak || name.concepts.every(({ kind }) => kind === 'person')) return [];
    const same = dutch.knownNames().findIndex((other) => !other.weak && meanTheSame(name, other));
    return same < 0 ? [] : [{ from: name.from, to: name.to, key: `place ${same}` }];
  });
  const words = side
    .nameWords()
    .filter(({ certain, ordinary }) => certain || !ordinary)
    .map(({ at, folded }) => ({ key: folded, from: at, to: at + 1 }));
  return [...places, ...words];
}

function placesOf(side: Side, mentions: readonly Mention[]): ReadonlyMap<string, Place> {
  const byStart = new Map(mentions.map((mention) => [mention.from, mention]));
  const byEnd = new Map(mentions.map((mention) => [mention.to, mention]));
  const besides = (key: string, own: readonly Mention[]): ReadonlyMap<string, number> => {
    const beside = new Map<string, number>();
    const add = (key: string, weight: number) =>
      beside.set(key, Math.max(weight, beside.get(key) ?? 0));
    for (const { from, to } of own) {
      const [before, after] = [byEnd.get(from), byStart.get(to)];
      if (before) add(`after ${before.key}`, nameWeight);
      if (after) add(`before ${after.key}`, nameWeight);
      for (const other of mentions)
        if (other.key !== key && Math.abs(other.from - from) <= reach)
          add(`near ${other.key}`, 0.5);
      addWords(side, runOf(side.tokens, from, to), add);
    }
    return beside;
  };
  const places = new Map<string, Place>();
  for (const [key, own] of Map.groupBy(mentions, (mention) => mention.key)) {
    const [{ from, to } = { from: 0, to: 0 }] = own;
    const tokens = side.tokens.slice(from, to);
    const text = tokens.map((token) => token.text).join(' ');
    let known: ReadonlyMap<string, number> | undefined;
    places.set(key, {
      text,
      tokens,
      from,
      beside: () => {
        known ??= besides(key, own);
        return known;
      },
    });
  }
  return places;
}

/** From the first to the last of the words with a capital that a name stands among. */
function runOf(tokens: readonly Token[], from: number, to: number): readonly [number, number] {
  let [first, last] = [from, to];
  while (tokens[first - 1]?.capital && !tokens[first - 1]?.opens) first -= 1;
  while (tokens[last]?.capital) last += 1;
  return [first, last];
}

const nameWeight = 2;
const reach = 6;

function addWords(
  { tokens, language }: Side,
  [from, to]: readonly [number, number],
  add: (key: string, weight: number) => void,
): void {
  const before = roles[language].get(tokens[from - 1]?.lower ?? '');
  if (before) add(`role ${before}`, 1);
  if (tokens[to - 1]?.text.endsWith("'s")) add('role of', 1);
  for (let at = from - reach; at < to + reach; at += 1) {
    const token = tokens[at];
    if (!token || (at >= from && at < to)) continue;
    const weight = weightAt(at < from ? from - at : at - to + 1);
    if (token.kind === 'digits') add(`number ${token.text}`, 2 * weight);
    else for (const key of meaningsOf(token, language)) add(key, weight);
  }
}

/** What a word tells by how far away it is. */
function weightAt(distance: number): number {
  if (distance === 1) return 1.5;
  return distance <= 3 ? 1 : 0.5;
}

/** What may be compared of a word: the keys that words of both languages share. */
function meaningsOf({ kind, lower }: Token, language: 'nl' | 'en'): readonly string[] {
  if (kind !== 'word' || lower.length < minLetters) return [];
  const { keys } = language === 'nl' ? keysOfDutch(lower) : keysOfEnglish(lower);
  return speech[language].has(lower) ? [...keys, 'speech'] : keys;
}

const minLetters = 4;
function rolesOf(list: string): ReadonlyMap<string, string> {
  return new Map(
    list.split(' ').map((entry) => {
      const [word = '', role = ''] = entry.split('=');
      return [word, role];
    }),
  );
}
const roles = {
  nl: rolesOf(
    'van=of in=in naar=to aan=to uit=from met=with tegen=against door=by voor=for over=about ' +
      'op=on bij=at tussen=between sinds=since tot=until zonder=without namens=behalf dan=than ' +
      'als=as',
  ),
  en: rolesOf(
    'of=of in=in to=to into=to from=from with=with against=against by=by for=for about=about ' +
      'on=on at=at near=at between=between since=since until=until without=without ' +
      'behalf=behalf than=than as=as',
  ),
} as const;
const speech = {
  nl: wordSet(
    'zegt zeggen zeiden aldus volgens vertelde vertelt verklaarde stelt stelde meldt meldde',
    'schreef schrijft noemde waarschuwde waarschuwt voegde reageerde twitterde benadrukte',
  ),
  en: wordSet(
    'said says tell told tells according stated states reports reported wrote writes called',
    'warned warns added adds tweeted stressed explained claimed',
  ),
} as const;
