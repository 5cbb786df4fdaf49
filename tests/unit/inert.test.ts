import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TolkError } from '../../src/errors.ts';
import { inertJson, inertLine, inertText } from '../../src/inert.ts';
import { codeSpan, escapeMarkdown, markdownLink } from '../../src/render/markdown.ts';
import { bold, joinLines } from '../../src/render/terminal.ts';
import { isWebAddress } from '../../src/web-address.ts';

const acting = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Texts full of what terminals act on. */
const anyText = fc.string({ unit: 'binary' });

describe('terminals and messages', () => {
  test('control characters and marks of direction go; words, tabs and line ends stay', () => {
    expect(inertText('a\u001b[2Jb\u009b1m\r\nc\td\u202ee\u2028f\rg\b')).toBe(
      'a[2Jb1m\nc\tde\nf\ng',
    );
    expect(inertLine('een\n\n  twee\tdrie\r')).toBe('een twee drie ');
    expect(inertText('Ålesund, ‘Šiauliai’ — 日本語 👩‍🚒')).toBe(
      'Ålesund, ‘Šiauliai’ — 日本語 👩‍🚒',
    );
  });

  test('nothing acts, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(acting.test(inertText(text))).toBe(false);
        expect(/[\n\t]/.test(inertLine(text))).toBe(false);
        expect(acting.test(new TolkError('internal', text).message)).toBe(false);
      }),
    );
  });

  test('only our own colours show, and only where they are wanted', () => {
    const lines = [bold('Kop \u001b[31m'), ['a', bold('b')]];
    expect(joinLines(lines, { colours: false })).toBe('Kop [31m\nab');
    expect(joinLines(lines, { colours: true })).toBe(
      '\u001b[1mKop [31m\u001b[22m\na\u001b[1mb\u001b[22m',
    );
  });
});

describe('JSON', () => {
  test('is inert, on one line, well-formed, and the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (value, text) => {
        const json = inertJson(JSON.stringify({ value, text }));
        expect(acting.test(json)).toBe(false);
        expect(json.includes('\n')).toBe(false);
        expect(json.isWellFormed()).toBe(true);
        const read = JSON.parse(json);
        expect(read.text).toBe(text.toWellFormed());
      }),
    );
  });

  test('half a pair becomes a replacement character; a backslash before its name stays text', () => {
    const json = inertJson(JSON.stringify({ '\ud800': '\udc00\ud800 \\ud800 \\\ud800 👍' }));
    expect(JSON.parse(json)).toEqual({ '\ufffd': '\ufffd\ufffd \\ud800 \\\ufffd 👍' });
  });
});

describe('Markdown', () => {
  test.each([
    ['# Kop', '\\# Kop'],
    ['Kop #', 'Kop \\#'],
    ['C# en F#', 'C# en F#'],
    [
      '- een\n+ twee\n* drie\n1. vier\n2) vijf',
      '\\- een\n\\+ twee\n\\* drie\n1\\. vier\n2\\) vijf',
    ],
    ['Kop\n---', 'Kop\n\\---'],
    ['Kop\n===', 'Kop\n\\==='],
    ['    code', 'code'],
    ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
    ['[klik](javascript:alert(1))', '\\[klik\\](javascript:alert(1))'],
    ['![x](http://spion.example/p.png)', '!\\[x\\](http://spion.example/p.png)'],
    ['a | b\n--|--', 'a \\| b\n\\--\\|--'],
    ['kop\n:-', 'kop\n\\:-'],
    ['`x` **y** _z_ ~~w~~', '\\`x\\` \\*\\*y\\*\\* \\_z\\_ \\~\\~w\\~\\~'],
    ['R&D &lt;b&gt; &#60;', 'R&D \\&lt;b\\&gt; \\&#60;'],
    ['1.250 en 3,5% – 12-jarige (x)', '1.250 en 3,5% – 12-jarige (x)'],
    ['a\\', 'a\\\\'],
  ])('%j reads as it is written', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  test('links go to the web only', () => {
    expect(markdownLink('https://a.example/b?c=<d>')).toBe('<https://a.example/b?c=%3Cd%3E>');
    expect(markdownLink('javascript:alert(1)')).toBe('javascript:alert(1)');
    expect(codeSpan('a`b``c')).toBe('``` a`b``c ```');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://a.example',
    'http:x',
    '//a.example',
    'https://a.example/\u202e',
    'geen',
  ])('%j is no address of the web', (address) => expect(isWebAddress(address)).toBe(false));
});
