import { minuteMs } from '../duration.ts';
import { formatCost, glossNote } from '../render/article.ts';
import { escapeHtml } from '../render/html.ts';
import type { BatchReport } from './report.ts';

const count = (value: number): string => value.toLocaleString('en-US');
const row = (cells: ReadonlyArray<string | number>, tag = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(typeof cell === 'number' ? count(cell) : cell)}</${tag}>`).join('')}</tr>`;
const table = (
  head: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
): string =>
  rows.length === 0
    ? '<p>None.</p>'
    : `<table>\n${row(head, 'th')}\n${rows.map((cells) => row(cells)).join('\n')}\n</table>`;

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
th, td { border: 1px solid #ccc; padding: .25rem .6rem; text-align: left; vertical-align: top; }
figure { margin: .5rem 0 1.5rem; } svg { width: 100%; height: 180px; background: #f7f7f7; } figcaption { color: #555; }
.gloss { background: #fe9; padding: .5rem; } .drift { background: #fcc; padding: .5rem; } code { background: #f0f0f0; padding: 0 .2rem; }`;

/** A batch's report as a page of its own. */
export function renderReport(report: BatchReport): string {
  const { articles, cost, memory, gold } = report;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tolk batch ${escapeHtml(report.batch)}</title>
<style>${style}</style>
<h1>Batch ${escapeHtml(report.batch)}: ${escapeHtml(report.state)}</h1>
${report.gloss ? `<p class="gloss">${escapeHtml(glossNote)}</p>` : ''}
${gold?.drift ? `<p class="drift">${escapeHtml(gold.drift)}</p>` : ''}
<p>${escapeHtml(report.files.slice(0, 5).join(', '))}${report.files.length > 5 ? ` and ${report.files.length - 5} more` : ''}; begun ${escapeHtml(report.createdAt)}, ${count(report.seconds)} seconds</p>
<h2>Totals</h2>
${table(
  [
    'done',
    'failed',
    'rejected',
    'under way',
    'resting on earlier work',
    'cost',
    'each',
    'calls',
    'from the cache',
    'tokens in',
    'tokens out',
  ],
  [
    [
      articles.done,
      articles.failed,
      articles.rejected,
      articles.open,
      articles.reused,
      `${formatCost(cost.usd)}${cost.maxUsd === null ? '' : ` of $${cost.maxUsd}`}`,
      cost.perArticleUsd === null ? '' : formatCost(cost.perArticleUsd),
      cost.calls,
      cost.cachedCalls,
      cost.promptTokens,
      cost.completionTokens,
    ],
  ],
)}
<p>Translation memory: ${count(memory.segments)} of ${count(memory.ofSegments)} segments were not sent, about ${count(memory.tokens)} tokens and ${formatCost(memory.savedUsd)}.</p>
${gold ? `<p>Gold articles: ${gold.articles}, mean chrF2 ${gold.chrf.toFixed(1)}.</p>` : ''}
<h2>Articles a minute</h2>
${chart(report.throughput)}
<h2>Failures</h2>
${table(
  ['type', 'code', 'articles', 'for instance', 'try again with'],
  report.failures.map(({ type, code, count: all, examples, retry }) => [
    type,
    code,
    all,
    examples.join(' · '),
    retry,
  ]),
)}
<h2>Entries that could not be taken</h2>
${table(['code', 'entries'], Object.entries(report.rejections))}
<h2>Findings by check</h2>
${table(
  ['check', 'errors', 'warnings', 'hints'],
  report.findings.map(({ check, error, warning, hint }) => [check, error, warning, hint]),
)}
<h2>Articles to look at first</h2>
${table(
  ['article', 'place', 'title', 'findings'],
  report.worst.map(({ id, place, title, messages }) => [
    id,
    place,
    title ?? '',
    messages.join(' · '),
  ]),
)}
<h2>Length, in Dutch words</h2>
${table(
  ['words', 'articles'],
  report.lengths.map(({ words, articles: many }) => [words, many]),
)}
<h2>Languages</h2>
${table(['language', 'articles'], Object.entries(report.languages))}
</html>
`;
}

const width = 1_000;
const height = 180;
const margin = 8;

/** Bars, one a minute; minutes without any are shown as such. */
function chart(throughput: BatchReport['throughput']): string {
  const first = throughput[0];
  const last = throughput.at(-1);
  if (!first || !last) return '<p>Nothing is finished yet.</p>';
  const begin = Date.parse(first.minute);
  const minutes = (Date.parse(last.minute) - begin) / minuteMs + 1;
  const most = Math.max(...throughput.map(({ articles }) => articles));
  const step = width / minutes;
  const bars = throughput.map(({ minute, articles }) => {
    const tall = ((height - margin) * articles) / most;
    const x = ((Date.parse(minute) - begin) / minuteMs) * step;
    return `<rect x="${x.toFixed(1)}" y="${(height - tall).toFixed(1)}" width="${Math.max(0.5, step * 0.9).toFixed(1)}" height="${tall.toFixed(1)}" fill="#369"><title>${escapeHtml(minute)}: ${articles}</title></rect>`;
  });
  return `<figure><svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="Articles finished in each minute, at most ${most}">
${bars.join('\n')}
</svg><figcaption>${count(most)} a minute at most, from ${escapeHtml(first.minute.slice(0, 16))} to ${escapeHtml(last.minute.slice(0, 16))} UTC</figcaption></figure>`;
}
