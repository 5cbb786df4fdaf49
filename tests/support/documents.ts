import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';

/** A block of code in a Markdown file. */
export interface CodeBlock {
  readonly file: string;
  /** Where its first line is, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** Every Markdown file of the project. */
export async function documents(): Promise<string[]> {
  const found = ['README.md'];
  for (const pattern of ['{src,workers,tests}/**/*.md', '.github/**/*.md']) {
    found.push(...(await Array.fromAsync(glob(pattern))));
  }
  return found.toSorted();
}

/** The blocks of code in a Markdown file. */
export function codeBlocks(file: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { line: number; language: string; lines: string[] } | undefined;
  for (const [at, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const fence = /^```(\w*)$/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === undefined) open = { line: at + 2, language: fence[1] ?? '', lines: [] };
    else {
      const { line: first, language, lines } = open;
      blocks.push({ file, line: first, language, text: lines.join('\n') });
      open = undefined;
    }
  }
  return blocks;
}

/** Puts a generated part of a Markdown file between its two marks. */
export function withGenerated(markdown: string, name: string, text: string): string {
  const part = new RegExp(`(<!-- ${name}: [^\\n]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  return markdown.replace(part, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`);
}
