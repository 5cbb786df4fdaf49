import { describeWhere, isTallied, type NoteListener } from '../corpus/notes.ts';
import { statNames } from '../store/batch-stats.ts';

/** So many details of a kind are kept of a run, */
const maxDetails = 8;
/** and so much of each. */
const maxCharacters = 200;

/**
 * Counts what readers note, until it is stored with the entries it came with:
 *
 *   noted ──take──► stored with the page that is submitted
 *     └─────drop──► stored by the run before, which read the same entries
 */
export class NoteCounter {
  #counts: Record<string, number> = {};
  readonly #details = new Set<string>();
  readonly #kinds = new Set<string>();

  /** Takes note. */
  readonly add: NoteListener = (note) => {
    const { kind, detail } = note;
    this.#count(statNames.note(kind));
    if (!this.#kinds.has(kind)) this.#count(statNames.noteFirst(kind, short(describeWhere(note))));
    this.#kinds.add(kind);
    if (detail === undefined || !isTallied(kind)) return;
    const name = statNames.noteDetail(kind, short(detail));
    const known = [...this.#details].filter((other) =>
      other.startsWith(statNames.noteDetail(kind, '')),
    );
    if (!known.includes(name) && known.length >= maxDetails) return;
    this.#details.add(name);
    this.#count(name);
  };

  /** What was noted since the last time, by the names of counters. */
  take(): Readonly<Record<string, number>> {
    const counts = this.#counts;
    this.#counts = {};
    return counts;
  }

  /** Forgets what was noted since the last time: it is stored already. */
  drop(): void {
    this.#counts = {};
    this.#kinds.clear();
    this.#details.clear();
  }

  #count(name: string): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + 1;
  }
}

function short(text: string): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
}
