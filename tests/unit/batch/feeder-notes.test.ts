import { expect, test } from 'vitest';
import { type FeedContext, feedBatch } from '../../../src/batch/feeder.ts';
import { NoteCounter } from '../../../src/batch/note-counter.ts';
import type { CorpusEntry } from '../../../src/corpus/entry.ts';
import { TolkError } from '../../../src/errors.ts';
import { makeBatch, makeDefinition } from '../../support/definitions.ts';

const perPage = 100;
const entries = 250;

/** Feeds a corpus of which every entry is noted as it is read; returns what is stored with each page. */
async function feed(position: number) {
  const notes = new NoteCounter();
  const stored: number[] = [];
  const store = (counts: Readonly<Record<string, number>>) =>
    void stored.push(counts['note:mojibake'] ?? 0);
  async function* corpus(): AsyncGenerator<CorpusEntry> {
    for (let at = 1; at <= entries; at += 1) {
      notes.add({ kind: 'mojibake', place: `c:${at}` });
      const problem = new TolkError('article.empty', 'none');
      yield { place: `c:${at}`, load: () => Promise.reject(problem) };
    }
    notes.add({ kind: 'mojibake', place: 'the end' });
  }
  const batch = { ...makeBatch({ position }), definition: makeDefinition({}) };
  const context = {
    batches: {
      read: async () => batch,
      count: async (_: string, counts: Record<string, number>) => store(counts),
      finishFeeding: async () => {},
    },
    store: {
      acceptItems: async ({
        mark,
      }: {
        readonly mark: { readonly counts: Record<string, number> };
      }) => {
        store(mark.counts);
        return [];
      },
    },
    lease: { assertHeld: async () => {} },
    watermarks: { highItems: 1, highBytes: 1, lowShare: 1 },
    memory: { isFull: async () => false },
    gold: { articles: [] },
    rejects: null,
    onFeeding: () => {},
    onFull: () => {},
    bytesRead: () => 0,
    notes,
    signal: new AbortController().signal,
  };
  await feedBatch('b', corpus(), context as unknown as FeedContext);
  return stored;
}

test('notes are stored with the page of entries that they came with', async () => {
  expect(await feed(0)).toEqual([perPage, perPage, 50 + 1, 0]);
});

test('a resume stores only what comes after the entries that are stored', async () => {
  expect(await feed(200)).toEqual([50 + 1, 0]);
});
