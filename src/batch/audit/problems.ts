import type { DoneResult } from '../../contract.ts';
import type { Fates } from './fates.ts';

/** What an audit finds wrong. */
export type ProblemKind = 'lost' | 'duplicated' | 'wrong';

/** One thing that is wrong. */
export interface AuditProblem {
  /** `lost`, `duplicated` or `wrong`. */
  readonly kind: ProblemKind;
  /** The article's number in the corpus, from 1. */
  readonly seq: number;
  /** Where it is: in the corpus, or in the output. */
  readonly place: string;
  /** What is wrong, in one line. */
  readonly message: string;
}

/** How many problems are kept word for word; the others are counted. */
const maxKept = 100;

/** Collects problems: all are counted, the first hundred are kept. */
export class Problems {
  readonly counts: Record<ProblemKind, number> = { lost: 0, duplicated: 0, wrong: 0 };
  readonly #kept: AuditProblem[] = [];

  get list(): readonly AuditProblem[] {
    return this.#kept;
  }

  add(kind: ProblemKind, seq: number, place: string, message: string): void {
    this.counts[kind] += 1;
    if (this.#kept.length < maxKept) this.#kept.push({ kind, seq, place, message });
  }
}

/** What is wrong with the segments of an article, or null: other Dutch, or no English. */
export function describeSegments(
  segments: DoneResult['translation']['segments'],
  seq: number,
  fates: Fates | null,
): string | null {
  const untranslated = segments.filter(({ nl, en }) => nl.trim() !== '' && en.trim() === '');
  if (untranslated.length > 0) return `no English for segment ${untranslated[0]?.n}`;
  if (segments.some(({ n }, at) => n !== at + 1)) return 'its segments are not numbered from 1';
  const dutch = segments.map(({ nl }) => nl).join('\n\n');
  if (fates?.isWanted(seq) && !fates.isDutchOf(seq, dutch))
    return 'its Dutch is not that of the corpus';
  return null;
}
