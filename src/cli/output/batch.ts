import { MultiBar, type SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import type { Estimate } from '../../batch/estimate.ts';
import type { BatchProgress } from '../../batch/progress.ts';
import { inertLine } from '../../inert.ts';
import { formatCost } from '../../render/article.ts';
import type { Batch } from '../../store/batches.ts';
import type { OutputStream, Screen } from '../screen.ts';

/** What a command shows while it runs: lines for people, events for programs, or nothing. */
export type OutputMode = 'text' | 'json' | 'silent';

/** Shows people how far a batch is. */
export interface BatchDisplay {
  update(progress: BatchProgress, note: string): void;
  /** A line of its own, above the live one. */
  say(line: string): void;
  stop(): void;
}

const plainEveryMs = 5_000;

/** A live bar on a terminal, a line every few seconds elsewhere, or nothing. */
export function showBatch(mode: OutputMode, screen: Screen, now: () => number): BatchDisplay {
  if (mode !== 'text') return { update: () => {}, say: () => {}, stop: () => {} };
  const { drawable } = screen;
  return drawable ? liveDisplay(drawable) : plainDisplay(screen, now);
}

function liveDisplay(stream: OutputStream): BatchDisplay {
  const bars = new MultiBar({
    stream,
    format: '{bar} {percentage}% {line}',
    barsize: 20,
    clearOnComplete: false,
    hideCursor: true,
    autopadding: true,
    gracefulExit: false,
  });
  let bar: SingleBar | undefined;
  return {
    update(progress, note) {
      const total = Math.max(
        progress.total ?? progress.done + progress.failed + progress.unfinished,
        1,
      );
      bar ??= bars.create(total, 0, { line: '' });
      bar.setTotal(total);
      bar.update(Math.min(total, progress.done + progress.failed), {
        line: inertLine(describeProgress(progress, note)),
      });
    },
    say: (line) => void bars.log(`${inertLine(line)}\n`),
    stop: () => bars.stop(),
  };
}

function plainDisplay(screen: Screen, now: () => number): BatchDisplay {
  let last = 0;
  const say = (line: string) => screen.write(`${inertLine(line)}\n`);
  return {
    update(progress, note) {
      if (now() - last < plainEveryMs) return;
      last = now();
      say(`tolk: ${describeProgress(progress, note)}`);
    },
    say,
    stop: () => {},
  };
}

const count = (value: number): string => value.toLocaleString('en-US');

/** One line on how far a batch is. */
function describeProgress(progress: BatchProgress, note: string): string {
  const {
    done,
    failed,
    failures,
    rejected,
    unfinished,
    total,
    totalIsKnown,
    rate,
    etaSeconds,
    tokens,
    cachedCalls,
  } = progress;
  return [
    `${count(done)} of ${total === null ? '?' : `${totalIsKnown ? '' : 'about '}${count(total)}`} done`,
    ...(failed > 0 ? [`${count(failed)} failed (${describeFailures(failures)})`] : []),
    ...(rejected > 0 ? [`${count(rejected)} rejected`] : []),
    `${count(unfinished)} in progress`,
    ...(rate === null ? [] : [`${rate < 10 ? rate.toFixed(1) : count(Math.round(rate))}/s`]),
    ...(etaSeconds === null ? [] : [`${formatDuration(etaSeconds)} to go`]),
    ...(tokens > 0 ? [`${count(tokens)} tokens`] : []),
    ...(cachedCalls > 0 ? [`${count(cachedCalls)} calls cached`] : []),
    describeMoney(progress),
    ...(progress.errors + progress.warnings > 0
      ? [`findings: ${count(progress.errors)} errors, ${count(progress.warnings)} warnings`]
      : []),
    ...(note === '' ? [] : [note]),
  ].join(' · ');
}

/** What is done has cost so much; on a limit more may be booked, for what is not done yet. */
function describeMoney({ costUsd, maxCostUsd, bookedUsd }: BatchProgress): string {
  if (maxCostUsd === null) return formatCost(costUsd);
  const booked = bookedUsd > costUsd * 1.01 ? `, ${formatCost(bookedUsd)} booked` : '';
  return `${formatCost(costUsd)} of $${maxCostUsd}${booked}`;
}

function describeFailures(failures: BatchProgress['failures']): string {
  return Object.entries(failures)
    .toSorted(([, a], [, b]) => b - a)
    .map(([type, many]) => `${type} ${count(many)}`)
    .join(', ');
}

/** Seconds as people say them: `45 s`, `12 min`, `3 h 20 min`, `2 days 4 h`. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? `${hours} h ${minutes % 60} min`
    : `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

/** An estimate as two tables: the corpus, and what it costs with each model. */
export function tabulateEstimate(
  estimate: Estimate,
  models: ReadonlyArray<{
    model: string;
    lowUsd: number | null;
    expectedUsd: number | null;
    highUsd: number | null;
    batchApiUsd: number | null;
  }>,
  chosen: string | undefined,
): string {
  const plain = { head: [], border: [] };
  const { entries, articles, duplicates, words, calls, tokens } = estimate;
  const corpus = new Table({
    head: ['entries', 'articles', 'duplicates', 'words', 'calls', 'tokens in', 'tokens out'],
    style: plain,
    colAligns: Array<'right'>(7).fill('right'),
  });
  corpus.push(
    [
      entries,
      articles,
      duplicates,
      words,
      calls,
      tokens.expected.prompt,
      tokens.expected.completion,
    ].map(count),
  );
  const costs = new Table({
    head: ['model', 'low', 'expected', 'high', 'Batch API'],
    style: plain,
    colAligns: ['left', ...Array<'right'>(4).fill('right')],
  });
  for (const { model, lowUsd, expectedUsd, highUsd, batchApiUsd } of models) {
    costs.push([
      model === chosen ? `${model} (chosen)` : model,
      ...[lowUsd, expectedUsd, highUsd, batchApiUsd].map(formatCost),
    ]);
  }
  return `${corpus.toString()}\n${costs.toString()}`;
}

/** Batches as a table, a row a batch. */
export function tabulateBatches(batches: readonly Batch[]): string {
  const table = new Table({
    head: ['batch', 'status', 'done', 'failed', 'rejected', 'in progress', 'cost', 'corpus'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const { id, status, reason, stats, unfinished, definition } of batches) {
    const [first] = definition.files;
    const more = definition.files.length > 1 ? ` and ${definition.files.length - 1} more` : '';
    const shown = reason === null ? status : `${status} (${reason})`;
    table.push([
      id,
      shown,
      count(stats.done),
      count(stats.failed),
      count(stats.rejected),
      count(unfinished),
      formatCost(stats.costUsd),
      `${first?.path ?? ''}${more}`,
    ]);
  }
  return table.toString();
}
