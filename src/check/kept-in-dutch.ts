import { nameParticles } from '../lexicon/left-in-dutch.ts';
import { wordSet } from '../word-set.ts';
import { isInEnglishPhrase } from './english-phrases.ts';
import { termsIn } from './glossary.ts';
import { isDefined, isMentioned, isTitleOf } from './mentioned-words.ts';
import type { CheckContext } from './pair-check.ts';
import { isDutchWord, isEnglishWord } from './parse/dictionary.ts';
import { knownNameAt } from './parse/known-names.ts';
import type { Pair } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/*
 * Dutch that stays Dutch in English: parts of names and titles, words that the English explains or
 * mentions, addresses, terms of the glossary, and the sandbox's own marks.
 */

/** A Dutch word of the English, and the word of the Dutch that it is. */
interface DutchWord {
  readonly pair: Pair;
  readonly context: CheckContext;
  readonly at: number;
  readonly token: Token;
  /** It is the Dutch form of a name that English has its own for. */
  readonly isName: boolean;
  /** Where the Dutch has it. */
  readonly dutch: readonly Token[];
}

/** A word that the Dutch has more often is none that a name or an explanation keeps. */
const maxSources = 8;

/** May this Dutch word stand in the English? */
export function isKept(word: DutchWord): boolean {
  if (isMarked(word) || isInAddress(word)) return true;
  if (isTerm(word)) return true;
  if (word.dutch.length === 0) return isKeptAs(word, undefined);
  return word.dutch.slice(0, maxSources).some((source) => isKeptAs(word, source));
}

function isKeptAs(word: DutchWord, source: Token | undefined): boolean {
  const dutchAt = source ? word.pair.nl.tokens.indexOf(source) : -1;
  const run = source ? sameRun(word.pair, word.at, dutchAt) : [word.token];
  if (word.isName)
    return (
      isInName(word, run, source) ||
      isQuotedTitle(word, run) ||
      isGloss(word) ||
      isNameExplained(word, dutchAt)
    );
  const first = word.at - run.indexOf(word.token);
  return (
    isInName(word, run, source) ||
    isQuotedTitle(word, run) ||
    isTitleOf(word.pair.en.tokens, run, first) ||
    isExplained(word, run, dutchAt)
  );
}

/** "the Belastingdienst (Dutch Tax Administration)", "Den Haag (The Hague)". */
function isNameExplained({ pair, at }: DutchWord, dutchAt: number): boolean {
  const more = (knownNameAt(pair.en.tokens, at, 'nl')?.to ?? at + 1) - at - 1;
  return (
    opensBracketAfter(pair.en.tokens, at + more) &&
    !opensBracketAfter(pair.nl.tokens, dutchAt + more)
  );
}

/** The sandbox marks what it leaves as ⟨woord⟩. */
function isMarked({ pair, at }: DutchWord): boolean {
  const chunk = chunkAround(pair.en.tokens, at);
  return chunk.some(({ text }) => text === '⟨') && chunk.some(({ text }) => text === '⟩');
}

/** The tokens without a space between, of which this is one. */
function chunkAround(tokens: readonly Token[], at: number): readonly Token[] {
  let from = at;
  while (from > 0 && tokens[from]?.spaced === false) from -= 1;
  let to = at + 1;
  while (tokens[to]?.spaced === false) to += 1;
  return tokens.slice(from, to);
}

const inAddresses = wordSet('. / @ # _ & = ? \\ :');

/** Part of a web address, a handle or a file name: signs of those are between words, unspaced. */
function isInAddress({ pair, at }: DutchWord): boolean {
  const chunk = chunkAround(pair.en.tokens, at);
  return chunk.some(({ text }, step) => inAddresses.has(text) && chunk[step + 1]?.kind === 'word');
}

/** So far a word may be from the capital that its name begins with. */
const maxNameWords = 14;

/**
 * Is it in a name or a title: after a Dutch word in capitals ("Vereniging van Nederlandse
 * gemeenten"), between names ("Jan van der Heide"), beside one ("ING Nederland")?
 */
function isInName(word: DutchWord, run: readonly Token[], source: Token | undefined): boolean {
  const { token } = word;
  const here = run.indexOf(token);
  // Also that of "Het Parool".
  if (
    !word.isName &&
    nameParticles.has(token.lower) &&
    (run[here - 1]?.capital === true || run[here + 1]?.capital === true)
  )
    return true;
  const before = run.slice(Math.max(0, here - maxNameWords), here);
  const isInTitle = before.some(
    (other, at) => beginsTitle(word, other) && !(word.isName && isPlaceName(before, at)),
  );
  if (!token.capital) return isInTitle || followsTitle(word);
  if (!source) return isBesideDutch(word);
  return source.capital && (isInTitle || isBesideName(word, run));
}

