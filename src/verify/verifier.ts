import pLimit from 'p-limit';
import { planChunks } from '../article/chunks.ts';
import type { Finding, Verification } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { CallCeiling } from '../llm/call-ceiling.ts';
import type { ArticleLlm } from '../llm/client.ts';
import type { CompletionRequest, LlmAnswer } from '../llm/completion.ts';
import { SpendMeter } from '../llm/cost/usage.ts';
import { isNoAnswer, isOfModel, mayAnswerLess } from '../llm/error-policy.ts';
import type { ArticleVerifier, Bilingual } from './article-verifier.ts';
import type { Claim } from './claims.ts';
import { toClaimFinding, toSentenceFinding } from './findings.ts';
import { smallChunkTokens } from './options.ts';
import { type Doubt, verifyPromptVersion } from './prompt.ts';
import { askAboutClaims, askAboutFindings, askAboutSentences } from './requests.ts';
import { type AlignedSentence, alignInTurns, textsOf } from './sentences.ts';
import { judgeFinding, type Verdict } from './verdict.ts';

/** How a verifier asks. */
export interface VerifierOptions {
  /** The LLM of the article. */
  readonly llm: ArticleLlm;
  /** @default the article's model */
  readonly model?: string | undefined;
  /** The model that is asked, where that is known. */
  readonly asked?: string | undefined;
  /**
   * A small model is shown a few sentences at a time, and clears no finding of the checks: it agrees
   * too easily. @default 'capable'
   */
  readonly strength?: 'small' | 'capable' | undefined;
  /** Dutch tokens per call, estimated. */
  readonly chunkTokens: number;
  /** Calls in flight at a time. */
  readonly concurrency: number;
}

/** Findings judged in one call. */
const findingsPerCall = 20;
const claimsPerCall = 12;

/** After one of these the next question would go the same way, and cost as much time or money. */
const cannotAnswer: ReadonlySet<string> = new Set(['llm.bad_answer', 'llm.timeout']);

/** What is asked about, and what becomes of a doubt about it. */
interface Task<Item> {
  readonly toRequest: (items: readonly Item[]) => CompletionRequest<{ doubts: Doubt[] }>;
  readonly toFinding: (doubt: Doubt, item: Item) => Finding | null;
  readonly counted: 'sentences' | 'claims';
}

const ofSentences: Task<AlignedSentence> = {
  toRequest: askAboutSentences,
  toFinding: toSentenceFinding,
  counted: 'sentences',
};
const ofClaims: Task<Claim> = {
  toRequest: askAboutClaims,
  toFinding: toClaimFinding,
  counted: 'claims',
};

/**
 * Reads Dutch and English and says what no rule can see. It never fails an article: an answer that
 * is none is counted and makes no finding, and its wrong answers count towards no other ceiling.
 */
