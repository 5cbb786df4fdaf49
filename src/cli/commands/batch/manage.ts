import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Batches, BatchOverview } from '../../../batch/batches.ts';
import { failureTypeOf } from '../../../batch/failure-types.ts';
import {
  type OutputFormat,
  outputFormatOf,
  outputFormats,
  writeOutput,
} from '../../../corpus/write/output.ts';
import { TolkError } from '../../../errors.ts';
import { formatCost } from '../../../render/article.ts';
import { exitCodes } from '../../exit.ts';
import { readCommandConfig, redisSettings, withSettings } from '../../flags/settings.ts';
import { type CommandContext, print, printJson, say, withDisposables } from '../../io.ts';
import { tabulateBatches } from '../../output/batch.ts';
import { openBatchSession } from '../../run/session.ts';

/** Adds the commands that look at batches and steer them. */
export function addBatchManage(batch: Command, host: CommandContext): void {
  const add = (name: string, summary: string, description: string, example: string) =>
    withSettings(
      batch
        .command(name)
        .summary(summary)
        .description(description)
        .addHelpText('after', `\nExamples:\n  ${example}`),
      [...redisSettings],
    );
  const withBatches = async (flags: object, work: (batches: Batches) => Promise<void>) => {
    const { config } = readCommandConfig({ ...flags });
    await withDisposables(async (disposables) => {
      const { batches } = await openBatchSession(config, disposables);
      await work(batches);
    });
    host.exit(exitCodes.ok);
  };

  add('list', 'all batches, newest first', 'Lists all batches, newest first.', 'tolk batch list')
    .option('--json', 'print JSON')
    .action((flags: { json?: true }) =>
      withBatches(flags, async (batches) => {
        const all = await batches.list();
        if (flags.json) printJson(all);
        else
          print(
            all.length === 0 ? 'no batches; begin one with tolk batch run' : tabulateBatches(all),
          );
      }),
    );

  add(
    'status',
    'how a batch stands',
    'Shows how a batch stands: counts, cost, and what failed by kind, with an example of each.',
    'tolk batch status 2026-11-24-3fa9c1',
  )
    .argument('<batch>', 'its id')
    .option('--json', 'print JSON')
    .action((id: string, flags: { json?: true }) =>
      withBatches(flags, async (batches) => {
        const [status, failed] = [await batches.status(id), await batches.failed(id)];
        if (flags.json)
          printJson({
            ...status,
            failures: failed.map(({ seq, place, record, failure }) => ({
              seq,
              place,
              record,
              ...failure,
            })),
          });
        else print(describeStatus(status, failed));
      }),
    );

  add(
    'report',
    'what came of a batch, as a page or JSON',
    'Writes what came of a batch: totals, cost, throughput, failures and how to try them again, findings by check, the worst articles.',
    'tolk batch report 2026-11-24-3fa9c1 --html report.html',
  )
    .argument('<batch>', 'its id')
    .option('--html <file>', 'a page of its own')
    .option('--json', 'print JSON')
    .action((id: string, flags: { html?: string; json?: true }) =>
      withBatches(flags, async (batches) => {
        const report = await batches.report(id);
        if (flags.html !== undefined) {
          const { renderReport } = await import('../../../batch/report-html.ts');
          await writeFile(`${flags.html}.tmp`, renderReport(report));
          await rename(`${flags.html}.tmp`, flags.html);
          say(`tolk: report written to ${flags.html}`);
        }
        if (flags.json || flags.html === undefined) printJson(report);
      }),
    );

  add(
    'pause',
    'stop a batch for now',
    'Stops a batch for now: nothing more is handed in or begun; what is being worked on is finished.',
    'tolk batch pause 2026-11-24-3fa9c1',
  )
    .argument('<batch>', 'its id')
    .action((id: string, flags: object) =>
      withBatches(flags, async (batches) => {
        await batches.pause(id);
        say(`tolk: batch ${id} pauses; go on with tolk batch resume ${id}`);
      }),
    );

  add(
    'cancel',
    'end a batch',
    'Ends a batch: what is queued or active is cancelled, what is done stays and can be exported.',
    'tolk batch cancel 2026-11-24-3fa9c1',
  )
    .argument('<batch>', 'its id')
    .action((id: string, flags: object) =>
      withBatches(flags, async (batches) => {
        const cancelled = await batches.cancel(id);
        say(
          `tolk: batch ${id} is cancelled, and with it ${cancelled} articles; what is done: tolk batch export ${id} --out FILE`,
        );
      }),
    );

  add(
    'delete',
    'forget a batch',
    'Forgets a batch. Its articles stay in Redis until they expire.',
    'tolk batch delete 2026-11-24-3fa9c1',
  )
    .argument('<batch>', 'its id')
    .action((id: string, flags: object) =>
      withBatches(flags, async (batches) => {
        await batches.remove(id);
        say(`tolk: batch ${id} is forgotten`);
      }),
    );

  add(
    'export',
    'write what is done',
    'Writes what is done and still in Redis, at any time, in the order of the corpus.',
    'tolk batch export 2026-11-24-3fa9c1 --out english.parquet',
  )
    .argument('<batch>', 'its id')
    .requiredOption(
      '--out <file>',
      '.jsonl, .csv, .parquet, .tmx (.gz and .zst after it), or a folder',
    )
    .addOption(
      new Option('--out-format <format>', 'what to write; markdown and html make a folder').choices(
        outputFormats,
      ),
    )
    .option('--overwrite', 'let it take the place of what is there')
    .option('--release', 'then delete it from Redis; for a batch that has ended')
    .action((id: string, flags: ExportFlags) =>
      withBatches(flags, (batches) => exportBatch(id, flags, batches)),
    );
}

