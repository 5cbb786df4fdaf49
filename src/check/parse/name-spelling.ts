/*
 * Names that both languages spell in their own way: Poetin and Putin, Karolingers and Carolingians.
 * What one language writes regularly for the other costs nothing; every other letter that was
 * changed, left out or added costs one, and so does a pair that was turned round.
 */

/** What Dutch writes, and what English has for it. */
const regular: ReadonlyArray<readonly [dutch: string, english: readonly string[]]> = [
  ['oe', ['u', 'ou', 'oo', 'w']],
  ['ou', ['u']],
  ['tsj', ['ch', 'tch', 'c']],
  ['sjtsj', ['shch']],
  ['sj', ['sh', 's', 'sy']],
  ['zj', ['zh', 'j']],
  ['dzj', ['j', 'dj', 'g']],
  ['dj', ['j', 'dy']],
  ['tj', ['ch', 'c', 'tch', 'ty']],
  ['nj', ['ny', 'n']],
  ['j', ['y', 'i']],
  ['ij', ['y', 'i']],
  ['ai', ['ay', 'i']],
  ['ei', ['ey', 'ay', 'ai']],
  ['aj', ['ai', 'ay']],
  ['ej', ['ei', 'ey']],
  ['oj', ['oi', 'oy']],
  ['eu', ['u']],
  ['ae', ['e']],
  ['w', ['v']],
  ['f', ['v', 'ph']],
  ['v', ['ff']],
  ['k', ['c', 'q', 'ck', 'kh', 'ch']],
  ['kk', ['cc', 'ck']],
  ['ks', ['x']],
  ['kw', ['qu', 'q']],
  ['z', ['s']],
  ['s', ['z']],
  ['g', ['gh']],
  ['ch', ['kh', 'h']],
  ['h', ['kh', 'gh']],
  ['sch', ['sh']],
  ['t', ['th']],
  ['ski', ['sky', 'skyy', 'skiy']],
];
interface Rule {
  readonly dutch: string;
  readonly english: string;
}

const byLastLetter: ReadonlyMap<string, readonly Rule[]> = Map.groupBy(
  regular.flatMap(([dutch, all]) => all.map((english) => ({ dutch, english }))),
  ({ dutch }) => dutch.at(-1) ?? '',
);
const noRules: readonly Rule[] = [];

function rulesEndingAt(dutch: string, end: number): readonly Rule[] {
  const rules = byLastLetter.get(dutch[end - 1] ?? '');
  return rules?.filter((rule) => endsAt(dutch, end, rule.dutch)) ?? noRules;
}

/** Endings of peoples, of adjectives and of places, and what English has for them. */
const endings: ReadonlyArray<readonly [dutch: readonly string[], english: readonly string[]]> = [
  [
    words('en ers iers anen aners ezen isten iten'),
    words('s es ns ers ans ians eans ese ists ites'),
  ],
  [words('er ier aan aner ees ist iet'), words('er n an ian ean ese ist ite i')],
  [words('s se e'), ['']],
  [
    ['', ...words('isch ische sch sche aans aanse iaans iaanse ees ese')],
    words('an ian ean ic ical ish ese ine'),
  ],
  [words('ie ije ien'), words('ia y ea a')],
  [words('us os um ius'), ['', ...words('us y an')]],
  [[''], ['s']],
];
const minStem = 3;

function words(list: string): readonly string[] {
  return list.split(' ');
}

/** More than this is another name. */
export const farApart = 3;

/** How many letters a name differs in, beyond what is regular; both folded. At most `farApart`. */
export function spellingDistance(dutch: string, english: string): number {
  if (dutch === english) return 0;
  if (Math.abs(dutch.length - english.length) > maxLonger || !mayBeginAlike(dutch, english))
    return farApart;
  const key = `${dutch} ${english}`;
  const known = distances.get(key);
  if (known !== undefined) return known;
  const distance = distanceOf(dutch, english);
  if (distances.size >= maxDistances) distances.clear();
  distances.set(key, distance);
  return distance;
}

const maxLonger = 5;
/** The names of an article are compared again and again. */
const distances = new Map<string, number>();
const maxDistances = 20_000;

/** Letters that may stand for each other at the beginning, each in one or several groups. */
const sounds = ['ckqxgh', 'jyi', 'vfwp', 'szct', 'ou', 'ea', 'dtj'];
const soundsOf = new Map(
  [...new Set(sounds.join(''))].map((letter) => [
    letter,
    new Set(sounds.filter((group) => group.includes(letter)).join('')),
  ]),
);

