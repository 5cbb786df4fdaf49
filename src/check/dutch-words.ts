import { dutchAbbreviations, dutchAcronyms, loanWords } from '../lexicon/left-in-dutch.ts';
import { lexicon } from '../lexicon/lexicon.ts';
import { isInternationalTerm } from '../lexicon/more-english.ts';
import { dutchInstitutions } from '../lexicon/name-parts.ts';
import { findHomographs } from './homographs.ts';
import { isKept } from './kept-in-dutch.ts';
import {
  type CheckContext,
  error,
  marksOf,
  type PairCheck,
  type PairFinding,
  warning,
} from './pair-check.ts';
import {
  dutchWords,
  isDutchName,
  isDutchWord,
  isEnglishWord,
  isListedDutch,
  isMadeOfEnglish,
} from './parse/dictionary.ts';
import { fold } from './parse/fold.ts';
import { knownNameAt } from './parse/known-names.ts';
import { type Pair, perSide, type Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';
import { perWord, type Word } from './parse/words.ts';

/*
 * A word of the English that is still Dutch: it stands in the Dutch as well, or is a part or a form
 * of a word there; a Dutch dictionary has it, and no English one; and nothing shows that it is to
 * stay, as names, titles and words that are explained do.
 */

/** A word that was left, the Dutch word it comes from, and by which rule. */
interface Left {
  readonly rule: 'word' | 'listed' | 'compound' | 'shape' | 'part' | 'exonym' | 'acronym';
  /** Where it is among the tokens of the English. */
  readonly at: number;
  readonly token: Token;
  /** Where the Dutch has it, once or more. */
  readonly dutch: readonly Token[];
  /** What English has for it, where that is known. */
  readonly english?: string | undefined;
}

/** English with more of them is Dutch, and looked at no further. */
const maxLeft = 100;

/** Dutch words that stand in the English, each an error; words side by side are one. */
export const checkDutchWords: PairCheck = (pair, context) => {
  const left: Left[] = [];
  const { tokens } = pair.en;
  for (let at = 0; at < tokens.length && left.length < maxLeft; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || !mayBeDutch(token)) continue;
    const found = findLeft({ pair, context, at, token });
    if (found) left.push(found);
  }
  return [...joinNeighbours(left).map(toFinding), ...findHomographs(pair)];
};

interface Candidate {
  readonly pair: Pair;
  readonly context: CheckContext;
  readonly at: number;
  readonly token: Token;
}

const minLetters = 3;
/** Does no English dictionary have it, so that it is worth a closer look? */
const mayBeDutch = ({ opens, word }: Token): boolean =>
  opens ? isNoEnglishAtFirst(word) : isNoEnglishInside(word);

const isNoEnglishInside = perWord((word) => isNoEnglish(word, false));
const isNoEnglishAtFirst = perWord((word) => isNoEnglish(word, true));

function isNoEnglish({ text, lower, capital }: Word, opens: boolean): boolean {
  if (dutchAcronyms.has(text) || dutchAbbreviations.has(lower)) return true;
  if (text.length < minLetters) return false;
  const base = withoutGenitive(lower);
  if (!capital) return !isEnglish(base) && !isInternationalTerm(base);
  const name = withoutGenitive(text);
  // "Koreas" has an English plural.
  if (isEnglishWord(name) || isEnglishWord(name.replace(/s$/, ''))) return false;
  return !(opens && isEnglish(base));
}

const trema = /[äëïöü]/;

/** English dictionaries have no accents. With a trema a Dutch word is no English one: "skiërs". */
function isEnglish(word: string): boolean {
  if (isEnglishWord(word)) return true;
  const folded = fold(word);
  if (folded === word) return false;
  return isEnglishWord(folded) && !(trema.test(word) && isDutchWord(word));
}

