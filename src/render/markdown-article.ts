import type { DoneResult, Summary } from '../contract.ts';
import { inertLine } from '../inert.ts';
import { describeCost, describeFinding, describeVerification, glossNote } from './article.ts';
import { codeSpan, escapeMarkdown, markdownLink } from './markdown.ts';
import { markdownBlocks, markdownTable } from './markdown-blocks.ts';
import type { View } from './view.ts';

/** Renders a done article as Markdown. */
export function renderMarkdown(result: DoneResult, view: View): string {
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
    ...(view.sideBySide
      ? markdownTable(translation.segments)
      : markdownBlocks(translation.segments, view.numbers ?? false)),
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
