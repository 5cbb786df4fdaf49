import { wordSet } from '../../word-set.ts';
import type { Term } from '../align/terms.ts';
import type { Side } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import type { ClaimCheck, ClaimFinding } from './claims.ts';

/*
 * How what a claim names hangs together: what causes what, who does it to whom, what is denied, and
 * how certain it is. Compared with the sentence of the article that shares most with the claim.
 */

const causesEn = wordSet(
  'because cause caused causes causing due thanks therefore hence thus consequently owing result',
  'resulted results resulting led leads leading prompted triggered attributes attributed reason why',
  'so blamed blames since thereby through',
);
const causesNl = wordSet(
  'omdat doordat want door wegens vanwege daardoor waardoor daarom dus leidde leidt leiden geleid',
  'veroorzaakt veroorzaakte veroorzaken reden oorzaak gevolg dankzij wijten komt kwam aanleiding',
  'hierdoor aangezien zodat daartoe',
);
const strongCauses = wordSet(
  'because caused causes causing due therefore consequently owing led prompted triggered thanks',
);

function sense(rule: string, message: string): ClaimFinding {
  return { check: 'summary-sense', severity: 'warning', message, rule: `summary-sense/${rule}` };
}

/** A cause that the article does not name as one. */
export const checkCause: ClaimCheck = ({ text, closest, allowed, support }) => {
  if (!text.tokens.some(({ lower }) => strongCauses.has(lower)) || !closest) return [];
  if (support < minSupport) return [];
  const at = allowed.indexOf(closest);
  const around = allowed.slice(Math.max(0, at - 1), at + 2);
  const isCaused = around.some(
    ({ nl, en }) =>
      en.tokens.some(({ lower }) => causesEn.has(lower)) ||
      nl.tokens.some(({ lower }) => causesNl.has(lower)),
  );
  if (isCaused) return [];
  return [sense('cause', 'it names a cause that the text it rests on does not name')];
};

const minSupport = 0.4;

const hedgesEn = wordSet(
  'may might could possibly perhaps probably likely allegedly reportedly alleged presumably',
  'apparently seems seem seemed appears appeared expected expects expect suspected suspect',
  'considering considers plans planned wants intends hopes hoping unclear rumoured fears fear',
  'feared if would should proposed proposal potential potentially claims claimed maybe supposedly',
  'risk risks can believes believed thinks estimated predicts predicted said',
);
const sayings = wordSet(
  'said says told according claims claimed alleged alleges reports reported believes expects wants',
  'accuses accused suspects hopes fears warned warns argues announced thinks promised',
);

/** Words that make their clause less certain. */
const reportedNl = wordSet(
  'zou zouden mogelijk vermoedelijk vermeende mogelijke naar_verluidt schijnt verwacht verwachten',
  'verwachtte',
);
const reportedEn = wordSet(
  'may might allegedly reportedly alleged possibly perhaps presumably supposedly apparently expects',
  'expected',
);

/** What may be so, as if it were. */
export const checkCertainty: ClaimCheck = ({ text, closest, support, isHeadline }) => {
  if (!closest || support < strongSupport || isHeadline) return [];
  const isHedged = ({ tokens }: Side, words: ReadonlySet<string>) =>
    tokens.some(({ lower }) => words.has(lower));
  const isReported =
    isHedged(closest.nl, reportedNl) && (isHedged(closest.en, reportedEn) || isSaidTo(closest.en));
  if (!isReported || isHedged(text, hedgesEn) || isHedged(text, sayings)) return [];
  return [sense('certainty', 'the text it rests on is less certain')];
};

const strongSupport = 0.6;

/** "is said to", "are thought to". */
function isSaidTo({ tokens }: Side): boolean {
  return tokens.some(
    ({ lower }, at) =>
      /^(?:said|thought|believed|reported|alleged|understood)$/.test(lower) &&
      tokens[at + 1]?.lower === 'to',
  );
}

const negatorsEn = wordSet(
  'not no never nobody none nothing nowhere neither nor cannot without hardly barely unable fail',
  'failed fails refuses refused denied denies lack lacks lacking',
);
const isNegator = ({ lower }: Token): boolean => negatorsEn.has(lower) || lower.endsWith("n't");
const reachBefore = 4;
const reachAfter = 2;
const ends = new Set([',', ';', ':', '.', '"', '“', '”', '–', '—']);

/** Is the word at a place in the reach of a negation, in its clause? */
function isNegated(tokens: readonly Token[], at: number): boolean {
  for (let near = at - 1; near >= Math.max(0, at - reachBefore); near -= 1) {
    const token = tokens[near];
    if (!token || ends.has(token.text) || token.lower === 'but') break;
    if (isNegator(token)) return !isUntil(tokens, near);
  }
  for (let near = at + 1; near <= at + reachAfter; near += 1) {
    const token = tokens[near];
    if (!token || ends.has(token.text) || token.lower === 'but') break;
    if (isNegator(token)) return true;
  }
  return false;
}

