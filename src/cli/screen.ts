import { inertText } from '../inert.ts';
import { joinLines, type Line } from '../render/terminal.ts';

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

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  /** The terminal's width; 0 where it does not know, undefined where there is none. */
  get columns(): number | undefined {
    return this.#stream.columns;
  }

  /**
   * The terminal itself, for what moves its cursor: a question, or a display that is redrawn in
   * place. Whoever takes it makes each text inert that goes there. Undefined where there is none.
   */
  get terminal(): OutputStream | undefined {
    return this.isTTY ? this.#stream : undefined;
  }

  /**
   * The terminal, where it can be drawn on: one that does not know its width would be cleared line
   * by line for ever.
   */
  get drawable(): OutputStream | undefined {
    return (this.columns ?? 0) > 0 ? this.terminal : undefined;
  }

  write(text: string): void {
    this.#stream.write(inertText(text));
  }

  /** Writes lines; what stands out in them does so in colours where the terminal has them. */
  writeLines(lines: readonly Line[], { hasColours }: { readonly hasColours: boolean }): void {
    const text = joinLines(lines, { colours: hasColours && this.isTTY });
    this.#stream.write(text.endsWith('\n') ? text : `${text}\n`);
  }
}
