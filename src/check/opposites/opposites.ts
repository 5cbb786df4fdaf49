import type { Meaning } from '../../lexicon/opposites/concepts.ts';
import type { OppositesRule } from '../../lexicon/opposites/opposites.ts';
import { wordSet } from '../../word-set.ts';
import {
  type CheckContext,
  error,
  hint,
  marksOf,
  type PairCheck,
  type PairFinding,
  warning,
} from '../pair-check.ts';
import { unmatchedLexicalNegatives } from '../parse/negators.ts';
import type { Pair } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import { anchorsOf } from './anchor.ts';
import { isConverse } from './converse.ts';
import { withoutUndone } from './double-negation.ts';
import { lexicon } from './lexicon.ts';
import { isNegated } from './negated.ts';
import { clearSurplus, isClear, type Mention, meaningsOf, Sentence, surplus } from './sentence.ts';

/*
 * The English says the opposite of the Dutch: of two meanings that exclude each other the Dutch has
 * one that the English lacks, and the English has the other, which the Dutch lacks. Meanings are
 * counted within aligned sentences, so that "more … and less …" in both languages is no error and
 * "more … and more …" in one of them is.
 *
 * A rule has up to six degrees of proof, each with a name and so a precision of its own:
 *   itself       one meaning is lost and its opposite has come, and no other word excuses either
 *   -softened    the same, though a word that may sometimes render one of them stands there as well
 *   -placed      the opposite stands beside the words beside which the Dutch says the first
 *   -mixed       the opposite has come from nothing, beside what the Dutch says
 *   -hinted      the opposite has come from nothing, and some word that may say the first is lost
 *   -unfounded   a word has come that is never added, and nothing in the Dutch says it
 */

/** A meaning that has come, among those that exclude it. */
interface Suspicion {
  readonly sentence: Sentence;
  readonly context: CheckContext;
  readonly come: Mention;
  readonly rule: OppositesRule;
  /** The meanings that it would replace. */
  readonly others: readonly Meaning[];
}

type Severity = PairFinding['severity'];

type Proof = (suspicion: Suspicion) => PairFinding | undefined;

/** The opposite of what the Dutch says. */
export const checkOpposites: PairCheck = (pair, context) => {
  const sentences = pair.aligned().map((aligned) => new Sentence(aligned));
  return sentences.flatMap((sentence, at) => {
    const neighbours = [sentences[at - 1], sentences[at + 1]];
    return [...findOpposites(sentence, neighbours, context), ...findLost(sentence, neighbours)];
  });
};

type Neighbours = ReadonlyArray<Sentence | undefined>;

function findOpposites(
  sentence: Sentence,
  neighbours: Neighbours,
  context: CheckContext,
): readonly PairFinding[] {
  const findings = new Map<Token, PairFinding>();
  for (const meaning of sentence.come()) {
    const suspicion = suspect(sentence, meaning, context);
    const finding = suspicion && accuse(suspicion);
    if (!finding || isMoved(meaning, 'nl', neighbours)) continue;
    if (suspicion.others.some((other) => isMoved(other, 'en', neighbours))) continue;
    // One word is accused once, of the worst.
    const [token] = suspicion.come.tokens;
    const known = token && findings.get(token);
    const isWorse = finding.severity === 'error' && known?.severity !== 'error';
    if (token && (!known || isWorse)) findings.set(token, finding);
  }
  return withoutUndone([...findings.values()], sentence.pair.nl);
}

function suspect(
  sentence: Sentence,
  meaning: Meaning,
  context: CheckContext,
): Suspicion | undefined {
  const place = lexicon().places.get(meaning);
  if (!place) return undefined;
  const { rule } = place;
  const others =
    rule.hinted || rule.hintedBeside
      ? place.others
      : place.others.filter((other) => sentence.says(other));
  if (others.length === 0 && !rule.unfounded) return undefined;
  const come = sentence.tally(meaning).en.findLast(isClear);
  if (!come || isBorrowed(come, sentence.pair) || isConverse(sentence.pair, come)) return undefined;
  return { sentence, context, come, rule, others };
}

/** Meanings of the Dutch for which the English has nothing, where a rule says that it must. */
function findLost(sentence: Sentence, neighbours: Neighbours): PairFinding[] {
  const { kept } = lexicon();
  return kept
    .filter((meaning) => sentence.says(meaning))
    .flatMap((meaning) => {
      const { nl, en } = sentence.tally(meaning);
      const said = nl.filter(isClear);
      const [first] = said;
      const rule = lexicon().places.get(meaning)?.rule;
      if (!first || !rule?.lost || said.length <= en.length) return [];
      if (isMoved(meaning, 'en', neighbours)) return [];
      const message = `the Dutch says ${quoted(first)}, the English nothing of the kind`;
      const proof = { rule: `${rule.name}-lost`, marks: marksOf([first.tokens], []) };
      return [raise(rule.lost, message, proof)];
    });
}

