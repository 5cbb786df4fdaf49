import type { Command } from 'commander';
import { readCommandConfig, redisSettings, withSettings } from '../context.ts';
import { type Host, withReleasers } from '../host.ts';
import { openRedisUrl } from '../runtime.ts';

/** Adds `tolk worker`. */
export function addWorker(program: Command, host: Host): void {
  const command = program
    .command('worker')
    .summary('take articles from the queue until stopped')
    .description(
      'Takes articles from the queue until stopped (Ctrl-C or SIGTERM: finishes what it has, hands the rest back). Start as many as you like, on any machine that reaches Redis and the LLM API.',
    )
    .option('--sandbox', 'the same as --provider sandbox: gloss word by word, for practice')
    .addHelpText(
      'after',
      '\nExamples:\n  OPENAI_API_KEY=… REDIS_URL=redis://redis:6379 tolk worker --concurrency 50\n  tolk worker --sandbox',
    );
  withSettings(command, [...redisSettings, 'provider', 'baseUrl', 'model', 'concurrency', 'logLevel']).action(
    async (flags: { sandbox?: true }) => {
      const { config } = readCommandConfig({ ...flags, ...(flags.sandbox ? { provider: 'sandbox' } : {}) });
      const { runArticleWorker } = await import('../../../workers/article-main.ts');
      await withReleasers(async (releasers) => {
        await runArticleWorker(config, () => openRedisUrl(config, releasers), host.signal);
      });
    },
  );
}
