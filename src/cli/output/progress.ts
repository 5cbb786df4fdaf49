import ora from 'ora';
import type { Progress } from '../../contract.ts';
import { inertLine } from '../../inert.ts';
import type { Screen } from '../screen.ts';

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
export function showProgress(total: number, screen: Screen): ProgressDisplay {
  let done = 0;
  const stream = screen.drawable;
  const spinner = stream
    ? ora({ stream, discardStdin: false }).start(`0 of ${total} done`)
    : undefined;
  const show = (text: string) => {
    if (spinner) spinner.text = inertLine(text);
  };
  const draft = (name: string, english: string) =>
    show(fitted(`${name}: “${oneLine(english)}”`, screen.columns ?? 0));
  return {
    ...(spinner ? { draft } : {}),
    update(name, { step, done: chunks, total: of }) {
      show(`${done} of ${total} done · ${name}: ${step}${of > 1 ? ` ${chunks}/${of}` : ''}`);
    },
    finish(name, outcome) {
      done += 1;
      if (spinner) show(`${done} of ${total} done`);
      else screen.write(`${inertLine(`tolk: ${done} of ${total}: ${name} ${outcome}`)}\n`);
    },
    stop: () => void spinner?.stop(),
  };
}

/** Text of a model without what takes no room, so that its width is known. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

/** Beside the spinner itself, on one line. */
function fitted(text: string, columns: number): string {
  const width = columns - 4;
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
