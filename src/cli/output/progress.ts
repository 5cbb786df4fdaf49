import type { Progress } from '../../contract.ts';
import type { Screen } from '../screen.ts';
import { formatDuration } from './duration.ts';
import { LiveLines } from './live-lines.ts';

/** Shows people how far a command is: a live line on a terminal, a line an article elsewhere. */
export interface ProgressDisplay {
  update(name: string, progress: Progress): void;
  /** What the model has just written of an article; only where a live line can show it. */
  readonly draft?: (name: string, english: string) => void;
  /** One more article has come to its end. */
  finish(name: string, outcome: string): void;
  stop(): void;
}

/** Silence of this long is told. */
const silentMs = 15_000;

/** A display for `total` articles. */
export function showProgress(
  total: number,
  screen: Screen,
  now: () => number = Date.now,
): ProgressDisplay {
  const stream = screen.drawable;
  const lines = stream ? new LiveLines(stream) : undefined;
  let done = 0;
  let heardAt = now();
  let doing = '';
  const draw = () => [
    `${done} of ${total} done${doing === '' ? '' : ` · ${doing}`}`,
    ...(now() - heardAt < silentMs
      ? []
      : [`nothing new for ${formatDuration((now() - heardAt) / 1_000)}`]),
  ];
  const show = (text: string) => {
    heardAt = now();
    doing = oneLine(text);
    lines?.show(draw);
  };
  show('');
  const draft = (name: string, english: string) => show(`${name}: “${english}”`);
  return {
    ...(lines ? { draft } : {}),
    update(name, { step, done: chunks, total: of }) {
      show(`${name}: ${step}${of > 1 ? ` ${chunks}/${of}` : ''}`);
    },
    finish(name, outcome) {
      done += 1;
      show('');
      if (!lines) screen.say(`tolk: ${done} of ${total}: ${name} ${outcome}`);
    },
    stop: () => lines?.stop(),
  };
}

/** Text of a model without what takes no room, so that its width is known. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
