import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { prepareArticle } from '../../../src/article/prepare.ts';
import { listCorpus, readCorpus } from '../../../src/corpus/read-corpus.ts';
import { type OutputFormat, writeOutput } from '../../../src/corpus/write/output.ts';
import type { OutputRow } from '../../../src/corpus/write/row.ts';
import { someUsage } from '../../support/outcomes.ts';
import { acting, hostile } from '../../support/terminal.ts';
import { temporaryFolder } from '../../support/tolk.ts';

/* What an article or a model says is text, whatever it is written as. */

const formula = '=HYPERLINK("http://spion.example");=cmd|\' /C calc\'!A0';
const markup = '<script>alert(1)</script> <img src=x onerror=alert(1)> [klik](javascript:alert(1))';
const english = `${formula} ${markup} ${hostile}\ud800`;

const row: OutputRow = {
  seq: 1,
  place: `corpus.jsonl:1 ${hostile}`,
  id: '@SUM(1+1)*cmd|x',
  status: 'done',
  source: {
    title: `+31 ${markup}`,
    date: null,
    source: `@bron ${markup}`,
    url: 'javascript:alert(1)',
    meta: { a: '=1' },
  },
  attempt: 1,
  translation: { title: `# ${english}`, segments: [{ n: 1, nl: `-2+3 ${markup}`, en: english }] },
  summary: {
    headline: english,
    tldr: english,
    bullets: [{ text: english, segments: [1] }],
    abstract: english,
  },
  findings: [{ check: 'numbers', severity: 'error', segment: 1, message: english }],
  usage: someUsage,
  costUsd: null,
  model: `=model ${hostile}`,
  promptVersion: 'p',
  gloss: false,
  language: 'nl',
  provenance: [],
  escalation: null,
  verification: null,
  timings: { queuedMs: 0, activeMs: 1 },
};

async function write(name: string, format: OutputFormat, written = row): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeOutput(
    (async function* () {
      yield written;
    })(),
    path,
    format,
  );
  const isFolder = format === 'markdown' || format === 'html';
  return isFolder ? join(path, (await readdir(path)).at(-1) ?? '') : path;
}

test('CSV: no cell is a formula, and Tolk reads back what was written', async () => {
  const text = `${formula} ${markup}`;
  const translation = { title: text, segments: [{ n: 1, nl: `-2+3 ${markup}`, en: text }] };
  const cleaned = { ...row, place: '=place', model: '=model', findings: [], translation };
  const bullets = [{ text, segments: [1] }];
  const summary = { headline: text, tldr: text, bullets, abstract: text };
  const path = await write('a.csv', 'csv', { ...cleaned, summary });
  const [header = [], cells = []] = parse(await readFile(path), { bom: true }) as string[][];
  for (const cell of cells)
    for (const part of cell.split(/[;\t]/)) expect(part).not.toMatch(/^[=+\-@\r]/);
  expect(cells[header.indexOf('bullets')]).toMatch(/^• =HYPER/);
  const map = { body: 'dutch', title: 'dutch_title', id: 'id' };
  const [entry] = await Array.fromAsync(readCorpus(await listCorpus([path]), { map }));
  expect(await entry?.load()).toMatchObject({
    id: row.id,
    title: row.source.title,
    body: row.translation.segments[0]?.nl,
    source: row.source.source,
  });
});

test('Markdown: no HTML, no link, no heading of its own', async () => {
  const text = await readFile(await write('map', 'markdown'), 'utf8');
  expect(text).toContain('\\<script\\>');
  expect(text.replace(/\\./g, '')).not.toMatch(/<|\]\(|!\[/);
  expect(text.match(/^#+ .*/gm)?.map((line) => line.slice(0, 14))).toEqual([
    '# \\# =HYPERLIN',
    '## Summary',
    '## Translation',
    '## Findings',
  ]);
  expect(acting.exec(text)).toBeNull();
});

test('HTML: no element and no address of the text, and a policy should one ever be', async () => {
  const page = await readFile(await write('map', 'html'), 'utf8');
  expect(page).not.toMatch(/<script|<img|href="(?!#s\d)/);
  expect(page).toContain('&lt;script&gt;');
  expect(page).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; `,
  );
});

test('the page over a folder of pages: no script but its own, no address but of a page', async () => {
  const page = await write('map', 'html');
  const index = await readFile(join(dirname(page), '000000-index.html'), 'utf8');
  expect(index.match(/<script/g)).toHaveLength(1);
  expect(index).not.toMatch(/<img|href="(?!000001-)/);
  expect(index).toContain('&lt;script&gt;');
});

test('JSONL: a line, well-formed, inert, and the same value', async () => {
  const text = await readFile(await write('a.jsonl', 'jsonl'), 'utf8');
  expect(acting.exec(text)).toBeNull();
  expect(text.split('\n')).toHaveLength(2);
  expect(JSON.parse(text).translation.segments[0].en).toBe(english.toWellFormed());
  expect(text).not.toMatch(/\\ud800/);
});

test('an article has an address of the web, or none', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'x'])
    expect(() => prepareArticle({ body: 'Het regent.', url })).toThrow(
      '"url" is no http or https address',
    );
});
