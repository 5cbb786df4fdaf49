import { removeInvisible } from '../article/text.ts';
import type { Mark } from './pair-check.ts';

/** Marks of a text as the checks read it (without invisible characters), in the text as given. */
export function originalMarks(source: string, marks: readonly Mark[]): Array<[number, number]> {
  if (marks.length === 0) return [];
  const offsets = offsetsIn(source);
  if (offsets === undefined) return marks.map(([a, b]) => [a, b]);
  return marks.map(([start, end]) => {
    const first = offsets[start] ?? source.length;
    return [first, Math.max(first, (offsets[end - 1] ?? source.length - 1) + 1)];
  });
}

/** The last texts that were asked for: a text has many marks. */
const recent = new Map<string, readonly number[] | undefined>();
const maxRecent = 4;

/** Where each unit that the checks read is in the text; undefined if they read all of it. */
function offsetsIn(source: string): readonly number[] | undefined {
  if (recent.has(source)) return recent.get(source);
  const offsets = readOffsets(source);
  if (recent.size >= maxRecent) recent.clear();
  recent.set(source, offsets);
  return offsets;
}

function readOffsets(source: string): readonly number[] | undefined {
  if (removeInvisible(source).length === source.length) return undefined;
  const offsets: number[] = [];
  let at = 0;
  for (const character of source) {
    if (removeInvisible(character) !== '')
      for (let unit = 0; unit < character.length; unit += 1) offsets.push(at + unit);
    at += character.length;
  }
  offsets.push(source.length);
  return offsets;
}
