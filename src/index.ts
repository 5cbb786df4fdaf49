/**
 * Tolk's public API: submit Dutch articles, get English translations and summaries.
 *
 * @module
 */
export type {
  BatchApiOverview,
  BatchClient,
  BatchClientOptions,
  BatchOverview,
  Capacity,
  CreateBatchOptions,
  FailedArticle,
} from './batch/client.ts';
export { createBatchClient } from './batch/create-client.ts';
export { type BatchRequest, defineBatch, type OutputRequest } from './batch/define.ts';
export { type Estimate, type EstimateOptions, estimateCorpus } from './batch/estimate.ts';
export type { Watermarks } from './batch/feeder.ts';
export { type Plan, type PlanInput, planBatch } from './batch/plan.ts';
export type { BatchReport, FailureGroup, GoldSummary, WorstArticle } from './batch/report.ts';
export type { RunOptions, RunPhase } from './batch/run.ts';
export * from './client.ts';
export type { CorpusEntry, FieldMap } from './corpus/entry.ts';
export {
  type CorpusFile,
  type CorpusOptions,
  listCorpus,
  readCorpus,
} from './corpus/read-corpus.ts';
export { type OutputFormat, writeOutput } from './corpus/write/output.ts';
export type { OutputRow } from './corpus/write/row.ts';
export type { BatchDefinition } from './store/batch-definition.ts';
export type { BatchStats, Counts, FindingCounts } from './store/batch-stats.ts';
export type { Batch, BatchStatus, PauseReason } from './store/batches.ts';
