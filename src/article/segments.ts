/** A paragraph of an article, numbered from 1: the unit in which Dutch and English are aligned. */
export interface Segment {
  readonly n: number;
  readonly nl: string;
}

/** A line that begins with a bullet or with a number. */
const listItem = /^(?:[-*•–·] ?|\d{1,3}[.)] )\S/;

/**
 * Splits a normalised text into segments: the blocks between blank lines, or the lines where there
 * are no blank ones. Inside a block, hard-wrapped lines are joined; the lines of a list stay apart.
 */
export function splitSegments(text: string): string[] {
  const blocks = /\n{2,}/.test(text) ? text.split(/\n{2,}/) : text.split('\n');
  return blocks.map(joinWrappedLines).filter((segment) => segment !== '');
}

function joinWrappedLines(block: string): string {
  const [first = '', ...others] = block.trim().split('\n');
  return others.reduce((joined, line) => joined + (listItem.test(line) ? '\n' : ' ') + line, first);
}

/** The segments of an article's stored body, where one blank line separates them. */
export function toSegments(body: string): Segment[] {
  return body.split('\n\n').map((nl, index) => ({ n: index + 1, nl }));
}
