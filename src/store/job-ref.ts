/**
 * When an article is already done: take that result, take it unless it is the sandbox's gloss, or
 * make a new one.
 */
export type Reuse = 'always' | 'unless-gloss' | 'never';

/** One job: to handle an article. `token` is the right to move its record, see `articles.ts`. */
export interface JobRef {
  readonly id: string;
  readonly token: string;
}

/** Where a job is worked on: in the queue with a priority, or through the Batch API. */
export type Route = number | 'api';

/** A job that may have missed the queue. */
export interface OverdueJob extends JobRef {
  readonly route: Route;
}
