import type { Batch } from '../../store/batches.ts';
import { exitCodes } from '../exit.ts';
import type { CommandIo } from '../io.ts';

/** A run that had nothing to do, and was not told to leave out what is done: something is wrong. */
export function hasNothing({ stats, status, definition }: Batch): boolean {
  const { existing, limit } = definition;
  const isEmpty = stats.accepted === 0 && stats.rejected === 0;
  return status === 'complete' && isEmpty && existing !== 'skip' && limit !== 0;
}

/** The exit code of a command that leaves a batch as it is. */
export function exitCodeFor(batch: Batch, io: CommandIo): number {
  const { stats, status } = batch;
  if (io.signal.aborted) return exitCodes.interrupted;
  if (status === 'cancelled') return exitCodes.users;
  const unfinished = stats.failed + stats.rejected;
  return unfinished > 0 || status === 'paused' || hasNothing(batch)
    ? exitCodes.someFailed
    : exitCodes.ok;
}
