import type { ArticleResult, DoneResult, Failure, Finding, Outcome, Summary } from '../contract.ts';
import { inertJson, inertLine } from '../inert.ts';
import { plural } from '../plural.ts';
import { toJson } from './json.ts';
import { codeSpan, escapeMarkdown, markdownLink } from './markdown.ts';
import { bold, joinLines, type Line, yellow } from './terminal.ts';

/** The formats that one article can be written in. */
export const formats = ['text', 'markdown', 'json'] as const;

/** A format that one article can be written in. */
export type Format = (typeof formats)[number];

/** The ending of a file of each format. */
export const fileEndings: Readonly<Record<Format, string>> = {
  text: 'txt',
  markdown: 'md',
  json: 'json',
};

/** Renders an article in a format, for a file; one that is not done is a line that states its status. */
export function renderArticle(result: ArticleResult, format: Format): string {
  if (format === 'json') return `${inertJson(JSON.stringify(toJson(result), null, 2))}\n`;
  if (format === 'markdown' && result.status === 'done') return renderMarkdown(result);
  return joinLines(articleLines(result), { colours: false });
}

/** An article as lines for a terminal. */
export function articleLines(result: ArticleResult): readonly Line[] {
  return result.status === 'done' ? doneLines(result) : [describeStatus(result), ''];
}

/** States the status of an article in one line. */
function describeStatus(result: ArticleResult): string {
  const name = `${result.id}${result.source.title ? ` (${result.source.title})` : ''}`;
  switch (result.status) {
    case 'queued':
      return `${name}: queued${describeLastError(result.lastError)}`;
    case 'active':
      return `${name}: in progress, attempt ${result.attempt}`;
    case 'failed': {
      const attempts = plural(result.attempt, 'attempt');
      return `${name}: failed after ${attempts}: ${describeFailure(result.error)}`;
    }
    case 'done':
      return `${name}: done`;
  }
}

function describeLastError(failure: Failure | null): string {
  return failure === null ? '' : `; the last attempt failed: ${describeFailure(failure)}`;
}

const describeFailure = ({ message, code }: Failure): string => `${message} [${code}]`;

/** What the sandbox's output is called wherever it shows. */
export const glossNote =
  'GLOSS by the sandbox, word by word: not a translation. Set OPENAI_API_KEY for a real one.';

function doneLines(result: DoneResult): readonly Line[] {
  const { translation, summary, source } = result;
  return [
    ...(result.gloss ? [yellow(glossNote), ''] : []),
    bold(translation.title ?? summary?.headline ?? result.id),
    [source.date, source.source, result.id].filter((part) => part !== null).join(' · '),
    '',
    ...(summary ? [bold('Summary'), summary.tldr, ...describeBullets(summary), ''] : []),
    ...translation.segments.flatMap(({ en }) => [en, '']),
    ...describeFindings(result.findings),
    ...describeVerification(result),
    describeCost(result),
    '',
  ];
}

function renderMarkdown(result: DoneResult): string {
  const { translation, summary, source } = result;
  const text = escapeMarkdown;
  const heading = translation.title ?? summary?.headline ?? result.id;
  return [
    `# ${text(inertLine(heading))}`,
    '',
    ...(result.gloss ? [`> **${glossNote}**`, ''] : []),
    ...[
      source.date && `- Date: ${text(source.date)}`,
      source.source && `- Source: ${text(inertLine(source.source))}`,
      source.url && `- URL: ${markdownLink(source.url)}`,
    ].filter(Boolean),
    `- Id: ${codeSpan(result.id)}`,
    '',
    ...(summary === null ? [] : summaryInMarkdown(summary)),
    '## Translation',
    '',
    ...translation.segments.flatMap(({ en }) => [text(en), '']),
    '## Findings',
    '',
    ...(result.findings.length > 0
      ? result.findings.map((finding) => `- ${text(inertLine(describeFinding(finding)))}`)
      : ['None']),
    '',
    ...describeVerification(result).flatMap((line) => [text(line), '']),
    `_${text(describeCost(result))}_`,
    '',
  ].join('\n');
}

function summaryInMarkdown({ headline, tldr, bullets, abstract }: Summary): string[] {
  const text = escapeMarkdown;
  return [
    '## Summary',
    '',
    `**${text(inertLine(headline))}**`,
    '',
    text(tldr),
    '',
    ...bullets.map((bullet) => `- ${text(inertLine(bullet.text))} [${bullet.segments.join(', ')}]`),
    '',
    text(abstract),
    '',
  ];
}

/** Describes each bullet in a line, with the segments it rests on. */
export function describeBullets({ bullets }: Summary): string[] {
  return bullets.map(({ text, segments }) => `- ${text} [${segments.join(', ')}]`);
}

/** Describes each finding in a line, or says that there are none. */
export function describeFindings(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['Findings: none'];
  return ['Findings:', ...findings.map((finding) => `- ${describeFinding(finding)}`)];
}

function describeFinding({ check, severity, segment, message }: Finding): string {
  const place = segment === null ? 'title or summary' : `segment ${segment}`;
  return `${severity}, ${place}: ${message} [${check}]`;
}

/** States who has verified it, and what came of that; nothing where nobody has. */
export function describeVerification({ verification }: Pick<Outcome, 'verification'>): string[] {
  if (verification === null) return [];
  const { model, asked, sentences, claims, doubts, unanswered } = verification;
  if (model === null) return [`Not verified: ${asked ?? 'the verifier'} gave no usable answer`];
  const read = `${plural(sentences + claims, 'sentence')}, ${plural(doubts, 'doubt')}`;
  const rest = unanswered > 0 ? `, ${unanswered} left without an answer` : '';
  return [`Verified by ${model}: ${read}${rest}`];
}

/** States in one line who made it and what it cost. */
export function describeCost({
  model,
  promptVersion,
  usage,
  costUsd,
}: Pick<Outcome, 'model' | 'promptVersion' | 'usage' | 'costUsd'>): string {
  return [
    `Model ${model}`,
    `prompts ${promptVersion}`,
    plural(usage.calls, 'call'),
    `${plural(usage.promptTokens + usage.completionTokens, 'token')}${describeReasoning(usage)}`,
    // Where the server did not say what calls used, Tolk has counted.
    `${formatCost(costUsd)}${usage.estimatedCalls > 0 ? ' (estimated)' : ''}`,
  ].join(', ');
}

function describeReasoning({ reasoningTokens }: Outcome['usage']): string {
  return reasoningTokens > 0
    ? ` (${reasoningTokens.toLocaleString('en-US')} of them reasoning)`
    : '';
}

/** Formats a cost in dollars, with enough digits for hundredths of a cent. */
export function formatCost(costUsd: number | null): string {
  if (costUsd === null) return 'cost unknown';
  const isSmall = costUsd > 0 && costUsd < 0.1;
  return `$${costUsd.toFixed(isSmall ? 5 : 2)}`;
}
