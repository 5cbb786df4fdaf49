import type { Command } from 'commander';
import { loadConfig } from '../../config/config.ts';
import { configKeys, settings } from '../../config/settings.ts';
import { statuses } from '../../contract.ts';
import { chooseProvider } from '../../llm/choose-provider.ts';
import { formatCost } from '../../render/article.ts';
import { connectRedis, maskUrl, readRedisHealth } from '../../store/redis.ts';
import { exitCodes } from '../exit.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, print, printJson, say, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** Adds the commands that look at the installation: status, doctor, config. */
export function addOperateCommands(program: Command, host: CommandContext): void {
  addStatus(program, host);
  addResume(program);
  addDoctor(program, host);
  addConfig(program);
}

function addStatus(program: Command, host: CommandContext): void {
  const command = program
    .command('status')
    .summary('show queue, workers and Redis')
    .description(
      'Shows how many articles stand where, how many workers are connected, and what Redis uses.',
    )
    .option('--json', 'print JSON')
    .option('--require-worker', 'exit with 1 when no worker is connected (for health checks)');
  withSettings(command, redisSettings).action(
    async (flags: { json?: true; requireWorker?: true }) => {
      const { config } = readCommandConfig({ ...flags });
      const status = await withDisposables(async (disposables) => {
        const { client, redisUrl } = await openClient(config, disposables);
        const redis = await connectRedis(redisUrl);
        disposables.push(() => redis.disconnect());
        const [system, health] = await Promise.all([client.status(), readRedisHealth(redis)]);
        return { ...system, redis: { url: maskUrl(redisUrl), ...health } };
      });
      if (flags.requireWorker && status.workers === 0) host.exit(exitCodes.ours);
      if (flags.json) return printJson(status);
      const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
      const { redis } = status;
      print(
        [
          `articles  ${statuses.map((name) => `${status.articles[name]} ${name}`).join(', ')}`,
          `workers   ${status.workers} connected${status.halt ? ', paused' : ''}`,
          ...(status.halt
            ? [
                `paused    since ${new Date(status.halt.at).toISOString()}: ${status.halt.message} [${status.halt.code}]; then tolk resume`,
              ]
            : []),
          ...(status.spentTodayUsd > 0
            ? [`spent     ${formatCost(status.spentTodayUsd)} today`]
            : []),
          `redis     ${redis.url}, version ${redis.version}, ${megabytes(redis.usedMemoryBytes)} used${redis.maxMemoryBytes > 0 ? ` of ${megabytes(redis.maxMemoryBytes)}` : ''}`,
        ].join('\n'),
      );
    },
  );
}

function addResume(program: Command): void {
  const command = program
    .command('resume')
    .summary('end a pause of all workers')
    .description(
      'Ends the pause that a wrong key, a spent budget or an empty account brought about, once that is mended. Articles kept their attempts.',
    );
  withSettings(command, redisSettings).action(async (flags: object) => {
    const halt = await withDisposables(async (disposables) =>
      (await openClient(readCommandConfig({ ...flags }).config, disposables)).client.resume(),
    );
    say(
      halt
        ? `tolk: resumed; the pause was for: ${halt.message} [${halt.code}]`
        : 'tolk: nothing was paused',
    );
  });
}

function addDoctor(program: Command, host: CommandContext): void {
  const command = program
    .command('doctor')
    .summary('check everything Tolk needs, and say what to mend')
    .description(
      'Checks Node, Redis and its settings, and the LLM endpoint with a one-token call, and says what to mend. Exit code 2 when something must be.',
    )
    .option('--json', 'print JSON');
  withSettings(command, [...redisSettings, 'provider', 'baseUrl', 'model']).action(
    async (flags: { json?: true }) => {
      const { config } = readCommandConfig({ ...flags });
      const { diagnose } = await import('../doctor.ts');
      const checks = await withDisposables((disposables) => diagnose(config, disposables));
      if (flags.json) printJson(checks);
      else
        print(
          checks
            .map(
              ({ state, name, message }) =>
                `${{ ok: ' ok ', warning: 'warn', problem: 'FAIL' }[state]}  ${name.padEnd(12)} ${message}`,
            )
            .join('\n'),
        );
      host.exit(checks.some(({ state }) => state === 'problem') ? exitCodes.users : exitCodes.ok);
    },
  );
}

function addConfig(program: Command): void {
  const command = program
    .command('config')
    .summary('show every setting and where its value comes from')
    .description(
      'Shows every setting, its value and where it comes from (flag, environment, file, default). Secrets are masked.',
    )
    .option('--json', 'print JSON')
    .option('--markdown', 'print the reference table of all settings, as in the README');
  withSettings(command, configKeys).action((flags: { json?: true; markdown?: true }) => {
    if (flags.markdown) return print(settingsTable());
    const { config, values, origins } = readCommandConfig({ ...flags });
    const provider = chooseProvider(config.llm);
    const rows = configKeys.map((key) => ({
      setting: settings[key].env,
      value: shownValue(
        key === 'model' && provider.kind !== 'none' ? provider.model : values[key],
        settings[key].secret === true,
      ),
      origin: origins[key],
    }));
    if (flags.json) return printJson(rows);
    print(
      rows
        .map(
          ({ setting, value, origin }) =>
            `${setting.padEnd(24)} ${String(value ?? '(not set)').padEnd(36)} ${origin}`,
        )
        .join('\n'),
    );
  });
}

function shownValue(value: unknown, secret: boolean): unknown {
  if (!secret || typeof value !== 'string') return value ?? null;
  return value.includes('://') ? maskUrl(value) : '***';
}

/** All settings as a Markdown table; the README holds it, and a test keeps the two the same. */
export function settingsTable(): string {
  const { values } = loadConfig({});
  const rows = configKeys.map((key) => {
    const value = values[key];
    return `| \`${settings[key].env}\` | ${value === undefined ? '' : `\`${value}\``} | ${settings[key].doc} |`;
  });
  return ['| variable | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}
