import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { prepareArticle } from '../../src/article/prepare.ts';
import type { Article } from '../../src/article/schema.ts';
import { LineFile } from '../../src/batch/line-file.ts';
import { readBoundedFile, readBoundedFileSync } from '../../src/bounded-file.ts';
import { parseJson } from '../../src/corpus/read/jsonl.ts';
import { readTmx } from '../../src/corpus/read/tmx.ts';
import { listCorpus, readCorpus } from '../../src/corpus/read-corpus.ts';
import { TolkError } from '../../src/errors.ts';
import { readGlossaryFile } from '../../src/glossary/file.ts';
import { readBoundedJson } from '../../src/llm/bounded-json.ts';
import { FileNames, safeFileName } from '../../src/render/file-name.ts';
import { decompress } from '../../src/store/compress.ts';
import { writeWholeFile } from '../../src/whole-file.ts';
import { temporaryFolder } from '../support/tolk.ts';

async function write(name: string, content: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

/** The articles of a corpus, and what is said of the others. */
async function read(path: string) {
  const articles: Article[] = [];
  const said: string[] = [];
  for await (const entry of readCorpus(await listCorpus([path])))
    await entry.load().then(
      (article) => articles.push(article),
      (error: TolkError) => said.push(`${error.code} ${error.message}`),
    );
  return { articles, said };
}

const caught = (work: () => unknown): TolkError => {
  try {
    work();
  } catch (error) {
    return TolkError.from(error);
  }
  throw new Error('nothing was thrown');
};

describe('numbers and depth of JSON', () => {
  test('a number that JavaScript cannot hold is the text it was written as', () => {
    const text =
      '{"a":12345678901234567890,"b":1e309,"c":-1e400,"d":0.12345678901234567,"e":12,"f":9007199254740991}';
    expect(parseJson(text, 'x')).toEqual({
      a: '12345678901234567890',
      b: '1e309',
      c: '-1e400',
      d: 0.12345678901234566,
      e: 12,
      f: 9007199254740991,
    });
  });

  test('two long ids stay two, and an article with a huge number is kept', async () => {
    const rows = ['12345678901234567890', '12345678901234567891'];
    const path = await write(
      'a.jsonl',
      rows.map((id) => `{"id":${id},"body":"Het regent in Zeist.","n":1e999}\n`).join(''),
    );
    const { articles, said } = await read(path);
    expect(said).toEqual([]);
    expect(articles.map(({ id, meta }) => [id, meta])).toEqual(
      rows.map((id) => [id, { n: '1e999' }]),
    );
  });

  test('lists within lists, as deep as they may be, are one reject', async () => {
    const deep = `${'['.repeat(60_000)}1${']'.repeat(60_000)}`;
    const path = await write(
      'a.jsonl',
      `{"id":1234567890123456789,"x":${deep},"body":"x"}\n{"body":"Het regent in Zeist."}\n`,
    );
    const { articles, said } = await read(path);
    expect(articles).toHaveLength(1);
    expect(said).toEqual([expect.stringMatching(/a\.jsonl:1: .*(too deep|too large)/)]);
  });

  test('meta is no place for documents', () => {
    let meta: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) meta = { meta };
    const body = 'Het regent.';
    expect(caught(() => prepareArticle({ body, meta: { meta } }))).toMatchObject({
      code: 'article.invalid',
      message: expect.stringContaining('deeper than 50'),
    });
    expect(caught(() => prepareArticle({ body, meta: { a: 'x'.repeat(200_000) } }))).toMatchObject({
      code: 'article.invalid',
      message: expect.stringContaining('"meta" is 200,008 bytes'),
    });
    const { title, source } = prepareArticle({
      title: 'a\u202eb\ud800',
      source: 'c\u001b[2J\nd',
      body,
    });
    expect([title, source]).toEqual(['ab', 'c[2J d']);
  });
});

describe('glossaries', () => {
  const aliases = Array.from({ length: 9 }, (_, at) => `- &a${at + 1} [${`*a${at},`.repeat(9)}]`);

  test.each([
    ['too many aliases', 'a.yaml', `- &a0 [x]\n${aliases.join('\n')}\n`],
    ['too deep', 'a.yaml', `${'['.repeat(20_000)}`],
    ['no YAML', 'a.yaml', '- term: [x\n'],
    ['no CSV', 'a.csv', 'term,rendering\n"x,y\n'],
  ])('%s', async (_what, name, content) => {
    const path = await write(name, content);
    expect(caught(() => readGlossaryFile(path))).toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining(`TOLK_GLOSSARY_FILE: ${path}`),
    });
  });

  test('a file without end', () => {
    expect(caught(() => readGlossaryFile('/dev/zero')).message).toContain('over 20,000,000 bytes');
  });
});

