import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inputNames, type ReadInput, readInput } from '../support/inputs.ts';

/*
 * Every file of a folder beside what is read of it, written out. The folder that TOLK_INPUTS_DIR names has
 * small files in the shapes of real ones, as people sent them; ours has more of the same kinds.
 */

function tableOf(name: string): Readonly<Record<string, ReadInput>> {
  return JSON.parse(readFileSync(`tests/fixtures/inputs/${name}`, 'utf8'));
}

const given = process.env['TOLK_INPUTS_DIR'] ?? '../shared/inputs';
const isThere = existsSync(given);
const folders = [
  ...(isThere ? [[given, tableOf('given.json')] as const] : []),
  ['tests/fixtures/inputs/more', tableOf('more.json')] as const,
];
const without = isThere ? '' : ' (only on our own: TOLK_INPUTS_DIR is not there)';

describe.each(folders)('%s', (folder, expected) => {
  const names = inputNames(folder);

  test(`every file has a row, and every row a file${without}`, () => {
    expect(names).toEqual(Object.keys(expected).toSorted());
  });

  test.each(names)('%s', async (name) => {
    expect(await readInput(folder, name)).toEqual(expected[name]);
  });
});
