import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { htmlToBlocks } from '../../src/corpus/html.ts';
import { markdownBlocks } from '../../src/corpus/read/markdown-blocks.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { TolkError } from '../../src/errors.ts';
import { temporaryFolder } from '../support/tolk.ts';

/* Long documents in Markdown are read in a thread, so that others are not kept waiting. */

const limits = { maxBytes: 1_000_000, maxSegments: 100_000 };
const part =
  '## Kop\n\nDe haven krijgt een langere kade.\n\n- een\n- twee\n\n<p>In <b>HTML</b>.</p>\n\n';

/** What comes of a document, and how often others had their turn meanwhile. */
async function load(text: string) {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'lang.md');
  await writeFile(path, text);
  const [entry] = await Array.fromAsync(
    readCorpus([{ path, bytes: 0, modifiedMs: 0 }], { limits }),
  );
  let turns = 0;
  let isReading = true;
  const turn = () => {
    turns += 1;
    if (isReading) setImmediate(turn);
  };
  setImmediate(turn);
  const article = await entry?.load().catch((error: unknown) => TolkError.from(error));
  isReading = false;
  return { article, turns };
}

test.each([
  ['many characters', part.repeat(400)],
  ['many lines', 'a\n'.repeat(5_000)],
])('one of %s is what it is, and others have their turn', async (_, text) => {
  const { article, turns } = await load(text);
  const blocks = markdownBlocks(text, (html) => htmlToBlocks(html, 'lang.md'));
  expect(article).toMatchObject({ title: null });
  expect(article instanceof Error ? [] : article?.body.split('\n\n')).toHaveLength(blocks.length);
  expect(turns).toBeGreaterThan(100);
});

test('what is wrong with one is told as it is with a short one', async () => {
  const { article } = await load(`${part.repeat(400)}\n\n${'<div>'.repeat(2_000)}\n`);
  expect(article).toMatchObject({ code: 'corpus.malformed' });
  expect(String(article)).toContain('lang.md');
});