describe('TMX', () => {
  const unit = (nl: string) =>
    `<tu><tuv xml:lang="nl"><seg>${nl}</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>`;
  const pairs = (text: string) =>
    Array.fromAsync(
      readTmx({ name: 'a.tmx', path: undefined, bytes: () => Readable.from([Buffer.from(text)]) }),
    );

  test('a segment of any length is no pair, and the others are', async () => {
    const text = `<tmx><body>${unit('a'.repeat(300_000))}${unit('Het regent.')}</body></tmx>`;
    expect((await pairs(text)).map(({ nl }) => nl)).toEqual(['Het regent.']);
  });

  test('tags without end, or within each other, are refused', async () => {
    await expect(pairs(`<tmx>${'<a>'.repeat(1_000)}`)).rejects.toThrow('deeper than 100');
    const bytes = async function* () {
      yield Buffer.from('<tmx x="');
      for (let at = 0; at < 100; at += 1) yield Buffer.alloc(1_000_000, 'x');
    };
    const reading = Array.fromAsync(readTmx({ name: 'a.tmx', path: undefined, bytes }));
    await expect(reading).rejects.toThrow('a text or tag of over 16,000,000 bytes');
  });
});

test('a record unpacks to what a record can have, and no further', () => {
  const packed = zlib.zstdCompressSync(JSON.stringify(' '.repeat(70_000_000)));
  expect(caught(() => decompress(packed, z.string(), 'result:x'))).toMatchObject({
    code: 'store.corrupt',
    message: expect.stringContaining('result:x in Redis cannot be read'),
    cause: expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }),
  });
});

test('a list of models without end is not read', async () => {
  let sent = 0;
  const server = createServer((_, response) => {
    const timer = setInterval(() => {
      sent += 500_000;
      response.write('x'.repeat(500_000));
    }, 1);
    response.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/v1/models`);
  await expect(readBoundedJson(answer)).rejects.toThrow('over 2000000 bytes');
  expect(sent).toBeLessThan(60_000_000);
  server.closeAllConnections();
  server.close();
});

test('a file is read as far as it may be', async () => {
  const path = await write('a.txt', 'twaalf bytes');
  expect(readBoundedFileSync(path, 12).toString()).toBe('twaalf bytes');
  expect((await readBoundedFile(path, 12)).toString()).toBe('twaalf bytes');
  expect(() => readBoundedFileSync(path, 11)).toThrow('over 11 bytes');
  await expect(readBoundedFile('/dev/zero', 1_000_000)).rejects.toThrow('over 1,000,000 bytes');
});

describe('what the system refuses is named for what it is', () => {
  test('a full disk', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'uit.jsonl');
    await symlink('/dev/full', path);
    const file = await LineFile.open(path, 0);
    await expect(file.append([{ a: 1 }])).rejects.toMatchObject({
      code: 'disk.full',
      message: `${path}: the disk is full; make room (ENOSPC)`,
      fault: 'user',
    });
    await file.close();
  });

  test.each([
    ['a folder in its place', 'map', 'file.unusable', 'EISDIR'],
    ['a file for a folder', 'bestand/x', 'file.unusable', 'ENOTDIR'],
    ['a folder that is not there', 'weg/x', 'file.unusable', 'ENOENT'],
    ['a name that is too long', 'x'.repeat(300), 'file.unusable', 'ENAMETOOLONG'],
  ])('%s', async (_what, name, code, system) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'map'));
    await writeFile(join(folder, 'bestand'), 'x');
    const path = join(folder, name);
    await expect(writeWholeFile(path, 'x')).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`(${system})`),
    });
    await expect(writeWholeFile(path, 'x')).rejects.toThrow(`${path}: `);
  });

  test.each([
    ['EDQUOT', 'write', 'disk.full'],
    ['EROFS', 'open', 'file.forbidden'],
    ['EACCES', 'mkdir', 'file.forbidden'],
    ['EMFILE', 'open', 'system.exhausted'],
    ['EAGAIN', 'spawn node', 'system.exhausted'],
    ['ENOENT', 'connect', 'internal'],
    ['EACCES', 'listen', 'internal'],
  ])('%s of %s', (code, syscall, expected) => {
    const error = Object.assign(new Error(code), { code, syscall, path: '/x' });
    expect(TolkError.from(error).code).toBe(expected);
  });
});

describe('file names', () => {
  test.each([
    ['../../etc/passwd', '__.._etc_passwd'],
    ['..', '_'],
    ['.verborgen', '_verborgen'],
    ['-rf', '_rf'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['COM1', '_COM1'],
    ['a:b\\c*?"<>|', 'a_b_c______'],
    ['eind. . ', 'eind_'],
    ['a\u0000b\u202ec\n', 'a_b_c_'],
    ['', '_'],
    ['Gewoon artikel 2', 'Gewoon artikel 2'],
  ])('%j', (text, name) => expect(safeFileName(text)).toBe(name));

  test('at most so many bytes, in whole characters', () => {
    const name = safeFileName('é👍'.repeat(200));
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name.isWellFormed()).toBe(true);
  });

  test('no two are the same to a file system that does not tell them apart', () => {
    const names = new FileNames();
    const wanted = [
      'Café',
      'cafe\u0301',
      'CAFÉ',
      'straße',
      'STRASSE',
      'x'.repeat(400),
      'x'.repeat(500),
    ];
    const taken = wanted.flatMap((name) => [names.take(name, 'id'), names.take(name, 'id')]);
    const folded = taken.map((name) => name.normalize('NFC').toUpperCase());
    expect(new Set(folded).size).toBe(taken.length);
    expect(Math.max(...taken.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(200);
  });
});
