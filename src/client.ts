/**
 * The light entry, `@tolk-nl/tolk/client`: submits articles and receives results, and loads nothing
 * of prompts, checks, corpora or the LLM. For a server or a function that only talks to the queue.
 *
 * @module
 */

export type { DateOrder } from './article/date-order.ts';
export type { Layout, SegmentLayout } from './article/layout.ts';
export type { ArticleNote, PrepareOptions } from './article/prepare.ts';
export type { ArticleInput, ArticleLimits } from './article/schema.ts';
export { articleInputSchema, defaultLimits } from './article/schema.ts';
export type {
  ArticleBudget,
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
  Provenance,
  Retranslation,
  SegmentDraft,
  Status,
  Style,
  Summary,
  Translation,
  Usage,
  Verification,
} from './contract.ts';
export { articleResultSchema, isBeingRetranslated, isFinished } from './contract.ts';
export { errorAdvice } from './error-advice.ts';
export type { ErrorCode, ErrorTraits, Fault, TolkErrorOptions } from './errors.ts';
export { errorCodes, isErrorCode, TolkError } from './errors.ts';
export type { ArticleEvent, ArticleEvents, EventOptions } from './queue/article-events.ts';
export type { ArticleAudit, ArticleProblem } from './queue/audit-articles.ts';
export type { CallOptions } from './queue/calls.ts';
export type {
  ArticleAuditOptions,
  Client,
  ClientOptions,
  EnqueueOptions,
  EnqueueResult,
  ListOptions,
  PauseReceipt,
  PauseWorkOptions,
  ResumeWorkOptions,
  SystemStatus,
} from './queue/client.ts';
export type { ClientLogger, ConnectionOptions } from './queue/connection.ts';
export { createClient } from './queue/create-client.ts';
export type { RetryPolicy } from './queue/queue.ts';
export type { WaitOptions } from './queue/wait.ts';
export type { WaitWarning } from './queue/worker-watch.ts';
export type { AcceptOptions, Receipt, Retranslations } from './store/articles.ts';
export type { SlowCalls, WorkerInfo } from './store/heartbeats.ts';
export type { Hold } from './store/holds.ts';
export type { Reuse } from './store/job-ref.ts';
export type { Pause } from './store/pause.ts';
export type { RedisConnection } from './store/redis-connection.ts';
