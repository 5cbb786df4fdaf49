/**
 * The entry `@tolk-nl/tolk/worker`: a worker in a process of your own, instead of `tolk worker`.
 *
 * @module
 */
export type { Environment } from './config/environment.ts';
export type { ConfigKey, SettingValues } from './config/settings.ts';
export { errorAdvice } from './error-advice.ts';
export type { ErrorCode, ErrorTraits, Fault, TolkErrorOptions } from './errors.ts';
export { errorCodes, isErrorCode, TolkError } from './errors.ts';
export type { RedisConnection } from './store/redis-connection.ts';
export type { BullMqObservers } from './worker/context.ts';
export {
  createWorker,
  type RunningWorker,
  type WorkerOptions,
  type WorkerSettings,
} from './worker/create-worker.ts';
export type { Logger } from './worker/logger.ts';
