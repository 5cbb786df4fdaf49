import type { StoredDefinition } from '../store/batch-definition.ts';
import type { Route } from '../store/job-ref.ts';

/** Where an item of a batch is worked on; a mix is spread evenly over the corpus, and the same at every resume. */
export function routeOf(
  seq: number,
  { via, directShare, priority }: Pick<StoredDefinition, 'via' | 'directShare' | 'priority'>,
): Route {
  if (via === 'batch-api') return 'api';
  if (via === 'direct') return priority;
  return Math.floor(seq * directShare) > Math.floor((seq - 1) * directShare) ? priority : 'api';
}
