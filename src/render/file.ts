import type { ArticleResult } from '../contract.ts';
import { inertJson } from '../inert.ts';
import { articleLines } from './article.ts';
import { toJson } from './json.ts';
import { joinLines } from './terminal.ts';
import type { View } from './view.ts';

/** The formats that one article can be written in. */
export const formats = ['text', 'markdown', 'html', 'docx', 'json'] as const;

/** A format that one article can be written in. */
export type Format = (typeof formats)[number];

/** The ending of a file of each format. */
export const fileEndings: Readonly<Record<Format, string>> = {
  text: 'txt',
  markdown: 'md',
  html: 'html',
  docx: 'docx',
  json: 'json',
};

/**
 * Renders an article as a file; one that is not done is a line that states its status. All but .docx
 * is text.
 */
export async function renderArticle(
  result: ArticleResult,
  format: Format,
  view: View = {},
): Promise<string | Uint8Array> {
  if (format === 'json') return `${inertJson(JSON.stringify(toJson(result), null, 2))}\n`;
  if (result.status !== 'done' || format === 'text')
    return joinLines(articleLines(result, view), { colours: false });
  switch (format) {
    case 'markdown':
      return (await import('./markdown-article.ts')).renderMarkdown(result, view);
    case 'html':
      return (await import('./html.ts')).renderPage(result, view);
    case 'docx':
      return (await import('./docx.ts')).renderDocx(result, view);
  }
}
