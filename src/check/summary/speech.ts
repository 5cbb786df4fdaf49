import { wordSet } from '../../word-set.ts';
import { fold } from '../parse/fold.ts';
import type { Side } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import type { ClaimCheck, ClaimFinding } from './claims.ts';
import type { GroundSentence } from './ground.ts';

/*
 * Who says it. "According to X" and "X said" of a claim must be said by X in the sentence that holds
 * the rest of the claim; and what somebody says there of a deed is no fact in the summary.
 */

const saying = wordSet(
  'said says say saying told tells telling stated states warned warns argued argues announced',
  'announces claimed claims called calls wrote writes reported reports added adds denied denies',
  'explained explains believes believed thinks thought expects expected wants wanted finds found',
  'asked asks attributes attributed insists insisted suggests suggested admitted admits concludes',
  'concluded noted notes acknowledged acknowledges demanded demands complained complains promised',
  'promises confirmed confirms declared declares described describes feared fears hopes hoped',
  'estimates estimated predicts predicted maintains maintained alleges alleged testified accuses',
  'blamed blames urged urges ruled held judged stressed stresses replied answered',
);
const quotes = new Set(['"', '“', '”']);
const pronouns = wordSet('he she they it');

/** A name that says something, and where. */
interface Speaker {
  readonly name: Token;
  /** Its words: they are not what is said. */
  readonly tokens: readonly Token[];
}

/** The one who says it is another one there. */
export const checkSpeaker: ClaimCheck = (claim) => {
  const speaker = speakerOf(claim.text);
  if (!speaker) return [];
  const said = claim.terms.filter(({ token }) => !speaker.tokens.includes(token));
  const content = said.filter(({ token }) => !saying.has(token.lower));
  if (content.length === 0) return [];
  const closest = claim.ground.closest(content, claim.allowed);
  if (!closest || closest.support < minSupport) return [];
  const at = claim.allowed.indexOf(closest.sentence);
  if (speaks(speaker.name, claim.allowed, at)) return [];
  const message = `"${speaker.name.text}" is not said to have said it in the text it rests on`;
  return [attribution('speaker', message)];
};

const minSupport = 0.3;

function attribution(rule: string, message: string): ClaimFinding {
  return {
    check: 'summary-attribution',
    severity: 'warning',
    message,
    rule: `summary-attribution/${rule}`,
  };
}

/** The last word of the name in "according to X", "X said" or "said X". */
function speakerOf({ tokens }: Side): Speaker | null {
  for (const [at, token] of tokens.entries()) {
    if (token.lower === 'according' && tokens[at + 1]?.lower === 'to') {
      const name = nameIn(tokens, at + 2, 'after');
      if (name) return name;
    }
    if (!saying.has(token.lower) || token.capital) continue;
    const name = nameIn(tokens, at - 1, 'before') ?? nameIn(tokens, at + 1, 'directly after');
    if (name) return name;
  }
  return null;
}

/** How far from the word for speaking a name may stand: its office may come before, or follow. */
const maxDistance = 5;

/** A name of a person: with a capital, inside a sentence or before another capital. */
function nameIn(
  tokens: readonly Token[],
  from: number,
  direction: 'before' | 'after' | 'directly after',
): Speaker | null {
  const step = direction === 'before' ? -1 : 1;
  const reach = direction === 'directly after' ? 1 : maxDistance;
  for (let far = 0, at = from; far < reach && tokens[at]; far += 1, at += step) {
    const token = tokens[at];
    if (!token || clauseSigns.has(token.text)) break;
    if (!isName(tokens, at)) continue;
    let [first, last] = [at, at];
    while (tokens[first - 1]?.capital && tokens[first - 1]?.kind === 'word') first -= 1;
    while (tokens[last + 1]?.capital && tokens[last + 1]?.kind === 'word') last += 1;
    const name = tokens[last];
    return name ? { name, tokens: tokens.slice(first, last + 1) } : null;
  }
  return null;
}

const clauseSigns = new Set([';', ':', '.', '"', '“', '”', '(', ')']);

