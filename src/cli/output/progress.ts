import ora from 'ora';
import type { Progress } from '../../contract.ts';
import type { OutputStream } from '../io.ts';

/** Shows people how far a command is: a live line on a terminal, a line an article elsewhere. */
export interface ProgressDisplay {
  update(name: string, progress: Progress): void;
  /** What the model has just written of an article; only where a live line can show it. */
  readonly draft?: (name: string, english: string) => void;
  /** One more article has come to its end. */
  finish(name: string, outcome: string): void;
  stop(): void;
}

/** A display for `total` articles. */
export function showProgress(total: number, stream: OutputStream): ProgressDisplay {
  let done = 0;
  // A terminal that does not know its width cannot be drawn on: ora would clear lines for ever.
  const drawable = stream.isTTY && (stream.columns ?? 0) > 0;
  const spinner = drawable
    ? ora({ stream, discardStdin: false }).start(`0 of ${total} done`)
    : undefined;
  const draft = (name: string, english: string) => {
    if (spinner) spinner.text = fitted(`${name}: “${oneLine(english)}”`, stream.columns ?? 0);
  };
  return {
    ...(spinner ? { draft } : {}),
    update(name, { step, done: chunks, total: of }) {
      if (spinner)
        spinner.text = `${done} of ${total} done · ${name}: ${step}${of > 1 ? ` ${chunks}/${of}` : ''}`;
    },
    finish(name, outcome) {
      done += 1;
      if (spinner) spinner.text = `${done} of ${total} done`;
      else stream.write(`tolk: ${done} of ${total}: ${name} ${outcome}\n`);
    },
    stop: () => void spinner?.stop(),
  };
}

/** Text of a model as a terminal may be shown it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

/** Beside the spinner itself, on one line. */
function fitted(text: string, columns: number): string {
  const width = columns - 4;
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
