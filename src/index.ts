/**
 * Tolk's public API: submit Dutch articles, get English translations and summaries.
 *
 * @module
 */
export type { Article } from './article/schema.ts';
export type { BatchAudit } from './batch/audit/audit.ts';
export type { AuditProblem, ProblemKind } from './batch/audit/problems.ts';
export type {
  AuditOptions,
  BatchApiOverview,
  BatchClient,
  BatchClientOptions,
  BatchOverview,
  Capacity,
  CreateBatchOptions,
  FailedArticle,
  ResumeOptions,
} from './batch/client.ts';
export {
  type CallSpeed,
  costOf,
  costOfEstimate,
  type EstimatedCost,
  secondsFor,
} from './batch/cost.ts';
export { createBatchClient } from './batch/create-client.ts';
export { type BatchRequest, defineBatch, type OutputRequest } from './batch/define.ts';
export {
  type Estimate,
  type EstimateOptions,
  estimateCorpus,
  type RefusedEntries,
} from './batch/estimate.ts';
export type { Watermarks } from './batch/feeder.ts';
export { type Plan, type PlanInput, planBatch } from './batch/plan.ts';
export type { BatchReport, FailureGroup, GoldSummary, WorstArticle } from './batch/report.ts';
export type { LeftOutArticle, ResultsOptions } from './batch/results.ts';
export type { RunOptions, RunPhase } from './batch/run.ts';
export type { TokenCount, TokenRange } from './batch/token-count.ts';
export type { TokenEstimate } from './batch/token-estimator.ts';
export type { VerificationEstimate } from './batch/verification-estimate.ts';
export * from './client.ts';
export type { OpenOptions } from './corpus/byte-source.ts';
export type { CorpusEntry, FieldMap, FieldName, ReadOptions } from './corpus/entry.ts';
export type { CorpusFormat } from './corpus/formats.ts';
export type { Note, NoteKind, NoteListener } from './corpus/notes.ts';
export {
  type CorpusFile,
  type CorpusOptions,
  listCorpus,
  readCorpus,
} from './corpus/read-corpus.ts';
export type { RowKind } from './corpus/write/columns.ts';
export { type OutputFormat, type OutputShape, writeOutput } from './corpus/write/output.ts';
export type { OutputRow } from './corpus/write/row.ts';
export type { OwnColumns, TableShape } from './corpus/write/table.ts';
export { readGlossaryFile } from './glossary/file.ts';
export { createGlossary, type Glossary, type Term } from './glossary/glossary.ts';
export {
  createPriceTable,
  type Price,
  type PricedVia,
  type PriceTable,
  type PriceTableOptions,
  type TokenUsage,
} from './llm/cost/price.ts';
export { readPriceFile } from './llm/cost/price-file.ts';
export type { LimitValues } from './llm/limits/server-limits.ts';
export type { BatchDefinition, Fallback } from './store/batch-definition.ts';
export type {
  BatchStats,
  Counts,
  FindingCounts,
  NoteStats,
  RetranslationCounts,
} from './store/batch-stats.ts';
export type { Batch, BatchStatus, FailedItem, PauseReason, StoredItem } from './store/batches.ts';
