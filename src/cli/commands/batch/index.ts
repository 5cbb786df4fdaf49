import type { Command } from 'commander';
import type { CommandContext } from '../../io.ts';
import { addBatchBefore } from './estimate.ts';
import { addBatchManage } from './manage.ts';
import { addBatchRun } from './run.ts';

/** Adds `tolk batch …`. */
export function addBatch(program: Command, host: CommandContext): void {
  const batch = program
    .command('batch')
    .summary('translate a whole corpus: run, stop, resume, report')
    .description(
      'Translates corpora of any size: what is done is never done or paid for twice, whatever stops the run.',
    )
    .addHelpText(
      'after',
      `
Examples:
  tolk batch estimate corpus.jsonl.gz
  tolk batch pilot corpus.jsonl.gz --articles 100
  tolk batch run corpus.jsonl.gz --out english.jsonl
  tolk batch run news/ --out english --out-format html --max-cost 5
  tolk batch run articles.csv --map body=tekst --out english.parquet --release
  tolk batch list
  tolk batch resume 2026-11-24-3fa9c1
  tolk batch retry-failed 2026-11-24-3fa9c1 --type refusal --model gpt-4.1
  tolk batch report 2026-11-24-3fa9c1 --html report.html`,
    );
  addBatchBefore(batch, host);
  addBatchRun(batch, host);
  addBatchManage(batch, host);
}
