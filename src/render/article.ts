import type { ArticleResult, DoneResult, Failure, Finding, Outcome, Summary } from '../contract.ts';
import { inertText } from '../inert.ts';
import { plural } from '../plural.ts';
import { bold, type Line, yellow } from './terminal.ts';
import { textBlocks, textColumns, wrapText } from './text-blocks.ts';
import type { View } from './view.ts';

/**
 * An article as lines for a terminal. Segments have their numbers where the summary cites them, unless
 * the view says otherwise.
 */
export function articleLines(result: ArticleResult, view: View = {}): readonly Line[] {
  return result.status === 'done' ? doneLines(result, view) : [describeStatus(result), ''];
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

function doneLines(result: DoneResult, view: View): readonly Line[] {
  const { translation, summary, source } = result;
  const { segments } = translation;
  const own = { ...view, numbers: view.numbers ?? (summary?.bullets.length ?? 0) > 0 };
  const wrap = (text: string) => wrapText(inertText(text), view.width);
  const wrapItem = (text: string) => wrap(text).replaceAll('\n', '\n  ');
  return [
    ...(result.gloss ? [yellow(wrap(glossNote)), ''] : []),
    bold(wrap(translation.title ?? summary?.headline ?? result.id)),
    wrap([source.date, source.source, result.id].filter((part) => part !== null).join(' · ')),
    '',
    ...(summary
      ? [bold('Summary'), wrap(summary.tldr), ...describeBullets(summary).map(wrapItem), '']
      : []),
    ...(view.sideBySide ? textColumns(segments, own) : textBlocks(segments, own)),
    ...describeFindings(result.findings).map(wrapItem),
    ...describeVerification(result).map(wrap),
    wrap(describeCost(result)),
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

/** Describes a finding in a line. */
export function describeFinding({ check, severity, segment, message }: Finding): string {
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