const toldEvery = 10_000;

interface ExportFlags {
  readonly out: string;
  readonly outFormat?: OutputFormat;
  readonly overwrite?: true;
  readonly release?: true;
}

async function exportBatch(
  id: string,
  { out, outFormat, overwrite, release }: ExportFlags,
  batches: Batches,
): Promise<void> {
  const path = out.replace(/\/+$/, '');
  const format = outputFormatOf(path, outFormat);
  const { status: state, stats } = await batches.status(id);
  const { released } = stats;
  requireFreePath(id, path, overwrite, released);
  if (release && (state === 'running' || state === 'paused'))
    throw new TolkError(
      'batch.wrong_state',
      `batch ${id} is ${state}; --release is for one that has ended`,
    );
  const seqs: number[] = [];
  async function* counted() {
    for await (const row of batches.results(id)) {
      seqs.push(row.seq);
      if (seqs.length % toldEvery === 0) say(`tolk: ${count(seqs.length)} articles written …`);
      yield row;
    }
  }
  await writeOutput(counted(), path, format);
  say(`tolk: ${count(seqs.length)} articles of batch ${id} written to ${path}`);
  if (released > 0)
    say(`tolk: ${count(released)} more were written and released before, and are not in it`);
  if (!release) return;
  await batches.release(id, seqs);
  say(`tolk: ${count(seqs.length)} articles released from Redis`);
}

/** @throws TolkError `usage.invalid` */
function requireFreePath(
  id: string,
  path: string,
  overwrite: true | undefined,
  released: number,
): void {
  if (!existsSync(path)) return;
  if (!overwrite)
    throw new TolkError(
      'usage.invalid',
      `${path} is there already; name another --out, or give --overwrite`,
    );
  // The file that is there may be all there is of them.
  if (released > 0)
    throw new TolkError(
      'usage.invalid',
      `${count(released)} articles of batch ${id} were written and released before; name another --out than ${path}`,
    );
}

const count = (value: number): string => value.toLocaleString('en-US');

function describeHolder({ id, holder, status: state }: BatchOverview): string {
  if (holder !== null) return `fed and written by ${holder}`;
  const goOn =
    state === 'running' || state === 'paused' ? `; go on with tolk batch resume ${id}` : '';
  return `nobody feeds or writes it at present${goOn}`;
}

function describeStatus(
  status: BatchOverview,
  failed: Awaited<ReturnType<Batches['failed']>>,
): string {
  const { stats, pause, batchApi, definition } = status;
  const byCode = Map.groupBy(failed, ({ failure }) => failure.code);
  const { findings } = stats;
  return [
    tabulateBatches([status]),
    describeHolder(status),
    ...(pause ? [`all workers pause: ${pause.message}; fix it, then tolk resume`] : []),
    `${status.workers} workers connected; corpus read up to entry ${status.position.toLocaleString('en-US')}${status.inputExhausted ? ', all of it' : ''}`,
    `calls ${count(stats.calls)}, from the cache ${count(stats.cachedCalls)}, tokens ${count(stats.promptTokens)} in and ${count(stats.completionTokens)} out, ${formatCost(stats.costUsd)}`,
    `findings: ${count(findings.error)} errors, ${count(findings.warning)} warnings; ${count(stats.memorySegments)} of ${count(stats.segments)} segments from the translation memory`,
    ...(definition.via === 'direct' && batchApi.files === 0
      ? []
      : [
          `Batch API, all batches: ${batchApi.waiting} articles not yet sent, ${batchApi.calls} calls under way in ${batchApi.files} files`,
        ]),
    ...Object.entries(stats.leftOut).map(
      ([why, entries]) => `left out (${why}): ${count(entries)}`,
    ),
    ...(failed.length === 0 ? [] : ['', 'failed:']),
    ...[...byCode].map(
      ([code, all]) =>
        `  ${failureTypeOf(code)} [${code}]: ${all.length}, for instance ${all[0]?.place}: ${all[0]?.failure.message}`,
    ),
    ...(failed.length === 0
      ? []
      : [
          `  again: tolk batch retry-failed ${status.id} [--type ${failureTypeOf([...byCode.keys()][0] ?? '')}] [--model OTHER]`,
        ]),
  ].join('\n');
}
