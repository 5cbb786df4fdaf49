import type { Command } from 'commander';
import { writeWholeFile } from '../../../whole-file.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { withBatches } from '../../run/with-batches.ts';

interface ReportFlags {
  readonly html?: string;
  readonly json?: true;
}

/** `tolk batch report`. */
export function defineReport(command: Command, io: CommandIo): void {
  command
    .description(
      'Prints a report on a batch, or writes it as a page: totals, cost, throughput, failures and how to try them again, ' +
        'findings by check, the worst articles.',
    )
    .argument('<batch>', 'its id')
    .option(
      '--html <file>',
      'write it as a page, with links to those of its articles where they are there',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  tolk batch report 2026-11-24-3fa9c1 --html report.html');
  withSettings(command, redisSettings).action((id: string, flags: ReportFlags) =>
    withBatches(flags, io, async (batches) => {
      const report = await batches.report(id);
      if (flags.html !== undefined) {
        const { renderReport } = await import('../../../batch/report-html.ts');
        const { findPages } = await import('../../run/report-links.ts');
        const { out } = (await batches.status(id)).definition;
        const links = findPages(flags.html, out?.format === 'html' ? out.path : null);
        await writeWholeFile(flags.html, renderReport(report, links));
        io.say(`tolk: report written to ${flags.html}`);
      }
      if (flags.json) io.printJson(report);
      else if (flags.html === undefined) {
        const { reportLines } = await import('../../../batch/report-text.ts');
        io.printLines(reportLines(report, Math.min(io.stdout.columns ?? 80, 100)));
      }
    }),
  );
}
