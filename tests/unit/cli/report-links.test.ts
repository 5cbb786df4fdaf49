import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPages } from '../../../src/cli/run/report-links.ts';
import { indexName } from '../../../src/render/index-page.ts';
import { temporaryFolder } from '../../support/tolk.ts';

/** A folder of pages, as a batch writes it. */
async function makePages(folder: string, ...pages: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of [indexName, ...pages]) await writeFile(join(folder, name), '');
  return folder;
}

const pages = ['000001-a.html', '000002-b.html'];

test('a report links to the pages of its own articles, and not to those of another batch', async () => {
  const root = await temporaryFolder();
  await makePages(join(root, 'a other'), '000001-x.html');
  const report = join(root, 'report.html');
  expect(findPages(report, null, pages).index).toBeNull();
  await makePages(join(root, 'own'), '000002-b.html');
  const links = findPages(report, null, pages);
  expect(links.index).toBe(`own/${indexName}`);
  expect(pages.map(links.toPage)).toEqual([null, 'own/000002-b.html']);
});

test('the output of a batch is its own, whatever articles the report names', async () => {
  const root = await temporaryFolder();
  const out = await makePages(join(root, 'out'));
  expect(findPages(join(root, 'report.html'), out, []).index).toBe(`out/${indexName}`);
});
