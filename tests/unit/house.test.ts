import { expect, test } from 'vitest';
import { loadedPackages, sources } from '../support/sources.ts';

/* What Biome cannot hold. */

const maxColumns = 100;

test('less than one line in a hundred is longer than 100 columns', () => {
  const lines = sources().flatMap(({ file, text }) =>
    text.split('\n').map((line, at) => ({ place: `${file}:${at + 1}`, length: line.length })),
  );
  const long = lines.filter(({ length }) => length > maxColumns).map(({ place }) => place);
  expect(long.length / lines.length, long.join('\n')).toBeLessThan(0.01);
});

test('no parameter is named "one": it says nothing', () => {
  const named = /\(one(?:[,):]| =)|\bone =>/;
  const places = sources()
    .filter(({ text }) => named.test(text))
    .map(({ file }) => file);
  expect(places).toEqual([]);
});

test('tolk --help loads commander and no other package', () => {
  expect([...loadedPackages('src/cli/process.ts')]).toEqual(['commander']);
});