/** It stands in the sentence before or after, where the other language does not have it. */
function isMoved(meaning: Meaning, side: 'nl' | 'en', neighbours: Neighbours): boolean {
  return neighbours.some((other) => other !== undefined && surplus(other.tally(meaning), side) > 0);
}

/** The Dutch has the same word: a name, or a word of both languages. */
function isBorrowed({ tokens }: Mention, { nl }: Pair): boolean {
  return tokens.some(
    ({ lower }) =>
      lower.length > 1 && (nl.words.has(lower) || nl.words.has(lower.replace(/'s$/, ''))),
  );
}

function accuse(suspicion: Suspicion): PairFinding | undefined {
  return (
    replaced(suspicion) ??
    softened(suspicion) ??
    placed(suspicion) ??
    mixed(suspicion) ??
    hinted(suspicion) ??
    unfounded(suspicion)
  );
}

/** So far apart, as a share of the sentence, a word and what took its place may stand. */
const near = { replaced: 0.4, softened: 0.15, mixed: 0.4, hinted: 0.5 } as const;

/** "geen" is answered by any negation of the English: "geen verbinding" is "can't connect". */
function isDenied({ pair }: Sentence, gone: Mention): boolean {
  const isNone = gone.tokens.some(({ lower }) => nones.has(lower));
  if (!isNone) return false;
  // "sluit niets uit", "keeps all options open".
  if (unmatchedLexicalNegatives(pair).nl.length > 0) return true;
  return pair.en.tokens.some(({ lower }) => denials.has(lower) || lower.endsWith("n't"));
}

const nones = wordSet('geen niets niemand nooit nergens noch niet');
const denials = wordSet(
  'not no never nobody none nothing nowhere neither nor cannot without little',
);

/** One meaning is lost, its opposite has come. */
const replaced: Proof = ({ sentence, come, rule, others }) => {
  if (surplus(sentence.tally(come.meaning), 'en') <= 0) return undefined;
  for (const other of others) {
    const tally = sentence.tally(other);
    const gone = surplus(tally, 'nl') > 0 ? tally.nl.findLast(isClear) : undefined;
    if (!gone || isDenied(sentence, gone) || !isLikeNegated(sentence.pair, gone, come)) continue;
    const isPlaced = rule.moves === true || isNear(sentence, gone, come, near.replaced);
    if (isPlaced)
      return raise(rule.severity, contrast(gone, come), evidence(rule.name, come, gone));
  }
  return undefined;
};

/** As above, though a word stands there that may render one of the two, or be rendered by it. */
const softened: Proof = ({ sentence, come, rule, others }) => {
  if (!rule.softened) return undefined;
  const own = sentence.tally(come.meaning);
  if (own.nl.some(isClear)) return undefined;
  for (const other of others) {
    const tally = sentence.tally(other);
    if (clearSurplus(tally, 'nl') <= 0) continue;
    const isProof = (gone: Mention) =>
      isClear(gone) &&
      isLikeNegated(sentence.pair, gone, come) &&
      // A word that may render both is no proof.
      !own.nl.some(({ at }) => at === gone.at) &&
      !isDenied(sentence, gone) &&
      isNear(sentence, gone, come, near.softened) &&
      (own.nl.length === 0 || surplus(tally, 'nl') > 0);
    const gone = tally.nl.find(isProof);
    if (!gone) continue;
    const name = `${rule.name}-softened`;
    return raise(rule.softened, contrast(gone, come), evidence(name, come, gone));
  }
  return undefined;
};

/**
 * The opposite stands where the Dutch, beside the same words, says the first; what may excuse it is
 * elsewhere in the sentence.
 */
const placed: Proof = ({ sentence, come, rule, others }) => {
  if (!rule.placed) return undefined;
  const anchors = anchorsOf(sentence.pair, come);
  if (anchors.length === 0) return undefined;
  const distance = ({ at }: Mention) =>
    Math.min(...anchors.slice(0, 2).map((anchor) => Math.abs(anchor - at)));
  const isExcused = (mentions: readonly Mention[], away: (mention: Mention) => number) =>
    mentions.some((mention) => away(mention) <= beside[mention.strength]);
  if (isExcused(sentence.tally(come.meaning).nl, distance)) return undefined;
  for (const other of others) {
    const { nl, en } = sentence.tally(other);
    const gone = nl.find((mention) => isClear(mention) && distance(mention) <= beside.gone);
    if (!gone || isDenied(sentence, gone) || !isLikeNegated(sentence.pair, gone, come)) continue;
    if (isExcused(en, ({ at }) => Math.abs(at - come.at))) continue;
    return raise(rule.placed, contrast(gone, come), evidence(`${rule.name}-placed`, come, gone));
  }
  return undefined;
};

const besideHint = 3;

/** How far, in words, a word that was lost may be, and one that excuses it, by its strength. */
const beside = { gone: 4, sure: 6, clear: 6, excusing: 3, faint: -1 } as const;

/** The opposite has come from nothing, about where a word is lost that may say the first. */
const hinted: Proof = ({ sentence, come, rule, others }) => {
  const severity = rule.hinted ?? rule.hintedBeside;
  if (!severity || isFounded(sentence, come) || !sentence.isLiteral) return undefined;
  const anchors = rule.hinted ? undefined : anchorsOf(sentence.pair, come).slice(0, 2);
  if (isNegated(sentence.pair.en.tokens, come)) return undefined;
  for (const other of others) {
    const tally = sentence.tally(other);
    const said = tally.nl.filter(({ strength }) => strength !== 'faint');
    if (said.length <= tally.en.length) continue;
    const gone = said.find(
      (mention) =>
        (anchors?.some((anchor) => Math.abs(anchor - mention.at) <= besideHint) ??
          isNear(sentence, mention, come, near.hinted)) &&
        !isNegated(sentence.pair.nl.tokens, mention),
    );
    if (!gone) continue;
    return raise(severity, contrast(gone, come), evidence(`${rule.name}-hinted`, come, gone));
  }
  return undefined;
};

/** The opposite has come from nothing beside what the Dutch says: a pronoun that changes midway. */
const mixed: Proof = ({ sentence, come, rule, others }) => {
  if (!rule.mixed || isFounded(sentence, come)) return undefined;
  for (const other of others) {
    const gone = sentence.tally(other).nl.find(isClear);
    if (!gone || !isLikeNegated(sentence.pair, gone, come)) continue;
    if (!isNear(sentence, gone, come, near.mixed)) continue;
    return raise(rule.mixed, contrast(gone, come), evidence(`${rule.name}-mixed`, come, gone));
  }
  return undefined;
};

/** A word has come that translators do not add, and nothing in the Dutch says it. */
const unfounded: Proof = ({ sentence, context, come, rule }) => {
  if (!rule.unfounded || come.strength !== 'sure') return undefined;
  if (rule.name === 'opposites/comparative' && sentence.pair.nl.words.has('minder'))
    return undefined;
  if (
    rule.scope === 'article' ? meaningsOf(context.article).has(come.meaning) : !sentence.isLiteral
  )
    return undefined;
  if (isFounded(sentence, come) || isNegated(sentence.pair.en.tokens, come)) return undefined;
  // English says "we" for what is done in Dutch.
  if (rule.name === 'opposites/person' && passives.some((word) => sentence.pair.nl.words.has(word)))
    return undefined;
  const message = `the English says ${quoted(come)}, the Dutch nothing of the kind`;
  return raise(rule.unfounded, message, evidence(`${rule.name}-unfounded`, come));
};

const passives = ['wordt', 'worden', 'werd', 'werden'] as const;

/** Both negated or neither: a negation in one alone makes them mean the same ("niet minder"). */
function isLikeNegated({ nl, en }: Pair, gone: Mention, come: Mention): boolean {
  return isNegated(nl.tokens, gone) === isNegated(en.tokens, come);
}

/** At about the same place of the sentence in both languages. */
function isNear({ pair }: Sentence, gone: Mention, come: Mention, share: number): boolean {
  const [nl, en] = [gone.at / pair.nl.tokens.length, come.at / pair.en.tokens.length];
  return Math.abs(nl - en) < share || Math.abs(gone.at - come.at) <= 1;
}

/** Does anything in the Dutch say it, however faintly? */
const isFounded = (sentence: Sentence, { meaning }: Mention): boolean =>
  sentence.tally(meaning).nl.length > 0;

const quoted = ({ tokens }: Mention): string => `"${tokens.map(({ text }) => text).join(' ')}"`;

const contrast = (gone: Mention, come: Mention): string =>
  `the Dutch says ${quoted(gone)}, the English ${quoted(come)}`;

function evidence(rule: string, come: Mention, gone?: Mention) {
  return { rule, marks: marksOf(gone ? [gone.tokens] : [], [come.tokens]) };
}

function raise(severity: Severity, message: string, proof: Parameters<typeof error>[1]) {
  if (severity === 'error') return error(message, proof);
  return severity === 'warning' ? warning(message, proof) : hint(message, proof);
}
