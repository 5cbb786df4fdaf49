import { isWebAddress } from '../../web-address.ts';
import type { FieldMap, ReadOptions } from '../entry.ts';
import { bareName, commonNames } from '../field-names.ts';

/*
 * Whether the first row of a table has the names of its columns, and which column is which where no
 * row has.
 */

const known: ReadonlySet<string> = new Set(Object.values(commonNames).flat());
/** A name is shorter. */
const maxName = 80;
const maxWords = 12;
const date = /^\d{4}-\d\d-\d\d|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|^\d{1,2} \p{L}+ \d{4}/u;

/** True for what is longer than names of columns and lines over a table are. */
export const isText = (cell: string): boolean =>
  cell.length > maxName || cell.split(/\s+/).length > maxWords;
const isValue = (cell: string): boolean => isText(cell) || date.test(cell) || isWebAddress(cell);

/** True for what columns of articles are called. */
export const isColumnName = (cell: string): boolean => known.has(bareName(cell));

/** Says whether a first row has the names of columns: a common name, or no values. */
export function isHeader(
  cells: readonly string[],
  { header, map }: Pick<ReadOptions, 'header' | 'map'>,
): boolean {
  if (header !== undefined) return header === 'first-row';
  const mapped = Object.values(map);
  const isKnown = cells.some((cell) => known.has(bareName(cell)) || mapped.includes(cell));
  return isKnown || !cells.some(isValue);
}

/** Names of columns, each once: `naam`, `naam_2`; one without a name has its number. */
export function nameColumns(cells: readonly string[]): string[] {
  const names = new Set<string>();
  const numbers = new Map<string, number>();
  for (const [at, cell] of cells.entries()) {
    const name = cell === '' ? `column_${at + 1}` : cell;
    let number = numbers.get(name) ?? 2;
    let own = name;
    for (; names.has(own); number += 1) own = `${name}_${number}`;
    names.add(own);
    numbers.set(name, number);
  }
  return [...names];
}

/** Which column is which, by its number from 1 and by what the first row has in it. */
export function guessColumns(cells: readonly string[]): FieldMap {
  const at = (test: (cell: string) => boolean) => {
    const found = cells.findIndex(test);
    return found < 0 ? undefined : String(found + 1);
  };
  const longest = cells.reduce((most, cell) => Math.max(most, cell.length), 0);
  const isTitle = (cell: string) =>
    cell.length < longest && /^\p{L}/u.test(cell) && !isText(cell) && !date.test(cell);
  const titles = cells.filter(isTitle).toSorted((a, b) => b.length - a.length);
  const guessed = {
    title: at((cell) => cell === titles[0]),
    body: at((cell) => cell.length === longest),
    date: at((cell) => date.test(cell) && !isText(cell)),
    url: at(isWebAddress),
  };
  const pairs = Object.entries(guessed).filter(([, column]) => column !== undefined);
  return Object.fromEntries(pairs) as FieldMap;
}
