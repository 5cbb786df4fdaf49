import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BatchReport } from '../../src/index.ts';
import { BatchBed, english, sentence } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';

test('a report has totals, failures with how to try them again, findings and a chart', async () => {
  await using world = await createWorld({
    faultPlan: (fits) => (fits('segment_in_dutch') ? 'segment_in_dutch' : undefined),
  });
  const bed = await BatchBed.create(world);
  const dutch = Array.from({ length: 10 }, (_, at) => sentence(at + 10));
  await bed.write([...dutch, english].map((body) => ({ body })));
  await world.startWorker(bed.env);
  await bed.run();
  const id = await bed.newestId();
  const html = join(bed.folder, 'report.html');
  const { stdout } = await bed.batch('report', id, '--json', '--html', html);
  const report: BatchReport = JSON.parse(stdout);
  expect(report).toMatchObject({
    status: 'complete',
    articles: { done: 10, failed: 1, unfinished: 0 },
    failures: [
      {
        type: 'not-dutch',
        code: 'article.not_dutch',
        count: 1,
        retry: `tolk batch retry-failed ${id} --type not-dutch`,
      },
    ],
    gloss: true,
  });
  const untranslated = report.findings.find(({ check }) => check === 'untranslated');
  expect(untranslated?.error).toBeGreaterThan(0);
  expect(report.worst.length).toBeGreaterThan(0);
  expect(report.lengths.reduce((sum, { articles }) => sum + articles, 0)).toBe(10);
  const page = await readFile(html, 'utf8');
  expect(page).toContain('<svg');
  expect(page).toContain('article.not_dutch');
  expect(page).not.toContain('<script');
  const text = (await bed.batch('report', id)).stdout;
  expect(text).toContain(`Batch ${id}: complete\n`);
  expect(text).toContain('10 done, 1 failed');
  expect(text).toContain(`tolk batch retry-failed ${id} --type not-dutch\n`);
  expect(text).toMatch(/^untranslated +\d+ +\d+ +\d+$/m);
  const wide = text.split('\n').filter((line) => line.length > 80);
  // A path, an id and a command stay whole.
  expect(wide.filter((line) => !line.includes(bed.folder) && !line.includes('tolk batch'))).toEqual(
    [],
  );
});
