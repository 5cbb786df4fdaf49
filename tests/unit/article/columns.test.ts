import { expect, test } from 'vitest';
import { readColumns } from '../../../src/article/columns.ts';
import { parseText } from '../../../src/article/parse.ts';
import { prepareArticle } from '../../../src/article/prepare.ts';
import { defaultLimits } from '../../../src/article/schema.ts';

/** Lines of columns, each so wide. */
function sideBySide(width: number, ...columns: readonly (readonly string[])[]): string {
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    columns
      .map((column) => (column[at] ?? '').padEnd(width))
      .join('    ')
      .trimEnd(),
  ).join('\n');
}

const left = [
  'De brug over het kanaal gaat',
  'in het voorjaar twee weken',
  'dicht voor onderhoud. Het',
  'verkeer moet omrijden langs',
  'de sluis, zegt de gemeente.',
  '',
  'Fietsers kunnen met een pont',
  'naar de overkant, die elk',
  'kwartier vaart en gratis is.',
  'Wie slecht ter been is, mag',
  'een taxi nemen op kosten van',
];
const right = [
  'de gemeente. Winkeliers in',
  'het centrum vrezen dat hun',
  'klanten wegblijven. Zij',
  'vragen om een andere week,',
  'want in mei is er kermis en',
  'dan is het hier juist druk.',
  '',
  'De wethouder wil daar nog',
  'eens naar kijken. In juni',
  'beslist de raad, en dan is',
  'er geen weg meer terug.',
];

test('columns side by side are read one after another, with what stands across them in its place', () => {
  const text = `Brug over het kanaal gaat in het voorjaar twee weken dicht\n\n${sideBySide(30, left, right)}`;
  const notes: string[] = [];
  const options = {
    ...defaultLimits,
    onNote: ({ kind }: { kind: string }) => void notes.push(kind),
  };
  const article = prepareArticle(parseText(Buffer.from(text), 'brug.txt', options));
  expect(article.title).toBe('Brug over het kanaal gaat in het voorjaar twee weken dicht');
  expect(article.body.split('\n\n')).toEqual([
    'De brug over het kanaal gaat in het voorjaar twee weken dicht voor onderhoud. Het verkeer moet omrijden langs de sluis, zegt de gemeente.',
    'Fietsers kunnen met een pont naar de overkant, die elk kwartier vaart en gratis is. Wie slecht ter been is, mag een taxi nemen op kosten van de gemeente. Winkeliers in het centrum vrezen dat hun klanten wegblijven. Zij vragen om een andere week, want in mei is er kermis en dan is het hier juist druk.',
    'De wethouder wil daar nog eens naar kijken. In juni beslist de raad, en dan is er geen weg meer terug.',
  ]);
  expect(notes).toEqual(['columns']);
});

test('three columns are three', () => {
  const { text } = readColumns(sideBySide(30, left, right, left));
  const lines = text.split('\n').filter((line) => line !== '');
  expect(lines).toEqual([...left, ...right, ...left].filter((line) => line !== ''));
});

test.each([
  [
    'a table',
    sideBySide(
      30,
      right.map((_, at) => `Gemeente nummer ${at}`),
      right.map((_, at) => `Inwoners ${at}000`),
    ),
  ],
  [
    'text with a gap here and there',
    left.map((line, at) => (at % 3 ? line : line.replace(' ', '      '))).join('\n'),
  ],
  ['text that is indented', left.map((line) => `        ${line}`).join('\n')],
])('%s is none', (_, text) => {
  expect(readColumns(text)).toEqual({ text, count: 0 });
});
