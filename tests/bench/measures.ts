import Table from 'cli-table3';
import type { Measure } from '../support/scenarios.ts';

/** Collects what a bench measured, each with the limit it is held to, and prints it as a table. */
export class Measures {
  readonly #rows: Array<Measure & { readonly scenario?: string }> = [];

  add(...measures: ReadonlyArray<Measure & { readonly scenario?: string }>): void {
    this.#rows.push(...measures);
  }

  /**
   * Prints the table with a verdict below.
   *
   * @param sample what was measured on, such as the seed
   * @returns the exit code: 1 when a limit does not hold
   */
  print(sample: string): 0 | 1 {
    const hasScenarios = this.#rows.some(({ scenario }) => scenario !== undefined);
    const table = new Table({
      head: [...(hasScenarios ? ['scenario'] : []), 'measured', 'value', 'limit', 'holds'],
      style: { head: [], border: [] },
    });
    for (const { scenario = '', what, value, limit, holds } of this.#rows) {
      table.push([...(hasScenarios ? [scenario] : []), what, value, limit, holds ? 'yes' : 'NO']);
    }
    const broken = this.#rows.filter(({ holds }) => !holds).length;
    const verdict = broken === 0 ? 'all hold' : `${broken} do not hold`;
    process.stdout.write(`${table.toString()}\n${verdict} (${sample})\n`);
    return broken === 0 ? 0 : 1;
  }
}
