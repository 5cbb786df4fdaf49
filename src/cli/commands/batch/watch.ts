import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { BatchOverview } from '../../../batch/client.ts';
import { type BatchProgress, ProgressMeter } from '../../../batch/progress.ts';
import { readCommandConfig, redisSettings, withSettings } from '../../flags/settings.ts';
import { modeOf } from '../../flags/watch.ts';
import { type CommandIo, withDisposables } from '../../io.ts';
import { describeStall, showBatch } from '../../output/batch-progress.ts';
import { NoWorkerTeller } from '../../output/no-worker-teller.ts';
import { openBatchSession } from '../../run/session.ts';

const everyMs = 1_000;

/** `tolk batch watch`. */
export function defineWatch(command: Command, io: CommandIo): void {
  command
    .description('Shows the progress of a batch until it ends; the batch is not affected.')
    .argument('<batch>', 'its id')
    .option('--json', 'a JSON line every second')
    .addHelpText('after', '\nExamples:\n  tolk batch watch 2026-11-24-3fa9c1');
  withSettings(command, redisSettings).action((id: string, flags: { json?: true }) =>
    watch(id, flags, io),
  );
}

/** Shows the progress of a batch until it ends. */
export async function watch(id: string, flags: { json?: true }, io: CommandIo): Promise<void> {
  const { config } = readCommandConfig(flags, io);
  await withDisposables(async (disposables) => {
    const { batches } = await openBatchSession(config, io, disposables);
    const display = showBatch(modeOf(flags), io.stderr, Date.now);
    disposables.push(() => display.stop());
    const meter = new ProgressMeter();
    const noWorker = new NoWorkerTeller((message) => {
      if (flags.json) io.emit({ event: 'no-worker', batch: id, message });
      else display.say(`tolk: ${message}`);
    });
    for (;;) {
      const status = await batches.status(id);
      const progress = meter.measure(status, Date.now());
      if (flags.json) io.emit(toEvent(status, progress));
      else display.update(progress, noteOn(status, progress));
      if (status.status === 'running') noWorker.look(status.workers);
      if (status.status !== 'running' || io.signal.aborted) return;
      // Ctrl-C ends the wait, and with it the command.
      await sleep(everyMs, undefined, { signal: io.signal }).catch(() => {});
    }
  });
}

function noteOn(
  { status, pauseMessage, workers, pause, slowCalls }: BatchOverview,
  { stalledSeconds }: BatchProgress,
): string {
  if (pause) return `all workers are paused: ${pause.message}`;
  if (status !== 'running') return pauseMessage === null ? status : `${status}: ${pauseMessage}`;
  return workers === 0 ? 'no worker is connected' : describeStall(slowCalls, stalledSeconds);
}

function toEvent({ id, status, slowCalls }: BatchOverview, progress: BatchProgress): object {
  return { event: 'progress', batch: id, status, ...progress, slowCalls };
}
