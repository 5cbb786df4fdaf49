import { setTimeout as sleep } from 'node:timers/promises';
import type { Disposables } from '../disposables.ts';
import { TolkError } from '../errors.ts';
import type { BatchStore } from '../store/batches.ts';
import type { RunOptions } from './run.ts';

/*
 * The right to feed and to write a batch: one process at a time has it, for a few seconds, and renews
 * it. A process that was held up for longer (a laptop that slept) may have lost it to another, and must
 * not write any more.
 */

const renewMs = 2_000;
const lookMs = 200;
/** A right renewed longer ago is asked for again before anything is written; it lasts eight seconds. */
const sureMs = 5_000;

/**
 * Gets the right to a batch, and keeps it until the disposables run. One whose holder has died is free at once where
 * that can be seen, else when the holder's right runs out.
 *
 * @returns what makes sure of the right before something is written
 * @throws TolkError `batch.taken`, here and there, when another process has it
 */
export async function acquireBatchLease(
  id: string,
  batches: BatchStore,
  { owner, isGone, onPhase, signal }: Pick<RunOptions, 'owner' | 'isGone' | 'onPhase' | 'signal'>,
  disposables: Disposables,
): Promise<() => Promise<void>> {
  const taken = (holder: string) =>
    new TolkError(
      'batch.taken',
      `batch ${id} is being run by ${holder}; look on with tolk batch watch ${id}`,
    );
  let leftMs = Number.POSITIVE_INFINITY;
  const lease = batches.lease(id, owner);
  while (!(await lease.acquire())) {
    const holder = await batches.holder(id);
    if (holder === null) continue;
    if (isGone(holder.owner)) {
      await batches.lease(id, holder.owner).release();
      continue;
    }
    // Renewed meanwhile, or no patience left: somebody has it.
    if (holder.leftMs > leftMs || signal.aborted) throw taken(holder.owner);
    if (leftMs === Number.POSITIVE_INFINITY) onPhase?.('waiting');
    leftMs = holder.leftMs;
    await sleep(lookMs);
  }
  let keptAt = Date.now();
  const renew = async () => {
    // One that ran out while nobody else wanted it is as good as kept.
    if (!(await lease.acquire()))
      throw taken((await batches.holder(id))?.owner ?? 'another process');
    keptAt = Date.now();
  };
  // What goes wrong here shows before the next thing is written.
  const renewing = setInterval(() => void renew().catch(() => {}), renewMs);
  disposables.push(async () => {
    clearInterval(renewing);
    await lease.release();
  });
  return async () => {
    if (Date.now() - keptAt > sureMs) await renew();
  };
}
