import { checkTranslation } from '../../src/check/check.ts';
import type { Finding, Translation } from '../../src/contract.ts';
import { seededRandom } from '../../src/random.ts';

/*
 * Errors planted in good English by program, and whether the checks see them. Used by
 * `npm run bench:checks` on the whole corpus, and by a test on a part of it.
 */

/** An article with English that a translator made. */
export interface Reference {
  readonly id: string;
  readonly title: string | null;
  readonly translation: Translation;
}

/** What is planted. */
export const plants = ['number', 'name', 'negation', 'dropped', 'swapped', 'untranslated'] as const;
/** One kind of planted error. */
export type Plant = (typeof plants)[number];

/** English that was spoilt, and the segments an error may be found on. */
interface Spoilt {
  readonly translation: Translation;
  readonly at: readonly number[];
}

type Segments = Translation['segments'];

const otherNames = [
  'Bartholdson',
  'Ferreira',
  'Kowalczyk',
  'Okonkwo',
  'Lindqvist',
  'Dupont',
  'Marchetti',
  'Haddad',
  'Vasquez',
  'Nakamura',
];

/** Plants one error of a kind somewhere in the article, or null where it has no place for it. */
function plant(kind: Plant, { translation }: Reference, random: () => number): Spoilt | null {
  const { segments } = translation;
  const at = Math.floor(random() * segments.length);
  switch (kind) {
    case 'number':
      return changeOne(translation, at, (en) => changeNumber(en, random));
    case 'name':
      return changeOne(translation, at, (en, nl) => changeName(en, nl, random));
    case 'negation':
      return changeOne(translation, at, (en) => changeNegation(en, random));
    case 'dropped':
      return drop(translation, at);
    case 'swapped':
      return swap(translation, at, Math.floor(random() * segments.length));
    case 'untranslated':
      return changeOne(translation, at, (_, nl) => nl);
  }
}

function changeOne(
  translation: Translation,
  from: number,
  change: (en: string, nl: string) => string | null,
): Spoilt | null {
  const { segments } = translation;
  for (let step = 0; step < segments.length; step += 1) {
    const segment = segments[(from + step) % segments.length];
    const en = segment && change(segment.en, segment.nl);
    if (segment && en && en !== segment.en)
      return { translation: withEnglish(translation, new Map([[segment.n, en]])), at: [segment.n] };
  }
  return null;
}

function withEnglish(translation: Translation, english: ReadonlyMap<number, string>): Translation {
  return {
    ...translation,
    segments: translation.segments.map((segment) => ({
      ...segment,
      en: english.get(segment.n) ?? segment.en,
    })),
  };
}

const numberWords =
  'two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty'.split(' ');
const anyNumber = new RegExp(`\\d+(?:[.,]\\d+)*|\\b(?:${numberWords.join('|')})\\b`, 'g');

/** One of the numbers becomes another: in digits one of as many digits, in words another word. */
function changeNumber(en: string, random: () => number): string | null {
  const numbers = [...en.matchAll(anyNumber)].filter(([text]) => text !== '1');
  const chosen = numbers[Math.floor(random() * numbers.length)];
  if (!chosen) return null;
  const changed = otherNumber(chosen[0], random);
  return changed === chosen[0]
    ? null
    : en.slice(0, chosen.index) + changed + en.slice(chosen.index + chosen[0].length);
}

function otherNumber(number: string, random: () => number): string {
  const word = numberWords.indexOf(number);
  if (word >= 0)
    return (
      numberWords[
        (word + 1 + Math.floor(random() * (numberWords.length - 1))) % numberWords.length
      ] ?? number
    );
  const digits = number.split('');
  const place = Math.floor(random() * digits.length);
  const at = /\d/.test(digits[place] ?? '') ? place : 0;
  digits[at] = String((Number(digits[at]) + 1 + Math.floor(random() * 8)) % 10 || 9);
  return digits.join('');
}

/** A name that both texts have, in all its places, becomes another. */
function changeName(en: string, nl: string, random: () => number): string | null {
  const names = [...new Set(en.match(/\b\p{Lu}\p{Ll}{2,}\b/gu) ?? [])].filter(
    (name) =>
      new RegExp(`(?<![\\p{L}])${name}(?![\\p{L}])`, 'u').test(nl) &&
      !/^(?:The|In|September|November|December|April|August|Street)$/.test(name),
  );
  const name = names[Math.floor(random() * names.length)];
  if (name === undefined) return null;
  const other = otherNames[Math.floor(random() * otherNames.length)] ?? '';
  return en.replace(name, other);
}

