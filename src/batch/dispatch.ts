import type { ArticleQueue } from '../queue/queue.ts';
import type { ArticleStore } from '../store/articles.ts';
import type { StoredDefinition } from '../store/batch-definition.ts';
import type { JobRef, Route } from '../store/job-ref.ts';
import { retryWhileRefused } from '../store/retry-while-refused.ts';
import type { SubmissionStore } from '../store/submissions.ts';

/** The job of an item that was accepted. */
export interface ItemJob {
  readonly job: JobRef;
  readonly seq: number;
}

/**
 * Puts jobs where they are worked on: in the queue, or in the Batch API's list of pending articles.
 */
export type Dispatch = (definition: StoredDefinition, jobs: readonly ItemJob[]) => Promise<void>;

/**
 * Says where an item of a batch is worked on. A mix is spread evenly over the corpus, and is the
 * same at every resume.
 */
export function routeOf(
  seq: number,
  { via, directShare, priority }: Pick<StoredDefinition, 'via' | 'directShare' | 'priority'>,
): Route {
  if (via === 'batch-api') return 'api';
  if (via === 'direct') return priority;
  const isDirect = Math.floor(seq * directShare) > Math.floor((seq - 1) * directShare);
  return isDirect ? priority : 'api';
}

/** Makes the dispatcher of batches' jobs. */
export function createDispatch({
  store,
  queue,
  submissions,
}: {
  readonly store: ArticleStore;
  readonly queue: ArticleQueue;
  readonly submissions: Pick<SubmissionStore, 'addPending'>;
}): Dispatch {
  return async (definition, jobs) => {
    const isDirect = ({ seq }: ItemJob) => routeOf(seq, definition) !== 'api';
    const direct = jobs.filter(isDirect).map(({ job }) => job);
    const pending = jobs.filter((job) => !isDirect(job)).map(({ job }) => job.id);
    await retryWhileRefused(async () => {
      if (direct.length > 0) await queue.add(direct, definition.priority);
      await submissions.addPending(pending);
      await store.queued(jobs.map(({ job }) => job));
    });
  };
}
