import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Logger } from './logger.ts';

/**
 * A file that tells whoever looks after the process how the worker is, so that no Node process need
 * be started to ask: its content is one word, and it is written anew every two seconds. One that is
 * older than that belongs to a process that is frozen or gone.
 */
export class HealthFile {
  readonly #path: string | undefined;
  readonly #log: Logger;
  #isBroken = false;

  /** @param path undefined where nobody wants one */
  constructor(path: string | undefined, log: Logger) {
    this.#path = path;
    this.#log = log;
  }

  /**
   * Writes the word; who reads it never finds half of it. A file that cannot be written is logged
   * once.
   */
  write(state: string): void {
    if (this.#path === undefined) return;
    try {
      writeFileSync(`${this.#path}.new`, `${state}\n`);
      renameSync(`${this.#path}.new`, this.#path);
      this.#isBroken = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#isBroken) this.#log.warn({ event: 'worker.health_file', reason });
      this.#isBroken = true;
    }
  }

  /** Takes it away: the worker has stopped. */
  remove(): void {
    if (this.#path !== undefined) rmSync(this.#path, { force: true });
  }
}
