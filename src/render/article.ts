import { styleText } from 'node:util';
import type { ArticleResult, DoneResult, Finding, Outcome, Summary } from '../contract.ts';
import { toJson } from './json.ts';

/** The ways one article can be written. */
export const formats = ['text', 'markdown', 'json'] as const;

/** A way one article can be written. */
export type Format = (typeof formats)[number];

/** The ending of a file in each format. */
export const fileEndings: Readonly<Record<Format, string>> = {
  text: 'txt',
  markdown: 'md',
  json: 'json',
};

/** An article in a format; one that is not done gives a line that says where it stands. */
export function renderArticle(result: ArticleResult, format: Format): string {
  if (format === 'json') return `${JSON.stringify(toJson(result), null, 2)}\n`;
  if (result.status !== 'done') return `${describeStatus(result)}\n`;
  return format === 'markdown' ? renderMarkdown(result) : renderText(result);
}

/** One line on where an article stands. */
function describeStatus(result: ArticleResult): string {
  const name = `${result.id}${result.source.title ? ` (${result.source.title})` : ''}`;
  switch (result.status) {
    case 'queued':
      return `${name}: queued${result.lastError ? `; the last attempt failed: ${result.lastError.message} [${result.lastError.code}]` : ''}`;
    case 'active':
      return `${name}: being worked on, attempt ${result.attempt}`;
    case 'failed':
      return `${name}: failed after ${result.attempt} ${result.attempt === 1 ? 'attempt' : 'attempts'}: ${result.error.message} [${result.error.code}]`;
    case 'done':
      return `${name}: done`;
  }
}

/** What the sandbox's output is called wherever it shows. */
export const glossNote =
  'GLOSS by the sandbox, word by word: not a translation. Set OPENAI_API_KEY for a real one.';

function renderText(result: DoneResult): string {
  const { translation, summary, source } = result;
  const bold = (text: string) => styleText('bold', text);
  return [
    ...(result.gloss ? [styleText('yellow', glossNote), ''] : []),
    bold(translation.title ?? summary?.headline ?? result.id),
    [source.date, source.source, result.id].filter((part) => part !== null).join(' · '),
    '',
    ...(summary ? [bold('Summary'), summary.tldr, ...describeBullets(summary), ''] : []),
    ...translation.segments.flatMap(({ en }) => [en, '']),
    ...describeFindings(result.findings),
    describeCost(result),
    '',
  ].join('\n');
}

function renderMarkdown(result: DoneResult): string {
  const { translation, summary, source } = result;
  return [
    `# ${translation.title ?? summary?.headline ?? result.id}`,
    '',
    ...(result.gloss ? [`> **${glossNote}**`, ''] : []),
    ...[
      source.date && `- Date: ${source.date}`,
      source.source && `- Source: ${source.source}`,
      source.url && `- URL: <${source.url}>`,
    ].filter(Boolean),
    `- Id: \`${result.id}\``,
    '',
    ...(summary === null
      ? []
      : [
          '## Summary',
          '',
          `**${summary.headline}**`,
          '',
          summary.tldr,
          '',
          ...summary.bullets.map(({ text, segments }) => `- ${text} (§ ${segments.join(', ')})`),
          '',
          summary.abstract,
          '',
        ]),
    '## Translation',
    '',
    ...translation.segments.flatMap(({ en }) => [en, '']),
    '## Findings',
    '',
    ...describeFindings(result.findings),
    '',
    `_${describeCost(result)}_`,
    '',
  ].join('\n');
}

/** A line for each bullet, with the segments it rests on. */
export function describeBullets({ bullets }: Summary): string[] {
  return bullets.map(({ text, segments }) => `- ${text} [${segments.join(', ')}]`);
}

/** A line for each finding, or one that says there are none. */
export function describeFindings(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['Findings: none'];
  return [
    'Findings:',
    ...findings.map(
      ({ check, severity, segment, message }) =>
        `- ${severity}, ${segment === null ? 'title or summary' : `segment ${segment}`}: ${message} [${check}]`,
    ),
  ];
}

/** One line on who made it and what it cost. */
export function describeCost({
  model,
  promptVersion,
  usage,
  costUsd,
}: Pick<Outcome, 'model' | 'promptVersion' | 'usage' | 'costUsd'>): string {
  const tokens = (usage.promptTokens + usage.completionTokens).toLocaleString('en-US');
  return `Model ${model}, prompts ${promptVersion}, ${usage.calls} calls, ${tokens} tokens, ${formatCost(costUsd)}`;
}

/** A cost in dollars, with enough digits for cents of cents. */
export function formatCost(costUsd: number | null): string {
  return costUsd === null
    ? 'cost unknown'
    : `$${costUsd.toFixed(costUsd > 0 && costUsd < 0.1 ? 5 : 2)}`;
}
