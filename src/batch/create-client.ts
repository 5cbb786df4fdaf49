import type { ArticleOptions } from '../contract.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { LazyResource } from '../lazy-resource.ts';
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
  readonly #resource: LazyResource<ConnectedBatchClient>;

  constructor(options: BatchClientOptions) {
    this.#resource = new LazyResource(
      async () => new ConnectedBatchClient(await openConnection(options), options),
    );
  }

  async create(definition: BatchDefinition, options?: CreateBatchOptions): Promise<string> {
    const client = await this.#resource.get();
    return client.create(definition, options);
  }

  async run(id: string, options?: RunOptions): Promise<Batch> {
    const client = await this.#resource.get();
    return client.run(id, options);
  }

  async status(id: string): Promise<BatchOverview> {
    const client = await this.#resource.get();
    return client.status(id);
  }

  async capacity(model: string): Promise<Capacity> {
    const client = await this.#resource.get();
    return client.capacity(model);
  }

  async list(): Promise<Batch[]> {
    const client = await this.#resource.get();
    return client.list();
  }

  async pause(id: string): Promise<void> {
    const client = await this.#resource.get();
    await client.pause(id);
  }

  async resume(id: string, options?: ResumeOptions): Promise<void> {
    const client = await this.#resource.get();
    await client.resume(id, options);
  }

  async cancel(id: string): Promise<number> {
    const client = await this.#resource.get();
    return client.cancel(id);
  }

  async retryFailed(
    id: string,
    filter: (failed: FailedItem) => boolean,
    options?: ArticleOptions,
  ): Promise<number> {
    const client = await this.#resource.get();
    return client.retryFailed(id, filter, options);
  }

  async failed(id: string): Promise<FailedArticle[]> {
    const client = await this.#resource.get();
    return client.failed(id);
  }

  async *results(id: string, options?: ResultsOptions): AsyncGenerator<OutputRow> {
    const client = await this.#resource.get();
    yield* client.results(id, options);
  }

  async audit(id: string, options?: AuditOptions): Promise<BatchAudit> {
    const client = await this.#resource.get();
    return client.audit(id, options);
  }

  async release(id: string, seqs: readonly number[]): Promise<void> {
    const client = await this.#resource.get();
    await client.release(id, seqs);
  }

  async report(id: string): Promise<BatchReport> {
    const client = await this.#resource.get();
    return client.report(id);
  }

  async remove(id: string): Promise<void> {
    const client = await this.#resource.get();
    await client.remove(id);
  }

  close(): Promise<void> {
    return this.#resource.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
