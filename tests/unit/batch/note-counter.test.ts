import { expect, test } from 'vitest';
import { NoteCounter } from '../../../src/batch/note-counter.ts';
import { describeStoredNotes } from '../../../src/corpus/notes.ts';
import { parseBatchStats } from '../../../src/store/batch-stats.ts';

/** What a batch keeps of counts, added up. */
function stored(...pages: ReadonlyArray<Readonly<Record<string, number>>>) {
  const sums: Record<string, number> = {};
  for (const page of pages)
    for (const [name, count] of Object.entries(page)) sums[name] = (sums[name] ?? 0) + count;
  const hash = Object.entries(sums).map(([name, count]) => [name, String(count)]);
  return parseBatchStats(Object.fromEntries(hash)).notes;
}

test('notes of several pages add up, with the first place and the details of some kinds', () => {
  const counter = new NoteCounter();
  counter.add({ kind: 'date-kept', place: 'c.jsonl:2', detail: '"ca. 1900"' });
  counter.add({ kind: 'not-read', place: 'map/a.rtf', detail: '.rtf' });
  const first = counter.take();
  counter.add({ kind: 'date-kept', place: 'c.jsonl:7', detail: '"zomer"' });
  counter.add({ kind: 'not-read', place: 'map/b.rtf', detail: '.rtf' });
  counter.add({ kind: 'not-read', place: 'map/c.doc', detail: '.doc' });
  const notes = stored(first, counter.take());
  expect(notes).toEqual({
    'date-kept': { count: 2, first: 'c.jsonl:2: "ca. 1900"', details: {} },
    'not-read': { count: 3, first: 'map/a.rtf: .rtf', details: { '.rtf': 2, '.doc': 1 } },
  });
  expect(describeStoredNotes(notes)).toEqual([
    '2 dates could not be read; kept as meta, and the articles are read (first c.jsonl:2: "ca. 1900")',
    '3 files not read: 2 .rtf, 1 .doc',
  ]);
  expect(counter.take()).toEqual({});
});

test('what was stored by the run before is not counted again', () => {
  const counter = new NoteCounter();
  counter.add({ kind: 'mojibake', place: 'c.jsonl:1' });
  counter.drop();
  counter.add({ kind: 'mojibake', place: 'c.jsonl:9' });
  expect(stored(counter.take())).toEqual({
    mojibake: { count: 1, first: 'c.jsonl:9', details: {} },
  });
});

test('however much there is to say, little is kept', () => {
  const counter = new NoteCounter();
  for (let at = 0; at < 1_000; at += 1)
    counter.add({ kind: 'not-read', place: `${'map/'.repeat(200)}${at}`, detail: `.${at}` });
  const counts = counter.take();
  expect(Object.keys(counts).length).toBeLessThan(12);
  expect(Math.max(...Object.keys(counts).map((name) => name.length))).toBeLessThan(300);
  expect(stored(counts)['not-read']?.count).toBe(1_000);
});

test('a kind that only another version knows is told as it is', () => {
  expect(describeStoredNotes({ nieuw: { count: 3, first: 'a:1', details: {} } })).toEqual([
    'nieuw: 3 (first a:1)',
  ]);
});
