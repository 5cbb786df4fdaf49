import {
  type DateOrder,
  hasHalves,
  orderOf,
  toDayFirst,
  toYearFirst,
} from '../article/date-order.ts';
import { TolkError } from '../errors.ts';
import type { ReadOptions } from './entry.ts';

/** A date to be read day first, or one that is kept as it is. */
type SettledDate = { readonly date: string } | { readonly kept: string };

/**
 * What the dates of one file say together of their order. Of its first records they are looked at before any
 * is read. A column with 9/14/2025 in it is month first; with 14/9/2025 as well it is both, and then a date
 * that may be either is kept, and never read wrongly in silence.
 *
 *   nothing seen ── 14/9 ──► day first ── 9/14 ──► both
 *    └── 9/14 ──► month first ── 14/9 ──► both
 *
 * What dates behind those say is told, and changes nothing: a run that was broken off does not read them all,
 * and reads the others as it would have.
 */
export class ColumnDates {
  readonly #file: string;
  readonly #given: DateOrder | undefined;
  readonly #isStrict: boolean;
  readonly #onNote: ReadOptions['onNote'];
  /** Orders that a date in the first records has shown. */
  readonly #seen = new Set<DateOrder>();
  /** False of a document, which is alone in its file. */
  #isLookedAt = false;
  readonly #told = new Set<string>();

  constructor(file: string, { limits, onNote }: Pick<ReadOptions, 'limits' | 'onNote'>) {
    this.#file = file;
    this.#given = limits.dateOrder;
    this.#isStrict = limits.strictDates ?? false;
    this.#onNote = onNote;
  }

  /** Takes in what a date says of those beside it. */
  look(text: string): void {
    this.#isLookedAt = true;
    const order = orderOf(text);
    if (order === 'dmy' || order === 'mdy') this.#seen.add(order);
  }

  /**
   * Says how a date is read.
   *
   * @throws TolkError `article.invalid` where only dates that can be read are wanted
   */
  settle(text: string, place: string): SettledDate {
    const order = orderOf(text);
    // What was asked for is done where all dates are read.
    if (this.#given !== undefined || order === undefined) return { date: text };
    if (order !== 'either') {
      if (this.#isLate(order)) this.#tell('date-order-late', place);
      else if (order === 'mdy' && !this.#seen.has('dmy'))
        this.#tell('month-first', this.#file, `"${text.slice(0, 40)}"`);
      if (order === 'dmy') return { date: text };
      return { date: toDayFirst(text) };
    }
    const read = this.#orderOfAll(text);
    if (read !== undefined) return { date: toYearFirst(text, read) };
    if (this.#isStrict)
      throw new TolkError(
        'article.invalid',
        `${place}: "date": "${text.slice(0, 40)}" may be day or month first; say which (--date-order)`,
      );
    this.#onNote({ kind: 'date-unclear', place, detail: `"${text.slice(0, 40)}"` });
    return { kept: text };
  }

  /** How dates that may be either are read; undefined where they are kept. */
  #orderOfAll(text: string): DateOrder | undefined {
    const [only, other] = this.#seen;
    if (other !== undefined) return undefined;
    if (only === undefined) return hasHalves(text) ? undefined : 'dmy';
    return only;
  }

  /** Does a date show another order than that in which those are read that may be either? */
  #isLate(order: DateOrder): boolean {
    if (!this.#isLookedAt || this.#seen.has(order)) return false;
    return order === 'mdy' || this.#seen.size > 0;
  }

  #tell(kind: 'month-first' | 'date-order-late', place: string, detail?: string): void {
    if (this.#told.has(kind)) return;
    this.#told.add(kind);
    this.#onNote({ kind, place, detail });
  }
}
