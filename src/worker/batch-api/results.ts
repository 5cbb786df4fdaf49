import type { TolkError } from '../../errors.ts';
import type { ApiBatchResult } from '../../llm/batch-api-results.ts';
import { believeUsage, ownCountOfPrompt } from '../../llm/cost/believe-usage.ts';
import { costOfCall, spendOfCall } from '../../llm/cost/call-cost.ts';
import { noSpend } from '../../llm/cost/usage.ts';
import type { RawAnswer } from '../../llm/http/response.ts';
import { growth, isThoughtTooLong } from '../../llm/thinking-room.ts';
import type { CallSpend, PendingCall, Submission } from '../../store/submissions.ts';
import { correctionsOf } from './call-budgets.ts';
import type { BatchApiContext } from './context.ts';

/** A call that came back with an error. */
export interface FailedCall {
  readonly call: string;
  /** The model that was asked. */
  readonly model: string;
  readonly pending: PendingCall;
  readonly error: TolkError;
}

/** The results of a submission. */
export interface Results {
  /** Answers for each task. */
  readonly answered: ReadonlyMap<string, number>;
  readonly failed: readonly FailedCall[];
  /** Articles with calls that the server had no time for. */
  readonly expired: ReadonlySet<string>;
  /** Articles with calls of which there is no word. */
  readonly missing: ReadonlySet<string>;
  readonly unreadableLines: number;
  /**
   * The most tokens thought in an answer; where nothing was left of it, what it would have wanted.
   */
  readonly mostThought: number;
}

/** Tokens thought in an answer that is only an error. */
const thoughtUnseen = 2_000;

type ErrorResult = Extract<ApiBatchResult, { readonly kind: 'error' }>;

/**
 * Takes in the results of one submission. Answers go into the cache as they are read; what else is
 * in the files counts only where no answer comes, since a request may be in both of them. Each
 * call is booked once, with its article and its budgets; lines for other calls are passed over.
 */
export class ResultIntake {
  readonly #context: Pick<BatchApiContext, 'llm' | 'submissions'>;
  readonly #model: string;
  /** Calls that are not back yet. */
  readonly #open: Map<string, PendingCall>;
  readonly #answered = new Map<string, number>();
  readonly #errors = new Map<string, ErrorResult>();
  readonly #expired = new Set<string>();
  #unreadableLines = 0;
  #mostThought = 0;

  constructor(
    context: Pick<BatchApiContext, 'llm' | 'submissions'>,
    { model }: Pick<Submission, 'model'>,
    open: Map<string, PendingCall>,
  ) {
    this.#context = context;
    this.#model = model;
    this.#open = open;
  }

  /** Calls that are not back yet. */
  get openCalls(): number {
    return this.#open.size;
  }

  /** Takes in one file. @throws TolkError `llm.*` when it cannot be read to its end */
  async read(file: string): Promise<void> {
    for await (const result of this.#context.llm.batchApi.read(file, this.#model)) {
      this.#noteThinking(result);
      if (result.kind === 'unreadable') this.#unreadableLines += 1;
      else if (result.kind === 'answer') await this.#takeAnswer(result.key, result.answer);
      else if (result.kind === 'expired') this.#expired.add(result.key);
      else this.#errors.set(result.key, result);
    }
  }

  /**
   * Takes all calls out of flight that are not back: no more will come. Where a file is lost, all
   * of them were answered, and as many as lines that nobody can read: they were paid for.
   */
  async close(files: 'read' | 'lost'): Promise<Results> {
    let presumedPaid = files === 'lost' ? Number.POSITIVE_INFINITY : this.#unreadableLines;
    const failed: FailedCall[] = [];
    const expired = new Set<string>();
    const missing = new Set<string>();
    for (const [call, pending] of this.#open) {
      const result = this.#errors.get(call);
      const isUnseen = !result && !this.#expired.has(call) && presumedPaid > 0;
      const spend = isUnseen ? presume(pending) : await this.#spendOf(result?.paid, pending);
      const isFirst = await this.#complete(call, pending, spend);
      if (isUnseen) presumedPaid -= 1;
      if (!isFirst) continue;
      if (result) failed.push({ call, model: this.#model, pending, error: result.error });
      else if (this.#expired.has(call)) expired.add(pending.record);
      else missing.add(pending.record);
    }
    this.#open.clear();
    const unreadableLines = this.#unreadableLines;
    const mostThought = this.#mostThought;
    return { answered: this.#answered, failed, expired, missing, unreadableLines, mostThought };
  }

  #noteThinking(result: ApiBatchResult): void {
    if (result.kind === 'answer') this.#noteTokens(result.answer.reasoningTokens);
    if (result.kind !== 'error' || !isThoughtTooLong(result.error)) return;
    this.#noteTokens(growth * (result.paid?.reasoningTokens ?? thoughtUnseen));
  }

  #noteTokens(tokens: number): void {
    this.#mostThought = Math.max(this.#mostThought, tokens);
  }

  async #takeAnswer(call: string, answer: RawAnswer): Promise<void> {
    const pending = this.#open.get(call);
    if (!pending) return;
    const { llm } = this.#context;
    await llm.store.writeAnswer(call, answer, llm.cacheTtlMs);
    await this.#complete(call, pending, await this.#spendOf(answer, pending));
    this.#open.delete(call);
    this.#answered.set(pending.task, (this.#answered.get(pending.task) ?? 0) + 1);
  }

  /** Books a call that is back, once: its cost with its article, and what was reserved for it. */
  async #complete(call: string, pending: PendingCall, spend: CallSpend | null): Promise<boolean> {
    const { llm, submissions } = this.#context;
    // Where nobody knows the price, what was reserved counts as spent.
    const costUsd = spend === null ? 0 : (spend.costUsd ?? pending.likelyUsd);
    const corrections = correctionsOf(llm, pending, costUsd);
    const end = { submission: pending.submission, spend, corrections };
    const isFirst = (await submissions.completeCall(call, end)) !== null;
    const likelyUsd = pending.likelyUsd / pending.dearness;
    if (isFirst && spend) llm.dearness.learn(this.#model, { paidUsd: costUsd, likelyUsd });
    return isFirst;
  }

  async #spendOf(
    answer: RawAnswer | null | undefined,
    { promptTokens }: PendingCall,
  ): Promise<CallSpend | null> {
    if (!answer) return null;
    const counted = await believeUsage(answer, ownCountOfPrompt(this.#model, promptTokens));
    const { prices } = this.#context.llm;
    const costUsd = costOfCall(prices, counted, { asked: this.#model, via: 'batch-api' });
    return spendOfCall(counted, costUsd);
  }
}

/** What an answer cost that nobody has seen, by what was reserved for it. */
function presume({ promptTokens, likelyUsd }: PendingCall): CallSpend {
  const usage = { ...noSpend.usage, calls: 1, estimatedCalls: 1, promptTokens };
  return { usage, costUsd: likelyUsd > 0 ? likelyUsd : null };
}
