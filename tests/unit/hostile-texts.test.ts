import { expect, test } from 'vitest';
import { toBody } from '../../src/article/layout.ts';
import { parseTextArticle } from '../../src/article/parse.ts';
import { joinPages, splitPlainText } from '../../src/article/plain-text.ts';
import { splitSentences } from '../../src/article/sentences.ts';
import { toPlainHtml } from '../../src/corpus/html/wordpress.ts';
import { htmlToBlocks } from '../../src/corpus/html.ts';
import { readFeedItems } from '../../src/corpus/read/feed-items.ts';
import { markdownBlocks } from '../../src/corpus/read/markdown-blocks.ts';
import { sniffFormat } from '../../src/corpus/sniff.ts';
import { inertLine } from '../../src/inert.ts';
import { withoutEcho } from '../../src/llm/http/errors/server-words.ts';
import { findQuote } from '../../src/verify/quote.ts';

/*
 * Each of these took seconds, minutes or for ever: a pattern that was tried again from every character,
 * a text that was copied for every piece added to it, a list that was searched for each of its members.
 */

const size = 199_000;
/** A text again and again, up to the size of an article. */
const full = (text: string): string => text.repeat(Math.floor(size / text.length));
const whole = { maxBytes: 1_000_000, maxSegments: 1_000_000 };
/** What is not compiled yet, on a machine that does other things as well; without the mend it is ten times this and more. */
const maxCpuMs = 1_500;

const works: Readonly<Record<string, () => unknown>> = {
  'pages of nothing': () => joinPages(full('\f')),
  'pages of a line': () => joinPages(full('Kop\nwoord\n\f')),
  'a line of quotation marks': () => splitPlainText(`${full('”')}x\nEen zin.`),
  'a line of dashes': () => joinPages(`${full(' ')}x\n\f${full('- ')}x`),
  'more lines than there are arguments': () =>
    parseTextArticle(Buffer.from('a b\n'.repeat(200_000)), 'a.txt', whole),
  'white space in code': () =>
    toBody([{ text: `a${full(' ')}x`, layout: { kind: 'code', language: null } }]),
  'initials without an end': () => splitSentences(full('A. ')),
  'a quote that is looked for in a long text': () => findQuote(full('woord '), 'woord woord nee'),
  'a quote of quotation marks': () => findQuote('nee', `x${full("'")}x`),
  'pictures of emoji': () => htmlToBlocks(`<p><img alt="${'🦰'.repeat(500)}x"></p>`, 'a.html'),
  'comments before a page': () => sniffFormat(Buffer.from(`${'<!-- -->'.repeat(400)}x`), 'a'),
  'captions that never end': () => toPlainHtml(full('[caption]')),
  'shortcodes that never end': () => toPlainHtml(full('[gallery ')),
  'code that never ends': () => toPlainHtml(`a\n\nb${full('<pre ')}`),
  'comments that never end': () => toPlainHtml(`a\n\nb${full('<!--')}`),
  'sections of data that never end': () => readFeedItems(`<rss>${full('<![CDATA[')}`),
  'lines of another kind in Markdown': () => markdownBlocks(`${full('\u2028')}x`, () => []),
  'white space on one line': () => inertLine(`${full('\t')}x`),
  'what a server repeats': () => withoutEcho(full('woord ').slice(0, 20_000), [full('woord ')]),
  'backslashes that a server repeats': () => withoutEcho('x', [`${full('\\')}x`]),
};

test.each(Object.entries(works))('%s take no more time than other texts', (_, work) => {
  const began = process.threadCpuUsage().user;
  work();
  expect((process.threadCpuUsage().user - began) / 1_000).toBeLessThan(maxCpuMs);
});
