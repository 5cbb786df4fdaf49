import type { TolkError } from '../../errors.ts';
import { actionFor, isOfModel, stopsEverything } from '../../llm/error-policy.ts';
import { hideEcho } from '../../llm/http/errors/classify-body.ts';
import type { Submission } from '../../store/submissions.ts';
import { toFailure } from '../bullmq-errors.ts';
import type { BatchApiContext } from './context.ts';
import { FormLearner } from './learned-capabilities.ts';
import type { FailedCall, Results } from './results.ts';
import type { Setback, Setbacks } from './setbacks.ts';

/*
 * What becomes of requests that came back with an error, by the meaning that it has directly:
 *
 *   retry, wait       asked again through the Batch API (a setback `failed`: a few times)
 *   thought too long  asked again with more room (likewise)
 *   ask differently   kept: planning the article meets the error, and splits, reframes, …
 *   give up           the server does not take the form of the request: learned, and asked again.
 *                     Else, where the user wants that, asked directly. Else, where others like it
 *                     were answered, or it comes a second time, kept: the article fails. Else it
 *                     concerns them all (a setback `refused`)
 *   stop              a model that is unknown is a setback `refused`; key and credit pause all
 *                     workers, and are no setback
 */

type FailedCallsContext = Pick<
  BatchApiContext,
  'llm' | 'pause' | 'store' | 'submissions' | 'log'
> & {
  readonly setbacks: Setbacks;
};

/** What becomes of a call; `relearned`: it is asked again in another form. */
type Verdict = 'again' | 'relearned' | 'kept' | 'refused' | 'stop';

/**
 * Sees to the requests of a submission that came back with an error.
 *
 * @returns `wait` where the server wants nothing more for a while
 */
export async function settleFailedCalls(
  submission: Submission,
  { failed, answered, mostThought }: Pick<Results, 'failed' | 'answered' | 'mostThought'>,
  context: FailedCallsContext,
): Promise<'wait' | 'continue'> {
  const { submissions, setbacks, pause } = context;
  const some = answered.size > 0 ? 'some' : 'none';
  const judge = new Judge(submission, answered, context);
  if (some === 'some') await judge.learner.confirm();
  const byVerdict: Record<Verdict, FailedCall[]> = {
    again: [],
    relearned: [],
    kept: [],
    refused: [],
    stop: [],
  };
  for (const call of failed) byVerdict[await judge.verdictOn(call)].push(call);
  await judge.learner.noteThinking(mostThought);
  await logErrors(failed, context);
  for (const { call, pending, error } of byVerdict.kept)
    await submissions.keepFailedCall(pending.record, call, toFailure(error));
  const settle = async (verdict: Verdict, outcome: Pick<Setback, 'kind' | 'answered'>) =>
    setbacks.settle(await toSetback(byVerdict[verdict], outcome, context));
  await settle('again', { kind: 'failed', answered: some });
  await settle('relearned', { kind: 'failed', answered: 'some' });
  await settle('refused', { kind: 'refused', answered: some });
  const [stop] = byVerdict.stop;
  if (stop) {
    await submissions.uncountRounds([...recordsOf(byVerdict.stop)]);
    await pause.pauseAll(await withoutArticle(stop, context));
  }
  return failed.some(({ error }) => actionFor(error) === 'wait') ? 'wait' : 'continue';
}

class Judge {
  readonly learner: FormLearner;
  readonly #answered: Results['answered'];
  readonly #context: FailedCallsContext;

  constructor(
    { model, sentAs }: Submission,
    answered: Results['answered'],
    context: FailedCallsContext,
  ) {
    this.learner = new FormLearner(context.llm, model, sentAs);
    this.#answered = answered;
    this.#context = context;
  }

  async verdictOn({ pending, error }: FailedCall): Promise<Verdict> {
    const action = actionFor(error);
    if (action === 'retry' || action === 'wait') return 'again';
    if (error.code === 'llm.thought_too_long') return 'relearned';
    if (action === 'ask_differently') return 'kept';
    if (isOfModel(error)) return 'refused';
    if (stopsEverything(error)) return 'stop';
    if (error.code === 'llm.bad_request' && (await this.learner.learn(error))) return 'relearned';
    const { submissions, setbacks } = this.#context;
    // What a file may not ask may be asked directly.
    if (await setbacks.areForDirect('refused', [pending.record])) return 'refused';
    if (this.#answered.has(pending.task)) return 'kept';
    const [times = 1] = await submissions.countSetbacks([pending.record], 'refused');
    return times > 1 ? 'kept' : 'refused';
  }
}

async function toSetback(
  calls: readonly FailedCall[],
  { kind, answered }: Pick<Setback, 'kind' | 'answered'>,
  context: FailedCallsContext,
): Promise<Setback> {
  const [first] = calls;
  const message = first ? (await withoutArticle(first, context)).message : '';
  const words = `${calls.length} requests came back unanswered: ${message}`;
  return { kind, answered, words, records: recordsOf(calls) };
}

function recordsOf(calls: readonly FailedCall[]): Set<string> {
  return new Set(calls.map(({ pending }) => pending.record));
}

/** A server may repeat the article's text, which is for nobody's log. */
async function withoutArticle(
  { pending, error }: FailedCall,
  { store }: Pick<FailedCallsContext, 'store'>,
): Promise<TolkError> {
  const article = await store.readArticle(pending.record);
  return article ? hideEcho(error, [article.title ?? '', article.body]) : error;
}

/** One line for each code, not for each call. */
async function logErrors(
  failed: readonly FailedCall[],
  context: FailedCallsContext,
): Promise<void> {
  for (const [code, calls] of Map.groupBy(failed, ({ error }) => error.code)) {
    const [first] = calls;
    if (!first) continue;
    const { message: reason, status, requestId } = await withoutArticle(first, context);
    const counted = { code, calls: calls.length, reason, status, requestId };
    context.log.warn({ event: 'batch_api.calls_failed', ...counted });
  }
}
