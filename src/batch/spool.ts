import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { doneResultSchema } from '../contract.ts';
import { readLines } from '../corpus/lines.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import { TolkError } from '../errors.ts';

/*
 * The spool: the output while it is being made, JSON lines in the order they were written. Every run
 * of writing is in order by itself; where runs overlap (what had failed came later) they are merged.
 */

const rowSchema = z.object({
  ...doneResultSchema.shape,
  seq: z.number(),
  place: z.string(),
  queuedAt: z.number().default(0),
});

const maxLineBytes = 500_000_000;

/** All rows of a spool, in the order of the corpus or as they were written. */
export async function* readSpool(
  path: string,
  runs: readonly number[],
  bytes: number,
  order: 'input' | 'finished',
): AsyncGenerator<OutputRow> {
  const starts = order === 'input' && runs.length > 0 ? runs : [0];
  const readers = starts.map((start, at) => readRun(path, start, starts[at + 1] ?? bytes));
  const heads = await Promise.all(readers.map((reader) => reader.next()));
  for (;;) {
    let lowest = -1;
    for (const [at, head] of heads.entries()) {
      if (head.done) continue;
      const best = heads[lowest];
      if (best === undefined || best.done || head.value.seq < best.value.seq) lowest = at;
    }
    const head = heads[lowest];
    const reader = readers[lowest];
    if (!head || head.done || !reader) return;
    yield head.value;
    heads[lowest] = await reader.next();
  }
}

async function* readRun(path: string, start: number, end: number): AsyncGenerator<OutputRow> {
  if (end <= start) return;
  for await (const { bytes, number } of readLines(
    createReadStream(path, { start, end: end - 1 }),
    maxLineBytes,
  )) {
    const parsed = rowSchema.safeParse(JSON.parse(Buffer.from(bytes ?? []).toString()));
    if (!parsed.success)
      throw new TolkError('corpus.damaged', `${path}:${number}: this is no row of Tolk's`, {
        cause: parsed.error,
      });
    const { queuedAt: _, ...row } = parsed.data;
    yield row;
  }
}
