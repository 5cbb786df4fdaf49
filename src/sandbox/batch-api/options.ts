/** How the practice Batch API behaves. */
export interface SandboxBatchApiOptions {
  /** `none`: it has no Batch API, as most servers. @default 'open' */
  readonly batchApi?: 'open' | 'none';
  /** From the creation of a batch to the end of its requests. @default 0 */
  readonly batchLatencyMs?: number;
  /** How long a batch is `finalizing` after that; it cannot be cancelled then. @default 0 */
  readonly batchFinalizingMs?: number;
  /**
   * Share of a batch's requests that are not done when its time is over; the batch then ends as
   * `expired`.
   * @default 0
   */
  readonly batchExpire?: number;
  /** Share of requests that end in the error file with a server error. @default 0 */
  readonly batchErrors?: number;
  /** Share of batches that nobody knows any more as soon as they are created. @default 0 */
  readonly batchVanish?: number;
  /** Share of result files that nobody knows any more when they are fetched. @default 0 */
  readonly batchLoseFiles?: number;
  /** Share of result files with a line in them that cannot be read. @default 0 */
  readonly batchBadLines?: number;
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
  /** The models it knows; a file for another one fails. @default every name */
  readonly models?: readonly string[];
  /** Seed of what is random. @default 1 */
  readonly seed?: number;
}

/** What the practice Batch API counted. */
export interface BatchApiStats {
  files: number;
  /** Files that were deleted on request. */
  deletedFiles: number;
  batches: number;
  requests: number;
  completed: number;
  expired: number;
  errors: number;
  /** Batches that failed as a whole. */
  refused: number;
  cancelled: number;
  /** Batches that vanished. */
  vanished: number;
  /** Requests for the state of a batch. */
  polls: number;
}