export class Verifier implements ArticleVerifier {
  readonly #llm: ArticleLlm;
  readonly #options: VerifierOptions;
  readonly #spend: SpendMeter;
  #answeredBy: Pick<LlmAnswer<unknown>, 'model' | 'asked'> | undefined;
  #plannedCalls = 0;
  #isUnable = false;
  readonly #counts = {
    sentences: 0,
    claims: 0,
    unanswered: 0,
    doubts: 0,
    voided: 0,
    confirmed: 0,
    cleared: 0,
  };

  /** Asks nothing yet. */
  constructor(options: VerifierOptions) {
    const { llm, model } = options;
    this.#options = options;
    this.#spend = new SpendMeter(llm.settings.onSpend);
    this.#llm = llm.with({
      ...(model === undefined ? {} : { model }),
      onSpend: this.#spend.add,
      ceiling: new CallCeiling(),
    });
  }

  /** What was asked so far, and what came of it. */
  get report(): Verification {
    return {
      asked: this.#answeredBy?.asked ?? this.#options.asked ?? null,
      model: this.#answeredBy?.model ?? null,
      promptVersion: verifyPromptVersion,
      ...this.#counts,
      costUsd: this.#spend.total.costUsd,
    };
  }

  /**
   * Findings about the sentences of an article.
   *
   * @throws TolkError what the client throws when it is not the model's fault
   */
  async verify({ title, translation }: Bilingual): Promise<readonly Finding[]> {
    const texts = textsOf(title, translation);
    const bySize = texts.map(({ nl }, n) => ({ n, nl }));
    const { strength, chunkTokens } = this.#options;
    const perCall = strength === 'small' ? smallChunkTokens : chunkTokens;
    const aligned = await alignInTurns(texts);
    const chunks = planChunks(bySize, perCall).map(({ segments }) =>
      segments.flatMap(({ n }) => aligned[n] ?? []),
    );
    return this.#askAll(chunks, (chunk) => this.#findDoubts(chunk, ofSentences));
  }

  /**
   * Findings about the sentences of a summary.
   *
   * @throws TolkError what the client throws when it is not the model's fault
   */
  async verifyClaims(claims: readonly Claim[]): Promise<readonly Finding[]> {
    return this.#askAll(inGroups(claims, claimsPerCall), (group) =>
      this.#findDoubts(group, ofClaims),
    );
  }

  /**
   * Judges findings of the checks, each by reading its segment: a verdict for each, in their order.
   *
   * @throws TolkError what the client throws when it is not the model's fault
   */
  async confirm(
    { title, translation }: Bilingual,
    findings: readonly Finding[],
  ): Promise<readonly Verdict[]> {
    const texts = new Map(textsOf(title, translation).map((text) => [text.segment, text]));
    const askable = findings.filter(({ segment }) => texts.has(segment));
    const verdicts = new Map<Finding, Verdict>();
    await this.#askAll(inGroups(askable, findingsPerCall), async (group) => {
      const answer = await this.#ask(askAboutFindings(group, texts));
      if (answer === null) this.#counts.unanswered += group.length;
      for (const [at, finding] of group.entries()) {
        const text = texts.get(finding.segment);
        const judgement = answer?.value.answers.find(({ id }) => id === at + 1);
        if (!text || !judgement) continue;
        const verdict = this.#limit(judgeFinding(judgement, text, finding));
        verdicts.set(finding, verdict);
        if (verdict !== 'unknown') this.#counts[verdict] += 1;
      }
      return [];
    });
    return findings.map((finding) => verdicts.get(finding) ?? 'unknown');
  }

  #limit(verdict: Verdict): Verdict {
    return verdict === 'cleared' && this.#options.strength === 'small' ? 'unknown' : verdict;
  }

  /** Asks about sentences; in halves where all of them are too much for one answer. */
  async #findDoubts<Item>(items: readonly Item[], task: Task<Item>): Promise<readonly Finding[]> {
    try {
      const answer = await this.#ask(task.toRequest(items), items.length > 1);
      if (answer === null) {
        this.#counts.unanswered += items.length;
        return [];
      }
      this.#counts[task.counted] += items.length;
      return this.#keepProven(answer.value.doubts, (doubt) => findingOf(doubt, items, task));
    } catch (error) {
      if (!TolkError.isInstance(error) || !mayAnswerLess(error)) throw error;
      const middle = Math.ceil(items.length / 2);
      const halves = [items.slice(0, middle), items.slice(middle)];
      return this.#askAll(halves, (half) => this.#findDoubts(half, task));
    }
  }

  /** The findings of doubts whose evidence holds; the others are counted. */
  #keepProven(doubts: readonly Doubt[], toFinding: (doubt: Doubt) => Finding | null): Finding[] {
    const findings = new Map<string, Finding>();
    for (const doubt of doubts) {
      const finding = toFinding(doubt);
      if (finding === null) this.#counts.voided += 1;
      else findings.set(JSON.stringify([finding.rule, finding.segment, finding.marks]), finding);
    }
    this.#counts.doubts += findings.size;
    return [...findings.values()];
  }

  /** Null where the model has no answer; a model that has shown that it cannot is not asked again. */
  async #ask<T>(request: CompletionRequest<T>, mayBeSmaller = false): Promise<LlmAnswer<T> | null> {
    const { ceiling } = this.#llm.settings;
    if (this.#isUnable || ceiling.isReached) return null;
    try {
      const answer = await this.#llm.complete(request);
      this.#answeredBy = answer;
      return answer;
    } catch (error) {
      if (!TolkError.isInstance(error)) throw error;
      if (!isNoAnswer(error)) throw this.#ownModelLacks(error);
      if (mayBeSmaller && mayAnswerLess(error) && !ceiling.isReached) throw error;
      this.#isUnable ||= cannotAnswer.has(error.code);
      return null;
    }
  }

  /** That the server lacks a model which articles name for this concerns no others: none pause. */
  #ownModelLacks(error: TolkError): TolkError {
    const { model } = this.#options;
    if (model === undefined || !isOfModel(error)) return error;
    const message = `the model that is to verify (${model}): ${error.message}`;
    return new TolkError('llm.bad_request', message, { cause: error, retryable: false });
  }

  /** Asks about all groups at the same time; what goes wrong with one ends it, when all are asked. */
  async #askAll<Group>(
    groups: readonly Group[],
    ask: (group: Group) => Promise<readonly Finding[]>,
  ): Promise<readonly Finding[]> {
    this.#plannedCalls += groups.length;
    this.#llm.settings.ceiling.plan(this.#plannedCalls);
    const limit = pLimit(this.#options.concurrency);
    const { signal } = this.#llm.settings;
    const failures: unknown[] = [];
    const askUnlessBroken = async (group: Group): Promise<readonly Finding[]> => {
      signal?.throwIfAborted();
      if (failures.some((error) => !isDeferred(error))) return [];
      // Through the Batch API all are asked at once, not one a day.
      return ask(group).catch((error: unknown) => {
        failures.push(error);
        return [];
      });
    };
    const found = await Promise.all(groups.map((group) => limit(() => askUnlessBroken(group))));
    const worst = failures.find((error) => !isDeferred(error)) ?? failures[0];
    if (worst !== undefined) throw worst;
    return found.flat();
  }
}

/**
 * The finding that a doubt makes. Small models miscount by one: where the words do not stand in the
 * sentence they name, but in one beside it, that is the one they mean.
 */
function findingOf<Item>(
  doubt: Doubt,
  items: readonly Item[],
  { toFinding }: Task<Item>,
): Finding | null {
  const at = doubt.sentence - 1;
  const isAsked = at >= -1 && at <= items.length;
  const nearby = isAsked ? [at, at - 1, at + 1] : [];
  for (const place of nearby) {
    const item = items[place];
    const finding = item === undefined ? null : toFinding(doubt, item);
    if (finding !== null) return finding;
  }
  return null;
}

function isDeferred(error: unknown): boolean {
  return TolkError.isInstance(error) && error.code === 'llm.deferred';
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}
