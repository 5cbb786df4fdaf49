import { wordSet } from '../../word-set.ts';
import { isDutchWord, isEnglishWord } from './dictionary.ts';
import {
  type Beginning,
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
  const beginning = language === 'nl' ? dutchFormsOf(token.word) : englishFormsOf(token.word);
  const match = beginning ? firstMatch(tokens, at, beginning) : undefined;
  if (match || language === 'en') return match;
  const hidden = formAtTheBeginning(token.word);
  return hidden ? { from: at, to: at + 1, concepts: hidden.concepts, weak: false } : undefined;
}

const formsIn = (forms: ReadonlyMap<string, Beginning>, { kind, lower }: Word) =>
  kind === 'word' ? (forms.get(keyOf(lower)) ?? null) : null;
const dutchFormsOf = perWord((word) => formsIn(dutchForms, word));
const englishFormsOf = perWord((word) => formsIn(englishForms, word));

/** "Senaatscommissie", "Chinabeleid": a compound that begins with a known name. */
const formAtTheBeginning = perWord(findAtTheBeginning);

function findAtTheBeginning({ text, capital: hasCapital }: Word): Form | null {
  if (!hasCapital) return null;
  const word = keyOf(text);
  for (let end = word.length - minRest; end >= minHidden; end -= 1) {
    const form = dutchForms.get(word.slice(0, end))?.alone[0];
    if (form && !form.isAcronym) return form;
  }
  return null;
}

const minHidden = 5;
/** What a compound has besides the name. */
const minRest = 4;

const beginsDutch = traitOf(
  (word) => formsIn(dutchForms, word) !== null || findAtTheBeginning(word) !== null,
);
const beginsEnglish = traitOf((word) => formsIn(englishForms, word) !== null);

function firstMatch(
  tokens: readonly Token[],
  at: number,
  { alone, bySecond }: Beginning,
): KnownName | undefined {
  const second = bySecond.size > 0 ? tokens[nextPart(tokens, at + 1)] : undefined;
  const longer = second && bySecond.get(foldedName(second.word));
  const found = longer && matchOf(tokens, at, longer);
  return matchOf(tokens, at, alone, found);
}

/** What the first form that fits and others as long stand for. */
function matchOf(
  tokens: readonly Token[],
  from: number,
  forms: readonly Form[],
  before?: KnownName,
): KnownName | undefined {
  let found = before;
  for (const form of forms) {
    const to = endOf(tokens, from, form);
    if (to < 0 || (found && to !== found.to)) continue;
    const concepts = found ? [...new Set([...found.concepts, ...form.concepts])] : form.concepts;
    const weak = (found?.weak ?? true) && isWeak(form, tokens[from]);
    found = { from, to, concepts, weak };
  }
  return found;
}

/** Where a form that begins here ends; -1 if it does not stand here. */
function endOf(tokens: readonly Token[], from: number, form: Form): number {
  let to = from;
  for (const key of form.keys) {
    if (to > from) to = nextPart(tokens, to);
    const token = tokens[to];
    if (!token || foldedName(token.word) !== key) return -1;
    to += 1;
  }
  const first = tokens[from];
  if (!first || (first.opens && ambiguous.has(form.text))) return -1;
  if (form.isAcronym) return isWritten(form, tokens.slice(from, to)) ? to : -1;
  return first.capital || !form.hasCapital || form.mayBeLower ? to : -1;
}

/** The next word of a name, after a hyphen too. */
function nextPart(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  return token?.text === '-' && !token.spaced ? at + 1 : at;
}

/** With all its capitals. */
function isWritten({ text }: Form, tokens: readonly Token[]): boolean {
  const written = tokens.map((token) => token.text.replace(genitive, ''));
  return written.join('') === text.replace(/\.$/, '');
}

const isWeak = (form: Form, first: Token | undefined): boolean =>
  !form.isAcronym && first !== undefined && (!first.capital || isOrdinaryWord(form, first));

/** "Earth", "House", "Commissie": compounds ("Wereldbank", "Veiligheidsraad") are longer. */
function isOrdinaryWord(form: Form, { opens }: Token): boolean {
  if (form.keys.length > 1) return !form.hasCapital;
  if (form.isPlace) return opens && wordsAtTheBeginning.has(form.text);
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
