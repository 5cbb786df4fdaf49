import { formatCost, glossNote } from '../render/article.ts';
import { bold, type Line, yellow } from '../render/terminal.ts';
import { wrapText } from '../render/text-blocks.ts';
import type { BatchReport } from './report.ts';

const usualWidth = 80;
/** What there is more of is in `--json` and `--html`. */
const shownEach = 10;

/** Renders a batch's report as a page of text, no wider than `width` but for ids and addresses. */
export function reportLines(report: BatchReport, width = usualWidth): readonly Line[] {
  const { batch, status, articles, cost, memory, gold } = report;
  const wrap = (text: string, indent = '') =>
    wrapText(text, width - indent.length).replaceAll('\n', `\n${indent}`);
  const limit = cost.maxUsd === null ? '' : ` of at most $${cost.maxUsd}`;
  const each = cost.perArticleUsd === null ? '' : `, ${formatCost(cost.perArticleUsd)} an article`;
  return [
    bold(`Batch ${batch}: ${status}`),
    wrap(`${describeFiles(report.files)}; started ${report.createdAt}, ${count(report.seconds)} s`),
    ...(report.gloss ? [yellow(wrap(glossNote))] : []),
    ...[report.pauseMessage, gold?.drift ?? null]
      .filter((message) => message !== null)
      .map((message) => yellow(wrap(message))),
    '',
    wrap(
      [
        `${count(articles.done)} done`,
        `${count(articles.failed)} failed`,
        `${count(articles.rejected)} rejected`,
        `${count(articles.unfinished)} in progress`,
        `${count(articles.reused)} reused from earlier work`,
      ].join(', '),
    ),
    wrap(`${formatCost(cost.usd)}${limit}${each}; ${describeCalls(cost)}`),
    wrap(
      `Translation memory: ${count(memory.segments)} of ${count(memory.ofSegments)} segments were ` +
        `not sent, which saved about ${formatCost(memory.savedUsd)}`,
    ),
    ...(gold === null
      ? []
      : [wrap(`Gold articles: ${gold.articles}, mean chrF2 ${gold.chrf.toFixed(1)}`)]),
    ...section(
      'Failures',
      report.failures.flatMap(({ type, code, count: number, examples, retry }) => [
        wrap(`- ${count(number)} ${type} [${code}]`, '  '),
        ...examples.slice(0, 1).map((example) => wrap(`  ${example}`, '  ')),
        `  ${retry}`,
      ]),
    ),
    ...section('Rejected entries', listCounts(report.rejections)),
    ...section('Left out', listCounts(articles.leftOut)),
    ...section(
      'How the corpus was read',
      report.notes.map((note) => wrap(`- ${note}`, '  ')),
    ),
    ...section('Findings by check', findingLines(report.findings)),
    ...section(
      'Articles to look at first',
      report.worst
        .slice(0, shownEach)
        .flatMap(({ id, place, title, messages }) => [
          wrap(`- ${id}  ${title ?? place}`, '  '),
          ...messages.slice(0, 2).map((message) => wrap(`  ${message}`, '  ')),
        ]),
    ),
    ...section('Languages', listCounts(report.languages)),
    '',
  ];
}

/** Nothing where there is nothing to say. */
function section(heading: string, lines: readonly string[]): Line[] {
  return lines.length === 0 ? [] : ['', bold(heading), ...lines];
}

function describeCalls({
  calls,
  cachedCalls,
  promptTokens,
  completionTokens,
}: BatchReport['cost']) {
  return (
    `${count(calls)} calls (${count(cachedCalls)} more from the cache), tokens ` +
    `${count(promptTokens)} in and ${count(completionTokens)} out`
  );
}

const namedFiles = 3;

function describeFiles(files: readonly string[]): string {
  const named = files.slice(0, namedFiles).join(', ');
  return files.length > namedFiles ? `${named} and ${files.length - namedFiles} more` : named;
}

function listCounts(counts: BatchReport['rejections']): string[] {
  return Object.entries(counts).map(([name, number]) => `- ${name}: ${count(number)}`);
}

function findingLines(findings: BatchReport['findings']): string[] {
  if (findings.length === 0) return [];
  const name = Math.max(5, ...findings.map(({ check }) => check.length));
  const line = (cells: ReadonlyArray<string | number>) =>
    cells
      .map((cell, at) => (at === 0 ? String(cell).padEnd(name) : count(cell).padStart(10)))
      .join('');
  return [
    line(['check', 'errors', 'warnings', 'hints']),
    ...findings.map(({ check, error, warning, hint }) => line([check, error, warning, hint])),
  ];
}

const count = (value: string | number): string => value.toLocaleString('en-US');
