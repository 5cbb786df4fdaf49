import { setTimeout as sleep } from 'node:timers/promises';
import { Stopwatch } from '../elapsed.ts';
import { TolkError } from '../errors.ts';
import type { BatchStore } from '../store/batches.ts';
import type { Lease } from '../store/lease.ts';
import { isGone, processName } from './process-name.ts';

/*
 * The lease of a batch: only one process may feed and write it, for a few seconds, and renews
 * that. A process that was held up for longer (a laptop that slept) may have lost it to another,
 * and must not write any more.
 */

const renewEveryMs = 2_000;
const retryMs = 200;
/**
 * A lease lasts eight seconds; one that was renewed longer ago than this is renewed before a write.
 */
const certainMs = 5_000;

/** What acquiring a lease takes. */
export interface AcquireOptions {
  readonly signal: AbortSignal;
  /** Called once when another process holds it and may yet let it go. */
  readonly onWait: () => void;
}

/** The right of this process to feed and write a batch, for as long as it renews it. */
export class BatchLease {
  readonly #id: string;
  readonly #batches: BatchStore;
  readonly #lease: Lease;
  readonly #timer: NodeJS.Timeout;
  readonly #sinceRenewal = new Stopwatch();

  private constructor(id: string, batches: BatchStore, lease: Lease) {
    this.#id = id;
    this.#batches = batches;
    this.#lease = lease;
    // An error shows when the lease is next checked, before anything is written.
    this.#timer = setInterval(() => void this.#renew().catch(() => {}), renewEveryMs);
  }

  /**
   * Acquires the lease. One whose holder has died is free at once where that can be seen, else when
   * it runs out.
   *
   * @throws TolkError `batch.taken` when another process holds it
   */
  static async acquire(
    id: string,
    batches: BatchStore,
    options: AcquireOptions,
  ): Promise<BatchLease> {
    const lease = batches.lease(id, processName());
    let leftMs = Number.POSITIVE_INFINITY;
    while (!(await lease.acquire())) {
      const holder = await batches.holder(id);
      if (holder === null) continue;
      if (isGone(holder.owner)) {
        await batches.lease(id, holder.owner).release();
        continue;
      }
      const wasRenewed = holder.leftMs > leftMs;
      if (wasRenewed || options.signal.aborted) throw taken(id, holder.owner);
      if (leftMs === Number.POSITIVE_INFINITY) options.onWait();
      leftMs = holder.leftMs;
      await sleep(retryMs);
    }
    return new BatchLease(id, batches, lease);
  }

  /** Makes sure that this process still has it. @throws TolkError `batch.taken` */
  async assertHeld(): Promise<void> {
    if (this.#sinceRenewal.elapsedMs > certainMs) await this.#renew();
  }

  /** Where Redis does not take that, it runs out by itself: no reason to fail what it was for. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#lease.release().catch(() => false);
  }

  async #renew(): Promise<void> {
    // One that ran out while nobody else wanted it is as good as kept.
    if (!(await this.#lease.acquire())) {
      const holder = await this.#batches.holder(this.#id);
      throw taken(this.#id, holder?.owner ?? 'another process');
    }
    this.#sinceRenewal.restart();
  }
}

function taken(id: string, holder: string): TolkError {
  return new TolkError(
    'batch.taken',
    `batch ${id} is being run by ${holder}; follow it with tolk batch watch ${id}`,
  );
}
