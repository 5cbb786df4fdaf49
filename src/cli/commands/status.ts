import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { statuses } from '../../contract.ts';
import { plural } from '../../plural.ts';
import type { SystemStatus } from '../../queue/client.ts';
import { maskUrl } from '../../redis-address.ts';
import { formatCost } from '../../render/article.ts';
import { connectRedis } from '../../store/redis.ts';
import { type RedisHealth, readRedisHealth } from '../../store/redis-health.ts';
import { exitCodes } from '../exit.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { describeHold } from '../output/holds.ts';
import { LiveLines } from '../output/live-lines.ts';

interface StatusFlags {
  readonly json?: true;
  readonly requireWorker?: true;
  readonly watch?: true;
}

const everyMs = 1_000;

type ShownStatus = SystemStatus & { readonly redis: RedisHealth & { readonly url: string } };

/** `tolk status`. */
export function defineStatus(command: Command, io: CommandIo): void {
  command
    .description(
      'Shows how many articles are in each status, how many workers are connected, ' +
        'and what Redis uses.',
    )
    .option('--json', 'print JSON')
    .option(
      '--watch',
      'show it until Ctrl-C: on a terminal every second, in a pipe and with --json whenever it changes',
    )
    .option('--require-worker', 'exit with 1 when no worker is connected (for health checks)')
    .addHelpText('after', '\nExamples:\n  tolk status\n  tolk status --json | jq .articles.failed');
  withSettings(command, redisSettings).action(async (flags: StatusFlags) => {
    const { config } = readCommandConfig(flags, io);
    const status = await withDisposables(async (disposables): Promise<ShownStatus> => {
      const { client, redisUrl } = await openClient(config, io, disposables);
      const redis = await connectRedis(redisUrl);
      disposables.push(() => redis.disconnect());
      const read = async (): Promise<ShownStatus> => {
        const [system, health] = await Promise.all([
          client.status(),
          readRedisHealth(redis, config.redis.prefix),
        ]);
        return { ...system, redis: { url: maskUrl(redisUrl), ...health } };
      };
      return flags.watch ? watch(read, flags, io) : read();
    });
    if (flags.requireWorker && status.workers === 0) io.exit(exitCodes.ours);
    if (flags.watch) return;
    if (flags.json) io.printJson(status);
    else io.printWrapped(describeStatus(status));
  });
}

/** Shows the status until Ctrl-C, and gives the last one. */
async function watch(
  read: () => Promise<ShownStatus>,
  flags: StatusFlags,
  io: CommandIo,
): Promise<ShownStatus> {
  const screen = flags.json ? undefined : io.stdout.drawable;
  const live = screen && new LiveLines(screen);
  let shown = '';
  for (;;) {
    const status = await read();
    const text = describeStatus(status);
    // Of Redis's memory every second tells something else.
    const { redis: _, ...system } = status;
    const told = JSON.stringify(system);
    if (live) live.show(() => text.split('\n'));
    else if (told !== shown && flags.json) io.emit(status);
    else if (told !== shown) io.printWrapped(`${shown === '' ? '' : '\n'}${text}`);
    shown = told;
    // Ctrl-C ends the wait, and with it the command.
    await sleep(everyMs, undefined, { signal: io.signal }).catch(() => {});
    if (!io.signal.aborted) continue;
    live?.stop(() => text.split('\n'));
    return status;
  }
}

function describeStatus(status: ShownStatus): string {
  const { articles, retranslations, workers, pause, waiting, spentTodayUsd, redis } = status;
  const counts = statuses.map((name) => `${articles[name]} ${name}`).join(', ');
  const limit = redis.maxMemoryBytes > 0 ? ` of ${megabytes(redis.maxMemoryBytes)}` : '';
  const lines = [`articles  ${counts}`, `workers   ${workers} connected${pause ? ', paused' : ''}`];
  if (retranslations)
    lines.push(
      `newer     ${retranslations.queued} queued, ${retranslations.active} active, ` +
        'of articles that are done: they stay readable until then',
    );
  if (pause) {
    const since = new Date(pause.at).toISOString();
    lines.push(`paused    since ${since}: ${pause.message} [${pause.code}]; then tolk resume`);
  }
  if (waiting.articles > 0) lines.push(`waiting   ${plural(waiting.articles, 'article')}`);
  for (const hold of waiting.holds) lines.push(`          ${describeHold(hold)} [${hold.code}]`);
  if (spentTodayUsd > 0) lines.push(`spent     ${formatCost(spentTodayUsd)} today`);
  const used = `${megabytes(redis.usedMemoryBytes)} used${limit}`;
  lines.push(`redis     ${redis.url}, version ${redis.version}, ${used}`);
  return lines.join('\n');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
