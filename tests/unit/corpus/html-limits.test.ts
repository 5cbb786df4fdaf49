import { expect, test } from 'vitest';
import { readPage } from '../../../src/corpus/html/page.ts';
import { htmlToText } from '../../../src/corpus/html.ts';

const inEachOther = (count: number, text: string) =>
  `${'<div>'.repeat(count)}${text}${'</div>'.repeat(count)}`;
const paragraph =
  '<p>De gemeente laat de brug herstellen, zegt de wethouder, en dat duurt lang.</p>';

test.each([
  ['elements inside each other', inEachOther(2_000, 'tekst')],
  ['elements that are never closed', '<b>'.repeat(60_000)],
  ['elements closed by others that were never opened', '<div></b>'.repeat(20_000)],
  ['values that only look quoted', '<div ">'.repeat(20_000)],
  ['more tags than any page has', '<p>a'.repeat(120_000)],
])('%s are refused by name', (_, html) => {
  for (const read of [htmlToText, readPage])
    expect(() => read(html, 'pagina.html')).toThrow(/^pagina\.html: its HTML has more than/);
});

test('a page as people write them is read, however long its lists are', () => {
  const items = '<li>Een brug<li>Een molen'.repeat(2_000);
  const menu = inEachOther(100, '<a title="a > b">Menu</a>');
  const script = `<script>if (a<b) document.write('${'<div>'.repeat(300)}')</script>`;
  const html = `${menu}${script}<!-- ${'<div>'.repeat(300)} --><ul>${items}</ul>${paragraph}`;
  expect(htmlToText(html, 'pagina.html')).toContain('Een molen\n\nEen brug');
});

test('a page without a document is a page without an article, and no bug', () => {
  for (const html of ['<!--', '<', '<script>'])
    expect(() => readPage(html, 'pagina.html')).toThrow(/no article was found in this page/);
});
