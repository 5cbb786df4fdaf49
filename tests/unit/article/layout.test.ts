import { describe, expect, test } from 'vitest';
import { cellsOf, type Layout, toBody, toRow } from '../../../src/article/layout.ts';
import { prepareArticle } from '../../../src/article/prepare.ts';
import { textToTranslate, toSegments } from '../../../src/article/segments.ts';

const code = { kind: 'code', language: 'ts' } as const;

describe('an article with a layout', () => {
  const made = toBody([
    { text: 'Nieuwe brug', layout: { kind: 'heading', level: 2 } },
    { text: 'De brug is\nopen.', layout: null },
    { text: 'een', layout: { kind: 'item', mark: '-', depth: 0 } },
    { text: '   ', layout: null },
    { text: 'const brug = {\n\n  open: true,\n};\n', layout: code },
    { text: 'Aan de kade\n\nstaat een boom', layout: { kind: 'verse' } },
    { text: toRow(['1990', 'twaalf | tien']), layout: { kind: 'row', isHead: false } },
  ]);
  const article = prepareArticle(made, 'brug.md');

  test('is a segment a block, and lines stay lines where they belong to the text', () => {
    expect(toSegments(article).map(({ nl, layout }) => [nl, layout?.kind])).toEqual([
      ['Nieuwe brug', 'heading'],
      ['De brug is open.', undefined],
      ['een', 'item'],
      ['const brug = {\n \n  open: true,\n};', 'code'],
      ['Aan de kade\nstaat een boom', 'verse'],
      ['1990 | twaalf ¦ tien', 'row'],
    ]);
    expect(cellsOf('1990 | twaalf ¦ tien')).toHaveLength(2);
  });

  test('is the same when it is prepared another time', () => {
    const { contentHash: _, ...input } = article;
    expect(prepareArticle(input)).toEqual(article);
  });

  test('has code that nobody translates', () => {
    expect(textToTranslate(article)).not.toMatch('const brug');
    expect(textToTranslate(article)).toMatch('De brug is open.');
  });

  test('is another article than the same words as paragraphs', () => {
    const { layout: _, ...plain } = made;
    expect(prepareArticle(plain).contentHash).not.toBe(article.contentHash);
  });
});

test('paragraphs alone are no layout', () => {
  const made = toBody([{ text: 'Het regent.', layout: null }]);
  expect(made).toEqual({ body: 'Het regent.' });
  expect(prepareArticle({ ...made, layout: [null] })).toEqual(prepareArticle(made));
});

test.for<[string, Layout]>([
  ['Een.\n\nTwee.', [null]],
  ['Een.', [null, null]],
  ['Een.\n\n\n\nTwee.', [null, code, null]],
])('a layout of another text is refused: %j', ([body, layout]) => {
  expect(() => prepareArticle({ body, layout }, 'a.md')).toThrow(
    /^a\.md: "layout" is of \d segments/,
  );
});
