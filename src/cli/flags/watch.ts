import type { Command } from 'commander';
import type { OutputMode } from '../output/batch-progress.ts';
import { readDeadline } from '../run/deadline.ts';
import type { RouteFlags } from '../run/plan.ts';
import type { CorpusFlags } from './corpus.ts';
import { fraction, integer } from './numbers.ts';

/** The flags of commands that watch a batch to its end. */
export interface WatchFlags {
  readonly workers?: number;
  readonly json?: true;
  /** Dollars. */
  readonly maxCost?: number;
}

/** The flags by which a route is planned. */
export interface PlanFlags {
  readonly deadline?: string;
  readonly workers?: number;
}

/** Lets a command take {@link WatchFlags}, but for `--max-cost`. */
export function withWatchFlags(command: Command): Command {
  return withWorkersFlag(
    command,
    'worker processes to run beside those connected (1 if none is connected; 0: they run elsewhere)',
  ).option('--json', 'events for programs, a JSON line each, on standard output');
}

/** Lets a command take `--workers`. */
export function withWorkersFlag(command: Command, description: string): Command {
  return command.option('--workers <n>', description, integer('--workers', { min: 0, max: 256 }));
}

/** Lets a command take `--max-cost`. */
export function withMaxCost(command: Command, description: string): Command {
  return command.option(
    '--max-cost <usd>',
    description,
    fraction('--max-cost', { min: 0, max: 1e9 }),
  );
}

/** Lets a command take `--deadline`. */
export function withDeadline(command: Command): Command {
  return command.option(
    '--deadline <when>',
    'when it must be done: 6h, 08:00, 2026-12-01T08:00; ' +
      'chooses between direct calls and the Batch API',
  );
}

/** What a command shows while it runs. */
export function modeOf({ json }: { readonly json?: true }): OutputMode {
  return json ? 'json' : 'text';
}

/**
 * The route and the time that flags ask for.
 *
 * @throws TolkError `usage.invalid`
 */
export function readRouteFlags(flags: CorpusFlags & PlanFlags): RouteFlags {
  const { via, deadline, maxCost, workers } = flags;
  return {
    ...(via === undefined ? {} : { via }),
    deadlineSeconds: deadline === undefined ? null : readDeadline(deadline, new Date()),
    maxCostUsd: maxCost ?? null,
    workers,
  };
}
