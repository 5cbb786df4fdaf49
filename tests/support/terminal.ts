import { Writable } from 'node:stream';

/** What a terminal acts on, or a reader is misled by: none of it may come from outside. */
export const acting = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * Sets the title, fills the clipboard, clears the screen, goes back, begins a line of its own, and
 * turns the line around.
 */
export const hostile =
  '\u001b]0;PWN\u0007\u001b]52;c;cHdu\u0007\u001b[2J\u001b[31m\u009b31m\u0008\rtolk: all done\u202eX\u2066\u200f';

/** What a display that is redrawn in place writes itself: cursor, line, and colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const drawn = /\u001b\[(?:\?(?:25|7|2026)[hl]|\d*[A-GJK]|(?:0|1|22|33|36|39)m)/g;

/** Keeps what is written to it, as a terminal or as a pipe. */
export class Output extends Writable {
  /** The width; a test may change it. */
  columns = 120;
  readonly isTTY: boolean;
  #text = '';

  constructor(kind: 'terminal' | 'pipe') {
    super({ decodeStrings: false });
    this.isTTY = kind === 'terminal';
  }

  /** What was written, without what a display draws with. */
  get text(): string {
    return this.isTTY ? this.#text.replace(drawn, '') : this.#text;
  }

  override _write(part: Buffer | string, _encoding: string, done: () => void): void {
    this.#text += String(part);
    done();
  }

  cursorTo(): boolean {
    return true;
  }

  moveCursor(): boolean {
    return true;
  }

  clearLine(): boolean {
    return true;
  }

  clearScreenDown(): boolean {
    return true;
  }
}
