import { open } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readTar } from '../../../src/corpus/read/archive.ts';
import { listCorpus, readCorpus } from '../../../src/corpus/read-corpus.ts';
import { TolkError } from '../../../src/errors.ts';
import { makeTar, makeZip } from '../../support/archives.ts';
import { temporaryFolder } from '../../support/tolk.ts';

const text = 'Het regent vandaag in Utrecht en in Zeist.';

/** What is read, and what is said of what is not. */
async function read(
  name: string,
  content: Uint8Array,
): Promise<{ bodies: string[]; said: string[] }> {
  const path = join(await temporaryFolder(), name);
  const file = await open(path, 'w');
  await file.write(content);
  await file.close();
  return readPath(path);
}

async function readPath(path: string): Promise<{ bodies: string[]; said: string[] }> {
  const bodies: string[] = [];
  const said: string[] = [];
  for await (const entry of readCorpus(await listCorpus([path]))) {
    try {
      bodies.push((await entry.load()).body);
    } catch (error) {
      said.push(TolkError.from(error).message.replace(/^.*?(?=[^/]*\.(?:tar|zip|tgz|gz|zst))/, ''));
    }
  }
  return { bodies, said };
}

describe('tar', () => {
  test('names that begin with ./ are read, hidden files are not, and none is said', async () => {
    const tar = await makeTar([
      [{ name: './', type: 'directory' }],
      [{ name: './a.txt' }, `${text} a`],
      [{ name: './map/./b.txt' }, `${text} b`],
      [{ name: './._a.txt' }, 'x'],
      [{ name: './.git/c.txt' }, 'x'],
    ]);
    expect(await read('a.tgz', zlib.gzipSync(tar))).toEqual({
      bodies: [`${text} a`, `${text} b`],
      said: [],
    });
  });

  test('each member against the rules is one reject, and the others are read', async () => {
    const tar = await makeTar([
      [{ name: 'a.txt' }, text],
      [{ name: '../b.txt' }, 'x'],
      [{ name: 'map/../../b.txt' }, 'x'],
      [{ name: '/etc/c.txt' }, 'x'],
      [{ name: 'd.txt', type: 'symlink', linkname: '/etc/passwd' }],
      [{ name: 'e.txt', type: 'link', linkname: 'a.txt' }],
      [{ name: 'f.txt', type: 'fifo' }],
      [{ name: 'g.txt', type: 'block-device' }],
      [{ name: 'z.txt' }, text],
    ]);
    const { bodies, said } = await read('a.tar', tar);
    expect(bodies).toEqual([text, text]);
    expect(said).toEqual([
      'a.tar/../b.txt: its name leads out of the archive',
      'a.tar/map/../../b.txt: its name leads out of the archive',
      'a.tar/etc/c.txt: its name leads out of the archive',
      'a.tar/d.txt: it is a link; only files are read',
      'a.tar/e.txt: it is a link; only files are read',
      'a.tar/f.txt: it is no file, but a device or the like',
      'a.tar/g.txt: it is no file, but a device or the like',
    ]);
  });

  test('a member that is too large loses only itself', async () => {
    const size = 976_564 * 512;
    const [large, rest] = [
      await makeTar([[{ name: 'groot.jsonl', size: 0 }]]),
      await makeTar([[{ name: 'b.txt' }, text]]),
    ];
    const header = Buffer.from(large.subarray(0, 512));
    header.write(`${size.toString(8).padStart(11, '0')} `, 124, 'latin1');
    header.write('        ', 148, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    const path = join(await temporaryFolder(), 'a.tar');
    const file = await open(path, 'w');
    await file.write(header, 0, 512, 0);
    // The content is a hole in the file.
    await file.write(rest, 0, rest.length, 512 + size);
    await file.close();
    const { bodies, said } = await readPath(path);
    expect(bodies).toEqual([text]);
    expect(said).toEqual(['a.tar/groot.jsonl: it is over 500,000,000 bytes; unpack it first']);
  });

  test('a name of any length is not held', async () => {
    const header = Buffer.from((await makeTar([[{ name: 'x', size: 0 }]])).subarray(0, 512));
    header.write('77777777777 ', 124, 'latin1');
    header.write('L', 156, 'latin1');
    header.write('        ', 148, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    let given = 0;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield header;
      for (; given < 1_000; given += 1) yield Buffer.alloc(65_536, 'x');
    }
    const entries = await Array.fromAsync(
      readTar({ name: 'a.tar', path: undefined, bytes }, () => (async function* () {})()),
    );
    await expect(entries[0]?.load()).rejects.toThrow(
      'the header of a member has 8,589,934,591 bytes',
    );
    expect(given).toBeLessThan(10);
  });
});

describe('zip', () => {
  test('each member against the rules is one reject, and the others are read', async () => {
    const zip = makeZip([
      { name: 'a.txt', content: text },
      { name: '../../evil.txt', content: 'x' },
      { name: '/abs.txt', content: 'x' },
      { name: 'C:\\x.txt', content: 'x' },
      { name: 'link.txt', content: '/etc/passwd', mode: 0o120_777 },
      { name: 'geheim.txt', content: 'x', isEncrypted: true },
      { name: './map/z.txt', content: text },
    ]);
    const { bodies, said } = await read('a.zip', zip);
    expect(bodies).toEqual([text, text]);
    expect(said).toEqual([
      'a.zip/../../evil.txt: its name leads out of the archive',
      'a.zip/abs.txt: its name leads out of the archive',
      'a.zip/C:/x.txt: its name leads out of the archive',
      'a.zip/link.txt: it is a link; only files are read',
      'a.zip/geheim.txt: it is encrypted; unpack it with its password first',
    ]);
  });

  test('a bomb is told by its sizes, and the others are read', async () => {
    const zip = makeZip([
      { name: 'bom.jsonl', content: Buffer.alloc(70_000_000) },
      { name: 'a.txt', content: text },
    ]);
    const { bodies, said } = await read('a.zip', zip);
    expect(bodies).toEqual([text]);
    expect(said).toEqual([
      expect.stringContaining('bom.jsonl: it unpacks to over 500 times its size'),
    ]);
  });

  test('archives within archives are read to a depth of three', async () => {
    let zip = makeZip([{ name: 'a.txt', content: text }]);
    for (const _ of ['b', 'c']) zip = makeZip([{ name: 'in.zip', content: zip }]);
    expect((await read('a.zip', zip)).bodies).toEqual([text]);
    zip = makeZip([
      { name: 'in.zip', content: zip },
      { name: 'b.txt', content: text },
    ]);
    const { bodies, said } = await read('a.zip', zip);
    expect(bodies).toEqual([text]);
    expect(said).toEqual([expect.stringContaining('archives within archives, deeper than 3')]);
  });
});

test.each([
  ['an empty tar', 'a.tar', Buffer.alloc(1_024)],
  ['an empty zip', 'a.zip', makeZip([])],
  ['a zip of hidden files', 'a.zip', makeZip([{ name: '.a.txt', content: text }])],
])('%s is said', async (_what, name, content) => {
  const { bodies, said } = await read(name, content);
  expect(bodies).toEqual([]);
  expect(said).toEqual([
    `${name}: no file in this archive that Tolk reads (hidden ones do not count)`,
  ]);
});

test.each([
  ['gzip', 'a.jsonl.gz', (bytes: Buffer) => zlib.gzipSync(bytes)],
  ['zstd', 'a.jsonl.zst', (bytes: Buffer) => zlib.zstdCompressSync(bytes)],
])('a bomb of %s ends early, and what was before it is read', async (_kind, name, compress) => {
  const line = Buffer.from(`${JSON.stringify({ body: text })}\n`);
  const { bodies, said } = await read(
    name,
    compress(Buffer.concat([line, Buffer.alloc(70_000_000)])),
  );
  expect(bodies).toEqual([text]);
  expect(said).toEqual([expect.stringContaining(`${name}: it unpacks to over 500 times its size`)]);
});
