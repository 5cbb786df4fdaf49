import { styleText } from 'node:util';
import { inertText } from '../inert.ts';

/** How a text may stand out on a terminal. */
type Style = 'bold' | 'yellow';

/** A text that stands out; its escape sequences are added where it is written. */
class Styled {
  readonly style: Style;
  readonly text: string;

  constructor(style: Style, text: string) {
    this.style = style;
    this.text = text;
  }
}

/** A line for a terminal: text, or pieces of it that stand out. */
export type Line = string | Styled | ReadonlyArray<string | Styled>;

/** Makes a text stand out in bold. */
export function bold(text: string): Styled {
  return new Styled('bold', text);
}

/** Makes a text stand out as a warning. */
export function yellow(text: string): Styled {
  return new Styled('yellow', text);
}

/**
 * Joins lines for a terminal, or without `colours` for anything else. Only the colours that are
 * asked for here can be in it: every text is made inert.
 */
export function joinLines(
  lines: readonly Line[],
  { colours }: { readonly colours: boolean },
): string {
  const show = (piece: string | Styled): string => {
    if (typeof piece === 'string') return inertText(piece);
    const text = inertText(piece.text);
    return colours ? styleText(piece.style, text, { validateStream: false }) : text;
  };
  const isPiece = (line: Line): line is string | Styled =>
    typeof line === 'string' || line instanceof Styled;
  return lines.map((line) => (isPiece(line) ? show(line) : line.map(show).join(''))).join('\n');
}