/** A Dutch word in capitals that is not the first of its sentence. */
function beginsTitle({ pair }: DutchWord, word: Token): boolean {
  return word.capital && isDutchTitleWord(word) && !isFirstWord(pair.en.tokens, word);
}

/** Are there only Dutch words up to one in capitals, though the Dutch has it otherwise? */
function followsTitle(word: DutchWord): boolean {
  const { tokens } = word.pair.en;
  for (let before = word.at - 1; before >= Math.max(0, word.at - maxNameWords); before -= 1) {
    const other = tokens[before];
    if (other?.kind !== 'word' || !isDutchTitleWord(other)) return false;
    if (beginsTitle(word, other)) return true;
  }
  return false;
}

/** Is it beside a Dutch word in capitals: "Nederlands Volkenkundig Museum"? */
function isBesideDutch({ pair, at }: DutchWord): boolean {
  const neighbours = [pair.en.tokens[at - 1], pair.en.tokens[at + 1]];
  return neighbours.some((other) => other?.capital === true && isDutchTitleWord(other));
}

/** What joins the words of a name that is not only Dutch. */
const joints = wordSet('- van de der den het voor');

/** Is there a name, other than of a country, among the words in capitals around it? */
function isBesideName({ pair, at, token }: DutchWord, run: readonly Token[]): boolean {
  const here = run.indexOf(token);
  const isPart = (other: Token | undefined): other is Token =>
    other !== undefined && (other.capital || joints.has(other.lower));
  let from = here;
  while (isPart(run[from - 1])) from -= 1;
  let to = here;
  while (isPart(run[to + 1])) to += 1;
  return run.slice(from, to + 1).some((other, step) => {
    if (!other.capital || from + step === here || isPlaceName(run, from + step)) return false;
    const isFirst = isFirstWord(pair.en.tokens, pair.en.tokens[at - here + from + step]);
    if (!isFirst || isPerson(run, from + step)) return true;
    return !(isDutchWord(other.lower) || isEnglishWord(other.lower));
  });
}

/** The longest known names, in tokens: "Verenigde Arabische Emiraten". */
const maxPlaceTokens = 4;

/**
 * Is a word of a run in the name of a place or a people, "Staten" in "Verenigde Staten"? Not a first
 * name that kings had as well ("Jan van Gent").
 */
function isPlaceName(run: readonly Token[], at: number): boolean {
  for (let from = at; from >= Math.max(0, at - maxPlaceTokens); from -= 1) {
    const name = knownNameAt(run, from, 'nl');
    if (name && name.to > at && !isPerson(run, from)) return true;
  }
  return false;
}

const isPerson = (tokens: readonly Token[], at: number): boolean =>
  knownNameAt(tokens, at, 'nl')?.concepts[0]?.kind === 'person';

/** Does this word begin a sentence? */
function isFirstWord(tokens: readonly Token[], word: Token | undefined): boolean {
  if (!word?.opens) return false;
  const before = tokens[tokens.indexOf(word) - 1];
  return before === undefined || /^[.!?]$/.test(before.text);
}

/** A word that Dutch titles have a capital for: not one that is English too ("Jazz"). */
const isDutchTitleWord = ({ lower }: Token): boolean =>
  nameParticles.has(lower) || (isDutchWord(lower) && !isEnglishWord(lower));

/** Signs that stand inside titles. */
const inTitles = wordSet('- – , & ( )');

/** Longer runs are no names, but English that is still Dutch. */
const maxRun = 40;

/** The words around a place that both texts have, in the same order; titles may have signs. */
function sameRun({ nl, en }: Pair, at: number, dutchAt: number): readonly Token[] {
  const isSame = (step: number): boolean => {
    const [english, dutch] = [en.tokens[at + step], nl.tokens[dutchAt + step]];
    if (english === undefined || english.lower !== dutch?.lower) return false;
    return english.kind !== 'sign' || inTitles.has(english.text);
  };
  let from = 0;
  while (from > -maxRun && isSame(from - 1)) from -= 1;
  let to = 0;
  while (to < maxRun && isSame(to + 1)) to += 1;
  return en.tokens.slice(at + from, at + to + 1);
}

const glosses = wordSet('meaning literally roughly');
const opening = wordSet('( [');
const closing = wordSet(') ]');
const quotes = wordSet('" “ ” „ \' ‘ ’ « » *');

