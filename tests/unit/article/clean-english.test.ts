import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanEnglish } from '../../../src/article/clean-english.ts';

test.each([
  ['NUL', 'The\u0000 bridge', 'The bridge'],
  ['other control characters', 'The\u0007 bridge\u001b\u007f', 'The bridge'],
  ['characters of Windows', '\u0093Open\u0094, it\u0092s said', '“Open”, it’s said'],
  ['half a pair', 'The \ud83d bridge\udc00', 'The  bridge'],
  ['zero width', 'Zwol\u200ble\ufeff is\u2060 open', 'Zwolle is open'],
  ['a soft hyphen', 'Zwol\u00adle', 'Zwolle'],
  ['marks of direction', '\u202eopen\u202c \u2066a\u2069\u200e\u200f', 'open a'],
  ['a joiner in a word', 'Zwol\u200dle \u200c open', 'Zwolle  open'],
  ['hidden tags', 'open\u{e0049}\u{e0067}', 'open'],
  ['odd spaces', '10\u00a0km\u2009and\u3000more\tnow', '10 km and more now'],
  ['odd line ends', 'one\r\ntwo\u2028three', 'one\ntwo\nthree'],
  [
    'entities',
    'Jan&#39;s &amp; Piet&rsquo;s caf&eacute;, &euro;&nbsp;5',
    "Jan's & Piet’s café, € 5",
  ],
  ['entities of entities', 'Jan&amp;#39;s', "Jan's"],
  ['an entity of nothing', 'a&#8203;b', 'ab'],
  ['a decomposed accent', 'cafe\u0301', 'café'],
])('%s is cleaned', (_, english, clean) => {
  expect(cleanEnglish(english, 'De brug')).toBe(clean);
});

test.each([
  ['an emoji of several', 'A 👨‍👩‍👧 and 👩🏽‍🚒 and 🏳️‍🌈'],
  ['the flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['Persian', 'می‌خواهم'],
  ['Hindi', 'क्‍ष'],
  ['accents and dashes', 'Café – “open” since ’s-Hertogenbosch… €5'],
  ['line breaks', 'one\ntwo'],
  ['two spaces', 'one.  Two'],
  ['what is no entity', 'R&D; AT&T & more &unknown; a&b'],
])('%s stays', (_, english) => {
  expect(cleanEnglish(english, 'De brug')).toBe(english);
});

test('an entity that stands in the Dutch stays', () => {
  const english = 'Write &amp; for &#38;, and it&#39;s done';
  expect(cleanEnglish(english, 'Schrijf &amp; voor &#38;')).toBe(
    "Write &amp; for &#38;, and it's done",
  );
});

test('what nobody sees, but stands in the Dutch, stays', () => {
  const dutch = 'De \u202egurb\u202c is open';
  expect(cleanEnglish('The \u202eegdirb\u202c is\u200b open', dutch)).toBe(
    'The \u202eegdirb\u202c is open',
  );
});

test('clean text is clean', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (english) => {
      const once = cleanEnglish(english, '');
      expect(once).not.toMatch(/(?!\n)\p{Cc}|\u200b|\ufeff/u);
      expect(once.isWellFormed()).toBe(true);
    }),
  );
});
