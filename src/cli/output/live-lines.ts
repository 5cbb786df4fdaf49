import ora, { type Ora } from 'ora';
import stringWidth from 'string-width';
import { inertLine } from '../../inert.ts';
import { wrapText } from '../../render/text-blocks.ts';
import type { OutputStream } from '../screen.ts';

/** The spinner, and the space after it. */
const indent = '  ';
const refreshMs = 1_000;

/** Lines for a terminal that is so many columns wide. */
export type MakeLines = (width: number) => readonly string[];

/**
 * Lines at the foot of a terminal that are redrawn in place, below whatever is written to it meanwhile.
 * They fit its width, also when that changes.
 *
 *   new ──show──► drawn ◄──► shown again: other lines, another width, a second later
 *    │              │
 *    └─────stop─────┴──► gone: the terminal is as it was, and its cursor is back
 */
export class LiveLines {
  readonly #stream: OutputStream;
  #spinner: Ora | undefined;
  #timer: NodeJS.Timeout | undefined;
  #make: MakeLines = () => [];
  readonly #fit = (): void => {
    if (this.#spinner) this.#spinner.text = this.#text();
  };

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  /** Draws lines, and redraws them every second; they may tell of it. */
  show(make: MakeLines): void {
    this.#make = make;
    if (this.#spinner) {
      this.#fit();
      return;
    }
    const options = { color: false, discardStdin: false, isEnabled: true } as const;
    this.#spinner = ora({ ...options, stream: this.#stream, text: this.#text() }).start();
    this.#timer = setInterval(this.#fit, refreshMs);
    this.#stream.on('resize', this.#fit);
  }

  /** Takes the lines away; what `last` makes stays in their place. */
  stop(last: MakeLines = () => []): void {
    if (!this.#spinner) return;
    clearInterval(this.#timer);
    this.#stream.off('resize', this.#fit);
    this.#spinner.stop();
    this.#spinner = undefined;
    for (const line of this.#fitted(last)) this.#stream.write(`${line}\n`);
  }

  #text(): string {
    return this.#fitted(this.#make).join(`\n${indent}`);
  }

  /** The last column stays free: some terminals begin a line when it is filled. */
  #fitted(make: MakeLines): string[] {
    const width = Math.max(10, (this.#stream.columns ?? 80) - indent.length - 1);
    return make(width).map((line) => cutTo(inertLine(line), width));
  }
}

/** As much of a text as a terminal shows in so many columns; … stands for the rest. */
function cutTo(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = '';
  let used = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}

/** Parts one after the other, as many as fit a line; each stays whole. */
export function flow(parts: readonly string[], width: number, separator = ' · '): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = last === undefined ? part : last + separator + part;
    if (last === undefined || stringWidth(longer) > width) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** A text over several lines, of which no more than `most` are shown. */
export function paragraph(text: string, width: number, most: number): string[] {
  const lines = wrapText(inertLine(text), width, true).split('\n');
  const rest = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), ...(rest === '' ? [] : [cutTo(rest, width)])];
}