/** "did not open until 2024", "not only": no denial. */
function isUntil(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(at, at + 8)
    .some(({ lower }) => lower === 'until' || lower === 'only' || lower === 'just');
}

/** What the article denies, and the claim says, or the other way round. */
export const checkDenial: ClaimCheck = ({ text, terms, near, support, ground }) => {
  if (support < denialSupport || terms.length < minTerms) return [];
  for (const term of terms) {
    const said = near.filter((sentence) => ground.has(sentence, term));
    if (said.length === 0) continue;
    const own = isNegated(text.tokens, term.at);
    const there = said.flatMap(({ en }) =>
      placesOf(en, term).map((at) => isNegated(en.tokens, at)),
    );
    if (there.length === 0 || there.includes(own)) continue;
    const isSaidOtherwise = own
      ? near.some(({ nl, en }) => hasAnyNegation(en, nl))
      : hasAnyNegation(text);
    if (isSaidOtherwise) continue;
    const message = own
      ? `"${term.token.text}" is denied here, and not in the text it rests on`
      : `"${term.token.text}" is denied in the text it rests on, and not here`;
    return [sense('denial', message)];
  }
  return [];
};

const denialSupport = 0.5;
/** A claim of fewer words says too little. */
const minTerms = 3;
const negatorsNl = wordSet('niet geen nooit niemand niets nergens noch evenmin zonder nauwelijks');

/** Any negation, also one that is part of a word, in either language. */
function hasAnyNegation(en: Side, nl?: Side): boolean {
  return (
    en.tokens.some((token) => isNegator(token) || negatedWord.test(token.lower)) ||
    nl?.tokens.some(({ lower }) => negatorsNl.has(lower)) === true
  );
}

const negatedWord = /^(?:un|in|im|ir|dis)\p{L}{5,}/u;

/** Where a text has a word for the term, among its tokens. */
function placesOf(side: Side, { list }: Term): number[] {
  return side
    .terms()
    .filter((other) => list.shares(other.list))
    .map(({ at }) => at);
}

/** Who does it, and to whom, are exchanged. */
export const checkRoles: ClaimCheck = (claim) => {
  const { text, closest, support, ground } = claim;
  if (!closest || support < minSupport || closest.en.tokens.length > maxTokens) return [];
  for (const verb of claim.terms) {
    if (verb.token.capital || !looksLikeVerb(verb.token.lower)) continue;
    if (!ground.has(closest, verb)) continue;
    const own = argumentsOf(text, verb.at);
    const there = placesOf(closest.en, verb).map((at) => argumentsOf(closest.en, at));
    const isSwapped = there.some(
      (other) =>
        other.isPassive === own.isPassive &&
        share(own.before, other.after) &&
        share(own.after, other.before) &&
        !share(own.before, other.before) &&
        !share(own.after, other.after),
    );
    if (isSwapped)
      return [sense('roles', `who "${verb.token.text}", and whom, is the other way round there`)];
  }
  return [];
};

/** What is longer is no sentence, and each of its words would be compared with each. */
const maxTokens = 300;

const looksLikeVerb = (word: string): boolean =>
  /(?:ed|s|t|ck|ew|ought|old|ote|oke|ove|ook|ame|id|eat|in|on)$/.test(word);

interface Arguments {
  readonly before: readonly Term[];
  readonly after: readonly Term[];
  readonly isPassive: boolean;
}

const clauseBreaks = new Set([...ends, '(', ')']);
const passive = /^(?:was|were|been|is|are|being|be)$/;
const [argumentsBefore, argumentsAfter] = [2, 1];

/** The words before and after a verb in its clause, the nearest first. */
function argumentsOf(side: Side, at: number): Arguments {
  const isBreak = (place: number) => clauseBreaks.has(side.tokens[place]?.text ?? '');
  let start = at;
  while (start > 0 && !isBreak(start - 1)) start -= 1;
  let end = at + 1;
  while (end < side.tokens.length && !isBreak(end)) end += 1;
  const terms = side.terms();
  const within = (from: number, to: number) =>
    terms.filter((term) => term.at >= from && term.at < to);
  return {
    before: within(start, at).slice(-argumentsBefore),
    after: within(at + 1, end).slice(0, argumentsAfter),
    isPassive: side.tokens.slice(Math.max(0, at - 3), at).some(({ lower }) => passive.test(lower)),
  };
}

const share = (some: readonly Term[], others: readonly Term[]): boolean =>
  some.some(({ list }) => others.some((other) => list.shares(other.list)));
