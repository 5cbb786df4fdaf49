import { createHash } from 'node:crypto';
import type { DoneResult, Finding } from '../contract.ts';
import { Html, html } from './markup.ts';

/*
 * A page over a folder of pages. It is read without a script; the one script that it has, known to the
 * browser by its hash, only hides rows. It is written row by row: a corpus may be large.
 */

/** Reads the page, and changes nothing in it but whether a row is hidden. */
const script = `
const form = document.querySelector('form');
const rows = [...document.querySelectorAll('tbody tr')];
const shown = document.querySelector('output');
const known = rows.map((row) => {
  const [, date, source, , findings] = [...row.children].map((cell) => cell.textContent);
  return { row, date, source, findings, text: row.textContent.toLowerCase() };
});
const sources = [...new Set(known.map(({ source }) => source))].filter(Boolean).sort();
for (const source of sources) {
  const option = document.createElement('option');
  option.textContent = source;
  form.elements.source.append(option);
}
const filter = () => {
  const [wanted, source, from, to, finding] = ['text', 'source', 'from', 'to', 'finding'].map(
    (name) => form.elements[name].value.trim(),
  );
  const words = wanted.toLowerCase().split(/\\s+/);
  let count = 0;
  for (const { row, date, text, ...article } of known) {
    const isShown =
      words.every((word) => text.includes(word)) &&
      (source === '' || article.source === source) &&
      (from === '' || date >= from) &&
      (to === '' || (date !== '' && date.slice(0, to.length) <= to)) &&
      (finding === '' || article.findings.includes(finding));
    if (row.hidden === isShown) row.hidden = !isShown;
    if (isShown) count += 1;
  }
  shown.textContent = count + ' of ' + rows.length;
};
form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
filter();
`;

const hash = createHash('sha256').update(script).digest('base64');
const policy = new Html(
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ` +
    `style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
);

const style = html`
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
[hidden] { display: none !important; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid #ddd; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td:nth-child(2) { white-space: nowrap; }
@media (max-width: 40rem) {
  body { margin: 1rem auto; padding: 0 .5rem; }
  th, td { padding: .3rem; }
  td:nth-child(4) { overflow-wrap: anywhere; }
  th:first-child, td:first-child { display: none; }
}`;

/** The name of the page over a folder: before all others. */
export const indexName = '000000-index.html';

/** The page up to the rows. */
export const indexHead: string = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
${policy}
<meta name="viewport" content="width=device-width">
<title>Articles in English</title>
<style>${style}</style>
<h1>Articles in English</h1>
<form hidden>
<label>Search <input name="text" type="search"></label>
<label>Source <select name="source"><option value="">all</option></select></label>
<label>From <input name="from" placeholder="2020-08" size="10"></label>
<label>to <input name="to" placeholder="2021" size="10"></label>
<label>Findings <select name="finding"><option value="">all</option><option value="error">errors</option>
<option value="warning">warnings</option></select></label>
<output></output>
</form>
<table>
<thead><tr><th>no.</th><th>date</th><th>source</th><th>title</th><th>findings</th></tr></thead>
<tbody>
`.toString();

/** The page after the rows. */
export const indexTail = `</tbody>\n</table>\n<script>${script}</script>\n</html>\n`;

/** A row: where an article is, and what is known of it. */
export function indexRow(result: DoneResult & { readonly seq: number }, fileName: string): string {
  const { seq, source, translation, summary, findings, id } = result;
  const title = translation.title ?? summary?.headline ?? id;
  const link = html`<a href="${encodeURIComponent(fileName)}">${title}</a>`;
  return html`<tr><td>${seq}</td><td>${source.date ?? ''}</td><td>${source.source ?? ''}</td>${html`<td>${link}</td>`}<td>${describe(findings)}</td></tr>
`.toString();
}

/** `1 error, 2 warnings: numbers, names` */
function describe(findings: readonly Finding[]): string {
  const grave = findings.filter(({ severity }) => severity !== 'hint');
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = grave.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  const checks = [...new Set(grave.map(({ check }) => check))];
  return counts.length === 0 ? '' : `${counts.join(', ')}: ${checks.join(', ')}`;
}
