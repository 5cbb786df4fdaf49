import type { ArticleOptions } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { type CallOptions, Calls } from '../queue/calls.ts';
import { openConnection } from '../queue/connection.ts';
import type { BatchDefinition } from '../store/batch-definition.ts';
import type { Batch, FailedItem } from '../store/batches.ts';
import type { BatchAudit } from './audit/audit.ts';
import type {
  AuditOptions,
  BatchClient,
  BatchClientOptions,
  BatchOverview,
  Capacity,
  CreateBatchOptions,
  FailedArticle,
  ResumeOptions,
} from './client.ts';
import { ConnectedBatchClient } from './connected-client.ts';
import type { BatchReport } from './report.ts';
import type { ResultsOptions } from './results.ts';
import type { RunOptions } from './run.ts';

/**
 * Makes a client of batches, which are corpora on their way into English. It connects with its
 * first call.
 *
 * @example
 * await using batches = createBatchClient({ redisUrl: 'redis://127.0.0.1:6379' });
 * const definition = await defineBatch({
 *   corpus: 'corpus.jsonl.gz',
 *   out: { path: 'english.jsonl' },
 * });
 * const id = await batches.create(definition, { maxCostUsd: 50 });
 * const { status, stats } = await batches.run(id, {
 *   onTick: (batch) => console.log(`${batch.stats.done} done`),
 * });
 * console.log(status, stats.costUsd);
 */
export function createBatchClient(options: BatchClientOptions = {}): BatchClient {
  return new LazyBatchClient(options);
}

/** Connects with the first call; everything else is the connected client's. */
class LazyBatchClient implements BatchClient {
  readonly #calls: Calls<ConnectedBatchClient>;

  constructor(options: BatchClientOptions) {
    this.#calls = new Calls(
      async () => new ConnectedBatchClient(await openConnection(options), options),
      options.timeoutMs,
    );
  }

  create(
    definition: BatchDefinition,
    { timeoutMs, signal, ...options }: CreateBatchOptions = {},
  ): Promise<string> {
    return this.#calls.make({ timeoutMs, signal }, (client) => client.create(definition, options));
  }

  async run(id: string, options: RunOptions = {}): Promise<Batch> {
    const { signal } = options;
    const client = await this.#calls.open({ signal });
    const ended = new AbortController();
    try {
      // It outlasts an outage; but once it is to end, only as long as any other call.
      const stuck = whenAborted(signal, ended.signal).then(() =>
        client.pulse.silence(this.#calls.timeoutMs, ended.signal),
      );
      return await Promise.race([client.run(id, options), stuck]);
    } finally {
      ended.abort();
    }
  }

  status(id: string, options: CallOptions = {}): Promise<BatchOverview> {
    return this.#calls.make(options, (client) => client.status(id));
  }

  capacity(model: string, options: CallOptions = {}): Promise<Capacity> {
    return this.#calls.make(options, (client) => client.capacity(model));
  }

  list(options: CallOptions = {}): Promise<Batch[]> {
    return this.#calls.make(options, (client) => client.list());
  }

  pause(id: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.make(options, (client) => client.pause(id));
  }

  resume(id: string, { timeoutMs, signal, ...options }: ResumeOptions = {}): Promise<void> {
    return this.#calls.make({ timeoutMs, signal }, (client) => client.resume(id, options));
  }

  cancel(id: string, options: CallOptions = {}): Promise<number> {
    return this.#calls.make(options, (client) => client.cancel(id));
  }

  retryFailed(
    id: string,
    filter: (failed: FailedItem) => boolean,
    { timeoutMs, signal, ...options }: ArticleOptions & CallOptions = {},
  ): Promise<number> {
    return this.#calls.make({ timeoutMs, signal }, (client) =>
      client.retryFailed(id, filter, options),
    );
  }

  failed(id: string, options: CallOptions = {}): Promise<FailedArticle[]> {
    return this.#calls.make(options, (client) => client.failed(id));
  }

  async *results(
    id: string,
    { timeoutMs, signal, ...options }: ResultsOptions = {},
  ): AsyncGenerator<OutputRow> {
    const call = { timeoutMs, signal };
    const rows = await this.#calls.make(call, async (client) => client.results(id, options));
    try {
      for (;;) {
        const { done, value } = await this.#calls.make(call, () => rows.next());
        if (done) return;
        yield value;
      }
    } finally {
      // Nobody waits for it: while Redis is away that would take as long.
      void rows.return(undefined).catch(() => {});
    }
  }

  audit(id: string, { timeoutMs, signal, ...options }: AuditOptions = {}): Promise<BatchAudit> {
    return this.#calls.make({ timeoutMs, signal }, (client) =>
      client.audit(id, { ...options, signal }),
    );
  }

  release(id: string, seqs: readonly number[], options: CallOptions = {}): Promise<void> {
    return this.#calls.make(options, (client) => client.release(id, seqs));
  }

  report(id: string, options: CallOptions = {}): Promise<BatchReport> {
    return this.#calls.make(options, (client) => client.report(id));
  }

  remove(id: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.make(options, (client) => client.remove(id));
  }

  close(): Promise<void> {
    return this.#calls.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Resolves when `signal` is aborted; never after `until`. */
function whenAborted(signal: AbortSignal | undefined, until: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal?.aborted) resolve();
  signal?.addEventListener('abort', () => resolve(), { once: true, signal: until });
  return promise;
}
