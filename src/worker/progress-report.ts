/** At most so often it is said how far an article is. */
const everyMs = 500;

/**
 * Says how far an article is: at once when it begins, then the latest twice a second at most. A
 * fast model is through with an article before anybody could read its steps, and each costs Redis a
 * script and an event.
 */
export class ProgressReport<T> implements Disposable {
  readonly #send: (progress: T) => void;
  #timer: NodeJS.Timeout | undefined;
  /** Said meanwhile, and not sent yet. */
  #latest: { readonly progress: T } | undefined;
  #isOver = false;

  constructor(send: (progress: T) => void) {
    this.#send = send;
  }

  /** Sends it, now or soon, unless something newer is said before. */
  say(progress: T): void {
    if (this.#isOver) return;
    if (this.#timer) this.#latest = { progress };
    else this.#sendNow(progress);
  }

  /** What is not sent by now is not sent at all: the article has come to its end. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#latest = undefined;
  }

  #sendNow(progress: T): void {
    this.#latest = undefined;
    this.#send(progress);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#latest) this.#sendNow(this.#latest.progress);
    }, everyMs);
  }
}
