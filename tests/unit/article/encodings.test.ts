import { describe, expect, test } from 'vitest';
import { decoderOf } from '../../../src/article/encodings.ts';
import { repairMojibake } from '../../../src/article/mojibake.ts';
import { decodeText, normalizeText } from '../../../src/article/text.ts';

/** The bytes of a text in an encoding with a byte a character. */
function encode(text: string, encoding: string): Buffer {
  const signs = decoderOf(encoding)?.decode(Uint8Array.from({ length: 256 }, (_, at) => at)) ?? '';
  const bytes = [...text].map((sign) => signs.indexOf(sign));
  if (bytes.includes(-1)) throw new Error(`${encoding} has no ${text[bytes.indexOf(-1)]}`);
  return Buffer.from(bytes);
}

function decode(bytes: Uint8Array) {
  const notes: string[] = [];
  const text = decodeText(bytes, 'nieuws.txt', ({ kind, detail }) =>
    notes.push(`${kind}: ${detail}`),
  );
  return { text, notes };
}

describe('an encoding that nothing names', () => {
  const texts = [
    'De cafés bij de coöperatie in België zijn open.',
    'Zij zei: “Geïnteresseerd in één café?” – ’s avonds is ’t dicht. CAFÉ DE LIÈGE.',
    'Über de façade van Curaçao: crème brûlée, señor, 10°C, ½ liter, § 3, «zo».',
    'Het kost 5 £, het is ’n ruïne, en Zoë heeft reünie.',
  ];
  test.each(texts)('Windows-1252: %s', (text) => {
    expect(decode(encode(text, 'windows-1252'))).toEqual({ text, notes: [] });
  });

  test('Mac Roman and CP850 are told by the letters in words', () => {
    const [text = '', quoted = ''] = texts;
    expect(decode(encode(text, 'macintosh'))).toEqual({ text, notes: ['encoding: macintosh'] });
    expect(decode(encode(quoted, 'macintosh')).text).toBe(quoted);
    expect(decode(encode(text, 'cp850'))).toEqual({ text, notes: ['encoding: cp850'] });
  });

  test('the euro of ISO-8859-15', () => {
    const text = 'Het kost € 5 in België.';
    expect(decode(encode(text, 'iso-8859-15'))).toEqual({ text, notes: ['encoding: iso-8859-15'] });
  });

  test.each(['utf-16le', 'utf-16be'])('%s without a mark', (encoding) => {
    const bytes = Buffer.from('De cafés zijn open.', 'utf16le');
    expect(decode(encoding === 'utf-16be' ? bytes.swap16() : bytes).text).toBe(
      'De cafés zijn open.',
    );
  });
});

test.each([
  ['<?xml version="1.0" encoding="iso-8859-15"?><p>België, 5 €</p>', 'iso-8859-15'],
  ['<html><head><meta charset="macintosh"></head><p>België, 5 £</p>', 'macintosh'],
  [
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=cp850"><p>één</p>',
    'cp850',
  ],
])('what HTML and XML declare: %s', (text, encoding) => {
  expect(decode(encode(text, encoding))).toEqual({ text, notes: [] });
});

describe('UTF-8 with wrong bytes', () => {
  test('stays UTF-8, and the bytes are read as Windows-1252', () => {
    const bytes = Buffer.concat([
      Buffer.from('De cafés in Belgi'),
      Buffer.from([0xeb, 0x20]),
      Buffer.from('één'),
    ]);
    expect(decode(bytes)).toEqual({
      text: 'De cafés in België één',
      notes: ['bad-bytes: 1 of 25'],
    });
  });

  test('that is cut off within a character', () => {
    const bytes = Buffer.from('De cafés in België').subarray(0, -1);
    expect(decode(bytes)).toEqual({ text: 'De cafés in Belgi', notes: ['bad-bytes: 1 of 19'] });
  });
});

describe('letters that were decoded wrongly before', () => {
  test.each([
    ['De cafÃ©s in BelgiÃ«', 'De cafés in België'],
    ['â€˜veelâ€™ kost â‚¬ 5 â€“ zegt hij', '‘veel’ kost € 5 – zegt hij'],
    ['ÃƒÂ©Ã©n', 'één'],
    ['de caf√©s in Belgi√´', 'de cafés in België'],
    ['de caf├®s in Belgi├½', 'de cafés in België'],
  ])('%s is %s', (written, text) => {
    expect(repairMojibake(written)).toMatchObject({ text });
  });

  test.each([
    '«CAFÉ» en ‘CAFÉ’',
    'ÀÉÏ “Ä“ Å',
    'château, voilà: “fête”',
    'π is geen √2',
    '5 ± ½ °C',
  ])('%s is right as it is', (text) => {
    expect(repairMojibake(text)).toEqual({ text, repaired: 0 });
  });
});

test.each([
  ['foto\u0092s kosten \u0080 5, zegt hij\u0085', 'foto’s kosten € 5, zegt hij…'],
  [
    'o\ufb03cieel, \ufb02at, \ufb01ets, \u0132sselmeer, b\u0133',
    'officieel, flat, fiets, IJsselmeer, bij',
  ],
  ['de brug\u000bover het kanaal', 'de brug over het kanaal'],
  ['bij het dorp.\u000cEr komt', 'bij het dorp.\nEr komt'],
  ['m² en 10⁶', 'm² en 10⁶'],
])('%j becomes %j', (written, text) => {
  expect(normalizeText(written)).toBe(text);
});
