/** One paragraph of an article, numbered from 1: the unit in which Dutch and English are kept side by side. */
export interface Segment {
  readonly n: number;
  readonly nl: string;
}

const listItem = /^(?:[-*•–·] ?|\d{1,3}[.)] )\S/;

/**
 * Paragraphs of a normalised text: blocks between blank lines, or lines where there are no blank
 * ones. Inside a block, hard-wrapped lines are joined; lines of a list stay lines.
 */
export function splitParagraphs(text: string): string[] {
  const blocks = /\n{2,}/.test(text) ? text.split(/\n{2,}/) : text.split('\n');
  return blocks.map(joinWrappedLines).filter((paragraph) => paragraph !== '');
}

function joinWrappedLines(block: string): string {
  return block
    .trim()
    .split('\n')
    .reduce(
      (joined, line) => joined + (listItem.test(line) || joined === '' ? '\n' : ' ') + line,
      '',
    )
    .trim();
}

/** The segments of an article body in its stored form (paragraphs joined by one blank line). */
export function toSegments(body: string): Segment[] {
  return body.split('\n\n').map((nl, index) => ({ n: index + 1, nl }));
}
