import type { Command } from 'commander';
import { plural } from '../../plural.ts';
import type { WorkerInfo } from '../../store/heartbeats.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { describeStall } from '../output/batch-progress.ts';

/** `tolk workers`. */
export function defineWorkers(command: Command, io: CommandIo): void {
  command
    .description(
      'Lists the living workers of this Redis, database and prefix: version, machine, model, and ' +
        'which articles each is at, since when. One that is frozen, dead or cut off is gone from ' +
        'the list after ten seconds.',
    )
    .option('--json', 'print a JSON array')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk workers\n  tolk workers --json | jq -r .[].articles[].id',
    );
  withSettings(command, redisSettings).action(async (flags: { readonly json?: true }) => {
    const { config } = readCommandConfig(flags, io);
    const workers = await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      return client.workers();
    });
    if (flags.json) io.printJson(workers);
    else if (workers.length === 0) io.say('tolk: no worker is connected; start one: tolk worker');
    else io.printWrapped(workers.map((worker) => describeWorker(worker, Date.now())).join('\n'));
  });
}

/** A worker in three lines or more: who, with what, and a line an article. */
function describeWorker(worker: WorkerInfo, now: number): string {
  const { host, pid, version, state, model, server, startedAt } = worker;
  const { active, concurrency, articles, callsInFlight, slowCalls } = worker;
  const calls = plural(callsInFlight, 'call');
  const more = active - articles.length;
  return [
    `${host}:${pid}  ${state}, ${active} of ${plural(concurrency, 'article')}, ${calls} in flight`,
    `  ${model ?? 'no model'} at ${server ?? 'no server'}`,
    `  tolk ${version}, since ${new Date(startedAt).toISOString()}`,
    ...articles.map(({ id, since }) => `  ${id} for ${plural(secondsSince(since, now), 'second')}`),
    ...(slowCalls.calls > 0 ? [`  ${describeStall(slowCalls, null)}`] : []),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}

/** The clocks of two machines may differ. */
function secondsSince(since: number, now: number): number {
  return Math.max(0, Math.round((now - since) / 1_000));
}
