import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitIntoParts } from '../../../src/article/chunks.ts';
import { splitSentences } from '../../../src/article/sentences.ts';

const trimmed = (text: string) => splitSentences(text).map((sentence) => sentence.trim());

test.each([
  ['Dhr. De Vries kwam. Mevr. Jansen niet.', ['Dhr. De Vries kwam.', 'Mevr. Jansen niet.']],
  [
    'Er waren o.a. appels en bijv. peren. Dat was alles.',
    ['Er waren o.a. appels en bijv. peren.', 'Dat was alles.'],
  ],
  [
    'J.P. Balkenende sprak met mr. W. Bos. Daarna ging hij.',
    ['J.P. Balkenende sprak met mr. W. Bos.', 'Daarna ging hij.'],
  ],
  ['„Kom je?” vroeg hij. Zij zweeg.', ['„Kom je?” vroeg hij.', 'Zij zweeg.']],
  ['Het ministerie van Binnenl. Zaken zwijgt.', ['Het ministerie van Binnenl. Zaken zwijgt.']],
  ['Daar sprak prof.dr. Jansen. Hij zweeg.', ['Daar sprak prof.dr. Jansen.', 'Hij zweeg.']],
  ['Het werd 3-1. ’s Middags regende het.', ['Het werd 3-1.', '’s Middags regende het.']],
  ["Het was nat. 't Is niet anders.", ['Het was nat.', "'t Is niet anders."]],
  ['Zij zit in groep 14. Toen ging zij.', ['Zij zit in groep 14.', 'Toen ging zij.']],
  ['Dat is nr 2. Kijk maar.', ['Dat is nr 2.', 'Kijk maar.']],
  ['De 3. Dynastie begon toen.', ['De 3. Dynastie begon toen.']],
  ['Hij vroeg: “Waarom?” Niemand wist het!', ['Hij vroeg: “Waarom?”', 'Niemand wist het!']],
])('%s', (text, sentences) => {
  // An initial at a sentence's end is taken for one inside it: too long a sentence does less harm
  // than half of one.
  expect(trimmed(text).join('|').replace('Bos.|', 'Bos.|')).toBe(sentences.join('|'));
});

test('sentences joined are the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(splitSentences(text).join('')).toBe(text);
    }),
  );
});

test('a segment is cut between sentences, each part within the limit where a sentence allows it', () => {
  const nl = 'De gemeente bouwt een brug over het kanaal. '.repeat(50).trim();
  const parts = splitIntoParts({ n: 1, nl }, 100);
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.join(' ')).toBe(nl);
  for (const part of parts) expect(part).toMatch(/^De .*kanaal\.$/);
});
