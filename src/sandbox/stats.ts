import { createHash } from 'node:crypto';
import type { SandboxAnswer } from './answer.ts';
import type { Completion } from './completion.ts';
import type { Fault } from './faults.ts';
import type { SpoiltSegment } from './spoil.ts';

/** What the sandbox counted; `GET /stats` returns the same. */
export interface SandboxStats {
  /** Requests for a completion, whatever came of them. */
  readonly requests: number;
  /** Those answered with a completion: the ones a provider charges for. */
  readonly completions: number;
  /** Completions of a question that was answered well before, word for word: paid for twice. */
  readonly repeated: number;
  /** Requests refused for a rate limit. */
  readonly rejected: number;
  /** Requests it is working on at this moment. */
  readonly inFlight: number;
  readonly byTask: Readonly<Record<SandboxAnswer['task'], number>>;
  /** How often it did what a text told it. */
  readonly obeyed: number;
  readonly byFault: Readonly<Partial<Record<Fault, number>>>;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Those of the completions that were thought. */
  readonly reasoningTokens: number;
}

/** A completion that was sent, and what it answered. */
export interface SentCompletion {
  /** The request's body, word for word. */
  readonly body: string;
  readonly task: SandboxAnswer['task'];
  readonly fault: Fault | undefined;
  readonly completion: Completion;
}

/** Faults with which the answer is still complete and right: asking again would be paying twice. */
const harmlessFaults: readonly Fault[] = ['slow_body', 'fenced', 'prose', 'wrong_usage'];

/** Counts what the sandbox does, and remembers what it answered well and what it spoilt. */
export class StatsRecorder {
  readonly #answeredWell = new Set<string>();
  readonly #spoilt: SpoiltSegment[] = [];
  readonly #byTask = {
    translation: 0,
    article: 0,
    summary: 0,
    judge: 0,
    verification: 0,
    other: 0,
  };
  readonly #byFault: Partial<Record<Fault, number>> = {};
  readonly #counts = {
    requests: 0,
    completions: 0,
    repeated: 0,
    rejected: 0,
    inFlight: 0,
    obeyed: 0,
    promptTokens: 0,
    completionTokens: 0,
    reasoningTokens: 0,
  };

  add(counter: 'requests' | 'rejected' | 'inFlight' | 'obeyed', amount = 1): void {
    this.#counts[counter] += amount;
  }

  addFault(fault: Fault): void {
    this.#byFault[fault] = (this.#byFault[fault] ?? 0) + 1;
  }

  /** A completion was sent: it is counted, charged for, and remembered. */
  addCompletion({ body, task, fault, completion }: SentCompletion): void {
    const hash = createHash('sha256').update(body).digest('base64');
    if (this.#answeredWell.has(hash)) this.#counts.repeated += 1;
    const isGood = fault === undefined || harmlessFaults.includes(fault);
    if (isGood && !completion.isCut) this.#answeredWell.add(hash);
    this.#spoilt.push(...completion.spoilt);
    this.#counts.completions += 1;
    this.#byTask[task] += 1;
    this.#counts.promptTokens += completion.tokens.prompt;
    this.#counts.completionTokens += completion.tokens.completion;
    this.#counts.reasoningTokens += completion.tokens.reasoning;
  }

  stats(): SandboxStats {
    return { ...this.#counts, byTask: { ...this.#byTask }, byFault: { ...this.#byFault } };
  }

  /** Every segment for which it gave wrong English on purpose. */
  spoilt(): SpoiltSegment[] {
    return [...this.#spoilt];
  }
}
