import type { Pause } from '../store/pause.ts';

/** Why what is waited for may take long, told apart by `code`. */
export interface WaitWarning {
  /** `no-worker`: none is connected; `paused`: all workers pause until somebody resumes them. */
  readonly code: 'no-worker' | 'paused';
  /** What is wrong and what to do, in one line. */
  readonly message: string;
}

/** What there is to work on what is waited for. */
export interface WorkersAtHand {
  /** Workers connected. */
  readonly workers: number;
  /** Why all workers pause, if they do. */
  readonly pause: Pick<Pause, 'message'> | null;
}

/** How often workers are looked for while somebody waits. */
const lookMs = 1_500;

/** What to do where no worker is connected. */
export const noWorker: WaitWarning = {
  code: 'no-worker',
  message:
    'no worker is connected, so nothing is translated; start one with tolk worker, ' +
    'with the same Redis and TOLK_PREFIX',
};

/** What keeps articles from being worked on; null where nothing does. */
function warningOf({ workers, pause }: WorkersAtHand): WaitWarning | null {
  if (pause)
    return {
      code: 'paused',
      message: `all workers are paused: ${pause.message}; once that is fixed: tolk resume`,
    };
  return workers === 0 ? noWorker : null;
}

/**
 * Looks for workers while somebody waits, and tells who waits when there are none, or all pause:
 * once, and again when that was different in between. A worker that is only reconnecting is no
 * news: what was seen at one look counts when the next one sees it too.
 */
export class WorkerWatch implements Disposable {
  readonly #look: () => Promise<WorkersAtHand>;
  readonly #listeners = new Set<(warning: WaitWarning) => void>();
  readonly #told = new WeakMap<(warning: WaitWarning) => void, WaitWarning['code']>();
  #timer: NodeJS.Timeout | undefined;
  #last: WaitWarning['code'] | undefined;

  constructor(look: () => Promise<WorkersAtHand>) {
    this.#look = look;
  }

  /** Tells `listener` from now on, until the function that this returns is called. */
  add(listener: (warning: WaitWarning) => void): () => void {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => void this.#check(), lookMs).unref();
    void this.#check();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this[Symbol.dispose]();
    };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#last = undefined;
  }

  async #check(): Promise<void> {
    // A Redis that does not answer is the connection's to tell.
    const found = await this.#look().catch(() => null);
    if (found === null) return;
    const warning = warningOf(found);
    const isSettled = warning?.code === this.#last;
    this.#last = warning?.code;
    if (!isSettled) return;
    for (const listener of this.#listeners) {
      if (warning === null) this.#told.delete(listener);
      else if (this.#told.get(listener) !== warning.code) {
        this.#told.set(listener, warning.code);
        listener(warning);
      }
    }
  }
}