/** "A polder (reclaimed land)", "the so-called 'gedoogbeleid'", "the judge (kantonrechter)". */
function isExplained(
  { pair, at, token }: DutchWord,
  run: readonly Token[],
  dutchAt: number,
): boolean {
  const [english, dutch] = [pair.en.tokens, pair.nl.tokens];
  const last = at + run.length - 1 - run.indexOf(token);
  if (opensBracketAfter(english, last) && !opensBracketAfter(dutch, dutchAt + last - at))
    return true;
  if (isInBrackets(english, at) && !isInBrackets(dutch, dutchAt)) return true;
  if (isQuoted(english, at) && !isQuoted(dutch, dutchAt)) return true;
  const [before, after] = [english[at - 1], english[at + 1]];
  if (isMentioned(english, at)) return true;
  if (after?.text === ',' && glosses.has(english[at + 2]?.lower ?? '')) return true;
  if (!token.capital) {
    if (isDefined(english, last) && dutch[dutchAt + last - at + 1]?.text !== ',') return true;
    if (isInEnglishPhrase(pair, at, dutchAt)) return true;
  }
  const isAlternative = before?.lower === 'or' && english[at - 2]?.text === ',';
  return isAlternative && after?.kind === 'sign' && dutch[dutchAt - 1]?.lower !== 'of';
}

/** A heading or a title: in quotation marks from end to end, with a capital to begin with. */
function isQuotedTitle({ pair, at, token }: DutchWord, run: readonly Token[]): boolean {
  const { tokens } = pair.en;
  const first = at - run.indexOf(token);
  return (
    run.length > 1 &&
    run[0]?.capital === true &&
    quotes.has(tokens[first - 1]?.text ?? '') &&
    quotes.has(tokens[first + run.length]?.text ?? '')
  );
}

function opensBracketAfter(tokens: readonly Token[], at: number): boolean {
  let after = at + 1;
  while (quotes.has(tokens[after]?.text ?? '')) after += 1;
  return opening.has(tokens[after]?.text ?? '');
}

/** Brackets that explain have few words, or only Dutch ones: "the judge (kantonrechter)". */
const maxExplanation = 4;
const maxBracketTokens = 14;

function isInBrackets(tokens: readonly Token[], at: number): boolean {
  const brackets = bracketsAround(tokens, at);
  if (!brackets) return false;
  const [from, to] = brackets;
  return to - from - 1 <= maxExplanation || isAllDutch(tokens.slice(from + 1, to));
}

function bracketsAround(
  tokens: readonly Token[],
  at: number,
): readonly [from: number, to: number] | undefined {
  const isSign = (place: number, signs: ReadonlySet<string>) =>
    signs.has(tokens[place]?.text ?? '');
  let from = at;
  while (from > Math.max(0, at - maxBracketTokens) && !isSign(from, opening)) from -= 1;
  let to = at;
  while (to < Math.min(tokens.length, at + maxBracketTokens) && !isSign(to, closing)) to += 1;
  return isSign(from, opening) && isSign(to, closing) ? [from, to] : undefined;
}

/** Is a name in brackets with other Dutch words: "(Koninkrijk der Nederlanden)"? */
function isGloss({ pair, at, token }: DutchWord): boolean {
  const { tokens } = pair.en;
  const [from, to] = bracketsAround(tokens, at) ?? [at, at];
  const others = tokens.slice(from + 1, to).filter((other) => other !== token);
  return others.some(({ kind }) => kind === 'word') && isAllDutch(others);
}

function isAllDutch(tokens: readonly Token[]): boolean {
  return tokens.every((token) => token.kind !== 'word' || isDutchTitleWord(token));
}

/** In quotation marks of its own, perhaps with a word before or after it, or with Dutch only. */
function isQuoted(tokens: readonly Token[], at: number): boolean {
  const from = findQuote(tokens, at, -1);
  const to = findQuote(tokens, at, 1);
  if (from === undefined || to === undefined) return false;
  return to - from <= 3 || isAllDutch(tokens.slice(from + 1, to));
}

const maxQuotedWords = 8;

function findQuote(tokens: readonly Token[], at: number, step: 1 | -1): number | undefined {
  for (let distance = 1; distance <= maxQuotedWords; distance += 1) {
    const place = at + distance * step;
    const token = tokens[place];
    if (quotes.has(token?.text ?? '')) return place;
    if (token?.kind !== 'word') return undefined;
  }
  return undefined;
}

function isTerm({ pair, context, token }: DutchWord): boolean {
  const terms = termsIn(pair.nl, context);
  return terms.some(({ en, also }) =>
    [en, ...also].some((rendering) => rendering.toLowerCase().split(/[ -]/).includes(token.lower)),
  );
}
