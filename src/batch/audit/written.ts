import { stat } from 'node:fs/promises';
import type { RowKind } from '../../corpus/write/columns.ts';
import type { OutputFormat } from '../../corpus/write/output.ts';
import { readWritten, type WrittenRow } from '../../corpus/written.ts';
import type { StoredBatch } from '../../store/batches.ts';
import { spoolPath } from '../output.ts';
import { describeSegments, type Problems } from './problems.ts';
import { SeqSet } from './seq-set.ts';
import type { Submitted } from './submitted.ts';

/** What is in the output of a batch. */
export interface Written {
  readonly path: string;
  readonly rows: number;
  readonly seqs: SeqSet;
}

/**
 * Reads the output of a batch back: the file itself, or what is certain of it while the batch runs.
 *
 * @returns why not, where there is none or its format does not tell
 * @throws TolkError `corpus.damaged` where it is none of Tolk's
 */
export async function readOutput(
  batch: StoredBatch,
  submitted: Submitted | null,
  problems: Problems,
): Promise<Written | string> {
  const { out } = batch.definition;
  if (out === null) return 'the batch has no output of its own';
  const isMade = batch.status === 'complete' && (await exists(out.path));
  const path = isMade ? out.path : spoolPath(out);
  const format = isMade ? (out.format as OutputFormat) : 'jsonl';
  // The spool has articles, whatever is made of them.
  const why = whyNotCompared(format, isMade ? out.rows : 'articles');
  if (why !== null) return `${path} is not compared: ${why}`;
  if (!(await exists(path))) return `${path} is not there`;
  const seqs = new SeqSet(batch.position);
  let rows = 0;
  for await (const row of readWritten(path, format, isMade ? null : batch.outBytes)) {
    rows += 1;
    requireWanted(row, { place: `${path}: number ${row.seq}`, seqs, submitted, problems });
  }
  return { path, rows, seqs };
}

interface Comparison {
  readonly place: string;
  readonly seqs: SeqSet;
  readonly submitted: Submitted | null;
  readonly problems: Problems;
}

/** Each wanted article is there once, with its own Dutch. */
function requireWanted(
  { seq, segments }: WrittenRow,
  { place, seqs, submitted, problems }: Comparison,
): void {
  if (!seqs.add(seq)) problems.add('duplicated', seq, place, 'it is in the output twice');
  if (submitted && !submitted.fates.isWanted(seq))
    problems.add('wrong', seq, place, 'it is in the output, but the batch did not want it');
  const problem = segments && describeSegments(segments, seq, submitted?.fates ?? null);
  if (problem) problems.add('wrong', seq, place, problem);
}

/** Null for what tells its articles apart. */
function whyNotCompared(format: OutputFormat, rows: RowKind | undefined): string | null {
  if (format === 'tmx') return 'TMX does not tell articles apart';
  if (format === 'xliff') return 'XLIFF is for translators, who change it';
  return rows === 'segments' ? 'its rows are segments, not articles' : null;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
