import { allowedSeverity } from '../check/precision.ts';
import type { Finding, Verification } from '../contract.ts';
import type { ArticleVerifier, Bilingual } from './article-verifier.ts';
import type { Claim } from './claims.ts';
import type { NliModel, NliScores, NliSource, TextPair } from './nli-model.ts';
import { localNli } from './options.ts';
import { type AlignedSentence, alignInTurns, markSentence, textsOf } from './sentences.ts';
import type { Verdict } from './verdict.ts';

/*
 * A local model for natural-language inference in the place of a verifier that reads: it sees that
 * two sentences contradict each other, and cannot say in what. What it is sure of, in either
 * direction, is a warning.
 */

const sureContradiction = 0.8;
const sureEntailment = 0.9;
/** A sentence of a summary that follows so likely from one of its ground is right. */
const likelyEntailment = 0.5;
const unlikelyEntailment = 0.2;
const pairsPerRun = 16;

/** How texts stand to each other, in both directions. */
interface Relation {
  readonly contradiction: number;
  readonly entailment: number;
}

/** How a local verifier works. */
export interface NliVerifierOptions {
  readonly source: NliSource;
  readonly signal?: AbortSignal | undefined;
}

/** Verifies with a model on this machine: no call is made, and nothing is paid. */
export class NliVerifier implements ArticleVerifier {
  readonly #options: NliVerifierOptions;
  #model: NliModel | undefined;
  readonly #counts = { sentences: 0, claims: 0, doubts: 0, confirmed: 0, cleared: 0 };

  /** Opens nothing yet. */
  constructor(options: NliVerifierOptions) {
    this.#options = options;
  }

  /** What was judged so far, and what came of it. */
  get report(): Verification {
    return {
      asked: localNli,
      model: this.#model?.name ?? null,
      promptVersion: localNli,
      ...this.#counts,
      unanswered: 0,
      voided: 0,
      costUsd: 0,
    };
  }

  /** @throws TolkError `config.invalid` where there is no model that can be used */
  async verify({ title, translation }: Bilingual): Promise<readonly Finding[]> {
    const aligned = await alignInTurns(textsOf(title, translation));
    const sentences = aligned.flat().filter(isWhole);
    const relations = await this.#relate(sentences);
    this.#counts.sentences += sentences.length;
    const contradicted = sentences.filter(
      (_, at) => (relations[at]?.contradiction ?? 0) >= sureContradiction,
    );
    this.#counts.doubts += contradicted.length;
    return contradicted.map((sentence) => ({
      ...findingFields('verifier/nli-contradiction', 'warning'),
      segment: sentence.segment,
      message: 'the English seems to contradict the Dutch',
      marks: markSentence(sentence),
    }));
  }

  /** @throws TolkError `config.invalid` where there is no model that can be used */
  async verifyClaims(claims: readonly Claim[]): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const claim of claims) {
      // The Dutch is what was said; the English may be wrong itself.
      const premises = claim.ground.map(({ nl }) => nl);
      const pairs = [...premises, premises.join(' ')].map((premise) => ({
        premise,
        hypothesis: claim.text,
      }));
      const scores = await this.#judge(pairs);
      findings.push(...judgeClaim(claim, scores));
    }
    this.#counts.claims += claims.length;
    this.#counts.doubts += findings.length;
    return findings;
  }

  /** @throws TolkError `config.invalid` where there is no model that can be used */
  async confirm(
    { title, translation }: Bilingual,
    findings: readonly Finding[],
  ): Promise<readonly Verdict[]> {
    const doubted = new Set(findings.map(({ segment }) => segment));
    const texts = textsOf(title, translation).filter(({ segment }) => doubted.has(segment));
    const aligned = await alignInTurns(texts);
    const sentences = new Map(texts.map(({ segment }, at) => [segment, aligned[at]]));
    const verdicts: Verdict[] = [];
    for (const finding of findings) {
      const concerned = (sentences.get(finding.segment) ?? []).filter(isWhole);
      const relations = await this.#relate(concerned.filter((each) => isAbout(finding, each)));
      const verdict = verdictOn(relations);
      if (verdict !== 'unknown') this.#counts[verdict] += 1;
      verdicts.push(verdict);
    }
    return verdicts;
  }

  async #relate(sentences: ReadonlyArray<Pick<AlignedSentence, 'nl' | 'en'>>): Promise<Relation[]> {
    const scores = await this.#judge(
      sentences.flatMap(({ nl, en }) => [
        { premise: nl, hypothesis: en },
        { premise: en, hypothesis: nl },
      ]),
    );
    return sentences.map((_, at) => {
      const both = scores.slice(2 * at, 2 * at + 2);
      return {
        contradiction: Math.max(...both.map(({ contradiction }) => contradiction)),
        entailment: Math.min(...both.map(({ entailment }) => entailment)),
      };
    });
  }

  async #judge(pairs: readonly TextPair[]): Promise<NliScores[]> {
    const scores: NliScores[] = [];
    this.#model ??= await this.#options.source();
    for (let at = 0; at < pairs.length; at += pairsPerRun) {
      this.#options.signal?.throwIfAborted();
      scores.push(...(await this.#model.judge(pairs.slice(at, at + pairsPerRun))));
    }
    return scores;
  }
}

/** A sentence without a counterpart is for other checks. */
const isWhole = ({ nl, en }: AlignedSentence): boolean => nl !== '' && en !== '';

function isAbout({ marks }: Finding, sentence: AlignedSentence): boolean {
  if (!marks || marks.nl.length + marks.en.length === 0) return true;
  const { nl, en } = markSentence(sentence);
  const touches = (some: ReadonlyArray<readonly [number, number]>, whole: typeof some) =>
    some.some(([start, end]) => whole.some(([from, to]) => start < to && from < end));
  return touches(marks.nl, nl) || touches(marks.en, en);
}

function verdictOn(relations: readonly Relation[]): Verdict {
  if (relations.length === 0) return 'unknown';
  if (relations.some(({ contradiction }) => contradiction >= sureContradiction)) return 'confirmed';
  const areSame = relations.every(({ entailment }) => entailment >= sureEntailment);
  return areSame ? 'cleared' : 'unknown';
}

function judgeClaim({ where, text }: Claim, scores: readonly NliScores[]): Finding[] {
  const entailment = Math.max(...scores.map((score) => score.entailment));
  if (entailment >= likelyEntailment) return [];
  const contradiction = scores.at(-1)?.contradiction ?? 0;
  if (contradiction >= sureContradiction)
    return [
      {
        ...findingFields('verifier/nli-summary-contradiction', 'warning'),
        segment: null,
        message: `${where}: what it rests on seems to contradict it: "${text}"`,
      },
    ];
  if (entailment >= unlikelyEntailment) return [];
  return [
    {
      ...findingFields('verifier/nli-summary-unsupported', 'hint'),
      segment: null,
      message: `${where}: it does not seem to follow from what it rests on: "${text}"`,
    },
  ];
}

function findingFields(
  rule: string,
  wanted: 'warning' | 'hint',
): Pick<Finding, 'check' | 'severity' | 'rule'> {
  return { check: 'verifier', severity: allowedSeverity(rule, wanted), rule };
}
