import type { Config } from '../../config/config.ts';
import { TolkError } from '../../errors.ts';
import {
  type ApiBatch,
  type ApiBatchResult,
  exceedsTokenQuota,
  readEnqueuedLimit,
} from '../../llm/batch-api.ts';
import { noSpend } from '../../llm/cost/usage.ts';
import { stopsEverything } from '../../llm/error-policy.ts';
import { articleBudget, type Budget } from '../../llm/limits/budgets.ts';
import type { ArticleStore } from '../../store/articles.ts';
import type { PendingCall, Submission, SubmissionStore } from '../../store/submissions.ts';
import type { Logger } from '../logger.ts';
import type { OpenLlm } from '../open-llm.ts';
import type { PauseSwitch } from '../pause.ts';

/** What collecting is done with. */
export interface CollectorContext {
  readonly llm: OpenLlm;
  readonly pause: PauseSwitch;
  readonly config: Config;
  readonly store: ArticleStore;
  readonly submissions: SubmissionStore;
  readonly log: Logger;
  readonly clock: () => number;
}

/** How a submission stands; `no room`: the server had none for it beside what is under way, and nothing of it was done. */
type Looked = 'under way' | 'ended' | 'no room';

const page = 500;

/** The budgets that a call is booked on: everybody's, and its order's own. */
export function budgetsOf(
  { llm }: Pick<CollectorContext, 'llm'>,
  own: { readonly name: string; readonly limitUsd: number } | null,
): Budget[] {
  return [...llm.budgets(), ...(own ? [articleBudget(own)] : [])];
}

/** Gives back what was set aside for a call that will not be made, or corrects it to what it cost. */
export async function settleCall(
  context: Pick<CollectorContext, 'llm'>,
  { budget, likelyUsd }: Pick<PendingCall, 'budget' | 'likelyUsd'>,
  costUsd = 0,
): Promise<void> {
  const own = budget === null ? null : { name: budget, limitUsd: 0 };
  await context.llm.store.settle(budgetsOf(context, own), costUsd - likelyUsd);
}

