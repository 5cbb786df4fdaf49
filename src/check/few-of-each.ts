import type { Finding } from '../contract.ts';

/** More findings of one check in one segment are counted, not listed: nobody reads them. */
const most = 50;

/** The findings in a segment, of each check only so many: a table that is wrong has thousands. */
export class FewOfEach {
  readonly #findings: Finding[] = [];
  /** Most segments have no finding. */
  #counts: Map<string, number> | undefined;

  add(finding: Finding): void {
    this.#counts ??= new Map();
    const count = (this.#counts.get(finding.check) ?? 0) + 1;
    this.#counts.set(finding.check, count);
    if (count <= most) this.#findings.push(finding);
  }

  /** Those kept, and for each check that found more how many. */
  all(): Finding[] {
    if (this.#counts === undefined) return [];
    const [first] = this.#findings;
    const more = [...this.#counts].filter(([, count]) => count > most);
    const notes = more.map(([check, count]): Finding => {
      const message = `${count - most} more of these were found in it, and are not listed`;
      return { check, severity: 'hint', segment: first?.segment ?? null, message };
    });
    return [...this.#findings, ...notes];
  }
}
