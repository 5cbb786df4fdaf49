import type { Status } from '../contract.ts';

/** The hashes and sets of a batch beside its own hash. */
type BatchPart = 'stats' | 'items' | 'open' | 'ready' | 'failed' | 'worst' | 'lease';

/**
 * Every Redis key of one Tolk, all under its prefix; `store/migrate.ts` knows what they were called
 * before.
 */
export interface Keys {
  /** Version of keys and fields; see `store/migrate.ts`. */
  readonly schemaVersion: string;
  /** Lease of the process that brings an earlier version's data up to date. */
  readonly migrationLease: string;

  /** An article's Dutch, compressed. */
  article(id: string): string;
  /** Hash: an article's record, with its result. */
  result(id: string): string;
  /** Sorted set of the ids in one status, by the time of the last change. */
  index(status: Status): string;
  /** Sorted set of the ids of done articles of which a newer version is on its way, by time. */
  readonly retranslations: string;
  /** Sorted set of ids accepted but perhaps not yet in the queue, by time. */
  readonly outbox: string;
  /** Lease of the worker that looks at all unfinished articles for those that nobody has. */
  readonly recoveryLease: string;
  /** Set of the items of batches that wait for an article, as `batch:seq`. */
  waitingFor(id: string): string;
  /** Channel on which workers hear which article to drop. */
  readonly cancel: string;
  /** Channel of the drafts of all articles, or of one. */
  drafts(id?: string): string;
  /** BullMQ's own prefix. */
  readonly queue: string;
  /** Why all workers pause, as JSON; also the channel that says so. */
  readonly pause: string;
  /** Sorted set of living workers by the time until which they are taken to be alive. */
  readonly workers: string;
  /** What a living worker says of itself, as JSON. */
  worker(id: string): string;
  /** Set of the articles for which the LLM API forbade a call, until one succeeds. */
  readonly forbidden: string;
  /** Set of those for which all workers paused: they are no proof a second time. */
  readonly suspects: string;
  /** How long workers keep what is finished, in milliseconds. */
  readonly retention: string;

  /** A batch's own hash, or one of its parts. */
  batch(id: string, part?: BatchPart): string;
  /** Sorted set of all batches by the time they were made. */
  readonly batches: string;

  /** A finished LLM call, compressed. */
  call(key: string): string;
  /** Sorted set of finished calls by time: the oldest give way. */
  readonly callIndex: string;
  /** Lease of the process that makes a call. */
  callLease(key: string): string;
  /** Hash: calls that were begun and have not ended, with their article. */
  readonly callsBegun: string;
  /** Hash: how many calls of an article were begun again, and perhaps paid for twice. */
  readonly doubtfulCalls: string;
  /** What an LLM server can do, as JSON. */
  capabilities(server: string): string;
  /** Hash: what is booked for calls that wait to be sent, by a name of their own, as JSON. */
  readonly bookings: string;
  /** The sending of a call that was booked, by which it is known when it comes twice. */
  sentCall(id: string): string;
  /** US dollars spent of one budget. */
  spend(budget: string): string;
  /** Hash: the limits a server has told of a model. */
  serverLimits(model: string): string;
  /** Hash: until when nobody calls a model, by model, as JSON. */
  readonly holds: string;
  /** What the keys of a window of requests or tokens begin with. */
  rateLimit(kind: string, model: string): string;

  /** A pair of the translation memory, as JSON. */
  translationMemory(key: string): string;
  /** Sorted set of pairs by time: the oldest give way. */
  readonly translationMemoryIndex: string;

  readonly batchApi: BatchApiKeys;
}

