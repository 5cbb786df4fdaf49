/**
 * Tolk's public API: hand Dutch articles in, get English translations and summaries out.
 *
 * @module
 */
export type { ArticleInput, ArticleLimits } from './article/schema.ts';
export { articleInputSchema, defaultLimits } from './article/schema.ts';
export type {
  BatchApiOverview,
  Batches,
  BatchesOptions,
  BatchOverview,
  Capacity,
  CreateBatchOptions,
  FailedArticle,
} from './batch/batches.ts';
export { openBatches } from './batch/client.ts';
export { type BatchRequest, defineBatch, type OutputRequest } from './batch/define.ts';
export { type Estimate, type EstimateOptions, estimateCorpus } from './batch/estimate.ts';
export type { Watermarks } from './batch/feeder.ts';
export { type Plan, type PlanInput, planBatch } from './batch/plan.ts';
export type { BatchReport, FailureGroup, GoldSummary, WorstArticle } from './batch/report.ts';
export type { RunOptions, RunPhase } from './batch/run.ts';
export type {
  ArticleOptions,
  ArticleResult,
  CheckName,
  DoneResult,
  FailedResult,
  Failure,
  Finding,
  FinishedResult,
  Outcome,
  Progress,
  Status,
  Summary,
  Translation,
  Usage,
} from './contract.ts';
export { articleResultSchema, isFinished } from './contract.ts';
export type { CorpusEntry, FieldMap } from './corpus/entry.ts';
export {
  type CorpusFile,
  type CorpusOptions,
  listCorpus,
  readCorpus,
} from './corpus/read-corpus.ts';
export { type OutputFormat, writeOutput } from './corpus/write/output.ts';
export type { OutputRow } from './corpus/write/row.ts';
export { type ErrorCode, errorCodes, isErrorCode, TolkError } from './errors.ts';
export type { ArticleEvent, ArticleEvents, EventOptions } from './queue/article-events.ts';
export type {
  Client,
  ClientOptions,
  EnqueueResult,
  ListOptions,
  SystemStatus,
} from './queue/client.ts';
export type { ClientLogger, ConnectionOptions } from './queue/connection.ts';
export { createClient } from './queue/create-client.ts';
export type { RetryPolicy } from './queue/queue.ts';
export type { WaitOptions } from './queue/wait.ts';
export type { AcceptOptions, Receipt } from './store/articles.ts';
export type { BatchDefinition } from './store/batch-definition.ts';
export type { BatchStats, Counts, FindingCounts } from './store/batch-stats.ts';
export type { Batch, BatchStatus, PauseReason } from './store/batches.ts';
export type { Reuse } from './store/job-ref.ts';
export type { Pause } from './store/pause.ts';
