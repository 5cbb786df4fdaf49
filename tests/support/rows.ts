import { readFile } from 'node:fs/promises';
import type { OutputRow } from '../../src/corpus/write/row.ts';

/** The rows of a batch's JSON lines. */
export async function readRows(path: string): Promise<OutputRow[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as OutputRow);
}
