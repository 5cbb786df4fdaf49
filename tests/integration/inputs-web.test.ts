import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Article } from '../../src/article/schema.ts';
import { toSegments } from '../../src/article/segments.ts';
import { NoteTally } from '../../src/corpus/notes.ts';
import { listCorpus, readCorpus } from '../../src/corpus/read-corpus.ts';
import { TolkError } from '../../src/errors.ts';

/*
 * Pages and feeds in the shapes that Dutch sites give them, each with the articles that are expected
 * beside it: `portaal.html`, `portaal.json`.
 */

const folder = 'tests/fixtures/inputs/web';
const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));

type Expected = Readonly<Record<string, unknown>>;

function describe({ id, title, date, source, url, meta, ...rest }: Article): Expected {
  const segments = toSegments(rest).map(({ nl, layout }) => {
    const { kind, ...more } = layout ?? { kind: 'paragraph' };
    return Object.keys(more).length === 0 ? [kind, nl] : [kind, nl, more];
  });
  return { id, title, date, source, url, author: meta?.['author'] ?? null, segments };
}

async function read(name: string): Promise<{ found: Expected[]; notes: string[] }> {
  const found: Expected[] = [];
  const notes = new NoteTally();
  const corpus = readCorpus(await listCorpus([join(folder, name)]), {
    onNote: notes.add.bind(notes),
  });
  for await (const entry of corpus) {
    const told = await entry.load().then(describe, (error: unknown) => {
      const { code, message } = TolkError.from(error);
      return { problem: code, message };
    });
    found.push(told);
  }
  return { found, notes: notes.lines() };
}

test.each(files)('%s is read as it is meant', async (name) => {
  const path = join(folder, name.replace(/\.\w+$/, '.json'));
  const expected: Expected[] = [JSON.parse(readFileSync(path, 'utf8'))].flat();
  const { found } = await read(name);
  const none = { date: null, source: null, url: null, author: null };
  const wanted = expected.map((own) =>
    'problem' in own
      ? { problem: own['problem'], message: expect.stringContaining(String(own['message'])) }
      : { id: expect.any(String), ...none, ...own },
  );
  expect(found).toEqual(wanted);
});

test('what is left out is counted by its reason', async () => {
  expect((await read('gratis-krant.html')).notes).toEqual([
    '9 parts of pages are beside the article, left out: 3 sharing, 2 related, 1 byline, 1 credit, ' +
      '1 player, 1 advertisement',
  ]);
  expect((await read('wordpress.xml')).notes).toEqual([
    '3 items of an export are no published post or page, left out: 1 draft, 1 trash, 1 attachment',
  ]);
});
