import { isKnownPlace } from './places.ts';
import {
  elsewhere,
  exchangeParts,
  inSegment,
  type Place,
  type Planter,
  pick,
  replaceOne,
  splice,
} from './planter.ts';

const foreign =
  'Bartholdson Ferreira Kowalczyk Okonkwo Lindqvist Dupont Marchetti Haddad Vasquez Nakamura Petrescu Abubakar Fitzgerald Janowitz Ó’Riordan Thorvaldsen'.split(
    ' ',
  );
const noNames = new Set(
  'January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday The This That These Those There They When While With What Where Which After Before Also And But For From Here His Her Its Not Now One Our She Two You Your Street Park House Museum University Center Centre North South East West New Internet Twitter Facebook President Minister Premier Dr Mrs'.split(
    ' ',
  ),
);
const capitalWord = /(?<![\p{L}\p{N}.'’-])\p{Lu}\p{Ll}{3,}(?![\p{L}\p{N}-])/gu;

/** The names that both texts spell alike. */
function sharedNames(en: string, nl: string): string[] {
  return [...new Set(en.match(capitalWord))].filter(
    (name) => !noNames.has(name) && !isKnownPlace(name) && hasName(nl, name) && hasName(en, name),
  );
}

/** The word stands there with its capital where no sentence begins. */
function hasName(text: string, name: string): boolean {
  return new RegExp(`(?<=[\\p{L},] )${name}(?![\\p{L}])`, 'u').test(text);
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'u').test(text);
}

/** A planter that puts something else in the place of one mention of a name. */
function inNames(
  kind: string,
  what: string,
  change: (name: string, place: Place, random: () => number) => string | null | undefined,
): Planter {
  return inSegment('names', kind, what, (place, random) => {
    const names = new Set(sharedNames(place.en, place.nl));
    return replaceOne(place.en, capitalWord, random, ([name]) =>
      names.has(name) ? change(name, place, random) : null,
    );
  });
}

const near: Readonly<Record<string, string>> = {
  a: 'eo',
  e: 'ai',
  i: 'ey',
  o: 'ua',
  u: 'oi',
  y: 'i',
  b: 'pd',
  c: 'ks',
  d: 'tb',
  f: 'v',
  g: 'h',
  h: 'n',
  j: 'g',
  k: 'ct',
  l: 'rt',
  m: 'n',
  n: 'mr',
  p: 'b',
  q: 'k',
  r: 'nl',
  s: 'zc',
  t: 'dr',
  v: 'fw',
  w: 'v',
  x: 's',
  z: 's',
};

/** One letter after the first becomes one like it, is doubled, or is lost. */
function misspell(name: string, random: () => number): string | null {
  const at = 1 + Math.floor(random() * (name.length - 1));
  const letter = name[at] ?? '';
  const like = pick([...(near[letter] ?? '')], random);
  if (like === undefined) return null;
  const way = random();
  if (way < 0.7 || name.length < 6) return splice(name, at, at + 1, like);
  return splice(name, at, at + 1, way < 0.85 ? '' : letter + like);
}

function misspellTwice(name: string, random: () => number): string | null {
  const once = misspell(name, random);
  const twice = once === null ? null : misspell(once, random);
  return twice === name || twice === null || twice.length < 4 ? null : twice;
}

/** A name of another segment that this one does not have. */
function nameOfArticle(place: Place, random: () => number): string | undefined {
  const others = place.segments
    .filter((_, at) => at !== place.at)
    .flatMap(({ en, nl }) => sharedNames(en, nl));
  return pick(
    [...new Set(others)].filter((name) => !hasWord(place.en, name)),
    random,
  );
}

const nameRun =
  /(?<![\p{L}\p{N}.'’-])\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}{2,}){0,2}(?![\p{L}\p{N}-])/gu;

function exchangeNames({ en, nl }: Place, random: () => number): string | null {
  const names = new Set(sharedNames(en, nl));
  const runs = [...en.matchAll(nameRun)].filter(([run]) =>
    run.split(' ').every((part) => names.has(part)),
  );
  const first = pick(runs, random);
  const second = pick(
    runs.filter(
      (run) => first && differ(run[0], first[0]) && Math.abs(run.index - first.index) > 20,
    ),
    random,
  );
  if (!first || !second) return null;
  return exchangeParts(en, first, second);
}

function differ(name: string, other: string): boolean {
  const parts = new Set(name.split(' '));
  return !other.split(' ').some((part) => parts.has(part));
}

const speaking =
  'said|says|told|added|explained|stated|argued|claimed|wrote|believes|thinks|tells|adds|explains';
const speaker = new RegExp(
  `(?<=\\b(?:${speaking}|[Aa]ccording to) )\\p{Lu}\\p{Ll}{3,}(?: \\p{Lu}\\p{Ll}{3,})?|\\p{Lu}\\p{Ll}{3,}(?= (?:${speaking})\\b)`,
  'gu',
);

/** Names of people and things. */
export const namePlanters: readonly Planter[] = [
  inNames('name-foreign', 'a foreign name in its place', (_name, _place, random) =>
    pick(foreign, random),
  ),
  inNames('name-misspelt-one', 'misspelt by one letter', (name, place, random) =>
    unlessIn(misspell(name, random), place),
  ),
  inNames('name-misspelt-two', 'misspelt by two letters', (name, place, random) =>
    unlessIn(misspellTwice(name, random), place),
  ),
  inNames('name-of-article', 'another name of the article', (_name, place, random) =>
    nameOfArticle(place, random),
  ),
  inSegment('names', 'names-exchanged', 'two names of a segment exchanged', exchangeNames),
  inSegment('names', 'speaker', 'another speaker of the article', (place, random) => {
    const names = new Set(sharedNames(place.en, place.nl));
    return replaceOne(place.en, speaker, random, ([run]) =>
      run.split(' ').some((part) => names.has(part)) ? nameOfArticle(place, random) : null,
    );
  }),
];

/** A misspelling that happens to be another name of the article is no misspelling. */
function unlessIn(misspelt: string | null, place: Place): string | null {
  if (misspelt === null) return null;
  return hasWord(`${place.en}\n${place.nl}\n${elsewhere(place)}`, misspelt) ? null : misspelt;
}
