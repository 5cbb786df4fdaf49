import type { Provenance } from '../contract.ts';

/** What rows tell of how they were made, as far as a table has to be made again from it. */
type Made = {
  readonly model: string;
  readonly promptVersion: string;
  readonly provenance: readonly Provenance[];
};

/** What made the English of the rows that were looked at. */
export interface Origins {
  /** How many rows were looked at. */
  readonly rows: number;
  readonly models: readonly string[];
  readonly promptVersions: readonly string[];
  /** Hashes of the glossaries that had something to say; `null` is none. */
  readonly glossaryVersions: ReadonlyArray<string | null>;
}

/** Collects what made the English, row by row. */
export class OriginTally {
  #rows = 0;
  readonly #models = new Set<string>();
  readonly #prompts = new Set<string>();
  readonly #glossaries = new Set<string | null>();

  add({ model, promptVersion, provenance }: Made): void {
    this.#rows += 1;
    this.#models.add(model);
    this.#prompts.add(promptVersion);
    for (const origin of provenance) {
      // Code is kept as it is: no model has made it.
      if (origin.model !== null) this.#models.add(origin.model);
      this.#glossaries.add(origin.glossaryVersion);
    }
  }

  read(): Origins {
    return {
      rows: this.#rows,
      models: [...this.#models].toSorted(),
      promptVersions: [...this.#prompts].toSorted(),
      glossaryVersions: [...this.#glossaries].toSorted(),
    };
  }
}
