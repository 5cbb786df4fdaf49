import type { Command } from 'commander';
import type { BatchClient, BatchOverview } from '../../../batch/client.ts';
import { failureTypeOf } from '../../../batch/failure-types.ts';
import { describeStoredNotes } from '../../../corpus/notes.ts';
import { plural } from '../../../plural.ts';
import { formatCost } from '../../../render/article.ts';
import { describeSpent, describeTokens } from '../../../render/spend.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { tabulateBatches } from '../../output/batch.ts';
import { describeStall } from '../../output/batch-progress.ts';
import {
  describeAskedDirectly,
  describeCheckProblem,
  describePause,
  describeSentAgain,
} from '../../output/fallback.ts';
import { describeHold } from '../../output/holds.ts';
import { tableWidth } from '../../output/tables.ts';
import { withBatches } from '../../run/with-batches.ts';
import { watch } from './watch.ts';

/** `tolk batch status`. */
export function defineStatus(command: Command, io: CommandIo): void {
  command
    .description(
      'Shows the counts and the cost of a batch, and what failed by kind, with an example of each.',
    )
    .argument('<batch>', 'its id')
    .option('--json', 'print JSON')
    .option('--watch', 'show its progress until it ends, as tolk batch watch does')
    .addHelpText('after', '\nExamples:\n  tolk batch status 2026-11-24-3fa9c1');
  withSettings(command, redisSettings).action(async (id: string, flags: StatusFlags) => {
    if (flags.watch) await watch(id, flags, io);
    await withBatches(flags, io, async (batches) => {
      const status = await batches.status(id);
      const failed = await batches.failed(id);
      const json = { ...status, failures: failed.map(toJson) };
      // What follows events is one.
      if (flags.json && flags.watch) io.emit({ event: 'status', batch: id, ...json });
      else if (flags.json) io.printJson(json);
      else io.printWrapped(describeStatus(status, failed, tableWidth(io.stdout)));
    });
  });
}

interface StatusFlags {
  readonly json?: true;
  readonly watch?: true;
}

type FailedItems = Awaited<ReturnType<BatchClient['failed']>>;

function toJson({ seq, place, record, failure }: FailedItems[number]) {
  return { seq, place, record, ...failure };
}

function describeHolder({ id, holder, status }: BatchOverview): string {
  if (holder !== null) return `fed and written by ${holder}`;
  const isOpen = status === 'running' || status === 'paused';
  const hint = isOpen ? `; resume it with tolk batch resume ${id}` : '';
  return `no process feeds or writes it at present${hint}`;
}

function describeStatus(status: BatchOverview, failed: FailedItems, width: number): string {
  const { stats, pause, workers, holds } = status;
  const end = status.inputExhausted ? ', all of it' : '';
  const lines = [describeHolder(status)];
  lines.push(...describePause(status));
  if (pause) lines.push(`all workers are paused: ${pause.message}; fix that, then tolk resume`);
  lines.push(
    ...holds.map(describeHold),
    `${workers} ${workers === 1 ? 'worker' : 'workers'} connected; ` +
      `corpus read up to entry ${format(status.position)}${end}`,
    `calls ${format(stats.calls)}, from the cache ${format(stats.cachedCalls)}, ` +
      `${describeTokens(stats)}, ${describeSpent(stats)}${describeLimit(status)}`,
    ...describeRetranslated(stats),
    `findings: ${format(stats.findings.error)} errors, ${format(stats.findings.warning)} warnings; ` +
      `${format(stats.memorySegments)} of ${format(stats.segments)} segments from the translation memory`,
    ...describeBatchApi(status),
    ...describeLeftOut(stats),
    ...describeStoredNotes(stats.notes),
    ...describeStalled(status),
    ...describeFailures(status.id, failed),
  );
  return [tabulateBatches([status], width), '', ...lines].join('\n');
}

function describeStalled({ status, slowCalls }: BatchOverview): string[] {
  const stall = status === 'running' ? describeStall(slowCalls, null) : '';
  return stall === '' ? [] : [stall];
}

function describeRetranslated({ retranslated }: BatchOverview['stats']): string[] {
  const { articles, calls } = retranslated;
  if (articles === 0) return [];
  const spent = describeSpent({ ...retranslated, estimatedCalls: 0 });
  return [`retranslated since: ${plural(articles, 'article')}, calls ${format(calls)}, ${spent}`];
}

function describeLimit({ maxCostUsd, bookedUsd }: BatchOverview): string {
  if (maxCostUsd === null) return '';
  return `; ${formatCost(bookedUsd)} of $${maxCostUsd} booked, for what is not done yet too`;
}

function describeBatchApi({ definition, batchApi, stats }: BatchOverview): string[] {
  const direct = [...describeSentAgain(stats), ...describeAskedDirectly(stats)];
  if (definition.via === 'direct' && batchApi.files === 0) return direct;
  const { waiting, calls, files, problem } = batchApi;
  const inFlight = `${calls} calls in flight in ${files} files`;
  const checked = problem === null ? [] : [describeCheckProblem(problem)];
  return [
    `Batch API, all batches: ${waiting} articles not yet sent, ${inFlight}`,
    ...checked,
    ...direct,
  ];
}

function describeLeftOut({ leftOut }: BatchOverview['stats']): string[] {
  return Object.entries(leftOut).map(([why, entries]) => `left out (${why}): ${format(entries)}`);
}

function describeFailures(id: string, failed: FailedItems): string[] {
  const [first] = failed;
  if (first === undefined) return [];
  const lines = ['', 'failed:'];
  for (const [code, all] of Map.groupBy(failed, ({ failure }) => failure.code)) {
    const example = `${all[0]?.place}: ${all[0]?.failure.message}`;
    lines.push(`  ${failureTypeOf(code)} [${code}]: ${all.length}, for instance ${example}`);
  }
  const type = failureTypeOf(first.failure.code);
  lines.push(`  again: tolk batch retry-failed ${id} [--type ${type}] [--model OTHER]`);
  return lines;
}

function format(value: number): string {
  return value.toLocaleString('en-US');
}
