import { bodies, offices } from '../../lexicon/bodies.ts';
import { cities } from '../../lexicon/cities.ts';
import { countries } from '../../lexicon/countries.ts';
import { historicalNames } from '../../lexicon/historical-names.ts';
import { regions } from '../../lexicon/regions.ts';
import { fold } from './fold.ts';

/*
 * Names that both languages have a form of their own for: countries with their peoples, adjectives
 * and capitals, cities, regions, institutions, people of history. What a name stands for is a
 * concept, so that "Fransen", "Franse" and "Frankrijk" are answered by "French" or "France".
 */

/** What a known name stands for. */
export interface Concept {
  readonly kind: 'place' | 'body' | 'office' | 'person';
  /** A country or a city: it is added by nobody without a reason, as regions are. */
  readonly telling: boolean;
  /** Concepts that may be named in its place: a capital and its country, a part and its whole. */
  readonly related: Set<Concept>;
}

/** A way to write a name. */
export interface Form {
  readonly keys: readonly string[];
  /** As it is written; acronyms are found in that case only. */
  readonly text: string;
  readonly concepts: Concept[];
  /** It is found with all its capitals only: "US" is not "us". */
  readonly isAcronym: boolean;
  readonly hasCapital: boolean;
  /** Its capital may be left out: it is an institution or an office. */
  mayBeLower: boolean;
  isPlace: boolean;
  /** It is an ordinary word as well; found out when it is first asked for. */
  ordinary?: boolean;
}

/** The forms that begin with one word. */
export interface Beginning {
  /** Those of this word alone. */
  readonly alone: Form[];
  /** Longer ones by their second word, the longest first: "minister" begins hundreds. */
  readonly bySecond: Map<string, Form[]>;
}

/** The forms of one language by the first word. */
type Forms = Map<string, Beginning>;

/** Dutch forms, by their first word. */
export const dutchForms: Forms = new Map();
/** English forms, by their first word. */
export const englishForms: Forms = new Map();

const splitList = (field: string | undefined): string[] =>
  (field ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(';'));

const joint = /[\s-]+/;
const inner = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+|\./gu;

/** The words of a form as the tokens of a text have them; a full stop at its end is left out. */
function keysOf(text: string): string[] {
  const keys = text
    .split(joint)
    .flatMap((word) => word.match(inner) ?? [])
    .map((word) => keyOf(word.replaceAll('’', "'")));
  return keys.at(-1) === '.' ? keys.slice(0, -1) : keys;
}

/** A word as forms are found by it. */
export const keyOf = (word: string): string => fold(word.endsWith("'s") ? word.slice(0, -2) : word);

function addForm(forms: Forms, text: string, concept: Concept): void {
  const keys = keysOf(text);
  const [first] = keys;
  if (first === undefined) return;
  const same = formsLike(forms, first, keys[1]);
  const known = same.find((form) => form.text === text);
  if (known) {
    if (!known.concepts.includes(concept)) known.concepts.push(concept);
    return;
  }
  same.push({
    keys,
    text,
    concepts: [concept],
    isAcronym: acronym.test(text),
    hasCapital: capital.test(text),
    mayBeLower: true,
    isPlace: false,
  });
}

const acronym = /^[\p{Lu}\d.]{2,}$/u;
const capital = /^\p{Lu}/u;

/** The forms with these first words, to which one may be added. */
function formsLike(forms: Forms, first: string, second: string | undefined): Form[] {
  const beginning = forms.get(first) ?? { alone: [], bySecond: new Map<string, Form[]>() };
  forms.set(first, beginning);
  if (second === undefined) return beginning.alone;
  const same = beginning.bySecond.get(second) ?? [];
  beginning.bySecond.set(second, same);
  return same;
}

/** To be done when every form has all its concepts. */
function completeForms(all: Form[]): void {
  all.sort((a, b) => b.keys.length - a.keys.length);
  for (const form of all) {
    form.mayBeLower = form.concepts.every(({ kind }) => kind === 'body' || kind === 'office');
    form.isPlace = form.concepts.some(({ kind }) => kind === 'place');
  }
}

/** Duits → Duitse, Chinees → Chinese and Chinezen, Amerikaan → Amerikanen, Duitser → Duitsers. */
function dutchFormsOf(word: string): string[] {
  if (word.endsWith('ees')) return [word, `${word.slice(0, -2)}se`, `${word.slice(0, -2)}zen`];
  if (word.endsWith('s')) return [word, `${word}e`];
  if (word.endsWith('isch')) return [word, `${word}e`];
  if (word.endsWith('aan')) return [word, `${word.slice(0, -2)}nen`];
  if (/(?:er|iër)$/.test(word)) return [word, `${word}s`];
  return [word];
}

