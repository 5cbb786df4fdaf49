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
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

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

/** Dutch words that stand in the English, each an error; words side by side are one. */
export const checkDutchWords: PairCheck = (pair, context) => {
  const left: Left[] = [];
  let dutch: DutchTokens | undefined;
  for (const [at, token] of pair.en.tokens.entries()) {
    if (token.kind !== 'word' || !mayBeDutch(token)) continue;
    dutch ??= readDutchTokens(pair.nl, context.article);
    const found = findLeft({ pair, dutch, context, at, token });
    if (found) left.push(found);
  }
  return [...joinNeighbours(left).map(toFinding), ...findHomographs(pair)];
};

/** What a Dutch text has, by word. */
interface DutchTokens {
  readonly byWord: ReadonlyMap<string, readonly Token[]>;
  /** Words that have a capital inside a sentence of the article: names. */
  readonly names: ReadonlySet<string>;
}

interface Candidate {
  readonly pair: Pair;
  readonly dutch: DutchTokens;
  readonly context: CheckContext;
  readonly at: number;
  readonly token: Token;
}

const minLetters = 3;

/** Does no English dictionary have it, so that it is worth a closer look? */
function mayBeDutch({ text, lower, capital, opens }: Token): boolean {
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

const withoutGenitive = (word: string): string => word.replace(/'s?$/, '');

function findLeft(candidate: Candidate): Left | undefined {
  const { token, at, pair } = candidate;
  const found = findAcronym(candidate) ?? findExonym(candidate) ?? findWord(candidate);
  if (!found) return undefined;
  const { rule, dutch } = found;
  const isName = rule === 'exonym';
  const isAllowed = isKept({ pair, context: candidate.context, at, token, isName, dutch });
  return isAllowed ? undefined : found;
}

function findAcronym({ dutch, token, at, pair }: Candidate): Left | undefined {
  const abbreviation = dutchAbbreviations.get(token.lower);
  const { english = abbreviation, full } = dutchAcronyms.get(token.text) ?? {};
  if (english === undefined) return undefined;
  const same = dutch.byWord.get(token.lower)?.filter(({ text }) => text === token.text) ?? [];
  const isThere = same.length > 0 || (full && pair.nl.raw.toLowerCase().includes(full));
  return isThere ? { rule: 'acronym', at, token, dutch: same, english } : undefined;
}

/** A name of a country, a place, a people or a body in its Dutch form. */
function findExonym({ dutch, token, at, pair }: Candidate): Left | undefined {
  const { tokens } = pair.en;
  if (!token.capital || (tokens[at - 1]?.text === '-' && !token.spaced)) return undefined;
  const name = knownNameAt(tokens, at, 'nl');
  if (!name || name.weak || knownNameAt(tokens, at, 'en')) return undefined;
  const written = tokens.slice(at, name.to);
  const text = written.map((part) => part.text).join('');
  const same = dutch.byWord.get(withoutGenitive(token.lower))?.filter(({ capital }) => capital);
  const english = lexicon.names.get(text);
  return { rule: 'exonym', at, token, dutch: same ?? [], english };
}

function findWord({ dutch, token, at, pair }: Candidate): Left | undefined {
  const base = withoutGenitive(token.lower);
  const isPlain = token.text === token.lower;
  if (isEnglish(base) || isInternationalTerm(base)) return undefined;
  if (loanWords.has(base) || (token.capital && dutch.names.has(base))) return undefined;
  const same = dutch.byWord.get(base);
  if (!isPlain && !isNoName({ pair, at, token }, same ?? [])) return undefined;
  if (same) {
    const rule = evidenceOf(base);
    return rule && { rule, at, token, dutch: same };
  }
  if (!isDutchWord(base)) return undefined;
  const host = isPlain ? findHost(base, pair.nl) : undefined;
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
    return !isBeforeName && !isInstitution && isListedDutch(token.lower);
  }
  if (!plain || (isInstitution && isBeforeName)) return false;
  const dutchAt = nl.indexOf(plain);
  return [-1, 1].some((step) => {
    const [english, dutch] = [en[at + step], nl[dutchAt + step]];
    return english?.kind === 'word' && english.lower === dutch?.lower;
  });
}

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

function readDutchTokens(nl: Side, article: Side): DutchTokens {
  const words = nl.tokens.filter(({ kind }) => kind === 'word');
  const byWord = Map.groupBy(words, ({ lower }) => withoutGenitive(lower));
  let names = namesOfArticles.get(article);
  if (!names) {
    const capitals = article.tokens.filter(({ capital, opens }) => capital && !opens);
    names = new Set(capitals.map(({ lower }) => withoutGenitive(lower)));
    namesOfArticles.set(article, names);
  }
  return { byWord, names };
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
  return error(`"${words}" in the English is Dutch: ${ask}`, {
    rule: `dutch-words/${first?.rule}`,
    marks,
  });
}
