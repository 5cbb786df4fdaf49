/** How the practice Batch API behaves. */
export interface SandboxBatchApiOptions {
  /** `none`: it has no Batch API, as most servers. @default 'open' */
  readonly batchApi?: 'open' | 'none';
  /** From the creation of a batch to its end. @default 0 */
  readonly batchLatencyMs?: number;
  /**
   * Share of a batch's requests that are not done when its time is over; the batch then ends as
   * `expired`.
   * @default 0
   */
  readonly batchExpire?: number;
  /** Share of requests that end in the error file with a server error. @default 0 */
  readonly batchErrors?: number;
  /** Most requests in a file. @default 50,000, as OpenAI has it */
  readonly batchMaxRequests?: number;
  /** Most bytes in a file. @default 200 MB, as OpenAI has it */
  readonly batchMaxBytes?: number;
  /**
   * Most prompt tokens in batches that are in progress; a batch beyond it fails with
   * `token_limit_exceeded`.
   * @default none
   */
  readonly batchMaxTokens?: number;
  /** Seed of what is random. @default 1 */
  readonly seed?: number;
}

/** What the practice Batch API counted. */
export interface BatchApiStats {
  files: number;
  batches: number;
  requests: number;
  completed: number;
  expired: number;
  errors: number;
  /** Batches that failed as a whole. */
  refused: number;
  cancelled: number;
}
