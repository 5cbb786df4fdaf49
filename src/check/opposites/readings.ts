import { wordSet } from '../../word-set.ts';
import type { Token } from '../parse/text.ts';
import type { Word } from '../parse/words.ts';

/*
 * Dutch pronouns that are something else as well: "zijn" is his and to be, "ze" is she and they. In
 * the lexicon of opposites `zijn(his)`, `ze(she)` and `ze(they)` are the readings that are sure, the
 * bare word one that may be either.
 */

/** Words after which "zijn" is a verb, or which come between it and the rest of the predicate. */
const besideVerb = wordSet(
  'te we wij ze zij jullie er dat deze die dit de het een niet geen ook nog al wel altijd nooit vaak',
  'in op aan bij met van voor na om tot uit naar door over onder tussen zich hun ons mijn uw haar',
  'veel vele meer alle allemaal beide heel zeer erg zo nu dan toen daar hier echter',
  'kunnen zouden zullen moeten mogen willen zal zou kan moet mag geweest geworden en of maar hebben',
);
/** Singular forms of the commonest verbs that do not end in -t. */
const singular = wordSet(
  'is was heeft had kan kon zal zou wil wou moest mag mocht werd ging kwam zei deed zag gaf nam vond',
  'liep stond sprak schreef bleef hield kreeg begon won verloor dacht bracht kocht leek wist',
  'stierf trok viel hielp droeg las sloeg koos reed riep zong',
);
const plural = wordSet('zijn waren gaan staan doen zien slaan');

/** Finds the word under which a token is looked up, by those beside it. */
export type Reader = (tokens: readonly Token[], at: number) => string;

/** Dutch pronouns that are read by the words beside them. */
export const dutchPronouns: ReadonlyMap<string, Reader> = new Map([
  ['zijn', readHis],
  ['ze', (tokens, at) => `ze${numberOf(tokens, at)}`],
  ['zij', (tokens, at) => `zij${numberOf(tokens, at)}`],
]);

function readHis(tokens: readonly Token[], at: number): string {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (next === undefined || next.kind !== 'word' || besideVerb.has(next.lower)) return 'zijn(be)';
  // "een jongen die zijn hond kwijtraakt", "de jongens die zijn gezakt".
  if (before?.lower === 'die') return 'zijn';
  if (before !== undefined && isBefore(before.lower)) return 'zijn(be)';
  // "van zijn vader": after a preposition, a verb or a comma it is nearly always the pronoun.
  return before !== undefined && prepositions.has(before.lower) ? 'zijn(his)' : 'zijn';
}

const isBefore = (lower: string): boolean => beforeVerb.has(lower) || participle.test(lower);
const beforeVerb = wordSet('te we wij ze zij jullie er kunnen zouden zullen moeten mogen willen');
const participle = /^(?:ge|be|ver|ont)\p{L}+(?:d|t|en)$/u;
const prepositions = wordSet(
  'van in op aan bij met voor na tot uit naar door over onder tussen tijdens volgens tegen zonder',
  'wegens vanwege sinds achter naast binnen buiten rond langs per om heeft had gaf nam verloor en',
  'hij won kreeg bracht vond schreef zag zei maakte verliet al dat',
);

/** By the verb beside it: before it in a question or after a clause, else after it. */
function numberOf(tokens: readonly Token[], at: number): '(she)' | '(they)' | '' {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  const opens = tokens[at]?.opens === true;
  for (const near of [next, before]) {
    if (near?.kind !== 'word') continue;
    if (plural.has(near.lower)) return '(they)';
    if (singular.has(near.lower)) return '(she)';
  }
  // "Ze werkt", and "ook, werkt ze": elsewhere another word may stand there ("dat ze niet").
  if (!opens || next?.kind !== 'word' || noVerbs.has(next.lower)) return '';
  if (/[^e]t$/.test(next.lower) && next.lower.length > 3) return '(she)';
  return next.lower.endsWith('en') ? '(they)' : '';
}

const noVerbs = wordSet('niet met dat wat omdat toen samen alleen morgen tussen');

/** The word under which an English word is looked up: "US" is no pronoun. */
export const englishReading = ({ text, lower }: Word): string => (text === 'US' ? text : lower);
