import type { DoneResult } from '../contract.ts';
import { describeCost, glossNote } from './article.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as it stands in HTML and XML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}

const style = `
body { font: 16px/1.55 Georgia, serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; }
td { vertical-align: top; width: 50%; padding: .5rem 1rem .5rem 0; border-top: 1px solid #ddd; }
td.n { width: 2rem; color: #888; font: 12px system-ui, sans-serif; }
td[lang=nl] { color: #555; }
aside, .meta { font: 13px/1.4 system-ui, sans-serif; color: #555; }
.error { color: #a00; } .warning { color: #850; } .gloss { background: #fe9; padding: .5rem; }`;

/** A done article as a page of its own: the English beside the Dutch, with summary and findings. */
export function renderSideBySide(result: DoneResult): string {
  const { translation, summary, source, findings, id } = result;
  const title = translation.title ?? summary?.headline ?? id;
  const notes = (segment: number | null) =>
    findings
      .filter((one) => one.segment === segment)
      .map(
        ({ severity, message, check }) =>
          `<aside class="${severity}">${severity}: ${escapeHtml(message)} [${escapeHtml(check)}]</aside>`,
      )
      .join('');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
${result.gloss ? `<p class="gloss">${escapeHtml(glossNote)}</p>\n` : ''}<h1>${escapeHtml(title)}</h1>
<p class="meta">${[source.date, source.source, source.url, id].flatMap((part) => (part ? [escapeHtml(part)] : [])).join(' · ')}</p>
${summary === null ? '' : `<h2>${escapeHtml(summary.headline)}</h2>\n<p><b>${escapeHtml(summary.tldr)}</b></p>\n<ul>\n${summary.bullets.map(({ text, segments }) => `<li>${escapeHtml(text)} (${segments.map((n) => `<a href="#s${n}">§ ${n}</a>`).join(', ')})</li>`).join('\n')}\n</ul>\n<p>${escapeHtml(summary.abstract)}</p>\n`}${notes(null)}
<table>
${source.title === null ? '' : `<tr><td class="n"></td><td><b>${escapeHtml(translation.title ?? '')}</b></td><td lang="nl"><b>${escapeHtml(source.title)}</b></td></tr>\n`}${translation.segments.map(({ n, nl, en }) => `<tr id="s${n}"><td class="n">${n}</td><td>${escapeHtml(en)}${notes(n)}</td><td lang="nl">${escapeHtml(nl)}</td></tr>`).join('\n')}
</table>
<p class="meta">${escapeHtml(describeCost(result))}</p>
</html>
`;
}
