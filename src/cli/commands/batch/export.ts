import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { BatchClient } from '../../../batch/client.ts';
import { brokenRule, whyBroken } from '../../../batch/field-rules.ts';
import { type ClaimRequest, OutputClaim } from '../../../batch/output-claim.ts';
import type { LeftOutArticle } from '../../../batch/results.ts';
import type { RowKind } from '../../../corpus/write/columns.ts';
import {
  type OutputFormat,
  outputFormatOf,
  outputFormats,
  requireShapeable,
  writeOutput,
} from '../../../corpus/write/output.ts';
import { TolkError } from '../../../errors.ts';
import type { FieldRule } from '../../../store/batch-definition.ts';
import { exitCodes } from '../../exit.ts';
import { withTableFlags } from '../../flags/corpus.ts';
import { resultFields, withFieldFilter } from '../../flags/matching.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { ExportTally } from '../../output/export-tally.ts';
import { withBatches } from '../../run/with-batches.ts';

/** `tolk batch export`. */
export function defineExport(command: Command, io: CommandIo): void {
  command
    .description(
      'Writes what is done and still in Redis, at any time, in the order of the corpus. Says what is ' +
        'left out, and why; exit code 3 then.',
    )
    .argument('<batch>', 'its id')
    .requiredOption(
      '--out <file>',
      '.jsonl, .csv, .parquet, .sqlite, .tmx, .xlf (.gz and .zst after text), or a folder',
    )
    .addOption(
      new Option(
        '--out-format <format>',
        'what to write; markdown, html and docx make a folder',
      ).choices(outputFormats),
    )
    .option('--overwrite', 'let it take the place of what is there')
    .option('--release', 'then delete it from Redis; for a batch that has ended')
    .option('--json', 'print what was written and what was left out as JSON')
    .addHelpText(
      'after',
      `
Examples:
  tolk batch export 2026-11-24-3fa9c1 --out english.parquet
  tolk batch export 2026-11-24-3fa9c1 --out trouw.csv --filter source=Trouw`,
    );
  withSettings(withFieldFilter(withTableFlags(command)), redisSettings).action(
    (id: string, flags: ExportFlags) =>
      withBatches(flags, io, (batches) => exportBatch(id, flags, batches, io)),
  );
}

const sayEvery = 10_000;

interface ExportFlags {
  readonly out: string;
  readonly outFormat?: OutputFormat;
  readonly overwrite?: true;
  readonly rows?: RowKind;
  readonly columns?: readonly string[] | 'all';
  readonly release?: true;
  readonly json?: true;
  readonly filter?: readonly FieldRule[];
}

async function exportBatch(
  id: string,
  flags: ExportFlags,
  batches: BatchClient,
  io: CommandIo,
): Promise<void> {
  const { out, outFormat, overwrite, release } = flags;
  const path = out.replace(/\/+$/, '');
  const format = outputFormatOf(path, outFormat);
  const shape = { format, rows: flags.rows, columns: flags.columns };
  requireShapeable(shape);
  const batch = await batches.status(id);
  const { status } = batch;
  requireFreePath(id, path, overwrite, batch.stats.released);
  if (release && (status === 'running' || status === 'paused'))
    throw new TolkError(
      'batch.wrong_state',
      `batch ${id} is ${status}; --release is for one that has ended`,
    );
  const tally = new ExportTally(batch, flags.columns === 'all' ? [] : flags.columns);
  const onLeftOut = (article: LeftOutArticle) => tally.leaveOut(article);
  async function* counted() {
    for await (const row of batches.results(id, { onLeftOut })) {
      const broken = brokenRule(resultFields(row), flags.filter ?? []);
      if (broken !== null) {
        tally.passOver(whyBroken(broken));
        continue;
      }
      tally.write(row);
      const { written } = tally;
      if (written % sayEvery === 0) io.say(`tolk: ${count(written)} articles written …`);
      yield row;
    }
  }
  await using claim = await claimOutput({ path, batch: id, overwrite: overwrite === true });
  await writeOutput(counted(), claim.path, shape);
  if (flags.json) io.printJson({ batch: id, out: path, format, ...tally.toJson() });
  for (const line of tally.describe(id, path)) io.say(`tolk: ${line}`);
  if (tally.leftOut > 0) io.exit(exitCodes.someFailed);
  if (!release) return;
  await batches.release(id, tally.seqs);
  io.say(`tolk: ${count(tally.written)} articles released from Redis`);
}

/** Nobody else writes there meanwhile. @throws TolkError `output.taken` */
async function claimOutput(
  request: Omit<ClaimRequest, 'kind'>,
): Promise<AsyncDisposable & { readonly path: string }> {
  const claim = await OutputClaim.take({ ...request, kind: 'export' });
  return { path: claim.path, [Symbol.asyncDispose]: () => claim.release() };
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
