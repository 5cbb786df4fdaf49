import { bodies, offices } from '../../lexicon/bodies.ts';
import { cities } from '../../lexicon/cities.ts';
import { countries } from '../../lexicon/countries.ts';
import { historicalNames } from '../../lexicon/historical-names.ts';
import { regions } from '../../lexicon/regions.ts';
import { wordSet } from '../../word-set.ts';
import { isDutchWord, isEnglishWord } from './dictionary.ts';
import { fold } from './fold.ts';
import type { Token } from './text.ts';

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

/** A known name in a text: its tokens, from one up to another. */
export interface KnownName {
  readonly from: number;
  readonly to: number;
  /** What it may stand for: "EC" is the Commission or the Community. */
  readonly concepts: readonly Concept[];
  /** It may be an ordinary word ("the commission", "the Sun"): it answers a name, and is none. */
  readonly weak: boolean;
}

interface Form {
  readonly keys: readonly string[];
  /** As it is written; acronyms are found in that case only. */
  readonly text: string;
  readonly concepts: Concept[];
}

/** The forms of one language by the first word. */
type Forms = Map<string, Form[]>;

const dutchForms: Forms = new Map();
const englishForms: Forms = new Map();

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

const genitive = /'s$/;
const keyOf = (word: string): string => fold(word.endsWith("'s") ? word.slice(0, -2) : word);

function addForm(forms: Forms, text: string, concept: Concept): void {
  const keys = keysOf(text);
  const [first] = keys;
  if (first === undefined) return;
  const sameStart = forms.get(first) ?? [];
  const known = sameStart.find((form) => form.text === text);
  if (known) {
    if (!known.concepts.includes(concept)) known.concepts.push(concept);
    return;
  }
  sameStart.push({ keys, text, concepts: [concept] });
  forms.set(first, sameStart);
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
  for (const forms of [dutchForms, englishForms])
    for (const list of forms.values()) list.sort((a, b) => b.keys.length - a.keys.length);
}
build();

/** Forms that are found only with all their capitals: "US" is not "us". */
const acronym = /^[\p{Lu}\d.]{2,}$/u;
const capital = /^\p{Lu}/u;
/** Of three words or fewer letters, with a capital, and yet mostly something else. */
const ambiguous = wordSet('Pers Lap Lappen Wels Saks Est Ests Let Fin Schot Indo Anglo Franco');

/** The known names of a text, in order; of two that begin at one word the longer. */
export function findKnownNames(tokens: readonly Token[], language: 'nl' | 'en'): KnownName[] {
  const found: KnownName[] = [];
  for (let at = 0; at < tokens.length; ) {
    const match = knownNameAt(tokens, at, language);
    if (match) found.push(match);
    at = match?.to ?? at + 1;
  }
  return found;
}

/** The known name that begins at a token, if one does; the longest. */
export function knownNameAt(
  tokens: readonly Token[],
  at: number,
  language: 'nl' | 'en',
): KnownName | undefined {
  const forms = language === 'nl' ? dutchForms : englishForms;
  const token = tokens[at];
  const candidates = token?.kind === 'word' ? forms.get(keyOf(token.lower)) : undefined;
  return (
    (candidates && firstMatch(tokens, at, candidates)) ??
    (token?.capital && language === 'nl' ? atTheBeginning(token, at) : undefined)
  );
}

/** "Senaatscommissie", "Chinabeleid": a compound that begins with a known name. */
function atTheBeginning({ text }: Token, at: number): KnownName | undefined {
  const word = keyOf(text);
  for (let end = word.length - minRest; end >= minHidden; end -= 1) {
    const form = dutchForms.get(word.slice(0, end))?.find(({ keys }) => keys.length === 1);
    if (form && !acronym.test(form.text))
      return { from: at, to: at + 1, concepts: form.concepts, weak: false };
  }
  return undefined;
}

const minHidden = 5;
/** What a compound has besides the name. */
const minRest = 4;

function firstMatch(
  tokens: readonly Token[],
  at: number,
  candidates: readonly Form[],
): KnownName | undefined {
  const fitting = candidates.flatMap((form) => {
    const fit = fitOf(tokens, at, form);
    return fit ? [{ ...fit, concepts: form.concepts }] : [];
  });
  const [longest] = fitting;
  if (!longest) return undefined;
  const same = fitting.filter(({ to }) => to === longest.to);
  return {
    from: at,
    to: longest.to,
    concepts: [...new Set(same.flatMap(({ concepts }) => concepts))],
    weak: same.every(({ weak }) => weak),
  };
}

interface Fit {
  readonly to: number;
  readonly weak: boolean;
}

function fitOf(tokens: readonly Token[], from: number, form: Form): Fit | undefined {
  let at = from;
  for (const [place, key] of form.keys.entries()) {
    if (place > 0 && tokens[at]?.text === '-' && tokens[at]?.spaced === false) at += 1;
    const token = tokens[at];
    if (!token || keyOf(token.text) !== key) return undefined;
    at += 1;
  }
  const first = tokens[from];
  if (!first || (ambiguous.has(form.text) && first.opens)) return undefined;
  if (acronym.test(form.text)) {
    const written = tokens.slice(from, at).map(({ text }) => text.replace(genitive, ''));
    return written.join('') === form.text.replace(/\.$/, '') ? { to: at, weak: false } : undefined;
  }
  const mayBeLower = form.concepts.every(({ kind }) => kind === 'body' || kind === 'office');
  if (!first.capital && capital.test(form.text) && !mayBeLower) return undefined;
  return { to: at, weak: !first.capital || isOrdinaryWord(form, first) };
}

/** "Earth", "House", "Commissie": compounds ("Wereldbank", "Veiligheidsraad") are longer. */
function isOrdinaryWord({ keys, text, concepts }: Form, { opens }: Token): boolean {
  if (keys.length > 1) return !capital.test(text);
  if (concepts.some(({ kind }) => kind === 'place')) return opens && wordsAtTheBeginning.has(text);
  if (decisiveWords.has(text)) return false;
  if (periods.has(text)) return true;
  const lower = text.toLowerCase();
  return text.length <= maxOrdinaryLetters && (isEnglishWord(lower) || isDutchWord(lower));
}

const maxOrdinaryLetters = 9;
/** A capital at the beginning of a sentence makes no place of these. */
const wordsAtTheBeginning = wordSet(
  'Nice Turkey Reading Cork Bath Poles Pole Swede West East Oosten Westen Eastern Western',
);
const periods = wordSet(
  'Middeleeuwen Renaissance Verlichting Enlightenment Christmas Melkweg Zonnestelsel',
);
const decisiveWords = wordSet('Senate Senaat Congress Congres Kremlin Pentagon Parliament Cabinet');

/** Countries that a translator adds where the Dutch leaves them to be understood. */
const understood = new Set(
  ['Nederland', 'Verenigde Staten', 'Verenigd Koninkrijk', 'Engeland', 'Europa'].flatMap(
    (name) => byDutchName.get(name) ?? [],
  ),
);

/** Is it a country or city that no translator adds without a reason in the Dutch? */
export function isTelling({ concepts }: KnownName): boolean {
  return concepts.every((concept) => concept.telling && !understood.has(concept));
}

/** Do both stand for one thing, or for a part and its whole? */
export function meanTheSame(name: KnownName, other: KnownName): boolean {
  return name.concepts.some((concept) =>
    other.concepts.some((another) => concept === another || concept.related.has(another)),
  );
}