/** Looks after submissions: finds those that a crash left behind, calls back what is late or unwanted, and collects what is over. */
export function createCollector(context: CollectorContext) {
  const { llm, pause, config, store, submissions, log, clock } = context;
  /** When each submission was last looked at. */
  const lookedAt = new Map<string, number>();

  /** Books a call that is back, once: its cost with its article, and the rest of what was set aside for it. */
  async function land(call: string, result: ApiBatchResult | null): Promise<PendingCall | null> {
    const answer = result?.answer ?? null;
    const costUsd = answer && llm.prices.cost(answer.model, answer, 'batch-api');
    const usage = answer && {
      ...noSpend.usage,
      calls: 1,
      promptTokens: answer.promptTokens,
      cachedTokens: answer.cachedTokens,
    };
    const spend =
      answer && usage
        ? { usage: { ...usage, completionTokens: answer.completionTokens }, costUsd }
        : null;
    const flight = await submissions.land(call, spend);
    if (flight) await settleCall(context, flight, costUsd ?? 0);
    return flight;
  }

  /** A submission whose process died before it was noted: it was made at the server, or it was not. */
  async function recover(submission: Submission): Promise<Looked> {
    const batch = await llm.batchApi.find(submission.id);
    log.warn({ event: 'batch_api.recovered', submission: submission.id, batch });
    if (batch !== null) {
      await submissions.note({ ...submission, apiBatch: batch });
      return 'under way';
    }
    await abandon(submission.id);
    return 'ended';
  }

  /** Takes a submission back that the server does not have: its articles are planned anew. */
  async function abandon(id: string): Promise<void> {
    for (const { call } of await submissions.open(id)) await land(call, null);
    await submissions.end(id);
  }

  /** Asks the server to stop with it; what it has done by then is collected like any other. */
  async function recall(
    submission: Submission,
    batch: string,
    why: 'late' | 'unwanted',
  ): Promise<void> {
    await llm.batchApi.cancel(batch);
    await submissions.note({ ...submission, isCancelled: true });
    log.info({ event: 'batch_api.recalled', submission: submission.id, batch, why });
  }

  async function look(submission: Submission, batchId: string): Promise<Looked> {
    const batch = await llm.batchApi.poll(batchId);
    if (batch.state === 'ended') {
      const hadRoom = batch.problem?.code !== exceedsTokenQuota;
      await (hadRoom
        ? collect(submission, batch)
        : putBack(submission, batch.problem?.message ?? ''));
      lookedAt.delete(submission.id);
      return hadRoom ? 'ended' : 'no room';
    }
    const { cancelAt, isCancelled } = submission;
    if (cancelAt !== null && !isCancelled && clock() >= cancelAt)
      await recall(submission, batchId, 'late');
    return 'under way';
  }

  /** Keeps what was answered, in the cache; what was not goes on directly, or is asked once more after a passing error. */
  async function collect(submission: Submission, batch: ApiBatch): Promise<void> {
    const read = await readAnswers(batch.files);
    for (const { call } of await submissions.open(submission.id)) {
      const flight = await land(call, null);
      // What was called back is planned anew: by then it is late, unwanted, or belongs to somebody who can wait.
      if (flight && !submission.isCancelled) read.expired.add(flight.record);
    }
    await submissions.markDirect([...read.expired]);
    await submissions.end(submission.id);
    const about = {
      submission: submission.id,
      batch: batch.id,
      status: batch.status,
      problem: batch.problem?.message ?? null,
    };
    log.info({
      event: 'batch_api.collected',
      ...about,
      answered: read.answered,
      direct: read.expired.size,
    });
  }

  async function readAnswers(
    files: readonly string[],
  ): Promise<{ answered: number; expired: Set<string> }> {
    let answered = 0;
    const expired = new Set<string>();
    for (const file of files) {
      for await (const result of llm.batchApi.read(file)) {
        if (result.answer) await llm.store.writeAnswer(result.key, result.answer, llm.cacheTtlMs);
        const flight = await land(result.key, result);
        if (result.answer) answered += 1;
        else if (flight && result.problem === 'batch_expired') expired.add(flight.record);
      }
    }
    return { answered, expired };
  }

  /** There was no room for it beside what is under way: nothing was done, and it is planned again when there is. */
  async function putBack(submission: Submission, message: string): Promise<void> {
    const limit = readEnqueuedLimit(message);
    if (limit !== null) await submissions.learnTokenLimit(submission.model, limit);
    const open = await submissions.open(submission.id);
    await submissions.uncountRounds([...new Set(open.map(({ record }) => record))]);
    await abandon(submission.id);
    log.warn({
      event: 'batch_api.no_room',
      submission: submission.id,
      tokens: submission.tokens,
      limit,
    });
  }

  /** Is there an article left that wants an answer of this submission? */
  async function isWanted(submission: Submission): Promise<boolean> {
    const records = [
      ...new Set((await submissions.open(submission.id)).map(({ record }) => record)),
    ];
    for (let at = 0; at < records.length; at += page) {
      if ((await store.ordersOf(records.slice(at, at + page))).length > 0) return true;
    }
    return false;
  }

  return {
    abandon,
    /**
     * Looks at a submission when it is time. What goes wrong with one is looked at again later, and keeps
     * no other waiting.
     */
    async attend(submission: Submission): Promise<Looked> {
      if (clock() - (lookedAt.get(submission.id) ?? 0) < config.batchApi.pollMs) return 'under way';
      lookedAt.set(submission.id, clock());
      try {
        return await (submission.apiBatch === null
          ? recover(submission)
          : look(submission, submission.apiBatch));
      } catch (error) {
        const problem = TolkError.from(error);
        log.error({
          event: 'batch_api.look_failed',
          submission: submission.id,
          code: problem.code,
          reason: problem.message,
        });
        if (stopsEverything(problem) && problem.code !== 'llm.unknown_model')
          await pause.pauseAll(problem);
        return 'under way';
      }
    },
    /** Calls back what nobody wants any more, after a batch has been cancelled. */
    async review(all: readonly Submission[]): Promise<void> {
      const asked = await submissions.reviewAsked();
      if (asked === null) return;
      for (const submission of all) {
        const { apiBatch, isCancelled } = submission;
        if (apiBatch === null || isCancelled || (await isWanted(submission))) continue;
        await recall(submission, apiBatch, 'unwanted');
        lookedAt.delete(submission.id);
      }
      await submissions.endReview(asked);
    },
  };
}
