import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/article/schema.ts';
import { NoteTally } from '../../../src/corpus/notes.ts';
import { listCorpus, readCorpus } from '../../../src/corpus/read-corpus.ts';
import { sniffFormat } from '../../../src/corpus/sniff.ts';
import { temporaryFolder } from '../../support/tolk.ts';

const dutch = 'De brug over het kanaal is maandag weer open voor het verkeer.';

describe('a file without a name that tells what it is, by its first bytes', () => {
  test.for<[string, ReturnType<typeof sniffFormat>]>([
    [`<!doctype html><p>${dutch}</p>`, 'html'],
    [`\ufeff\n<p>${dutch}</p>`, 'html'],
    ['<?xml version="1.0"?><rss/>', 'xml'],
    [`{"body": "${dutch}"}\n{"body": "${dutch}"}\n`, 'jsonl'],
    [`{\n  "body": "${dutch}"\n}`, 'json'],
    [`[\n  {"body": "${dutch}"}]`, 'json'],
    [`---\ntitle: Brug\n---\n${dutch}`, 'markdown'],
    [dutch, null],
    [`{${dutch}}`, null],
    [`[1] ${dutch}`, null],
    ['%PDF-1.7', 'pdf'],
    ['SQLite format 3\0', 'sqlite'],
    ['WARC/1.0\r\n', 'warc'],
    ['From jan@example.org Tue Mar 12 10:00:00 2024\nSubject: Brug\n', 'mbox'],
    ['Received: by a\r\n\tfrom b\r\nFrom: Jan <jan@example.org>\r\n\r\nDag', 'eml'],
    ['From: de brug\nTitle: Nieuws\n\nEr is nieuws.', null],
    ['', null],
  ])('%j', ([text, format]) => {
    expect(sniffFormat(Buffer.from(text), 'stdin')).toBe(format);
  });

  test.for([
    ['{\\rtf1 Brug}', /rich text/],
    ['1\n00:00:01,000 --> 00:00:04,000\nDe brug', /subtitles/],
    ['\xd0\xcf\x11\xe0\xa1\xb1', /old Microsoft Office/],
  ] as const)('%j is refused, with what to do', ([bytes, why]) => {
    expect(() => sniffFormat(Buffer.from(bytes, 'latin1'), 'a')).toThrow(why);
  });
});

test('what is piped is read as what it is', async () => {
  const piped = Buffer.from(`{"tekst": "${dutch}"}\n{"tekst": "${dutch} Echt."}\n`);
  const bodies: string[] = [];
  async function* stdin() {
    yield piped.subarray(0, 7);
    yield piped.subarray(7);
  }
  for await (const entry of readCorpus(await listCorpus(['-']), { stdin: stdin() }))
    bodies.push((await entry.load()).body);
  expect(bodies).toEqual([dutch, `${dutch} Echt.`]);
});

test('a folder says what in it is not read, and pictures are not missed', async () => {
  const folder = join(await temporaryFolder(), 'map');
  await mkdir(folder);
  const files = ['a.txt', 'b.rtf', 'c.rtf', 'd.wpd', 'foto.png', 'stijl.css'];
  for (const name of files) await writeFile(join(folder, name), dutch);
  const notes = new NoteTally();
  const listed = await listCorpus([folder], undefined, (note) => notes.add(note));
  expect(notes.lines()).toEqual(['3 files not read: 2 .rtf, 1 .wpd']);
  const articles: Article[] = [];
  for await (const entry of readCorpus(listed)) articles.push(await entry.load());
  expect(articles.map(({ body }) => body)).toEqual([dutch]);
});
