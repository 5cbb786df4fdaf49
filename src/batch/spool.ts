import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { doneResultSchema } from '../contract.ts';
import { readLines } from '../corpus/lines.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { TolkError } from '../errors.ts';

/*
 * The spool: the output while it is being made, JSON lines in the order they were written. Each
 * writer began a section of it, which is in order by itself; where sections overlap (what had
 * failed came later) they are merged.
 */

const rowSchema = z.object({
  ...doneResultSchema.shape,
  seq: z.number(),
  place: z.string(),
  queuedAt: z.number().default(0),
});

const maxLineBytes = 500_000_000;

/** A spool on the disk. */
export interface Spool {
  readonly path: string;
  /** Where each section begins. */
  readonly offsets: readonly number[];
  /** How much of the file is certain. */
  readonly bytes: number;
}

/** Reads all rows of a spool, in the order of the corpus or as they were written. */
export async function* readSpool(
  spool: Spool,
  order: 'input' | 'finished',
): AsyncGenerator<OutputRow> {
  const isMerged = order === 'input' && spool.offsets.length > 0;
  const offsets = isMerged ? spool.offsets : [0];
  const ends = [...offsets.slice(1), spool.bytes];
  const sections = offsets.map((start, at) => readSection(spool.path, start, ends[at] ?? start));
  try {
    const heads = await Promise.all(sections.map(headOf));
    for (let lowest = lowestOf(heads); lowest !== undefined; lowest = lowestOf(heads)) {
      yield lowest.row;
      heads[heads.indexOf(lowest)] = await headOf(lowest.section);
    }
  } finally {
    // Who wants no more of it leaves no file open.
    await Promise.all(sections.map((section) => section.return(undefined)));
  }
}

/** The next row of a section. */
interface Head {
  readonly row: OutputRow;
  readonly section: AsyncGenerator<OutputRow>;
}

async function headOf(section: AsyncGenerator<OutputRow>): Promise<Head | undefined> {
  const next = await section.next();
  return next.done ? undefined : { row: next.value, section };
}

function lowestOf(heads: ReadonlyArray<Head | undefined>): Head | undefined {
  const [first, ...others] = heads.filter((head) => head !== undefined);
  return others.reduce(
    (lowest, head) => (lowest !== undefined && head.row.seq >= lowest.row.seq ? lowest : head),
    first,
  );
}

async function* readSection(path: string, start: number, end: number): AsyncGenerator<OutputRow> {
  if (end <= start) return;
  const bytes = createReadStream(path, { start, end: end - 1 });
  for await (const line of readLines(bytes, maxLineBytes))
    yield parseRow(line.bytes ?? new Uint8Array(), `${path}:${line.number}`);
}

function parseRow(line: Uint8Array, place: string): OutputRow {
  const parsed = rowSchema.safeParse(JSON.parse(Buffer.from(line).toString()));
  if (!parsed.success)
    throw new TolkError('corpus.damaged', `${place}: this is no row of Tolk's`, {
      cause: parsed.error,
    });
  const { queuedAt: _, retranslation: __, ...row } = parsed.data;
  return row;
}
