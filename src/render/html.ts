import type { DoneResult, Finding, Summary } from '../contract.ts';
import { describeCost, describeVerification, glossNote } from './article.ts';
import { contentPolicy, type Html, html, joinHtml } from './markup.ts';

const style = html`
body {
  font: 16px/1.55 Georgia, serif; color: #1a1a1a;
  margin: 2rem auto; max-width: 76rem; padding: 0 1rem;
}
table { border-collapse: collapse; width: 100%; }
td { vertical-align: top; width: 50%; padding: .5rem 1rem .5rem 0; border-top: 1px solid #ddd; }
td.n { width: 2rem; color: #888; font: 12px system-ui, sans-serif; }
td[lang=nl] { color: #555; }
aside, .meta { font: 13px/1.4 system-ui, sans-serif; color: #555; }
.error { color: #a00; } .warning { color: #850; } .gloss { background: #fe9; padding: .5rem; }`;

/** Renders a done article as a page of its own: the English beside the Dutch, summary, findings. */
export function renderSideBySide(result: DoneResult): string {
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
${result.gloss ? html`<p class="gloss">${glossNote}</p>` : null}
<h1>${title}</h1>
<p class="meta">${origin.join(' · ')}</p>
${summary === null ? null : renderSummary(summary)}
${renderNotes(findings, null)}
<table>
${renderTitles(result)}
${renderSegments(result)}
</table>
${describeVerification(result).map((line) => html`<p class="meta">${line}</p>`)}
<p class="meta">${describeCost(result)}</p>
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
  return translation.segments.map(({ n, nl, en }) => {
    const english = html`<td>${en}${renderNotes(findings, n)}</td>`;
    return html`<tr id="s${n}"><td class="n">${n}</td>${english}<td lang="nl">${nl}</td></tr>`;
  });
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
