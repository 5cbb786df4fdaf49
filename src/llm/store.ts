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

/** What is booked for a call on budgets. */
export interface BookedCall {
  /** A new one for each booking. */
  readonly id: string;
  readonly budgets: readonly Budget[];
  readonly usd: number;
}

/**
 * The right to make a call that nobody else is making. It ends by itself when it is not renewed.
 */
export interface CallLease {
  /** False when it was lost. */
  renew(): Promise<boolean>;
  /** Ends it, and with it the call; in the same move the answer is kept, where there is one. */
  end(answer?: KeptAnswer): Promise<void>;
}

/** An answer, and for how long it is kept. */
export interface KeptAnswer {
  readonly raw: RawAnswer;
  readonly ttlMs: number;
}

/** Who wants to make a call. */
export interface CallClaim {
  /** Whom it is for, in the ledger of calls. */
  readonly article: string;
  /** How long the right to make it lasts unless it is renewed. */
  readonly leaseMs: number;
}

/** What comes of wanting to make a call: its answer, from before, or the right to make it. */
export type ClaimedCall = { readonly answer: RawAnswer } | { readonly lease: CallLease };

/**
 * What calls keep outside the process, shared by all workers; `store/llm-store.ts` implements it.
 */
export interface LlmStore {
  /** A finished call, or null. */
  readAnswer(key: string): Promise<RawAnswer | null>;
  writeAnswer(key: string, answer: RawAnswer, ttlMs: number): Promise<void>;
  /** Forgets finished calls that are still answered so; what came in place of one since is kept. */
  forgetAnswers(answers: readonly KnownAnswer[]): Promise<void>;
  /**
   * The answer to a call, or the right to make it, which the ledger then knows as begun; null while
   * somebody else makes it.
   */
  claim(key: string, claim: CallClaim): Promise<ClaimedCall | null>;
  readCapabilities(server: string): Promise<Partial<Capabilities> | null>;
  writeCapabilities(server: string, capabilities: Capabilities, ttlMs: number): Promise<void>;
  /** The hold on a model of a server, or null; it may be over. */
  readHold(server: string, model: string): Promise<Hold | null>;
  writeHold(server: string, hold: Hold): Promise<void>;
  /** Books a call on every budget, or on none and returns the first without enough left. */
  book(call: BookedCall): Promise<Budget | null>;
  /** A call is sent; false where what was booked for it was given back meanwhile. */
  sendBooked(call: BookedCall): Promise<boolean>;
  /** Gives back what is booked for a call that is not sent, unless that was done. */
  unbook(call: BookedCall): Promise<void>;
  /** Corrects what is booked for a call that was sent by `usd`, up or down. */
  settle(budgets: readonly Budget[], usd: number): Promise<void>;
}
