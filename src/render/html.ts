import type { DoneResult, Finding, Summary } from '../contract.ts';
import { describeCost, describeVerification, glossNote } from './article.ts';
import { codeOf, type Segment } from './blocks.ts';
import { htmlBlocks } from './html-blocks.ts';
import { contentPolicy, Html, html, joinHtml } from './markup.ts';
import type { View } from './view.ts';

const style = html`
body {
  font: 16px/1.55 Georgia, serif; color: #1a1a1a;
  margin: 2rem auto; max-width: 76rem; padding: 0 1rem;
}
body.reading { max-width: 44rem; }
.pairs { border-collapse: collapse; width: 100%; table-layout: fixed; }
.pairs > tbody > tr > td {
  vertical-align: top; padding: .5rem 1rem .5rem 0; border-top: 1px solid #ddd;
  overflow-wrap: anywhere;
}
.pairs > tbody > tr > td.n { width: 2rem; }
.n { color: #888; font: 12px system-ui, sans-serif; }
td[lang=nl] { color: #555; }
article table { border-collapse: collapse; }
article th, article td { border: 1px solid #ccc; padding: .25rem .6rem; text-align: left; }
pre { overflow-x: auto; background: #f5f5f5; padding: .5rem; white-space: pre-wrap; }
blockquote { border-left: 3px solid #ccc; margin-left: 0; padding-left: 1rem; color: #444; }
.verse { white-space: pre-line; } .lead { font-weight: bold; } .heading { font-weight: bold; }
.caption { font-style: italic; color: #555; }
.notes { border-top: 1px solid #ccc; font-size: 14px; }
aside, .meta { font: 13px/1.4 system-ui, sans-serif; color: #555; }
.error { color: #a00; } .warning { color: #850; } .gloss { background: #fe9; padding: .5rem; }`;

/**
 * Renders a done article as a page of its own: the English as it stood on the page, or with the Dutch
 * beside it; summary, findings.
 */
export function renderPage(result: DoneResult, view: View): string {
  return view.sideBySide ? renderSideBySide(result) : renderReading(result, view);
}

function renderReading(result: DoneResult, view: View): string {
  const { segments } = result.translation;
  const english = html`<article>
${htmlBlocks(segments, view.numbers ?? false)}
</article>
${result.findings.filter(({ segment }) => segment !== null).map(renderPlacedNote)}`;
  return renderFrame(result, 'reading', english);
}

/** Renders a done article as a page of its own: the English beside the Dutch, summary, findings. */
export function renderSideBySide(result: DoneResult): string {
  const pairs = html`<table class="pairs">
${renderTitles(result)}
${renderSegments(result)}
</table>`;
  return renderFrame(result, 'side-by-side', pairs);
}

function renderFrame(result: DoneResult, kind: string, english: Html): string {
  const { translation, summary, source, findings, id } = result;
  const title = translation.title ?? summary?.headline ?? id;
  const origin = [source.date, source.source, source.url, id].filter((part) => part !== null);
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
${contentPolicy}
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<body class="${kind}">
${result.gloss ? html`<p class="gloss">${glossNote}</p>` : null}
<h1>${title}</h1>
<p class="meta">${origin.join(' · ')}</p>
${summary === null ? null : renderSummary(summary)}
${renderNotes(findings, null)}
${english}
${describeVerification(result).map((line) => html`<p class="meta">${line}</p>`)}
<p class="meta">${describeCost(result)}</p>
</body>
</html>
`;
  return page.toString();
}

function renderSummary({ headline, tldr, bullets, abstract }: Summary): Html {
  const items = bullets.map(({ text, segments }) => {
    const links = segments.map((n) => html`<a href="#s${n}">[${n}]</a>`);
    return html`<li>${text} (${joinHtml(links, ', ')})</li>`;
  });
  return html`<h2>${headline}</h2>
<p><b>${tldr}</b></p>
<ul>
${items}
</ul>
<p>${abstract}</p>`;
}

function renderTitles({ source, translation }: DoneResult): Html | null {
  if (source.title === null) return null;
  const english = html`<td><b>${translation.title}</b></td>`;
  const dutch = html`<td lang="nl"><b>${source.title}</b></td>`;
  return html`<tr><td class="n"></td>${english}${dutch}</tr>`;
}

function renderSegments({ translation, findings }: DoneResult): readonly Html[] {
  return translation.segments.map(({ n, nl, en, layout }) => {
    const show = (text: string) => renderText(text, layout);
    const english = html`<td>${show(en)}${renderNotes(findings, n)}</td>`;
    return html`<tr id="s${n}"><td class="n">${n}</td>${english}<td lang="nl">${show(nl)}</td></tr>`;
  });
}

/** A text in a cell, as it stands on the page. */
function renderText(text: string, layout: Segment['layout']): Html {
  switch (layout?.kind) {
    case undefined:
    case 'row':
      return html`${text}`;
    case 'item':
      return html`${new Html('&emsp;'.repeat(layout.depth))}${layout.mark} ${text}`;
    case 'code':
      return html`<pre><code>${codeOf(text)}</code></pre>`;
    case 'quote':
      return html`<blockquote>${text}</blockquote>`;
    case 'note':
      return html`<sup>${layout.mark}</sup> ${text}`;
    case 'heading':
    case 'verse':
    case 'caption':
    case 'lead':
      return html`<div class="${layout.kind}">${text}</div>`;
  }
}

/** A finding with a link to its segment. */
function renderPlacedNote({ segment, severity, message, check }: Finding): Html {
  const place = html`<a href="#s${segment}">segment ${segment}</a>`;
  return html`<aside class="${severity}">${severity}, ${place}: ${message} [${check}]</aside>`;
}

/** The findings of a segment; null for those of the title and the summary. */
function renderNotes(findings: readonly Finding[], segment: number | null): readonly Html[] {
  return findings
    .filter((finding) => finding.segment === segment)
    .map(
      ({ severity, message, check }) =>
        html`<aside class="${severity}">${severity}: ${message} [${check}]</aside>`,
    );
}
