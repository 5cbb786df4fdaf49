import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { decoderOf } from '../../../src/article/encodings.ts';
import { defaultLimits } from '../../../src/article/schema.ts';
import type { CorpusFormat } from '../../../src/corpus/formats.ts';
import { readCorpus } from '../../../src/corpus/read-corpus.ts';

const signs = (encoding: string) =>
  decoderOf(encoding)?.decode(Uint8Array.from({ length: 256 }, (_, at) => at)) ?? '';
const encode = (text: string, encoding: string) =>
  Buffer.from([...text].map((sign) => signs(encoding).indexOf(sign)));

async function read(bytes: Uint8Array, format: CorpusFormat, encoding?: string) {
  const stdin = Readable.from([bytes.subarray(0, 31), bytes.subarray(31)]);
  const kinds: string[] = [];
  const bodies: string[] = [];
  const files = [{ path: '-', bytes: 0, modifiedMs: 0 }];
  const options = { limits: { ...defaultLimits, encoding }, format, stdin };
  for await (const entry of readCorpus(files, {
    ...options,
    onNote: ({ kind }) => kinds.push(kind),
  }))
    bodies.push((await entry.load()).body);
  return { bodies, kinds };
}

const sentence = 'De cafés in België zijn open.';
const jsonl = `{"tekst":"${sentence}"}\n{"tekst":"Eén ${sentence}"}\n`;
const csv = `titel;tekst\nBrug;${sentence}\n`;

test('lines in UTF-16 without a mark', async () => {
  const { bodies } = await read(Buffer.from(jsonl, 'utf16le'), 'jsonl');
  expect(bodies).toEqual([sentence, `Eén ${sentence}`]);
});

test('lines in CP850 are told by all of them together, once', async () => {
  expect(await read(encode(jsonl, 'cp850'), 'jsonl')).toEqual({
    bodies: [sentence, `Eén ${sentence}`],
    kinds: ['encoding'],
  });
});

test('rows in CP850 are told by their letters, and it is said', async () => {
  expect(await read(encode(csv, 'cp850'), 'csv')).toEqual({
    bodies: [sentence],
    kinds: ['encoding'],
  });
});

test('rows in UTF-16, big end first', async () => {
  const { bodies } = await read(Buffer.from(`\ufeff${csv}`, 'utf16le').swap16(), 'csv');
  expect(bodies).toEqual([sentence]);
});

test('the encoding that the user names', async () => {
  // ± is ñ in CP437, and neither says which it is.
  const { bodies } = await read(
    encode('Het kost ± 5 gulden in het dorp.', 'cp437'),
    'text',
    'cp437',
  );
  expect(bodies).toEqual(['Het kost ± 5 gulden in het dorp.']);
});