const takesNoPlural = /(?:ish|ese|ch|men|s)$/;
const englishFormsOf = (word: string): string[] =>
  takesNoPlural.test(word) ? [word] : [word, `${word}s`];

const byDutchName = new Map<string, Concept>();

/** Relates both ways. */
function relate(part: Concept, whole: Concept): void {
  part.related.add(whole);
  whole.related.add(part);
}

function newConcept(kind: Concept['kind'], names: readonly string[], telling = false): Concept {
  const concept: Concept = { kind, telling, related: new Set() };
  for (const name of names.slice(0, 1)) if (!byDutchName.has(name)) byDutchName.set(name, concept);
  return concept;
}

function addPlace(row: readonly string[], telling: boolean): Concept {
  const [nl, nlPeople, en, enPeople, capital] = row;
  const names = splitList(nl);
  const known = byDutchName.get(names[0] ?? '');
  const concept = known ?? newConcept('place', names, telling);
  for (const name of names)
    for (const form of [name, `${name}s`]) addForm(dutchForms, form, concept);
  for (const word of splitList(nlPeople).flatMap(dutchFormsOf)) addForm(dutchForms, word, concept);
  // "Church of England", "Turkish Airlines": names keep their English in Dutch.
  for (const word of [...splitList(en), ...splitList(enPeople).flatMap(englishFormsOf)])
    for (const forms of [englishForms, dutchForms]) addForm(forms, word, concept);
  if (capital) addCapital(capital, concept);
  return concept;
}

function addCapital(field: string, country: Concept): void {
  const [nl = '', en = nl] = field.split('=');
  const capital = newConcept('place', splitList(nl), true);
  for (const name of splitList(nl))
    for (const form of [name, `${name}s`, `${name}se`]) addForm(dutchForms, form, capital);
  for (const name of splitList(en)) addForm(englishForms, name, capital);
  relate(capital, country);
}

function addBody([nl, en]: readonly string[]): Concept {
  const names = splitList(nl);
  const concept = newConcept('body', names);
  for (const name of names) addForm(dutchForms, name, concept);
  for (const name of splitList(en)) addForm(englishForms, name, concept);
  return concept;
}

function addOffice([nl, en]: readonly string[]): void {
  const concept: Concept = { kind: 'office', telling: false, related: new Set() };
  for (const name of splitList(nl))
    for (const form of [name, ...ministries.map((title) => `${title} ${name}`)])
      addForm(dutchForms, form, concept);
  for (const name of splitList(en)) addForm(englishForms, name, concept);
}

const ministries = ['minister van', 'minister voor', 'ministerie van', 'minister'];

function addPerson(entry: string): void {
  const [nl = '', en = ''] = entry.split('=');
  const concept: Concept = { kind: 'person', telling: false, related: new Set() };
  addForm(dutchForms, nl, concept);
  for (const name of en.split('|')) addForm(englishForms, name, concept);
}

const placeTables = [
  [countries, true],
  [regions, false],
  [cities, true],
] as const;

function build(): void {
  const parts: Array<readonly [concept: Concept, wholes: readonly string[]]> = [];
  for (const [table, telling] of placeTables)
    for (const row of rowsOf(table)) parts.push([addPlace(row, telling), splitList(row[5])]);
  for (const row of rowsOf(bodies)) parts.push([addBody(row), splitList(row[2])]);
  for (const [concept, wholes] of parts)
    for (const name of wholes) {
      const whole = byDutchName.get(name);
      if (whole) relate(concept, whole);
    }
  for (const row of rowsOf(offices)) addOffice(row);
  for (const entry of historicalNames.split(/[,\n]/).map((text) => text.trim()))
    if (entry !== '') addPerson(entry);
  for (const { alone, bySecond } of [...dutchForms.values(), ...englishForms.values()])
    for (const list of [alone, ...bySecond.values()]) completeForms(list);
}
build();

/** Countries that a translator adds where the Dutch leaves them to be understood. */
export const understood = new Set(
  ['Nederland', 'Verenigde Staten', 'Verenigd Koninkrijk', 'Engeland', 'Europa'].flatMap(
    (name) => byDutchName.get(name) ?? [],
  ),
);
