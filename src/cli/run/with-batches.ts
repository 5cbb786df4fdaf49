import type { BatchClient } from '../../batch/client.ts';
import { readCommandConfig } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openBatchSession } from './session.ts';

/** Opens the configured batches for as long as `work` takes. */
export async function withBatches(
  flags: object,
  io: CommandIo,
  work: (batches: BatchClient) => Promise<void>,
): Promise<void> {
  const { config } = readCommandConfig(flags, io);
  await withDisposables(async (disposables) => {
    const { batches } = await openBatchSession(config, io, disposables);
    await work(batches);
  });
}