function mayBeginAlike(dutch: string, english: string): boolean {
  return (
    dutch[0] === english[0] ||
    soundsOf.get(dutch[0] ?? '')?.has(english[0] ?? '') === true ||
    dutch.slice(1, 4) === english.slice(1, 4)
  );
}

function distanceOf(dutch: string, english: string): number {
  const table = new CostTable(dutch, english);
  return leastOf([table.at(dutch.length, english.length), ...table.costsOfStems()]);
}

/** No rule reaches further back than this in the Dutch: after so many rows nothing is near. */
const longestRule = Math.max(...regular.map(([dutch]) => dutch.length));

/** What it costs to turn the beginnings of a Dutch name into those of an English one. */
class CostTable {
  readonly #dutch: string;
  readonly #english: string;
  readonly #width: number;
  readonly #costs: Uint8Array;

  constructor(dutch: string, english: string) {
    this.#dutch = dutch;
    this.#english = english;
    this.#width = english.length + 1;
    this.#costs = new Uint8Array((dutch.length + 1) * this.#width).fill(farApart);
    this.#costs[0] = 0;
    let farRows = 0;
    for (let i = 0; i <= dutch.length && farRows < longestRule; i += 1)
      farRows = this.#fillRow(i) < farApart ? 0 : farRows + 1;
  }

  at(i: number, j: number): number {
    return i < 0 || j < 0 ? farApart : (this.#costs[i * this.#width + j] ?? farApart);
  }

  /** @returns the least cost in the row */
  #fillRow(i: number): number {
    const rules = rulesEndingAt(this.#dutch, i);
    let least = i === 0 ? 0 : farApart;
    for (let j = i === 0 ? 1 : 0; j < this.#width; j += 1) {
      const cost = this.#costAt(i, j, rules);
      this.#costs[i * this.#width + j] = cost;
      if (cost < least) least = cost;
    }
    return least;
  }

  #costAt(i: number, j: number, rules: readonly Rule[]): number {
    const [dutch, english] = [this.#dutch, this.#english];
    const isKept = i > 0 && j > 0 && dutch.charCodeAt(i - 1) === english.charCodeAt(j - 1);
    let least = Math.min(
      farApart,
      this.at(i - 1, j - 1) + (isKept ? 0 : 1),
      this.at(i - 1, j) + 1,
      this.at(i, j - 1) + 1,
    );
    for (const rule of rules)
      if (endsAt(english, j, rule.english))
        least = Math.min(least, this.at(i - rule.dutch.length, j - rule.english.length));
    if (isTurned(dutch, english, i, j)) least = Math.min(least, this.at(i - 2, j - 2) + 1);
    return least;
  }

  /** Where both have an ending of their own language, what is before these. */
  costsOfStems(): number[] {
    return endings.flatMap(([own, others]) => {
      const stems = stemsOf(this.#dutch, own);
      if (stems.length === 0) return [];
      const otherStems = stemsOf(this.#english, others);
      return stems.flatMap((i) => otherStems.map((j) => this.at(i, j)));
    });
  }
}

const leastOf = (costs: readonly number[]): number => Math.min(farApart, ...costs);

/** How long the stems are that an ending leaves. */
const stemsOf = (word: string, ends: readonly string[]): number[] =>
  ends
    .filter((end) => word.length - end.length >= minStem && word.endsWith(end))
    .map((end) => word.length - end.length);

function endsAt(word: string, end: number, part: string): boolean {
  return end >= part.length && word.startsWith(part, end - part.length);
}

function isTurned(dutch: string, english: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && dutch[i - 1] === english[j - 2] && dutch[i - 2] === english[j - 1];
}

/** Letters that are written for each other where a name is spelt by its sound. */
const sameSounds: ReadonlyArray<readonly [written: RegExp, sound: string]> = [
  [/tsj|tch|ch|kh|ck|[cqk]/g, 'k'],
  [/sch|sh|sj|[zs]/g, 's'],
  [/ij|ei|ey|ie|[yj]/g, 'i'],
  [/ph|[vw]/g, 'f'],
  [/oe|ou|oo/g, 'u'],
  [/x/g, 'ks'],
  [/([tdg])h/g, '$1'],
  [/(.)\1+/g, '$1'],
];

/** Do two spellings of a name sound alike? So that one may be as right as the other; both folded. */
export function soundAlike(dutch: string, english: string): boolean {
  return soundOf(dutch) === soundOf(english);
}

function soundOf(name: string): string {
  return sameSounds.reduce((sound, [written, as]) => sound.replace(written, as), name);
}
