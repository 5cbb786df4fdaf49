import type { Segment } from './blocks.ts';

/** How an article is shown. */
export interface View {
  /** The number of each segment before it, by which a summary cites. @default as the format does */
  readonly numbers?: boolean | undefined;
  /** The Dutch beside the English. @default the English alone */
  readonly sideBySide?: boolean | undefined;
  /** Columns of the terminal that text is wrapped to. @default not wrapped */
  readonly width?: number | undefined;
}

/** The number of a segment, as it is cited; nothing where numbers are not wanted. */
export function numberMark({ n }: Pick<Segment, 'n'>, hasNumbers: boolean): string {
  return hasNumbers ? `[${n}] ` : '';
}