/** The keys of what is in flight through the Batch API. */
export interface BatchApiKeys {
  /** Sorted set of the articles to be planned, by time. */
  readonly pending: string;
  /** Hash: calls in flight, as JSON. */
  readonly pendingCalls: string;
  /** Hash: what is booked for calls in files that are no submissions yet, by call, as JSON. */
  readonly bookings: string;
  /** Hash: submissions, as JSON. */
  readonly submissions: string;
  /** Set of the calls of a submission. */
  calls(submission: string): string;
  /** Set of the articles that wait for a submission. */
  waiting(submission: string): string;
  /** Set of the articles that an earlier version asked directly. */
  readonly direct: string;
  /** Hash: why each article is asked directly from now on. */
  readonly directReasons: string;
  /** Hash: how often each article had calls missing. */
  readonly rounds: string;
  /**
   * Hash: how often each article's calls came back unanswered, as `kind:article`, and why it waits
   * with its batch, as `blocked:article`.
   */
  readonly setbacks: string;
  /** Hash: calls of an article that ended in an error, as JSON. */
  failedCalls(record: string): string;
  /** Counts files in a row that could not be submitted. */
  readonly submitFailures: string;
  /** Hash: most tokens the server lets be in flight, by model. */
  readonly tokenLimits: string;
  /** Counts requests to look at whether submissions are still wanted. */
  readonly review: string;
  /** Lease of the scheduler. */
  readonly lease: string;
}

/** The keys under `prefix`. */
export function createKeys(prefix: string): Keys {
  return {
    schemaVersion: `${prefix}:schema-version`,
    migrationLease: `${prefix}:migration-lease`,
    article: (id) => `${prefix}:article:${id}`,
    result: (id) => `${prefix}:result:${id}`,
    index: (status) => `${prefix}:index:${status}`,
    retranslations: `${prefix}:retranslations`,
    outbox: `${prefix}:outbox`,
    recoveryLease: `${prefix}:recovery-lease`,
    waitingFor: (id) => `${prefix}:waiting-for:${id}`,
    cancel: `${prefix}:cancel`,
    drafts: (id) => `${prefix}:drafts${id === undefined ? '' : `:${id}`}`,
    queue: `${prefix}:queue`,
    pause: `${prefix}:pause`,
    workers: `${prefix}:workers`,
    worker: (id) => `${prefix}:worker:${id}`,
    forbidden: `${prefix}:forbidden`,
    suspects: `${prefix}:forbidden-before`,
    retention: `${prefix}:retention`,
    batch: (id, part) => `${prefix}:batch:${id}${part ? `:${part}` : ''}`,
    batches: `${prefix}:batches`,
    call: (key) => `${prefix}:llm:${key}`,
    callIndex: `${prefix}:llm-index`,
    callLease: (key) => `${prefix}:llm:${key}:lease`,
    callsBegun: `${prefix}:calls-begun`,
    doubtfulCalls: `${prefix}:doubtful-calls`,
    capabilities: (server) => `${prefix}:capabilities:${server}`,
    bookings: `${prefix}:bookings`,
    sentCall: (id) => `${prefix}:sent:${id}`,
    spend: (budget) => `${prefix}:spend:${budget}`,
    serverLimits: (model) => `${prefix}:limit:${model}`,
    holds: `${prefix}:holds`,
    rateLimit: (kind, model) => `${prefix}:limit:${kind}:${model}`,
    translationMemory: (key) => `${prefix}:translation-memory:${key}`,
    translationMemoryIndex: `${prefix}:translation-memory-index`,
    batchApi: OpenAiBatchApiKeys(`${prefix}:batch-api`),
  };
}

function OpenAiBatchApiKeys(prefix: string): BatchApiKeys {
  return {
    pending: `${prefix}:pending`,
    pendingCalls: `${prefix}:pending-calls`,
    bookings: `${prefix}:bookings`,
    submissions: `${prefix}:submissions`,
    calls: (submission) => `${prefix}:calls:${submission}`,
    waiting: (submission) => `${prefix}:waiting:${submission}`,
    direct: `${prefix}:direct`,
    directReasons: `${prefix}:direct-reasons`,
    rounds: `${prefix}:rounds`,
    setbacks: `${prefix}:setbacks`,
    failedCalls: (record) => `${prefix}:failed-calls:${record}`,
    submitFailures: `${prefix}:submit-failures`,
    tokenLimits: `${prefix}:token-limits`,
    review: `${prefix}:review`,
    lease: `${prefix}:lease`,
  };
}