/** "did not" becomes "did", or a verb gets a "not". */
function changeNegation(en: string, random: () => number): string | null {
  const removable: ReadonlyArray<readonly [RegExp, string]> = [
    [/\b(is|are|was|were|do|does|did|has|have|had|will|would|should|could|can|must) not\b/, '$1'],
    [/\bcannot\b/, 'can'],
    [/\b(is|are|was|were|does|did|do|has|have|had|would|should|could)n[’']t\b/, '$1'],
    [/\bcan[’']t\b/, 'can'],
    [/\bwon[’']t\b/, 'will'],
    [/\bnever\b/, 'always'],
    [/\bno\b/, 'some'],
  ];
  const fitting = removable.filter(([pattern]) => pattern.test(en));
  const chosen = fitting[Math.floor(random() * fitting.length)];
  return chosen ? en.replace(chosen[0], chosen[1]) : null;
}

/** The English of one segment is gone; those after it move up, and the last one has none. */
function drop(translation: Translation, at: number): Spoilt {
  const { segments } = translation;
  const english = segments.map(({ en }) => en).toSpliced(at, 1);
  const moved: Segments = segments.map((segment, place) => ({
    ...segment,
    en: english[place] ?? '',
  }));
  return {
    translation: { ...translation, segments: moved },
    at: segments.slice(at).map(({ n }) => n),
  };
}

function swap(translation: Translation, at: number, with_: number): Spoilt | null {
  const { segments } = translation;
  const first = segments[at];
  const second = segments[with_ === at ? (at + 1) % segments.length : with_];
  if (!first || !second || first === second) return null;
  const english = new Map([
    [first.n, second.en],
    [second.n, first.en],
  ]);
  return { translation: withEnglish(translation, english), at: [first.n, second.n] };
}

/** How well the checks did on one kind of error. */
export interface Caught {
  readonly plant: Plant;
  readonly planted: number;
  /** By a new finding of error severity at the place. */
  readonly asError: number;
  /** By a new finding of any severity but hints. */
  readonly asAny: number;
  readonly missed: readonly Missed[];
}

/** An error no check saw. */
interface Missed {
  readonly id: string;
  readonly nl: string;
  readonly en: string;
}

/** Plants `copies` errors of a kind, spread over the articles, and counts those the checks find. */
export function measurePlant(
  kind: Plant,
  references: readonly Reference[],
  copies: number,
  seed: number,
): Caught {
  const random = seededRandom(seed);
  const clean = new Map<string, ReadonlySet<string>>();
  const missed: Missed[] = [];
  let [planted, asError, asAny] = [0, 0, 0];
  for (let copy = 0; planted < copies && copy < copies * 20; copy += 1) {
    const reference = references[copy % references.length];
    const spoilt = reference && plant(kind, reference, random);
    if (!reference || !spoilt) continue;
    planted += 1;
    const known =
      clean.get(reference.id) ??
      new Set(checkTranslation(reference.title, reference.translation).map(print));
    clean.set(reference.id, known);
    const news = checkTranslation(reference.title, spoilt.translation).filter(
      (finding) =>
        finding.segment !== null &&
        spoilt.at.includes(finding.segment) &&
        !known.has(print(finding)),
    );
    if (news.some(({ severity }) => severity === 'error')) asError += 1;
    else {
      const segment = spoilt.translation.segments.find(({ n }) => n === spoilt.at[0]);
      missed.push({ id: reference.id, nl: segment?.nl ?? '', en: segment?.en ?? '' });
    }
    if (news.some(({ severity }) => severity !== 'hint')) asAny += 1;
  }
  return { plant: kind, planted, asError, asAny, missed };
}

const print = ({ check, segment, message }: Finding): string => `${check} ${segment} ${message}`;

/** Segments of untouched references on which a check raises an error. */
export function falseAlarms(references: readonly Reference[]): {
  readonly segments: number;
  readonly alarmed: number;
  readonly findings: Finding[];
} {
  const findings: Finding[] = [];
  let [segments, alarmed] = [0, 0];
  for (const { id, title, translation } of references) {
    segments += translation.segments.length;
    const errors = checkTranslation(title, translation).filter(
      ({ severity, segment }) => severity === 'error' && segment !== null,
    );
    alarmed += new Set(errors.map(({ segment }) => segment)).size;
    findings.push(
      ...errors.map((finding) => ({ ...finding, message: `${id} ${finding.message}` })),
    );
  }
  return { segments, alarmed, findings };
}
