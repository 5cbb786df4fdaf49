import Table from 'cli-table3';

/** One thing that was measured, and what it is measured against. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The limit, or the peer of the same run. */
  readonly peer?: { readonly what: string; readonly value: number } | undefined;
  /** What the ratio (or, without a peer, the value) is to be. */
  readonly goal?: { readonly is: 'at least' | 'at most'; readonly value: number } | undefined;
}

/** The figure over its peer; null where it has none. */
export function ratioOf({ value, peer }: Figure): number | null {
  return peer === undefined ? null : value / peer.value;
}

/** Is a figure what it is to be? True where it is to be nothing. */
export function isReached(figure: Figure): boolean {
  const { goal } = figure;
  if (goal === undefined) return true;
  const measured = ratioOf(figure) ?? figure.value;
  return goal.is === 'at least' ? measured >= goal.value : measured <= goal.value;
}

/** A table of figures for a terminal. */
export function showFigures(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['measured', 'value', 'against', 'ratio', 'goal'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'left', 'right', 'left'],
  });
  for (const figure of figures) {
    const { what, value, unit, peer, goal } = figure;
    const ratio = ratioOf(figure);
    const aim = goal && `${goal.is === 'at least' ? '≥' : '≤'} ${goal.value}`;
    table.push([
      what,
      `${showNumber(value)} ${unit}`.trim(),
      peer ? `${peer.what} ${showNumber(peer.value)}` : '',
      ratio === null ? '' : showNumber(ratio),
      aim ? `${aim} ${isReached(figure) ? '' : 'NO'}`.trim() : '',
    ]);
  }
  return table.toString();
}

/** A number with three digits that count. */
export function showNumber(value: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(1, Math.abs(value)))));
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
