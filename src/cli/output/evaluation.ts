import type { EvaluationComparison } from '../../evaluate/compare.ts';
import type { EvaluatedSegment, Evaluation } from '../../evaluate/evaluation.ts';
import { formatCost } from '../../render/article.ts';
import { contentPolicy, escapeHtml as html } from '../../render/markup.ts';
import { type Column, renderTable } from './table.ts';

const score = (value: number): string => value.toFixed(2);
const cost = (value: number | null): string => (value === null ? 'unknown' : formatCost(value));
const worstShown = 20;

const columns: readonly Column[] = [
  { head: 'article', wraps: true },
  ...['segments', 'aligned', 'chrF2', 'BLEU', 'length', 'errors', 'cost', 'seconds'].map(
    (head): Column => ({ head, align: 'right' }),
  ),
];

/** A table of the articles, and of all together. */
export function tabulateEvaluation(
  { model, promptVersion, overall, articles }: Evaluation,
  width?: number,
): string {
  const rows = articles.map((article) => {
    const findings = article.segments.flatMap((segment) => segment.findings);
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    return [article.id, article.segments.length, ...cellsOf(article, errors)];
  });
  const { segments, findings } = overall;
  const errors = Math.round((findings.error * segments) / 1_000);
  const all = ['all', segments, ...cellsOf(overall, errors)];
  return [
    renderTable(columns, [...rows, all], width),
    `${model}, prompt ${promptVersion}: ${overall.articles} articles${describeFailed(overall)}; ` +
      `for 1,000 segments ${findings.error.toFixed(1)} errors, ` +
      `${findings.warning.toFixed(1)} warnings, ${findings.hint.toFixed(1)} hints`,
    ...(overall.judged === null ? [] : [describeJudge(overall.judged)]),
  ].join('\n');
}

type Scores = Pick<
  Evaluation['overall'],
  'aligned' | 'chrf' | 'bleu' | 'lengthRatio' | 'costUsd' | 'seconds'
>;

function cellsOf(scores: Scores, errors: number): Array<string | number> {
  const { aligned, chrf, bleu, lengthRatio, costUsd, seconds } = scores;
  const measured = [chrf, bleu, lengthRatio].map(score);
  return [aligned, ...measured, errors, cost(costUsd), seconds.toFixed(1)];
}

function describeFailed({ failed }: Evaluation['overall']): string {
  return failed > 0 ? `, ${failed} failed` : '';
}

function describeJudge(points: number): string {
  const opinion = "Judge (an LLM's opinion, not a measurement)";
  return `${opinion}: ${points.toFixed(0)} MQM points for 1,000 segments`;
}

/** Two lines on which of two systems is better, and whether that is more than chance. */
export function describeComparison({
  first,
  second,
  segments,
  chrf,
  bleu,
}: EvaluationComparison): string {
  const heading = `${first} against ${second}, ${segments} segments, paired bootstrap:`;
  return [heading, describeDifference('chrF2', chrf), describeDifference('BLEU', bleu)].join('\n');
}

function describeDifference(name: string, measured: EvaluationComparison['chrf']): string {
  const { difference, interval, p } = measured;
  const [low, high] = interval;
  const sign = difference >= 0 ? '+' : '';
  const verdict = p < 0.05 ? '' : ', no significant difference';
  const range = `95%: ${score(low)} to ${score(high)}; p = ${p.toFixed(3)}${verdict}`;
  return `  ${name} ${sign}${score(difference)} (${range})`;
}

/** The report as a page of its own: the scores, the articles, and the worst segments side by side. */
export function renderEvaluation(
  evaluation: Evaluation,
  comparison: EvaluationComparison | null,
): string {
  const { model, promptVersion, overall, articles, signatures } = evaluation;
  const worst = articles
    .flatMap(({ id, segments }) => segments.map((segment) => ({ id, segment })))
    .toSorted((a, b) => a.segment.chrf - b.segment.chrf)
    .slice(0, worstShown);
  const measured = [
    overall.articles,
    overall.failed,
    overall.segments,
    overall.aligned,
    score(overall.chrf),
    score(overall.bleu),
    score(overall.lengthRatio),
    overall.findings.error.toFixed(1),
    overall.findings.warning.toFixed(1),
    cost(overall.costUsd),
    overall.seconds.toFixed(1),
  ];
  const judged =
    overall.judged === null ? '' : `<p class="judge">${html(describeJudge(overall.judged))}</p>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
${contentPolicy}
<title>Tolk evaluation: ${html(model)}</title>
<style>
${styles}
</style>
<h1>${html(model)}, prompt ${html(promptVersion)}</h1>
<table>
${renderRow(overallHead, 'th')}
${renderRow(measured)}
</table>
<p>chrF2: <code>${html(signatures.chrf)}</code><br>BLEU: <code>${html(signatures.bleu)}</code></p>
${comparison === null ? '' : `<pre>${html(describeComparison(comparison))}</pre>`}
${judged}
<h2>Articles</h2>
<table>
${renderRow(articleHead, 'th')}
${articles.map(renderArticle).join('\n')}
</table>
<h2>The ${worst.length} worst segments</h2>
<table>
${renderRow(['segment', 'Dutch', 'English', 'reference'], 'th')}
${worst.map(({ id, segment }) => renderWorst(id, segment)).join('\n')}
</table>
</html>
`;
}

const styles = `body {
  font: 15px/1.5 system-ui, sans-serif;
  margin: 2rem auto;
  max-width: 80rem;
  padding: 0 1rem;
}
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; }
.error { color: #a00; } .warning { color: #850; } .judge { color: #555; font-style: italic; }`;

const articleHead = [
  'article',
  'segments',
  'aligned',
  'chrF2',
  'BLEU',
  'length ratio',
  'cost',
  'seconds',
];

const overallHead = [
  'articles',
  'failed',
  'segments',
  'aligned',
  'chrF2',
  'BLEU',
  'length ratio',
  'errors / 1,000',
  'warnings / 1,000',
  'cost',
  'seconds',
];

function renderArticle(article: Evaluation['articles'][number]): string {
  return renderRow([
    article.id,
    article.segments.length,
    article.aligned,
    score(article.chrf),
    score(article.bleu),
    score(article.lengthRatio),
    cost(article.costUsd),
    article.seconds.toFixed(1),
  ]);
}

function renderRow(cells: ReadonlyArray<string | number>, tag: 'td' | 'th' = 'td'): string {
  const shown = cells.map((cell) => `<${tag}>${html(String(cell))}</${tag}>`);
  return `<tr>${shown.join('')}</tr>`;
}

function renderWorst(
  id: string,
  { n, nl, en, reference, chrf, findings, judged = [] }: EvaluatedSegment,
): string {
  const notes = [
    ...findings.map(
      ({ severity, check, message }) =>
        `<div class="${severity}">${severity}: ${html(message)} [${html(check)}]</div>`,
    ),
    ...judged.map(
      ({ span, category, severity }) =>
        `<div class="judge">judge: ${html(`${severity} ${category}: ${span}`)}</div>`,
    ),
  ];
  return [
    `<tr><td>${html(id)} [${n}]<br>chrF2 ${score(chrf)}</td>`,
    `<td lang="nl">${html(nl)}</td>`,
    `<td>${html(en)}${notes.join('')}</td>`,
    `<td>${html(reference)}</td></tr>`,
  ].join('');
}
