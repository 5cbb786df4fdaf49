import { Readable } from 'node:stream';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { BatchProgress } from '../../../src/batch/progress.ts';
import { CommandIo } from '../../../src/cli/io.ts';
import { describeStall, progressLines, showBatch } from '../../../src/cli/output/batch-progress.ts';
import { showProgress } from '../../../src/cli/output/progress.ts';
import { renderTable } from '../../../src/cli/output/table.ts';
import { tabulateResults, tabulateSideBySide } from '../../../src/cli/output/tables.ts';
import { confirm } from '../../../src/cli/run/confirm.ts';
import { Screen } from '../../../src/cli/screen.ts';
import { wrapSaid } from '../../../src/cli/wrap-said.ts';
import { acting, hostile, Output } from '../../support/terminal.ts';
import { until } from '../../support/until.ts';

/* What is redrawn in place writes to the terminal itself: the texts in it must be inert already. */

test('a table of articles fits 80 columns, and an id in it is whole', () => {
  const screen = new Screen(Object.assign(new Output('terminal'), { columns: 80 }));
  const source = { title: 'Een lange kop over de nieuwe brug bij het dorp', date: null };
  const queued = { status: 'queued', attempt: 0, queuedAt: 0, lastError: null } as const;
  const show = (id: string) => {
    const result = { ...queued, id, source: { ...source, source: null, url: null } };
    return tabulateResults([{ name: id, result }], screen);
  };
  const short = show('o37cbeybsnj7tsoe').split('\n');
  expect(Math.max(...short.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(show('necloxwzrwad4zbz-da004bc1')).toContain('necloxwzrwad4zbz-da004bc1 ');
});

test('the line on articles', async () => {
  const output = new Output('terminal');
  const display = showProgress(2, new Screen(output));
  display.update(`eerste ${hostile}`, { step: 'translating', done: 1, total: 2 });
  await until(() => output.text.includes('eerste'));
  display.draft?.(`tweede ${hostile}`, `Draft ${hostile}`);
  await until(() => output.text.includes('tweede'));
  display.stop();
  expect(acting.exec(output.text)).toBeNull();
});

const running: BatchProgress = {
  done: 1_462,
  failed: 23,
  failures: { 'not-dutch': 12, refusal: 11 },
  rejected: 2,
  leftOut: 0,
  unfinished: 48,
  total: 24_990,
  totalIsKnown: false,
  rate: 2.14,
  etaSeconds: 11_000,
  stalledSeconds: null,
  tokens: 12_345_678,
  cachedCalls: 12,
  costUsd: 1.25,
  maxCostUsd: 50,
  bookedUsd: 1.5,
  errors: 3,
  warnings: 214,
};

test('the lines of a batch, their note, and what is said above them', async () => {
  const output = new Output('terminal');
  const display = showBatch('text', new Screen(output), Date.now);
  display.update(running, `note ${hostile}`);
  display.say(`said ${hostile}`);
  await until(() => output.text.includes('note') && output.text.includes('said'));
  display.stop();
  expect(acting.exec(output.text.replaceAll('\r', ''))).toBeNull();
});

test.each([40, 60, 80, 120])('the lines of a batch fit %i columns and lose nothing', (width) => {
  const note = 'Redis is nearly full: raise its maxmemory, or start again with --release';
  const lines = progressLines(running, note, width);
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  const all = lines.join(' ');
  for (const part of ['1,462 of about 24,990 done', '2.1/s', '3 h 3 min to go', '$1.25 of $50'])
    expect(all).toContain(part);
  for (const part of [
    '23 failed (not-dutch 12',
    '2 rejected',
    '3 errors, 214 warnings',
    'maxmemory',
  ])
    expect(all).toContain(part);
  // What is wanted most comes first.
  if (width >= 80) expect(lines[0]).toMatch(/5% 1,462 of .* done · 2\.1\/s · 3 h 3 min to go/);
});

test('a terminal that becomes narrower gets lines that fit it', async () => {
  const output = Object.assign(new Output('terminal'), { columns: 100 });
  const display = showBatch('text', new Screen(output), Date.now);
  display.update(running, '');
  const before = output.text.length;
  output.columns = 50;
  output.emit('resize');
  await until(() => output.text.length > before + 200);
  const drawn = output.text.slice(before);
  display.stop();
  const after = drawn.split(/[\n\r]|(?=[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏])/);
  expect(Math.max(...after.map((line) => stringWidth(line)))).toBeLessThanOrEqual(49);
});

test('where CI runs, on a dumb terminal and in a pipe, lines come now and then instead', () => {
  const said = (output: Output, env: Record<string, string>) => {
    let now = 1_000_000;
    const display = showBatch('text', new Screen(output, env), () => now);
    for (let tick = 0; tick < 1_000; tick += 1) {
      display.update(running, '');
      now += 1_000;
    }
    display.stop();
    return output.text.split('tolk: 1,462 of').length - 1;
  };
  // A quarter of an hour: every five seconds at first, in the end every 45.
  expect(said(new Output('pipe'), {})).toBeGreaterThan(40);
  expect(said(new Output('pipe'), {})).toBeLessThan(90);
  expect(said(new Output('terminal'), { CI: 'true' })).toBeGreaterThan(40);
  expect(said(new Output('terminal'), { TERM: 'dumb' })).toBeGreaterThan(40);
  expect(said(new Output('terminal'), { CI: 'false' })).toBeLessThan(3);
});

test('what hangs is told instead of a time', () => {
  expect(describeStall({ calls: 3, longestMs: 95_000 }, 60)).toBe(
    '3 calls unanswered for up to 2 min: the LLM server is slow, or stuck; check it, or lower TOLK_CONCURRENCY',
  );
  expect(describeStall({ calls: 0, longestMs: 0 }, 40)).toBe(
    'no article has been finished for 40 s',
  );
  expect(describeStall({ calls: 0, longestMs: 0 }, null)).toBe('');
});

test('what is said on a terminal breaks between words, and not within a command', () => {
  const output = Object.assign(new Output('terminal'), { columns: 40 });
  const resume = 'tolk batch resume 2026-11-28-e4398d';
  new Screen(output).say(`tolk: Ctrl-C leaves it there, to be resumed with: ${resume}`);
  expect(output.text.trimEnd().split('\n')).toEqual([
    'tolk: Ctrl-C leaves it there, to be',
    'resumed with:',
    resume,
  ]);
});

test('a flag stays with its value, and not with the word after it', () => {
  const line = 'tolk: write it with --html report.html, or with --overwrite again and again';
  expect(wrapSaid(line, 34).split('\n')).toEqual([
    'tolk: write it with',
    '--html report.html, or with',
    '--overwrite again and again',
  ]);
  expect(wrapSaid('see tolk batch report 11-b --html report.html.', 44).split('\n')).toEqual([
    'see',
    'tolk batch report 11-b --html report.html.',
  ]);
  expect(wrapSaid('tolk batch report 11-b --html report.html', 32).split('\n')).toEqual([
    'tolk batch report 11-b',
    '--html report.html',
  ]);
});

test('columns are cut alike, at once, however wide and many they are', () => {
  const columns = [
    { head: 'id' },
    { head: 'title', wraps: true },
    { head: 'why', wraps: true },
  ] as const;
  const long = `${'woord '.repeat(20)}slot`;
  const [, rule] = renderTable(columns, [['a1', long, long]], 81).split('\n');
  expect(rule).toBe([2, 37, 38].map((room) => '─'.repeat(room)).join('  '));
  const rows = Array.from({ length: 150_000 }, () => ['a1', '', '']);
  expect(renderTable(columns, rows, 80).split('\n')).toHaveLength(150_002);
});

test('what follows a label is wrapped beside it', () => {
  const line = ' ok   redis          redis://127.0.0.1:6379, version 7.0.15, and more of it';
  expect(wrapSaid(line, 50).split('\n')).toEqual([
    ' ok   redis          redis://127.0.0.1:6379,',
    '                     version 7.0.15, and more of',
    '                     it',
  ]);
});

test('a table wraps words, counts wide characters, and puts below what has no room', () => {
  const columns = [
    { head: 'id' },
    { head: 'n', align: 'right' },
    { head: 'title', wraps: true },
  ] as const;
  const rows = [
    ['o37cbeybsnj7tsoe-0001', 12, 'ニュースの見出し en een lange kop met x\u0302 erin'],
  ];
  expect(renderTable(columns, rows, 60).split('\n')).toEqual([
    'id                      n  title',
    `${'─'.repeat(21)}  ──  ${'─'.repeat(33)}`,
    'o37cbeybsnj7tsoe-0001  12  ニュースの見出し en een lange kop',
    '                           met x\u0302 erin',
  ]);
  expect(renderTable(columns, rows, 36).split('\n').slice(3)).toEqual([
    'o37cbeybsnj7tsoe-0001  12',
    '    ニュースの見出し en een lange',
    '    kop met x\u0302 erin',
  ]);
});

test('a cell stays on its line, but for a text that has lines of its own', () => {
  const columns = [{ head: 'id' }, { head: 'title', wraps: true }] as const;
  const ended = ['a\n1', 'Een\u2028kop\r\n\r\nen\tmeer'];
  const [, , ...rows] = renderTable(columns, [ended], 60).split('\n');
  expect(rows).toEqual(['a 1  Een kop en meer']);
  const poem = { n: 1, nl: 'Een regel\nen nog een', en: 'A line\nand another', break: 0 };
  const screen = new Screen(Object.assign(new Output('terminal'), { columns: 80 }));
  const translation = { title: null, segments: [poem], gloss: false };
  expect(tabulateSideBySide(null, translation, screen).split('\n').slice(2)).toEqual([
    '1  Een regel   A line',
    '   en nog een  and another',
  ]);
});

test('a question', async () => {
  const stderr = new Output('terminal');
  const stdin = Object.assign(Readable.from(['y\n']), { isTTY: true });
  const { signal } = new AbortController();
  const io = new CommandIo({ env: {}, stdin, stdout: new Output('pipe'), stderr, signal });
  expect(await confirm({ what: `delete ${hostile}`, command: 'x' }, {}, io)).toBe(true);
  expect(stderr.text).toContain('delete');
  expect(acting.exec(stderr.text.replaceAll('\r', ''))).toBeNull();
});
