import { type Command, Option } from 'commander';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, withDisposables } from '../io.ts';
import { openRedisUrl } from '../open.ts';

/** Adds `tolk worker`. */
export function addWorker(program: Command, host: CommandContext): void {
  const command = program
    .command('worker')
    .summary('take articles from the queue until stopped')
    .description(
      'Takes articles from the queue until stopped (Ctrl-C or SIGTERM: finishes what it has, hands the rest back). Start as many as you like, on any machine that reaches Redis and the LLM API.',
    )
    .option('--sandbox', 'the same as --provider sandbox: gloss word by word, for practice')
    .addOption(
      new Option(
        '--ward',
        'stop when standard input ends: the process that started this one is gone',
      ).hideHelp(),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  OPENAI_API_KEY=… REDIS_URL=redis://redis:6379 tolk worker --concurrency 50\n  tolk worker --sandbox',
    );
  withSettings(command, [
    ...redisSettings,
    'provider',
    'baseUrl',
    'model',
    'concurrency',
    'logLevel',
  ]).action(async (flags: { sandbox?: true; ward?: true }) => {
    const { config } = readCommandConfig({
      ...flags,
      ...(flags.sandbox ? { provider: 'sandbox' } : {}),
    });
    const signal = flags.ward ? AbortSignal.any([host.signal, endOfInput()]) : host.signal;
    const { runArticleWorker } = await import('../../worker/run.ts');
    await withDisposables(async (disposables) => {
      // Else its standard input would keep the process.
      if (flags.ward) disposables.push(() => void process.stdin.destroy());
      await runArticleWorker(config, () => openRedisUrl(config, disposables), signal);
    });
  });
}

/** Aborted when standard input ends. */
function endOfInput(): AbortSignal {
  const ended = new AbortController();
  process.stdin
    .once('end', () => ended.abort())
    .once('close', () => ended.abort())
    .resume();
  return ended.signal;
}
