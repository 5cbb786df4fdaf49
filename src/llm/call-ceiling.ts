import { TolkError } from '../errors.ts';
import { addSpend, noSpend, type Spend } from './cost/usage.ts';

/*
 * What one article may cost in calls. A model that answers wrongly every time is not asked for ever,
 * by repairs, halves, post-edits, other models and attempts that each have a limit of their own.
 *
 *   open ─► reached
 *
 * open ─► reached   after the eighth wrong answer without a right one in between, or when the
 *                   article has had several times the calls that it needs. No call is made after
 *                   that; the article fails for good, with the code of the last wrong answer and
 *                   a message that says what was paid and why.
 *
 * A call is *admitted*, then *judged* (its answer is right or wrong) or *released* (nothing was
 * paid). While answers go wrong no more calls are in flight than may still go wrong, so that chunks
 * asked at the same time do not pass the limit together.
 */

/** Wrong answers one after another, after which more would teach nobody anything. */
const maxWrongAnswers = 8;

/** The most calls for each that an article needs when all goes well, and as many for any article. */
const callsPerNeeded = 4;
const callsForAny = 12;
/** Beyond this part of its calls an article is no longer improved: its summary is to be made yet. */
const improvingPart = 0.7;

/** What an article has behind it when its ceiling is made. */
export interface CallHistory {
  /** Wrong answers since the last right one. @default 0 */
  readonly wrongAnswers?: number;
  /** What earlier attempts have cost. */
  readonly paid: Spend;
  /**
   * Keeps the count of wrong answers where the next attempt finds it, and says what it is now:
   * another attempt may be at it at the same time. With 0 it begins again.
   */
  readonly count?: ((more: number) => Promise<number>) | undefined;
}

/** Counts what is asked for one article, and says when it is enough. */
export class CallCeiling {
  readonly #keepCount: ((more: number) => Promise<number>) | undefined;
  /** The count of wrong answers is kept; the next call waits until it is. */
  #kept: Promise<void> = Promise.resolve();
  #paid: Spend;
  #wrongAnswers: number;
  #counts = 0;
  #lastProblem: TolkError | undefined;
  #maxCalls = Number.POSITIVE_INFINITY;
  #inFlight = 0;
  readonly #able = new Set<string>();
  readonly #unable = new Set<string>();
  #wakeUp: Array<() => void> = [];

  constructor({ wrongAnswers = 0, paid, count }: CallHistory = { paid: noSpend }) {
    this.#wrongAnswers = wrongAnswers;
    this.#paid = paid;
    this.#keepCount = count;
  }

  /** Wrong answers since the last right one. */
  get wrongAnswers(): number {
    return this.#wrongAnswers;
  }

  /** False when the calls left are better kept for what the article cannot do without. */
  get mayImprove(): boolean {
    return this.#paid.usage.calls < this.#maxCalls * improvingPart;
  }

  /** True when no call is made any more. */
  get isReached(): boolean {
    return this.#wrongAnswers >= maxWrongAnswers || this.#paid.usage.calls >= this.#maxCalls;
  }

  /** Says how many calls the article needs when all goes well. */
  plan(neededCalls: number): void {
    this.#maxCalls = callsPerNeeded * neededCalls + callsForAny;
  }

  /** Adds what was paid. */
  pay(spend: Spend): void {
    this.#paid = addSpend(this.#paid, spend);
  }

  /**
   * Waits until another call may be in flight.
   *
   * @throws TolkError the code of the last wrong answer, when the ceiling is reached; the signal's
   *   reason when it is aborted
   */
  async admit(signal: AbortSignal | undefined): Promise<void> {
    await this.#kept;
    for (;;) {
      signal?.throwIfAborted();
      this.#throwIfReached();
      const isProven = this.#able.size > 0 && this.#wrongAnswers === 0;
      if (isProven || this.#wrongAnswers + this.#inFlight < maxWrongAnswers) break;
      await this.#nextEnd(signal);
    }
    this.#inFlight += 1;
  }

  /** Nothing came of an admitted call, and nothing was paid. */
  release(): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    const waiting = this.#wakeUp;
    this.#wakeUp = [];
    for (const wake of waiting) wake();
  }

  /** An admitted call was answered well by `model`. */
  judgeRight(model: string): void {
    this.#able.add(model);
    if (this.#wrongAnswers > 0) this.#count('right');
    this.release();
  }

  /**
   * An admitted call was paid for, and its answer is of no use.
   *
   * @returns what to throw: the problem, or that it was one too many
   */
  judgeWrong(problem: TolkError): TolkError {
    this.#lastProblem = problem;
    this.#count('wrong');
    this.release();
    return this.#wrongAnswers < maxWrongAnswers ? problem : this.#tooManyWrong();
  }

  /** All that was tried with a model has failed; see {@link CallCeiling.isUnable}. */
  noteFailure(model: string): void {
    if (!this.#able.has(model)) this.#unable.add(model);
  }

  /** True for a model that has not given one right answer: asking the next one saves money. */
  isUnable(model: string): boolean {
    return this.#unable.has(model);
  }

  #count(answer: 'right' | 'wrong'): void {
    this.#wrongAnswers = answer === 'right' ? 0 : this.#wrongAnswers + 1;
    const keeping = this.#keepCount?.(answer === 'right' ? 0 : 1);
    if (!keeping) return;
    this.#counts += 1;
    const at = this.#counts;
    const before = this.#kept;
    this.#kept = (async () => {
      await before;
      // A count that cannot be kept is no reason to fail: this attempt still has it.
      const kept = await keeping.catch(() => 0);
      // What was counted since then is newer.
      if (at === this.#counts) this.#wrongAnswers = Math.max(this.#wrongAnswers, kept);
    })();
  }

  #throwIfReached(): void {
    if (this.#wrongAnswers >= maxWrongAnswers) throw this.#tooManyWrong();
    if (this.#paid.usage.calls + this.#inFlight >= this.#maxCalls)
      throw this.#gaveUp(`after ${this.#bill()}, several times what the article needs`);
  }

  #tooManyWrong(): TolkError {
    return this.#gaveUp(`after ${maxWrongAnswers} wrong answers in a row (${this.#bill()} in all)`);
  }

  #gaveUp(when: string): TolkError {
    const last = this.#lastProblem;
    const why = last ? `; the last one: ${last.message}` : '';
    const code = last?.code ?? 'llm.bad_answer';
    return new TolkError(code, `gave up ${when}${why}`, { retryable: false, cause: last });
  }

  #bill(): string {
    const { usage, costUsd } = this.#paid;
    const calls = usage.calls === 1 ? '1 paid call' : `${usage.calls} paid calls`;
    return costUsd === null ? `${calls}, at a price unknown` : `${calls}, $${costUsd.toFixed(4)}`;
  }

  /** Resolves when a call in flight has ended. */
  #nextEnd(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#wakeUp.push(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}

/**
 * Counts an answer of no use, with the article's ceiling and in its usage.
 *
 * @returns what to throw: the problem, or that it was one too many
 */
export function judgeWrong(
  { ceiling, onSpend }: { ceiling: CallCeiling; onSpend: (spend: Spend) => void },
  problem: TolkError,
): TolkError {
  onSpend(wrongAnswer);
  return ceiling.judgeWrong(problem);
}

/** What a wrong answer adds, besides what it cost. */
const wrongAnswer: Spend = Object.freeze({
  ...noSpend,
  usage: { ...noSpend.usage, wrongAnswers: 1 },
});
