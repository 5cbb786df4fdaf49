import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Command } from 'commander';
import { TolkError } from '../../errors.ts';
import { packageRoot } from '../../package-root.ts';
import {
  describeBullets,
  describeCost,
  describeFindings,
  glossNote,
} from '../../render/article.ts';
import { bold, yellow } from '../../render/terminal.ts';
import { llmSettings, readCommandConfig, withSettings } from '../flags/settings.ts';
import type { CommandIo } from '../io.ts';
import { tabulateResults, tabulateSideBySide } from '../output/tables.ts';
import { withLocalLlm } from '../run/local-llm.ts';
import { reportFailures } from './translate.ts';

const articlesFolder = join('tests', 'fixtures', 'articles');

/** `tolk demo`. */
export function defineDemo(command: Command, io: CommandIo): void {
  command.description(
    'Runs five Dutch articles through queue, worker, LLM and Redis and shows the English. ' +
      'Without an LLM key it asks a server on this machine, or else the sandbox, and says so.',
  );
  withSettings(command, llmSettings).action(async (flags: object) => {
    const run = await withLocalLlm(readCommandConfig(flags, io).config, io);
    const folder = join(packageRoot(), articlesFolder);
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => relative(process.cwd(), join(folder, name)));
    io.say(`tolk: ${names.length} Dutch articles → queue → worker → LLM → checks → Redis`);
    const { translateFiles } = await import('../run/local.ts');
    const files = await translateFiles(names, { reuse: 'never', onConflict: 'replace' }, run, io);
    const rows = files.flatMap(({ name, outcome }) =>
      TolkError.isInstance(outcome) ? [] : [{ name: basename(name), result: outcome }],
    );
    io.print(tabulateResults(rows, io.stdout));
    const shown = rows
      .map(({ result }) => result)
      .find((result) => result.status === 'done' && result.source.title !== null);
    if (shown?.status === 'done') {
      const { translation, summary, findings, source } = shown;
      io.printLines([
        '',
        tabulateSideBySide(source.title, translation, io.stdout),
        '',
        ...(summary
          ? [
              [bold('Headline  '), summary.headline],
              [bold('In short  '), summary.tldr],
              ...describeBullets(summary),
            ]
          : []),
        '',
        ...describeFindings(findings),
        describeCost(shown),
      ]);
    }
    if (rows.some(({ result }) => result.status === 'done' && result.gloss))
      io.printLines(['', yellow(glossNote)]);
    const given = names.find((name) => name.includes('tiktok')) ?? names[0];
    io.printLines([
      '',
      bold('Next'),
      `  npm run -s tolk -- translate ${given} --format markdown`,
      '  npm run -s tolk -- list',
      '  npm run -s tolk -- doctor',
    ]);
    io.exit(reportFailures(files, io));
  });
}