const withoutGenitive = (word: string): string =>
  word.includes("'") ? word.replace(/'s?$/, '') : word;

function findLeft(candidate: Candidate): Left | undefined {
  const { token, at, pair } = candidate;
  const found = findAcronym(candidate) ?? findExonym(candidate) ?? findWord(candidate);
  if (!found) return undefined;
  const { rule, dutch } = found;
  const isName = rule === 'exonym';
  const isAllowed = isKept({ pair, context: candidate.context, at, token, isName, dutch });
  return isAllowed ? undefined : found;
}

function findAcronym({ token, at, pair }: Candidate): Left | undefined {
  const abbreviation = dutchAbbreviations.get(token.lower);
  const { english = abbreviation, full } = dutchAcronyms.get(token.text) ?? {};
  if (english === undefined) return undefined;
  const same = sourcesOf(token.lower, pair.nl).filter(({ text }) => text === token.text);
  const isThere = same.length > 0 || (full && pair.nl.raw.toLowerCase().includes(full));
  return isThere ? { rule: 'acronym', at, token, dutch: same, english } : undefined;
}

/** A name of a country, a place, a people or a body in its Dutch form. */
function findExonym({ token, at, pair }: Candidate): Left | undefined {
  const { tokens } = pair.en;
  if (!token.capital || (tokens[at - 1]?.text === '-' && !token.spaced)) return undefined;
  const name = knownNameAt(tokens, at, 'nl');
  if (!name || name.weak || isInEnglishName(tokens, at)) return undefined;
  const written = tokens.slice(at, name.to);
  const texts = written.map((part) => part.text);
  const english = lexicon.names.get(texts.join('')) ?? lexicon.names.get(texts.join('-'));
  // A form that no Dutch dictionary has is that of another language.
  const isDutch = english !== undefined || written.some((part) => isDutchName(part.text));
  if (!isDutch) return undefined;
  const same = sourcesOf(withoutGenitive(token.lower), pair.nl).filter(({ capital }) => capital);
  return { rule: 'exonym', at, token, dutch: same, english };
}

/** The longest known names, in tokens. */
const maxNameTokens = 4;

/** "Petersburg" in "Saint Petersburg". */
function isInEnglishName(tokens: readonly Token[], at: number): boolean {
  for (let from = at; from >= Math.max(0, at - maxNameTokens); from -= 1)
    if ((knownNameAt(tokens, from, 'en')?.to ?? 0) > at) return true;
  return false;
}

/** Where a text has this word. */
function sourcesOf(word: string, side: Side): readonly Token[] {
  if (!side.words.has(word) && !side.words.has(`${word}'s`)) return [];
  return byWord(side).get(word) ?? [];
}

const byWord = perSide(
  ({ tokens }): ReadonlyMap<string, readonly Token[]> =>
    Map.groupBy(
      tokens.filter(({ kind }) => kind === 'word'),
      ({ lower }) => withoutGenitive(lower),
    ),
);

function findWord({ context, token, at, pair }: Candidate): Left | undefined {
  const base = withoutGenitive(token.lower);
  if (token.capital && namesOf(context.article).has(base)) return undefined;
  if (isEnglish(base) || isInternationalTerm(base) || loanWords.has(base)) return undefined;
  const same = sourcesOf(base, pair.nl);
  if (token.capital && !isNoName({ pair, at, token }, same)) return undefined;
  if (same.length > 0) {
    const rule = evidenceOf(base);
    return rule && { rule, at, token, dutch: same };
  }
  const host = !token.capital && isDutchWord(base) ? findHost(base, pair.nl) : undefined;
  return host && { rule: 'part', at, token, dutch: [host] };
}

/** How sure is it that a word is Dutch, which no English dictionary has? */
function evidenceOf(word: string): Left['rule'] | undefined {
  if (dutchWords.has(word)) return 'word';
  if (isMadeOfEnglish(word) && !looksDutch.test(word)) return undefined;
  if (isListedDutch(word)) return 'listed';
  if (isDutchWord(word)) return 'compound';
  return looksDutch.test(word) ? 'shape' : undefined;
}

/** Bodies and buildings have names that begin with what they are: "Stichting Natuur". */
const institution = new RegExp(`(?:${dutchInstitutions.join('|')})(?:en|s)?$`);

/**
 * Is a word with a capital no name? If the Dutch has none, and the same neighbour ("Orkaan Rosa",
 * "orkaan Rosa"); at the beginning of a sentence, if no dictionary has it with a capital.
 */
function isNoName(
  { pair, at, token }: Pick<Candidate, 'pair' | 'at' | 'token'>,
  same: readonly Token[],
): boolean {
  if (isDutchName(token.text)) return false;
  const [nl, en] = [pair.nl.tokens, pair.en.tokens];
  const isBeforeName = en[at + 1]?.capital === true;
  const isInstitution = institution.test(token.lower);
  const plain = same.find(({ capital }) => !capital);
  if (token.opens && isFirst(en, at)) {
    if (plain) return !(isInstitution && isBeforeName);
    // A noun has its article there, if it is no plural: "Bakker zei" is a name.
    const isSingular = same.length > 0 && !plural.test(token.lower);
    return !isBeforeName && !isInstitution && !isSingular && isListedDutch(token.lower);
  }
  if (!plain || (isInstitution && isBeforeName)) return false;
  const dutchAt = nl.indexOf(plain);
  return [-1, 1].some((step) => {
    const [english, dutch] = [en[at + step], nl[dutchAt + step]];
    return english?.kind === 'word' && english.lower === dutch?.lower;
  });
}

const plural = /(?:en|s|n)$/;

/** The first word of a sentence: not of brackets, or after a colon or a dash. */
function isFirst(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || /^[.!?]$/.test(before.text);
}

/** Letters that Dutch has together, and English hardly ever. */
const looksDutch =
  /aa|uu|ij|oei|ieuw|eeu|lijke?$|heid$|heden$|tjes?$|uis|aars?$|ische?$|[ai]tie(?:s|f|ve)?$|iteit$|ingen$|ende$|acht(?:ig|en)|ge[^aeiou].*d$/;

const minPartLetters = 4;
/** This share of the longer of two words has to be the same for one to be a form of the other. */
const sameBeginning = 0.7;

/** A Dutch word that has this one as a part ("opperrechter-s"), or in another form. */
function findHost(word: string, nl: Side): Token | undefined {
  if (word.length < minPartLetters) return undefined;
  return nl.tokens.find(
    ({ kind, lower }) =>
      kind === 'word' &&
      lower.length >= minPartLetters &&
      (lower.startsWith(word) || lower.endsWith(word) || isFormOf(lower, word)),
  );
}

function isFormOf(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  let same = 0;
  while (same < longest && a[same] === b[same]) same += 1;
  return same >= minPartLetters && same >= longest * sameBeginning;
}

const namesOfArticles = new WeakMap<Side, ReadonlySet<string>>();

/** Words that have a capital inside a sentence of the article. */
function namesOf(article: Side): ReadonlySet<string> {
  let names = namesOfArticles.get(article);
  if (!names) {
    const capitals = article.tokens.filter(({ capital, opens }) => capital && !opens);
    names = new Set(capitals.map(({ lower }) => withoutGenitive(lower)));
    namesOfArticles.set(article, names);
  }
  return names;
}

/** Words that stand side by side, or with one other between them, are one finding. */
function joinNeighbours(left: readonly Left[]): Left[][] {
  const runs: Left[][] = [];
  for (const word of left) {
    const last = runs.at(-1)?.at(-1);
    if (last && word.rule === last.rule && word.at - last.at <= 2) runs.at(-1)?.push(word);
    else runs.push([word]);
  }
  return runs;
}

function toFinding(run: readonly Left[]): PairFinding {
  const [first] = run;
  const words = run.map(({ token }) => token.text).join(' … ');
  const dutch = run.map((left) => left.dutch.slice(0, 1));
  const marks = marksOf(dutch, [run.map(({ token }) => token)]);
  const ask =
    first?.english === undefined ? 'translate it' : `English has "${first.english}" for it`;
  // Names of schemes and places are compounds as well, and no dictionary has them.
  const raise = first?.rule === 'compound' ? warning : error;
  return raise(`"${words}" in the English is Dutch: ${ask}`, {
    rule: `dutch-words/${first?.rule}`,
    marks,
  });
}
