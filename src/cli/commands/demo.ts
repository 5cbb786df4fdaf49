import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { TolkError } from '../../errors.ts';
import {
  describeBullets,
  describeCost,
  describeFindings,
  glossNote,
} from '../../render/article.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandContext, print, say } from '../io.ts';
import { tabulateResults, tabulateSideBySide } from '../output/tables.ts';
import { packageRoot } from '../package-root.ts';
import { reportFailures } from './translate.ts';

const articlesFolder = join('tests', 'fixtures', 'articles');

/** Adds `tolk demo`. */
export function addDemo(program: Command, host: CommandContext): void {
  const command = program
    .command('demo')
    .summary('run five Dutch articles through everything')
    .description(
      'Runs five Dutch articles through queue, worker, LLM and Redis and shows the English. Without an LLM key it uses the sandbox and says so.',
    );
  withSettings(command, [...redisSettings, 'provider', 'baseUrl', 'model']).action(
    async (flags: object) => {
      const { config } = readCommandConfig({ ...flags });
      const folder = join(packageRoot(), articlesFolder);
      const names = readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => relative(process.cwd(), join(folder, name)));
      say(`tolk: ${names.length} Dutch articles → queue → worker → LLM → checks → Redis`);
      const { translateFiles } = await import('../run/local.ts');
      const files = await translateFiles(
        names,
        config,
        { reuse: 'never', onConflict: 'replace' },
        host.signal,
      );
      const rows = files.flatMap(({ name, outcome }) =>
        TolkError.isInstance(outcome) ? [] : [{ name: basename(name), result: outcome }],
      );
      print(tabulateResults(rows));
      const shown = rows
        .map(({ result }) => result)
        .find((result) => result.status === 'done' && result.source.title !== null);
      if (shown?.status === 'done') {
        const { translation, summary, findings, source } = shown;
        print(
          [
            '',
            tabulateSideBySide(source.title, translation),
            '',
            ...(summary
              ? [
                  bold('Headline  ') + summary.headline,
                  bold('In short  ') + summary.tldr,
                  ...describeBullets(summary),
                ]
              : []),
            '',
            ...describeFindings(findings),
            describeCost(shown),
          ].join('\n'),
        );
      }
      if (rows.some(({ result }) => result.status === 'done' && result.gloss))
        print(`\n${styleText('yellow', glossNote)}`);
      const given = names.find((name) => name.includes('tiktok')) ?? names[0];
      print(
        [
          '',
          bold('Next'),
          `  npm run -s tolk -- translate ${given} --format markdown`,
          '  npm run -s tolk -- list',
          '  npm run -s tolk -- doctor',
        ].join('\n'),
      );
      host.exit(reportFailures(files));
    },
  );
}

const bold = (text: string) => styleText('bold', text);
