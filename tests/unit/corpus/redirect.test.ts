import { expect, test } from 'vitest';
import { prepareArticle } from '../../../src/article/prepare.ts';
import { defaultLimits } from '../../../src/article/schema.ts';
import { leftOutBecause } from '../../../src/batch/select.ts';
import { readMarkdown } from '../../../src/corpus/read/markdown.ts';
import { TolkError } from '../../../src/errors.ts';

const options = {
  limits: defaultLimits,
  map: {},
  guess: 'common',
  onFields: () => {},
  onNote: () => {},
} as const;

const read = (frontMatter: string, text = '') =>
  readMarkdown(`---\ntitle: Elders\n${frontMatter}\n---\n${text}`, 'post.md', options)
    .then((input) => prepareArticle(input, 'post.md', defaultLimits))
    .then(
      () => 'an article',
      (error: unknown) => leftOutBecause(TolkError.from(error)) ?? TolkError.from(error).code,
    );

test.each([
  ['redirect_to: https://example.org/nieuws/1', 'redirect'],
  ['redirect-to: [/nieuws/1]', 'redirect'],
  ['externalUrl: "https://example.org/a"', 'redirect'],
  ['link: https://example.org/a\ndescription: Wat er elders staat.', 'redirect'],
  ['redirect_from: /oud/', 'article.empty'],
  ['link: geen adres', 'article.empty'],
])('a document without a text, with %j: %s', async (frontMatter, expected) => {
  expect(await read(frontMatter)).toBe(expected);
});

test('a document with a text is an article, wherever its link points', async () => {
  expect(await read('link: https://example.org/a', 'De brug is dicht.')).toBe('an article');
});
