import { minuteMs } from '../duration.ts';
import { formatCost, glossNote } from '../render/article.ts';
import { contentPolicy, type Html, type HtmlValue, html, joinHtml } from '../render/markup.ts';
import type { BatchReport } from './report.ts';

const style = html`
body {
  font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a;
  margin: 2rem auto; max-width: 70rem; padding: 0 1rem;
}
table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
th, td { border: 1px solid #ccc; padding: .25rem .6rem; text-align: left; vertical-align: top; }
figure { margin: .5rem 0 1.5rem; }
figcaption { color: #555; }
svg { width: 100%; height: 180px; background: #f7f7f7; }
code { background: #f0f0f0; padding: 0 .2rem; }
.gloss { background: #fe9; padding: .5rem; }
.drift { background: #fcc; padding: .5rem; }`;

/** Where the pages of a batch's articles are, from where its report is. */
export interface ReportLinks {
  /** The page over them; null where there is none. */
  readonly index: string | null;
  /** The page of an article; null where it is not there. */
  readonly toPage: (page: string) => string | null;
}

const noLinks: ReportLinks = { index: null, toPage: () => null };

/** Renders a batch's report as a page, with links to those of its articles where there are any. */
export function renderReport(report: BatchReport, links: ReportLinks = noLinks): string {
  const { batch, gold, gloss } = report;
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
${contentPolicy}
<meta name="viewport" content="width=device-width">
<title>Tolk batch ${batch}</title>
<style>${style}</style>
<h1>Batch ${batch}: ${report.status}</h1>
${gloss ? html`<p class="gloss">${glossNote}</p>` : null}
${report.pauseMessage === null ? null : html`<p class="drift">${report.pauseMessage}</p>`}
${gold?.drift ? html`<p class="drift">${gold.drift}</p>` : null}
<p>${describeFiles(report.files)}; started ${report.createdAt}, ${count(report.seconds)} seconds</p>
${links.index === null ? null : html`<p>${link('All articles', links.index)}</p>`}
<h2>Totals</h2>
${renderTotals(report)}
<p>${describeMemory(report.memory)}</p>
${gold ? html`<p>Gold articles: ${gold.articles}, mean chrF2 ${gold.chrf.toFixed(1)}.</p>` : null}
${renderReasons('Asked directly, at full price', report.cost.askedDirectly)}
${renderReasons('Sent through the Batch API again', report.cost.sentAgain)}
<h2>Articles per minute</h2>
${renderChart(report.throughput)}
${renderTables(report, links)}
</html>
`;
  return page.toString();
}

const namedFiles = 5;

function describeFiles(files: readonly string[]): string {
  const named = files.slice(0, namedFiles).join(', ');
  return files.length > namedFiles ? `${named} and ${files.length - namedFiles} more` : named;
}

function describeMemory({ segments, ofSegments, tokens, savedUsd }: BatchReport['memory']): string {
  const saved = `about ${count(tokens)} tokens and ${formatCost(savedUsd)}`;
  const share = `${count(segments)} of ${count(ofSegments)} segments`;
  return `Translation memory: ${share} were not sent, which saved ${saved}.`;
}

function renderTotals({ articles, cost }: BatchReport): Html {
  const limit = cost.maxUsd === null ? '' : ` of $${cost.maxUsd}`;
  const totals: ReadonlyArray<readonly [name: string, value: string | number]> = [
    ['done', articles.done],
    ['failed', articles.failed],
    ['rejected', articles.rejected],
    ['in progress', articles.unfinished],
    ['reused from earlier work', articles.reused],
    ['cost', `${formatCost(cost.usd)}${limit}`],
    ['cost per article', cost.perArticleUsd === null ? '' : formatCost(cost.perArticleUsd)],
    ['calls', cost.calls],
    ['from the cache', cost.cachedCalls],
    ['tokens in', cost.promptTokens],
    ['tokens out', cost.completionTokens],
    ['of them reasoning', cost.reasoningTokens],
    ['calls with estimated cost', cost.estimatedCalls],
    ['articles of unknown cost', cost.unpriced],
  ];
  return renderTable(
    totals.map(([name]) => name),
    [totals.map(([, value]) => value)],
  );
}

/** Articles that the Batch API did not serve at once, by reason. */
function renderReasons(heading: string, reasons: BatchReport['cost']['sentAgain']): Html | null {
  const rows = Object.entries(reasons);
  if (rows.length === 0) return null;
  return html`<h2>${heading}</h2>
${renderTable(['why', 'articles'], rows)}`;
}

function renderTables(
  { failures, rejections, findings, worst, ...report }: BatchReport,
  { toPage }: ReportLinks,
): Html {
  return html`<h2>Failures</h2>
${renderTable(
  ['type', 'code', 'articles', 'for example', 'try again with'],
  failures.map(({ type, code, count: articles, examples, retry }) => [
    type,
    code,
    articles,
    examples.join(' · '),
    retry,
  ]),
)}
<h2>Rejected entries</h2>
${renderTable(['code', 'entries'], Object.entries(rejections))}
<h2>Left out</h2>
${renderTable(['why', 'entries'], Object.entries(report.articles.leftOut))}
<h2>How the corpus was read</h2>
${renderTable(
  ['what was guessed, repaired or left out'],
  report.notes.map((note) => [note]),
)}
<h2>Findings by check</h2>
${renderTable(
  ['check', 'errors', 'warnings', 'hints'],
  findings.map(({ check, error, warning, hint }) => [check, error, warning, hint]),
)}
<h2>Articles to look at first</h2>
${renderTable(
  ['article', 'place', 'title', 'findings'],
  worst.map(({ id, place, page, title, messages }) => [
    link(id, toPage(page)),
    place,
    title ?? '',
    messages.join(' · '),
  ]),
)}
<h2>Length, in Dutch words</h2>
${renderTable(
  ['words', 'articles'],
  report.lengths.map(({ words, articles }) => [words, articles]),
)}
<h2>Languages</h2>
${renderTable(['language', 'articles'], Object.entries(report.languages))}`;
}

type Row = ReadonlyArray<string | number | Html>;

/** A text, and what it leads to, where that is there. */
function link(text: string, href: string | null): Html {
  return href === null ? html`${text}` : html`<a href="${href}">${text}</a>`;
}

function renderTable(head: readonly string[], rows: readonly Row[]): Html {
  if (rows.length === 0) return html`<p>None.</p>`;
  const headings = joinHtml(
    head.map((name) => html`<th>${name}</th>`),
    '',
  );
  return html`<table>
<tr>${headings}</tr>
${rows.map(renderRow)}
</table>`;
}

function renderRow(cells: Row): Html {
  const text = (cell: Row[number]): HtmlValue => (typeof cell === 'number' ? count(cell) : cell);
  const data = cells.map((cell) => html`<td>${text(cell)}</td>`);
  return html`<tr>${joinHtml(data, '')}</tr>`;
}

const count = (value: number): string => value.toLocaleString('en-US');

const chartWidth = 1_000;
const chartHeight = 180;
const chartMargin = 8;
/** A bar leaves this share of its step to the gap after it. */
const gapShare = 0.1;
const minBarWidth = 0.5;

/** Draws a bar for each minute; minutes in which nothing was finished leave a gap. */
function renderChart(throughput: BatchReport['throughput']): Html {
  const first = throughput[0];
  const last = throughput.at(-1);
  if (!first || !last) return html`<p>Nothing is finished yet.</p>`;
  const minuteOf = (minute: string) => (Date.parse(minute) - Date.parse(first.minute)) / minuteMs;
  const step = chartWidth / (minuteOf(last.minute) + 1);
  const most = Math.max(...throughput.map(({ articles }) => articles));
  const barWidth = Math.max(minBarWidth, step * (1 - gapShare));
  const bars = throughput.map(({ minute, articles }) => {
    const height = ((chartHeight - chartMargin) * articles) / most;
    const position = html`x="${fixed(minuteOf(minute) * step)}" y="${fixed(chartHeight - height)}"`;
    const size = html`width="${fixed(barWidth)}" height="${fixed(height)}"`;
    return html`<rect ${position} ${size} fill="#369"><title>${minute}: ${articles}</title></rect>`;
  });
  const label = `Articles finished in each minute, at most ${most}`;
  const span = `from ${toMinute(first.minute)} to ${toMinute(last.minute)} UTC`;
  const box = html`viewBox="0 0 ${chartWidth} ${chartHeight}" preserveAspectRatio="none"`;
  return html`<figure><svg ${box} role="img" aria-label="${label}">
${bars}
</svg><figcaption>at most ${count(most)} a minute, ${span}</figcaption></figure>`;
}

const fixed = (value: number): string => value.toFixed(1);
/** A time without its seconds. */
const toMinute = (time: string): string => time.slice(0, 16);
