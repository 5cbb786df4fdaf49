/** When an article is already done: take that result, take it unless it is the sandbox's gloss, or make a new one. */
export type Reuse = 'always' | 'unless-gloss' | 'never';

/** One order to handle an article; `run` is its mark, see `scripts.ts`. */
export interface JobRef {
  readonly id: string;
  readonly run: string;
}

/** Where an order is worked on: in the queue with a priority, or in the lobby of the Batch API. */
export type Route = number | 'api';

/** An order that may have missed its lane. */
export interface OverdueJob extends JobRef {
  readonly lane: Route;
}