function isName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token?.capital || token.kind !== 'word' || token.text.length < 2) return false;
  return !token.opens || tokens[at + 1]?.capital === true || !isCommon.has(token.lower);
}

/** Words that begin sentences. */
const isCommon = wordSet(
  'the a an he she they it we you i this that these those his her their its in on at by for of to',
  'some many most all both each every one two three four five six seven eight nine ten but and so',
  'people police officials experts critics residents exporters prosecutors lawyers witnesses',
  'government ministers doctors researchers scientists analysts economist economists there nobody',
  'no not only after before when while if as because although according however also still',
);

/** X speaks in the sentence itself, or before it where only a pronoun or a quotation follows. */
function speaks(name: Token, sentences: readonly GroundSentence[], at: number): boolean {
  const wanted = fold(name.text.replace(/'s$/, ''));
  const here = sentences[at];
  if (!here) return false;
  const isSpoken = isSpeech(here.en);
  const speakers = speakersIn(here.en);
  if (speakers.includes(wanted)) return true;
  if (speakers.length > 0) return false;
  if (namesIn(here.en).includes(wanted)) return isSpoken || isSubject(here.en, wanted);
  // A quotation, or "she said": whoever was named last.
  for (let before = at - 1; before >= Math.max(0, at - 3); before -= 1) {
    const earlier = sentences[before];
    if (!earlier) break;
    const named = namesIn(earlier.en);
    if (named.length === 0) continue;
    return named.includes(wanted) && (isSpoken || hasPronoun(here.en) || isSpeech(earlier.en));
  }
  return false;
}

/** Names that stand at a word for speaking. */
function speakersIn(side: Side): string[] {
  const { tokens } = side;
  return tokens.flatMap((token, at) => {
    if (token.lower === 'according' && tokens[at + 1]?.lower === 'to') {
      const after = nameIn(tokens, at + 2, 'after');
      return after ? after.tokens.map(foldName) : [];
    }
    if (!saying.has(token.lower) || token.capital) return [];
    const name = nameIn(tokens, at - 1, 'before') ?? nameIn(tokens, at + 1, 'directly after');
    return name ? name.tokens.map(foldName) : [];
  });
}

const foldName = ({ text }: Token): string => fold(text.replace(/'s$/, ''));

function namesIn({ tokens }: Side): string[] {
  return tokens.filter((_, at) => isName(tokens, at)).map(foldName);
}

function isSubject(side: Side, name: string): boolean {
  return namesIn(side)[0] === name;
}

function isSpeech({ tokens }: Side): boolean {
  return tokens.some(
    ({ lower, text }) => saying.has(lower) || lower === 'according' || quotes.has(text),
  );
}

function hasPronoun({ tokens }: Side): boolean {
  return tokens.some(({ lower }) => pronouns.has(lower));
}

/** What somebody accuses another of, as if it were so. */
export const checkAttribution: ClaimCheck = (claim) => {
  const { closest, support, text, isHeadline } = claim;
  if (!closest || isHeadline || support < strongSupport || isSpeech(text)) return [];
  const speakers = speakersIn(closest.en);
  if (speakers.length === 0 || !closest.en.tokens.some(({ lower }) => deeds.has(lower))) return [];
  if (text.terms().some(({ token }) => speakers.includes(foldName(token)))) return [];
  const [speaker] = closest.en.tokens
    .filter((token) => speakers.includes(foldName(token)))
    .slice(-1);
  return [attribution('lost', `it is what "${speaker?.text ?? ''}" says there, and no more`)];
};

const strongSupport = 0.6;
/** Deeds that somebody may be accused of. */
const deeds = wordSet(
  'accused suspect suspected suspects killed stabbed murdered shot stole robbed raped abused',
  'attacked assaulted threatened defrauded fraud bribed bribes bribery corruption lied cheated',
  'murder manslaughter theft guilty crime crimes illegally violated broke hacked poisoned bombed',
  'fled smuggled laundered embezzled misled forged tortured kidnapped set drunk negligent',
);
