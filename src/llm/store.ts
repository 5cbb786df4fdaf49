import type { Capabilities } from './http/capabilities.ts';
import type { RawAnswer } from './http/response.ts';
import type { Budget } from './limits/budgets.ts';

/** A time until which nobody calls a model, since its server asked for that. */
export interface Hold {
  readonly model: string;
  /** Until when (ms since 1970). */
  readonly until: number;
  /** Of the error that said so. */
  readonly code: string;
  readonly message: string;
}

/** A finished call as somebody has read it. */
export interface KnownAnswer {
  readonly key: string;
  readonly answer: RawAnswer;
}

/** The right to make a call that nobody else is making. */
export interface Lease {
  /** False when it was lost. */
  renew(): Promise<boolean>;
  release(): Promise<boolean>;
}

/**
 * What calls keep outside the process, shared by all workers; `store/llm-store.ts` implements it.
 */
export interface LlmStore {
  /** A finished call, or null. */
  readAnswer(key: string): Promise<RawAnswer | null>;
  writeAnswer(key: string, answer: RawAnswer, ttlMs: number): Promise<void>;
  /** Forgets finished calls that are still answered so; what came in place of one since is kept. */
  forgetAnswers(answers: readonly KnownAnswer[]): Promise<void>;
  /** Notes that a call is about to be sent for an article. */
  beginCall(call: string, article: string): Promise<void>;
  /** Notes that a call came to an end: with an answer that is kept, or with an error. */
  endCall(call: string): Promise<void>;
  /** Null while somebody else has the lease. It ends by itself after `ttlMs`. */
  lease(key: string, ttlMs: number): Promise<Lease | null>;
  readCapabilities(server: string): Promise<Partial<Capabilities> | null>;
  writeCapabilities(server: string, capabilities: Capabilities, ttlMs: number): Promise<void>;
  /** The hold on a model of a server, or null; it may be over. */
  readHold(server: string, model: string): Promise<Hold | null>;
  writeHold(server: string, hold: Hold): Promise<void>;
  /** Books `usd` on every budget, or on none and returns the first without enough left. */
  reserve(budgets: readonly Budget[], usd: number): Promise<Budget | null>;
  /** Corrects what was booked by `usd`, up or down. */
  settle(budgets: readonly Budget[], usd: number): Promise<void>;
}
