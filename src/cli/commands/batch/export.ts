import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { BatchClient } from '../../../batch/client.ts';
import {
  type OutputFormat,
  outputFormatOf,
  outputFormats,
  writeOutput,
} from '../../../corpus/write/output.ts';
import { TolkError } from '../../../errors.ts';
import { redisSettings, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { withBatches } from '../../run/with-batches.ts';

/** `tolk batch export`. */
export function defineExport(command: Command, io: CommandIo): void {
  command
    .description('Writes what is done and still in Redis, at any time, in the order of the corpus.')
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
    .addHelpText(
      'after',
      '\nExamples:\n  tolk batch export 2026-11-24-3fa9c1 --out english.parquet',
    );
  withSettings(command, redisSettings).action((id: string, flags: ExportFlags) =>
    withBatches(flags, io, (batches) => exportBatch(id, flags, batches, io)),
  );
}

const sayEvery = 10_000;

interface ExportFlags {
  readonly out: string;
  readonly outFormat?: OutputFormat;
  readonly overwrite?: true;
  readonly release?: true;
}

async function exportBatch(
  id: string,
  { out, outFormat, overwrite, release }: ExportFlags,
  batches: BatchClient,
  io: CommandIo,
): Promise<void> {
  const path = out.replace(/\/+$/, '');
  const format = outputFormatOf(path, outFormat);
  const { status, stats } = await batches.status(id);
  const { released } = stats;
  requireFreePath(id, path, overwrite, released);
  if (release && (status === 'running' || status === 'paused'))
    throw new TolkError(
      'batch.wrong_state',
      `batch ${id} is ${status}; --release is for one that has ended`,
    );
  const seqs: number[] = [];
  async function* counted() {
    for await (const row of batches.results(id)) {
      seqs.push(row.seq);
      if (seqs.length % sayEvery === 0) io.say(`tolk: ${count(seqs.length)} articles written …`);
      yield row;
    }
  }
  await writeOutput(counted(), path, format);
  io.say(`tolk: ${count(seqs.length)} articles of batch ${id} written to ${path}`);
  if (released > 0)
    io.say(`tolk: ${count(released)} more were written and released before, and are not in it`);
  if (!release) return;
  await batches.release(id, seqs);
  io.say(`tolk: ${count(seqs.length)} articles released from Redis`);
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
