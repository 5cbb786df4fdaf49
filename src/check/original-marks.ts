import { removeInvisible } from '../article/text.ts';
import type { Mark } from './pair-check.ts';

/** Marks of a text as the checks read it (without invisible characters), in the text as given. */
export function originalMarks(source: string, marks: readonly Mark[]): Array<[number, number]> {
  if (marks.length === 0) return [];
  if (removeInvisible(source).length === source.length) return marks.map(([a, b]) => [a, b]);
  const offsets: number[] = [];
  let at = 0;
  for (const character of source) {
    if (removeInvisible(character) !== '')
      for (let unit = 0; unit < character.length; unit += 1) offsets.push(at + unit);
    at += character.length;
  }
  offsets.push(source.length);
  return marks.map(([start, end]) => {
    const first = offsets[start] ?? source.length;
    return [first, Math.max(first, (offsets[end - 1] ?? source.length - 1) + 1)];
  });
}
