import { readEnqueuedLimit } from '../../llm/batch-api.ts';
import type { Submission } from '../../store/submissions.ts';
import type { BatchApiContext } from './context.ts';
import type { Setbacks } from './setbacks.ts';
import type { SubmissionEnding } from './submission-ending.ts';

type OverQuotaContext = Pick<BatchApiContext, 'submissions' | 'log'> & {
  readonly setbacks: Setbacks;
  readonly ending: SubmissionEnding;
};

/**
 * A submission was over the quota of enqueued tokens: nothing of it was done, and it is planned
 * again when there is room. Where there is nothing to wait for, and no limit to keep to, that is
 * done a few times only.
 */
export async function returnToPending(
  submission: Submission,
  message: string,
  { submissions, setbacks, ending, log }: OverQuotaContext,
): Promise<void> {
  const { id, model, tokens } = submission;
  const limit = readEnqueuedLimit(message);
  if (limit !== null) await submissions.learnTokenLimit(model, limit);
  const records = await ending.recordsOf(id);
  const others = (await submissions.submissions()).filter((other) => other.model === model);
  if (limit === null && others.length <= 1) {
    const words = `the Batch API has no room for a request file: ${message}`;
    const setback = { kind: 'failed', words, records: new Set(records), answered: 'some' } as const;
    await setbacks.settle(setback);
  } else {
    await submissions.uncountRounds(records);
  }
  await ending.abandon(submission);
  log.warn({ event: 'batch_api.over_quota', submission: id, tokens, limit });
}
