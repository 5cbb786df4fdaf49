import type { Command } from 'commander';
import type { BatchClient } from '../../../batch/client.ts';
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
        const pages = [...report.worst.map(({ page }) => page), ...(await firstPages(batches, id))];
        const links = findPages(flags.html, out?.format === 'html' ? out.path : null, pages);
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

/** So many tell whether a folder of pages is of this batch. */
const lookedAt = 20;

/** What the pages of the first articles are called. */
async function firstPages(batches: BatchClient, id: string): Promise<string[]> {
  const { pageNameOf } = await import('../../../corpus/write/output.ts');
  const pages: string[] = [];
  for await (const row of batches.results(id)) {
    pages.push(pageNameOf(row));
    if (pages.length === lookedAt) break;
  }
  return pages;
}
