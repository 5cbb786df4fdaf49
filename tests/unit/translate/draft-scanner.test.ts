import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DraftScanner } from '../../../src/translate/draft-scanner.ts';

type Found = ReadonlyArray<readonly [number, string]>;

function scan(pieces: readonly string[]): Found {
  const found: Array<readonly [number, string]> = [];
  const scanner = new DraftScanner((n, en) => found.push([n, en]));
  for (const piece of pieces) scanner.feed(piece);
  return found;
}

/** The text in pieces, cut at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...places, text.length].map((at) => at % (text.length + 1)).sort((a, b) => a - b);
  return ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end));
}

const english = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .map((text) => `x${text}{"n": 2, "en": "\\"}`);
const segments = fc.array(fc.record({ n: fc.integer({ min: 1, max: 999 }), en: english }));

test('every segment is found, however the answer is cut and laid out', () => {
  fc.assert(
    fc.property(
      segments,
      fc.option(fc.string(), { nil: null }),
      fc.constantFrom(0, 2),
      fc.array(fc.nat()),
      (list, title, indent, places) => {
        const text = JSON.stringify({ title, segments: list }, null, indent);
        expect(scan(cut(text, places))).toEqual(list.map(({ n, en }) => [n, en.trim()]));
      },
    ),
  );
});

test('numbered texts are found in a list, and nowhere else', () => {
  fc.assert(
    fc.property(segments, fc.string(), fc.array(fc.nat()), (list, quoted, places) => {
      const text = JSON.stringify({
        title: `[1] ${quoted}`,
        segments: list.map(({ n, en }) => `[${n}] ${en}`),
        summary: { headline: '[2] No.', bullets: [{ text: '[3] No.', segments: [1] }] },
      });
      expect(scan(cut(text, places))).toEqual(list.map(({ n, en }) => [n, en.trim()]));
    }),
  );
});

test.each<[string, string]>([
  ['a fence', '```json\n{"segments":[{"n":1,"en":"Yes."}]}\n```'],
  ['a list', '[{"n":"1","en":"Yes."}]'],
  ['a wrapper', '\n {"answer":{"segments":[{"en":"Yes.","n":1}]}}'],
  ['thoughts', '<think>Try {"n":1,"en":"No."}</think>\n{"segments":[{"n":1,"en":"Yes."}]}'],
  ['thoughts without a beginning', 'Try {"n":1,"en":"No."}\n</think>[{"n":1,"en":"Yes."}]'],
  [
    'thoughts of gpt-oss',
    '<|channel|>analysis<|message|>{"n":1,"en":"No."}<|channel|>final<|message|>{"n":1,"en":"Yes."}',
  ],
])('a segment is found in %s, and nothing else', (_, text) => {
  expect(scan([...text])).toEqual([[1, 'Yes.']]);
  expect(scan([text])).toEqual([[1, 'Yes.']]);
});

test.each([
  ['thoughts that do not end', 'Well, {"n":1,"en":"No."} or {"n":1,"en":"Oh."}'],
  ['an object that is not closed', '{"segments":[{"n":1,"en":"Ye'],
  ['something else', '{"a":{"n":"one","en":"x"},"b":{"n":1},"c":{"n":1,"en":""}}'],
])('no segment is found in %s', (_, text) => {
  expect(scan([...text])).toEqual([]);
});
