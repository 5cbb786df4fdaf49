import { expect, test } from 'vitest';
import { readColumns } from '../../src/article/columns.ts';
import { toBody } from '../../src/article/layout.ts';
import { joinPages } from '../../src/article/pages.ts';
import { parseText } from '../../src/article/parse.ts';
import { endsSentence } from '../../src/article/plain-text.ts';
import { prepareArticle } from '../../src/article/prepare.ts';
import { checkSummaryGround } from '../../src/check/summary.ts';
import type { Finding } from '../../src/contract.ts';
import { toPlainHtml } from '../../src/corpus/html/wordpress.ts';
import { htmlToBlocks } from '../../src/corpus/html.ts';
import { nameColumns } from '../../src/corpus/read/csv-header.ts';
import { readFeedItems } from '../../src/corpus/read/feed-items.ts';
import { markdownBlocks } from '../../src/corpus/read/markdown-blocks.ts';
import { sniffFormat } from '../../src/corpus/sniff.ts';
import { createGlossary } from '../../src/glossary/glossary.ts';
import { inertLine } from '../../src/inert.ts';
import { withoutEcho } from '../../src/llm/http/errors/server-words.ts';
import { glossText } from '../../src/sandbox/gloss.ts';
import { findSummaryProblems } from '../../src/summarise/prompt.ts';
import { isAccepted } from '../../src/translate/accept-edit.ts';
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
  'columns of a word': () => readColumns(full(`${'woord '.repeat(5)}   ${'woord '.repeat(5)}\n`)),
  'gaps in a line': () => readColumns(full('a   ')),
  'pages of a line': () => joinPages(full('Kop\nwoord\n\f')),
  'a line of quotation marks': () => endsSentence(`${full('”')}x`),
  'a line of dashes': () => joinPages(`${full(' ')}x\n\f${full('- ')}x`),
  'more lines than there are arguments': () =>
    prepareArticle(parseText(Buffer.from('a b\n'.repeat(200_000)), 'a.txt', whole), 'a.txt', whole),
  'white space in code': () =>
    toBody([{ text: `a${full(' ')}x`, layout: { kind: 'code', language: null } }]),
  'a quote that is looked for in a long text': () => findQuote(full('woord '), 'woord woord nee'),
  'a quote of quotation marks': () => findQuote('nee', `x${full("'")}x`),
  'pictures of emoji': () => htmlToBlocks(`<p><img alt="${'🦰'.repeat(500)}x"></p>`, 'a.html'),
  'comments before a page': () => sniffFormat(Buffer.from(`${'<!-- -->'.repeat(400)}x`), 'a'),
  'captions that never end': () => toPlainHtml(full('[caption]').repeat(2)),
  'shortcodes that never end': () => toPlainHtml(full('[gallery ')),
  'code that never ends': () => toPlainHtml(`a\n\nb${full('<pre ')}`),
  'comments that never end': () => toPlainHtml(`a\n\nb${full('<!--')}`),
  'sections of data that never end': () => readFeedItems(`<rss>${full('<![CDATA[').repeat(2)}`),
  'lines of another kind in Markdown': () => markdownBlocks(`${full('\u2028')}x`, () => []),
  'white space on one line': () => inertLine(`${full('\t')}x`),
  'backslashes that a server repeats': () => withoutEcho('x', [`${full('\\')}x`]),
  'verbs in two parts without an end': () => glossText(full('Hij belt de gemeente en ')),
  'ten thousand terms that begin alike': () => manyTerms().termsIn(full('de oude nieuwe ')),
  'columns of one name': () => nameColumns(Array<string>(60_000).fill('a')),
  'a segment with many findings that is edited': () =>
    isAccepted({
      nl: full('De brug is dicht. ').slice(0, 6_000),
      before: full('The bridge is open. ').slice(0, 6_000),
      after: full('The bridge is shut. ').slice(0, 6_000),
      findings: { before: [...doubts('numbers'), ...doubts('names')], after: [] },
      isConfirmed: () => false,
    }),
};

const manyTerms = () =>
  createGlossary(
    Array.from({ length: 10_000 }, (_, at) => {
      const nl = `de term ${at}`;
      return { nl, en: nl, also: [], note: null, gloss: null, exactCase: false, own: true };
    }),
  );

/** Errors in different places, of which no two are in one sentence. */
function doubts(check: 'numbers' | 'names'): Finding[] {
  return Array.from({ length: 25 }, (_, at): Finding => {
    const start = 18 * (check === 'numbers' ? 2 * at : 2 * at + 1);
    const marks = { nl: [[start, start + 2] as [number, number]], en: [] };
    return { check, severity: 'error', segment: 1, message: check, marks };
  });
}

test('of a summary without an end some sentences are compared, and it is said that others were not', () => {
  const segments = [{ n: 1, nl: 'De brug is dicht.', en: 'The bridge is shut.' }];
  const summary = {
    headline: 'The bridge is shut',
    tldr: 'The bridge is shut.',
    bullets: [{ text: 'The bridge is shut.', segments: [1] }],
    abstract: full('The bridge is shut. '),
  };
  const found = checkSummaryGround(summary, { title: null, segments });
  expect(found).toMatchObject([{ rule: 'summary-form/long', severity: 'warning' }]);
  expect(findSummaryProblems(segments)(summary).join()).toContain('characters');
});

test.each(Object.entries(works))('%s take no more time than other texts', async (_, work) => {
  const began = process.threadCpuUsage().user;
  await work();
  expect((process.threadCpuUsage().user - began) / 1_000).toBeLessThan(maxCpuMs);
});
