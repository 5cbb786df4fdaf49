import type { Hold } from '../../store/holds.ts';

/** Until when nobody calls a model, and why, in one line. */
export function describeHold({ model, until, message }: Hold): string {
  return `${model} is not called until ${new Date(until).toISOString()}: ${message}`;
}

/** Tells holds that were not told before. */
export class HoldTeller {
  readonly #told = new Set<string>();
  readonly #tell: (line: string) => void;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** Tells those of `holds` that are new. */
  tell(holds: readonly Hold[]): void {
    for (const hold of holds) {
      const name = `${hold.model} ${hold.until}`;
      if (!this.#told.has(name)) this.#tell(describeHold(hold));
      this.#told.add(name);
    }
  }
}
