import { readNumberWord } from '../check/parse/dutch-number-words.ts';
import { knownNameAt } from '../check/parse/known-names.ts';
import { readText } from '../check/parse/text.ts';
import { englishUnits } from '../lexicon/english.ts';
import { dutchAcronyms } from '../lexicon/left-in-dutch.ts';
import { glossOfCompound, lexicon } from '../lexicon/lexicon.ts';
import { dutchWordList, englishWordList } from '../lexicon/word-lists.ts';

/*
 * A word-by-word gloss of Dutch in English: no translation, but honest, deterministic and free. It
 * keeps white space, punctuation, quotes, casing and names; a word that it does not know it keeps and
 * marks: ⟨woord⟩. The checks know those marks, and take no such word for one that was left by mistake.
 */

/** The shortest part of a compound. */
const minPartLetters = 3;
/** Shorter words may be a part of anything. */
const minMarkedLetters = 3;

const scales: Readonly<Record<string, string>> = {
  honderd: 'hundred',
  duizend: 'thousand',
  miljoen: 'million',
  miljard: 'billion',
  biljoen: 'trillion',
};

/** What a text is read as: the first of these that matches at a place. */
const tokenPatterns = [
  // Web addresses and handles.
  /(?<verbatim>https?:\/\/\S+|www\.\S+|\S+@\S+\.\w+|[#@][\p{L}\d_]+)/u,
  /(?<abbreviation>(?:\p{L}\.){2,}|(?:ABBREVIATIONS)\.)/u,
  // With separators.
  /(?<number>\d+(?:[.,:]\d+)*(?=\P{L}|$))/u,
  // With inner hyphens and apostrophes.
  /(?<word>['’]?\p{L}[\p{L}\d]*(?:[-'’][\p{L}\d]+)*)/u,
  /(?<other>[\s\S])/u,
];
const abbreviations =
  'dhr mevr mw drs dr prof ir bijv bv enz ca resp jl nr blz incl excl mln mld'.split(' ');
const tokens = new RegExp(
  tokenPatterns
    .map(({ source }) => source)
    .join('|')
    .replace('ABBREVIATIONS', abbreviations.join('|')),
  'giu',
);

interface Token {
  readonly kind: 'verbatim' | 'abbreviation' | 'number' | 'word' | 'other';
  readonly text: string;
  english: string;
}

/** Glosses a text; line ends and spacing stay as they are. */
export function glossText(dutch: string): string {
  const list = readTokens(
    dutch.replace(/(\d{1,2})\.(\d{2})(?= uur)/g, '$1:$2').replace(/(\d) (%)/g, '$1$2'),
  );
  joinSeparables(list);
  for (const [at, token] of list.entries()) {
    if (token.english === '') token.english = glossToken(token, list, at);
  }
  return list
    .map((token) => token.english)
    .join('')
    .replace(/ ?\ue000/g, '')
    .replace(/\ba (?=[aeiou])/gi, (article) => `${article.trimEnd()}n `)
    .replace(/(€|\$|£) (?=\d)/g, '$1')
    .replace(/,,|„/g, '"')
    .replace(/''/g, '"');
}

function readTokens(text: string): Token[] {
  return Array.from(text.matchAll(tokens), ({ 0: found, groups = {} }): Token => {
    const kind =
      (['verbatim', 'abbreviation', 'number', 'word'] as const).find(
        (name) => groups[name] !== undefined,
      ) ?? 'other';
    return { kind, text: found, english: kind === 'verbatim' || kind === 'other' ? found : '' };
  });
}

/** A clause ends here; a particle further on belongs to another verb. */
const clauseEnd = /[.,;:!?()"\n]/;
/** Left empty in the output, together with the space before it. */
const nothing = '\ue000';

function joinSeparables(list: Token[]): void {
  for (const [at, token] of list.entries()) {
    const byParticle =
      token.kind === 'word' ? lexicon.separables.get(token.text.toLowerCase()) : undefined;
    if (!byParticle) continue;
    const particle = lastOfClause(list, at + 1);
    if (particle?.english !== '' || !byParticle.has(particle.text)) continue;
    token.english = matchCase(token.text, byParticle.get(particle.text) ?? token.text, 'within');
    particle.english = nothing;
  }
}

/** Nobody writes longer clauses. */
const maxClauseTokens = 400;

/** The last word of a clause, where its particle is. */
function lastOfClause(list: readonly Token[], from: number): Token | undefined {
  let last: Token | undefined;
  for (let at = from; at < Math.min(list.length, from + maxClauseTokens); at += 1) {
    const token = list[at];
    if (!token || (token.kind === 'other' && clauseEnd.test(token.text))) break;
    if (token.kind !== 'other') last = token;
  }
  return last;
}

function glossToken(token: Token, list: readonly Token[], at: number): string {
  const { kind, text } = token;
  if (kind === 'number') return glossNumber(text);
  const lower = text.toLowerCase().replace('’', "'");
  if (kind === 'abbreviation') return lexicon.forms.get(lower) ?? text;
  if (lower === 'het' && verbs.has(nextWord(list, at, 1)?.text ?? ''))
    return matchCase(text, 'it', placeOf(list, at));
  const place = placeOf(list, at);
  const name = glossName(text);
  if (name !== undefined) return place === 'start' ? capitalize(name) : name;
  const inContext = glossInContext(lower, list, at);
  if (inContext !== null) return matchCase(text, inContext, place);
  const number = glossNumberWord(lower, list, at);
  if (number !== null) return matchCase(text, number, place);
  // Within a sentence a capital makes it a name, whatever the lexicon says.
  if (place === 'within' && /^\p{Lu}\p{Ll}/u.test(text) && !isTitleCased(list))
    return isDutchNameForm(text) ? `⟨${text}⟩` : keepName(text);
  const compound = place === 'start' ? undefined : glossOfCompound(lower, minPartLetters);
  const known = lexicon.forms.get(lower) ?? compound;
  if (known !== undefined) return matchCase(text, known, place);
  return markDutch(text);
}

const keepName = (text: string): string => (text.includes('-') ? markDutch(text) : text);

/** A name that English has a form of its own for, which the lexicon does not give. */
function isDutchNameForm(text: string): boolean {
  const { tokens: parts } = readText(text);
  const isWhole = (language: 'nl' | 'en') => knownNameAt(parts, 0, language)?.to === parts.length;
  return isWhole('nl') && !isWhole('en');
}

/** Marks Dutch that the lexicon does not know, and is no name: no translator would leave it. */
function markDutch(text: string): string {
  const parts = text.split('-');
  const marked = parts.length === 1 ? parts : parts.filter((part) => part === part.toLowerCase());
  return marked.some(isDutchPart) ? `⟨${text}⟩` : text;
}

function isDutchPart(text: string): boolean {
  const lower = text.toLowerCase();
  if (englishWordList.has(lower) || lower.length < minMarkedLetters) return false;
  return text === lower || (dutchWordList.has(lower) && !dutchWordList.has(text));
}

function glossName(text: string): string | undefined {
  const known = lexicon.names.get(text) ?? dutchAcronyms.get(text)?.english;
  if (known !== undefined) return known;
  const owner = /^(.+)['’]s$/.exec(text)?.[1];
  const name = owner === undefined ? undefined : lexicon.names.get(owner);
  return name === undefined ? undefined : `${name}'s`;
}

/** Before these, "het" is no article. */
const verbs = new Set(
  [
    'is was wordt werd kan kon zal zou moet moest heeft had gaat ging lijkt blijkt bleek gaf',
    'komt kwam blijft betreft kost duurt',
  ].flatMap((line) => line.split(' ')),
);

/** After these, "zijn" is the verb, whatever follows. */
const isSubject = /^(?:er|ze|zij|we|wij|jullie|die|waar|hier|daar)$/i;

const particles = new Set(['van', 'de', 'den', 'der', 'ten', 'ter', 'het', "'t", 'el', 'al', 'te']);

/** "Van" in "Femke van der Heide": after a name, and before one or another such word. */
function isInName(lower: string, list: readonly Token[], at: number): boolean {
  const [before, after] = [nextWord(list, at, -1), nextWord(list, at, 1)];
  if (!particles.has(lower) || before?.kind !== 'word' || before.text !== before.english)
    return false;
  const leadsOn = /^\p{Lu}/u.test(after?.text ?? '') || particles.has(after?.text ?? '');
  const isName = /^\p{Lu}/u.test(before.text) && !lexicon.forms.has(before.text.toLowerCase());
  return leadsOn && (isName || particles.has(before.text));
}

/**
 * Words whose English depends on a neighbour: "van" within a name, "zijn" before a noun, "jaar"
 * after a number.
 */
function glossInContext(lower: string, list: readonly Token[], at: number): string | null {
  const before = nextWord(list, at, -1);
  if (isInName(lower, list, at)) return lower;
  if (
    lower === 'zijn' &&
    !isSubject.test(before?.text ?? '') &&
    lexicon.nouns.has(nextWord(list, at, 1)?.text ?? '')
  )
    return 'his';
  if ((lower === 'jaar' || lower === 'uur') && (before?.kind === 'number' || isNumberWord(before)))
    return lower === 'jaar' ? 'years' : 'hours';
  return null;
}

/** 1.234,56 → 1,234.56; 3,5 → 3.5; 20.30 (a version, a time) stays. */
function glossNumber(text: string): string {
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text))
    return text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
  return /^\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
}

/**
 * Numbers in words: digits from thirteen on and before a scale ("vijfhonderd miljoen" → "500
 * million"), else the word.
 */
function glossNumberWord(lower: string, list: readonly Token[], at: number): string | null {
  const scale = scales[lower];
  if (scale !== undefined)
    return nextWord(list, at, -1)?.kind === 'number' || isNumberWord(nextWord(list, at, -1))
      ? scale
      : `a ${scale}`;
  const value = readNumberWord(lower);
  if (value === null || lower === 'een') return null;
  const scaled = scales[nextWord(list, at, 1)?.text.toLowerCase() ?? ''] !== undefined;
  return scaled || value > 12
    ? value.toLocaleString('en-US')
    : (englishUnits[value] ?? String(value));
}

const isNumberWord = (token: Token | undefined): boolean =>
  token?.kind === 'word' && readNumberWord(token.text.toLowerCase()) !== null;

function nextWord(list: readonly Token[], at: number, step: 1 | -1): Token | undefined {
  const next = list[at + step];
  return next?.text === ' ' ? list[at + 2 * step] : next;
}

/** Where in its sentence a word is. */
type Place = 'start' | 'within';

function placeOf(list: readonly Token[], at: number): Place {
  return startsSentence(list, at) ? 'start' : 'within';
}

function startsSentence(list: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= 0; before -= 1) {
    const { kind, text } = list[before] ?? { kind: 'other', text: '' };
    if (kind !== 'other') return false;
    if (/[.!?:\n]/.test(text)) return true;
    if (/["'“‘„,]/.test(text) && before === 0) return true;
    if (/["“„‘]/.test(text)) return true;
  }
  return true;
}

/** Titles in which every word has a capital say nothing about names. */
function isTitleCased(list: readonly Token[]): boolean {
  const known = titleCased.get(list);
  if (known !== undefined) return known;
  const words = list.filter((token) => token.kind === 'word');
  const found = words.length > 3 && words.every((token) => /^\p{Lu}/u.test(token.text));
  titleCased.set(list, found);
  return found;
}

/** Asked for every name of a text. */
const titleCased = new WeakMap<readonly Token[], boolean>();

function matchCase(dutch: string, english: string, place: Place): string {
  if (dutch.length > 1 && dutch === dutch.toUpperCase() && dutch !== dutch.toLowerCase())
    return english.toUpperCase();
  const isStart = place === 'start' && /^\p{Lu}|^['’]\p{Ll}/u.test(dutch);
  return isStart ? capitalize(english) : english;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
