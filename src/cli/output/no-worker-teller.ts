import { noWorker } from '../../queue/worker-watch.ts';

/** The next look must see it too. */
const looksWithoutWorker = 2;

/** Tells that no worker is connected: once, and again when one was there in between. */
export class NoWorkerTeller {
  readonly #tell: (line: string) => void;
  #looksWithout = 0;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** Takes note of how many are connected. */
  look(workers: number): void {
    this.#looksWithout = workers === 0 ? this.#looksWithout + 1 : 0;
    if (this.#looksWithout === looksWithoutWorker) this.#tell(noWorker.message);
  }
}
