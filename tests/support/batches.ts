import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputRow } from '../../src/corpus/write/row.ts';
import type { BatchStats } from '../../src/store/batch-stats.ts';
import type { Rig } from './processes.ts';
import { readRows } from './rows.ts';
import { type Finished, type Running, runTolk, startTolk, temporaryFolder } from './tolk.ts';

/** What `tolk batch status --json` prints, as far as tests look at it. */
export interface PrintedStatus {
  readonly status: string;
  readonly reason: string | null;
  readonly unfinished: number;
  readonly inFlightBytes: number;
  readonly bookedUsd: number;
  readonly stats: BatchStats;
  readonly failures: ReadonlyArray<{ readonly code: string; readonly place: string }>;
}

/** A Tolk with a corpus in a folder of its own, and `tolk batch` to work on it. */
export class BatchBed {
  readonly folder: string;
  /** Where the corpus is, JSON lines. */
  readonly corpus: string;
  /** Where the English goes, JSON lines. */
  readonly out: string;
  readonly env: Readonly<Record<string, string>>;

  private constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.corpus = join(folder, 'corpus.jsonl');
    this.out = join(folder, 'english.jsonl');
    this.env = { TOLK_MODEL: 'sandbox', ...env };
  }

  /** Makes one for the Tolk that these variables describe. */
  static async create({ env }: Pick<Rig, 'env'>): Promise<BatchBed> {
    return new BatchBed(await temporaryFolder(), env);
  }

  /** Writes the corpus: these records. */
  async write(records: readonly unknown[]): Promise<void> {
    await writeFile(this.corpus, toLines(records));
  }

  /** Writes the corpus: this many short articles, no two alike. */
  async writeSentences(count: number): Promise<void> {
    await this.write(Array.from({ length: count }, (_, at) => ({ body: sentence(at + 10) })));
  }

  /** Runs `tolk batch ARGS` to its end, in this process. */
  batch(...args: readonly string[]): Promise<Finished> {
    return runTolk(['batch', ...args], { env: this.env });
  }

  /** Runs the corpus to its end. */
  run(...flags: readonly string[]): Promise<Finished> {
    return this.batch('run', this.corpus, '--out', this.out, ...flags);
  }

  /** Submits the corpus without summaries, and returns the batch's id. */
  async submit(...flags: readonly string[]): Promise<string> {
    const { stdout } = await this.batch('submit', this.corpus, '--summary', 'none', ...flags);
    return stdout.trim();
  }

  /** Starts `tolk batch ARGS --json` in a process of its own. */
  start(...args: readonly string[]): Running {
    return startTolk(['batch', ...args, '--json'], { env: this.env });
  }

  /** Starts `tolk batch ARGS --json` in a process of its own, with these variables on top. */
  startWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Running {
    return startTolk(['batch', ...args, '--json'], { env: { ...this.env, ...env } });
  }

  /** Reads what a batch's status prints. */
  async status(id: string): Promise<PrintedStatus> {
    return JSON.parse((await this.batch('status', id, '--json')).stdout);
  }

  /** The id of the newest batch. */
  async newestId(): Promise<string> {
    const batches: ReadonlyArray<{ readonly id: string }> = JSON.parse(
      (await this.batch('list', '--json')).stdout,
    );
    return batches[0]?.id ?? '';
  }

  /** The rows of the output. */
  rows(): Promise<OutputRow[]> {
    return readRows(this.out);
  }

  /** The places in the corpus of the output's rows, in order. */
  async seqs(): Promise<number[]> {
    return (await this.rows()).map(({ seq }) => seq);
  }
}

/** Writes a file with a price for the sandbox: dollars for a million tokens. */
export async function writePrices(more: Readonly<Record<string, number>> = {}): Promise<string> {
  const path = join(await temporaryFolder(), 'prices.json');
  const price = { model: 'sandbox', input: 10, cachedInput: 10, output: 30, source: 'made up' };
  await writeFile(path, JSON.stringify([{ ...price, ...more }]));
  return path;
}

/** A short Dutch article, its own for each number. */
export function sentence(n: number): string {
  return (
    `De gemeente Utrecht bouwt ${n} huizen in de wijk Leidsche Rijn, zegt de wethouder op ` +
    'maandag.'
  );
}

/** A Dutch article of this many segments, no two alike. */
export function longSentences(first: number, segments: number): string {
  return Array.from({ length: segments }, (_, at) => sentence(first + at + 10)).join('\n\n');
}

/** An English article, which a batch refuses. */
export const english =
  'The city council says that it will build three hundred houses, which is more than they had ' +
  'planned for the year.';

/** The numbers from 1 to `count`. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** Records as JSON lines. */
export function toLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** True when there is a file at `path`. */
export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
