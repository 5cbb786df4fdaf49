import type { Environment } from '../config/environment.ts';
import { inertLine, inertText } from '../inert.ts';
import { joinLines, type Line } from '../render/terminal.ts';
import { wrapSaid } from './wrap-said.ts';

/** A stream that may be a terminal, as `process.stdout` may. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** The terminal's width; 0 where it does not know. */
  readonly columns?: number;
}

/**
 * An output that people may be looking at. Whatever is written to it does nothing but be read:
 * control characters are taken out, and the only colours are those of `writeLines`.
 */
export class Screen {
  readonly #stream: OutputStream;
  readonly #isPlain: boolean;

  /** @param env says whether anybody watches it: not where CI runs, nor on a dumb terminal */
  constructor(stream: OutputStream, env: Environment = {}) {
    this.#stream = stream;
    const ci = env['CI'] ?? '';
    this.#isPlain = env['TERM'] === 'dumb' || !['', '0', 'false'].includes(ci);
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  /** The terminal's width; undefined where it does not know, and where there is none. */
  get columns(): number | undefined {
    return (this.isTTY && this.#stream.columns) || undefined;
  }

  /**
   * The terminal itself, for what moves its cursor: a question, or a display that is redrawn in
   * place. Whoever takes it makes each text inert that goes there. Undefined where there is none.
   */
  get terminal(): OutputStream | undefined {
    return this.isTTY ? this.#stream : undefined;
  }

  /**
   * The terminal, where it can be drawn on and somebody watches: one that does not know its width
   * would be cleared line by line for ever.
   */
  get drawable(): OutputStream | undefined {
    return this.columns === undefined || this.#isPlain ? undefined : this.terminal;
  }

  write(text: string): void {
    this.#stream.write(inertText(text));
  }

  /** Writes a line for people, whatever it quotes; a terminal has it over several where it must. */
  say(text: string): void {
    const line = inertLine(text);
    const width = this.columns;
    this.write(`${width === undefined ? line : wrapSaid(line, width)}\n`);
  }

  /** Writes lines; emphasis is in colours where the terminal has them. */
  writeLines(lines: readonly Line[], { hasColours }: { readonly hasColours: boolean }): void {
    const text = joinLines(lines, { colours: hasColours && this.isTTY });
    this.#stream.write(text.endsWith('\n') ? text : `${text}\n`);
  }
}
