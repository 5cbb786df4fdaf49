import { wordSet } from '../../word-set.ts';
import type { Side } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import type { ClaimCheck, ClaimFinding, GroundedClaim } from './claims.ts';
import { type ClaimTerm, claimTerms } from './ground.ts';

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
export const checkDenial: ClaimCheck = ({ text, terms, near, support }) => {
  if (support < denialSupport || terms.length < minTerms) return [];
  for (const term of terms) {
    const own = isNegated(text.tokens, text.tokens.indexOf(term.token));
    const there = near.flatMap(({ en }) =>
      placesOf(en, term).map((at) => isNegated(en.tokens, at)),
    );
    if (there.length === 0 || there.some((negated) => negated === own)) continue;
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

function placesOf(side: Side, term: ClaimTerm): number[] {
  return claimTerms(side)
    .filter((other) => other.keys.some((key) => term.keys.includes(key)))
    .map(({ token }) => side.tokens.indexOf(token));
}

/** Who does it, and to whom, are exchanged. */
export const checkRoles: ClaimCheck = (claim) => {
  const { text, closest, support } = claim;
  if (!closest || support < minSupport || closest.en.tokens.length > maxTokens) return [];
  for (const verb of claim.terms) {
    if (verb.token.capital || !looksLikeVerb(verb.token.lower)) continue;
    const own = argumentsOf(claim, text, verb);
    const there = placesOf(closest.en, verb)
      .map((at) => closest.en.tokens[at])
      .flatMap((token) => (token ? [argumentsOf(claim, closest.en, { ...verb, token })] : []));
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
  readonly before: readonly ClaimTerm[];
  readonly after: readonly ClaimTerm[];
  readonly isPassive: boolean;
}

const clauseBreaks = new Set([...ends, '(', ')']);
const passive = /^(?:was|were|been|is|are|being|be)$/;
const [argumentsBefore, argumentsAfter] = [2, 1];

/** The words before and after a verb in its clause, the nearest first. */
function argumentsOf(_: GroundedClaim, side: Side, verb: ClaimTerm): Arguments {
  const at = side.tokens.indexOf(verb.token);
  const isBreak = ({ text }: Token) => clauseBreaks.has(text);
  let start = at;
  while (start > 0 && !isBreak(side.tokens[start - 1] ?? verb.token)) start -= 1;
  let end = at + 1;
  while (end < side.tokens.length && !isBreak(side.tokens[end] ?? verb.token)) end += 1;
  const terms = claimTerms(side);
  const within = (from: number, to: number) => {
    const tokens = new Set(side.tokens.slice(from, to));
    return terms.filter(({ token }) => tokens.has(token));
  };
  return {
    before: within(start, at).slice(-argumentsBefore),
    after: within(at + 1, end).slice(0, argumentsAfter),
    isPassive: side.tokens.slice(Math.max(0, at - 3), at).some(({ lower }) => passive.test(lower)),
  };
}

const share = (some: readonly ClaimTerm[], others: readonly ClaimTerm[]): boolean =>
  some.some(({ keys }) => others.some((other) => keys.some((key) => other.keys.includes(key))));
