import { wordSet } from '../../word-set.ts';
import { isDutchWord, isEnglishWord } from './dictionary.ts';
import {
  type Concept,
  dutchForms,
  englishForms,
  type Form,
  keyOf,
  understood,
} from './name-forms.ts';
import type { Token } from './text.ts';
import { foldedName, perWord, traitOf, type Word } from './words.ts';

/*
 * The known names of a text: those that both languages have a form of their own for.
 */

/** A known name in a text: its tokens, from one up to another. */
export interface KnownName {
  readonly from: number;
  readonly to: number;
  /** What it may stand for: "EC" is the Commission or the Community. */
  readonly concepts: readonly Concept[];
  /** It may be an ordinary word ("the commission", "the Sun"): it answers a name, and is none. */
  readonly weak: boolean;
}

const genitive = /'s$/;
/** Forms that are found only with all their capitals: "US" is not "us". */
const acronym = /^[\p{Lu}\d.]{2,}$/u;
const capital = /^\p{Lu}/u;
/** Of three words or fewer letters, with a capital, and yet mostly something else. */
const ambiguous = wordSet('Pers Lap Lappen Wels Saks Est Ests Let Fin Schot Indo Anglo Franco');

/** The known names of a text, in order; of two that begin at one word the longer. */
export function findKnownNames(tokens: readonly Token[], language: 'nl' | 'en'): KnownName[] {
  const found: KnownName[] = [];
  const trait = language === 'nl' ? beginsDutch : beginsEnglish;
  for (let at = 0; at < tokens.length; ) {
    const isLikely = ((tokens[at]?.traits ?? 0) & trait) !== 0;
    const match = isLikely ? knownNameAt(tokens, at, language) : undefined;
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
  const token = tokens[at];
  if (!token || (token.traits & (language === 'nl' ? beginsDutch : beginsEnglish)) === 0)
    return undefined;
  const candidates = language === 'nl' ? dutchFormsOf(token.word) : englishFormsOf(token.word);
  const match = firstMatch(tokens, at, candidates);
  if (match || language === 'en') return match;
  const hidden = formAtTheBeginning(token.word);
  return hidden ? { from: at, to: at + 1, concepts: hidden.concepts, weak: false } : undefined;
}

const noForms: readonly Form[] = [];
const formsIn = (forms: ReadonlyMap<string, readonly Form[]>, { kind, lower }: Word) =>
  kind === 'word' ? (forms.get(keyOf(lower)) ?? noForms) : noForms;
const dutchFormsOf = perWord((word) => formsIn(dutchForms, word));
const englishFormsOf = perWord((word) => formsIn(englishForms, word));

/** "Senaatscommissie", "Chinabeleid": a compound that begins with a known name. */
const formAtTheBeginning = perWord(findAtTheBeginning);

function findAtTheBeginning({ text, capital: hasCapital }: Word): Form | null {
  if (!hasCapital) return null;
  const word = keyOf(text);
  for (let end = word.length - minRest; end >= minHidden; end -= 1) {
    const form = dutchForms.get(word.slice(0, end))?.find(({ keys }) => keys.length === 1);
    if (form && !acronym.test(form.text)) return form;
  }
  return null;
}

const minHidden = 5;
/** What a compound has besides the name. */
const minRest = 4;

const beginsDutch = traitOf(
  (word) => formsIn(dutchForms, word).length > 0 || findAtTheBeginning(word) !== null,
);
const beginsEnglish = traitOf((word) => formsIn(englishForms, word).length > 0);

function firstMatch(
  tokens: readonly Token[],
  at: number,
  candidates: readonly Form[],
): KnownName | undefined {
  let found: { to: number; weak: boolean; concepts: readonly Concept[] } | undefined;
  for (const form of candidates) {
    const fit = fitOf(tokens, at, form);
    if (!fit || (found && fit.to !== found.to)) continue;
    found = {
      to: fit.to,
      weak: fit.weak && (found?.weak ?? true),
      concepts: found ? [...new Set([...found.concepts, ...form.concepts])] : form.concepts,
    };
  }
  return found && { from: at, ...found };
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
    if (!token || foldedName(token.word) !== key) return undefined;
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
function isOrdinaryWord(form: Form, { opens }: Token): boolean {
  if (form.keys.length > 1) return !capital.test(form.text);
  if (form.concepts.some(({ kind }) => kind === 'place'))
    return opens && wordsAtTheBeginning.has(form.text);
  form.ordinary ??= isOrdinary(form.text);
  return form.ordinary;
}

function isOrdinary(text: string): boolean {
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
