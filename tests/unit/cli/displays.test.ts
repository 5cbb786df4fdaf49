import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BatchProgress } from '../../../src/batch/progress.ts';
import { CommandIo } from '../../../src/cli/io.ts';
import { showBatch } from '../../../src/cli/output/batch.ts';
import { showProgress } from '../../../src/cli/output/progress.ts';
import { tabulateResults } from '../../../src/cli/output/tables.ts';
import { confirm } from '../../../src/cli/run/confirm.ts';
import { Screen } from '../../../src/cli/screen.ts';
import { acting, hostile, Output } from '../../support/terminal.ts';
import { until } from '../../support/until.ts';

/* What is redrawn in place writes to the terminal itself: the texts in it must be inert already. */

// Where CI runs, or in a dumb terminal, nothing is redrawn.
beforeEach(() => void vi.stubEnv('CI', undefined).stubEnv('TERM', 'xterm'));
afterEach(() => void vi.unstubAllEnvs());

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

test('the bar of a batch, its note, and what is said above it', async () => {
  const output = new Output('terminal');
  const display = showBatch('text', new Screen(output), Date.now);
  const progress = { done: 1, failed: 0, rejected: 0, unfinished: 1, total: 2, costUsd: 0 };
  display.update(
    { ...progress, failures: {}, maxCostUsd: null } as BatchProgress,
    `note ${hostile}`,
  );
  display.say(`said ${hostile}`);
  await until(() => output.text.includes('note') && output.text.includes('said'));
  display.stop();
  // The bar itself goes back to the beginning of its line.
  expect(acting.exec(output.text.replaceAll('\r', ''))).toBeNull();
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
