import type { CallCeiling } from '../../llm/call-ceiling.ts';
import type { Budget } from '../../llm/limits/budgets.ts';
import type { KnownAnswer } from '../../llm/store.ts';
import type { StartedArticle } from '../../store/articles.ts';
import type { JobRef } from '../../store/job-ref.ts';
import type { DirectReason, SubmissionStore } from '../../store/submissions.ts';
import type { OpenLlm } from '../open-llm.ts';
import { budgetsOf } from './call-budgets.ts';
import type { DeferredCall } from './deferred-calls.ts';
import { type Request, toRequest } from './request.ts';
import type { Submitter } from './submitter.ts';
import type { EnqueuedTokenQuota } from './token-quota.ts';

/** An article that is being planned. */
export interface StartedJob {
  readonly jobRef: JobRef;
  readonly started: StartedArticle;
  /** Counts the answers that are read: each time an article is planned, from the first. */
  readonly ceiling: CallCeiling;
  /** Answers that led nowhere; forgotten when planning ends, so that they are not paid again. */
  readonly futile: KnownAnswer[];
}

/** The calls that an article lacks. */
export interface LackedCalls {
  /** Submissions and open files that contain some of them already. */
  readonly waitingFor: readonly string[];
  /** Those that are in none yet. */
  readonly missing: readonly DeferredCall[];
}

/**
 * How the calls that an article lacks are made.
 *
 * - `direct`: by a worker, at once, and why; null where that will not make them either.
 * - `pause`: not at all: they would be asked directly, and the user wants the batch to pause
 * instead.
 * - `leave`: by whoever has the lease by now.
 * - `later`: the model's quota of enqueued tokens is full.
 * - `submit`: in these requests, for which money is reserved.
 * - `wait-for-money`: this budget has not enough left.
 */
export type Decision =
  | { readonly kind: 'direct'; readonly why: DirectReason | null }
  | { readonly kind: 'pause'; readonly why: DirectReason; readonly words: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'later'; readonly fullModel: string }
  | { readonly kind: 'submit'; readonly requests: readonly Request[] }
  | { readonly kind: 'wait-for-money'; readonly full: Budget };

/** What a decision rests on. */
export interface DecisionContext {
  readonly llm: OpenLlm;
  readonly submissions: SubmissionStore;
  /** Who books; see {@link SubmissionStore.book}. */
  readonly owner: string;
  readonly submitter: Submitter;
  readonly quota: EnqueuedTokenQuota;
  readonly clock: () => number;
}

/**
 * After this many rounds what is missing is asked directly: translation, two post-edits and what
 * the verifier says of them, verification with the summary, verification of the summary.
 */
const maxRounds = 7;

/** Looks up which of an article's calls are in flight or in an open file already. */
export async function findLackedCalls(
  calls: readonly DeferredCall[],
  { submissions, submitter }: Pick<DecisionContext, 'submissions' | 'submitter'>,
): Promise<LackedCalls> {
  const inFlight = await submissions.inFlight(calls.map(({ key }) => key));
  const waitingFor: string[] = [];
  const missing: DeferredCall[] = [];
  for (const [at, call] of calls.entries()) {
    const holder = inFlight[at] ?? submitter.files.withCall(call.key)?.id;
    if (holder === undefined) missing.push(call);
    else waitingFor.push(holder);
  }
  return { waitingFor, missing };
}

/** Decides how the missing calls of an article are made. */
export async function decide(
  { jobRef, started }: StartedJob,
  missing: readonly DeferredCall[],
  context: DecisionContext,
): Promise<Decision> {
  const { llm, submissions, owner, submitter, quota } = context;
  const why = await reasonToAskDirectly({ jobRef, started }, missing, context);
  if (why !== null) return askDirectly(why, started);
  const budgets = budgetsOf(llm, started.budget);
  const day = budgets.find(({ kind }) => kind === 'daily')?.name ?? null;
  const article = { record: jobRef.id, budget: started.budget?.name ?? null, day };
  const requests = await Promise.all(missing.map((call) => toRequest(call, article, llm)));
  for (const [model, ofModel] of Map.groupBy(requests, (request) => request.model)) {
    const tokens = ofModel.reduce((sum, request) => sum + request.tokens, 0);
    const inFiles = submitter.files.tokensFor(model);
    const fits = await quota.fits(model, { tokens, inFiles });
    if (fits === 'never') return askDirectly('quota', started);
    if (fits === 'no') return { kind: 'later', fullModel: model };
  }
  // No budget can be kept without a price; a worker that asks directly says so.
  const isPriced = requests.every((request) => llm.prices.find(request.model) !== null);
  if (budgets.length > 0 && !isPriced) return { kind: 'direct', why: null };
  const likelyUsd = new Map(requests.map(({ key, call }) => [key, call.likelyUsd]));
  const full = await submissions.book(owner, budgets, likelyUsd);
  if (full === 'lease lost') return { kind: 'leave' };
  return full ? { kind: 'wait-for-money', full } : { kind: 'submit', requests };
}

async function reasonToAskDirectly(
  { jobRef, started }: Pick<StartedJob, 'jobRef' | 'started'>,
  missing: readonly DeferredCall[],
  { submissions, submitter, clock }: DecisionContext,
): Promise<DirectReason | null> {
  // Counted in any case: it is another round, whatever else is true.
  const rounds = missing.length > 0 ? await submissions.countRound(jobRef.id) : 0;
  const { cancelApiBatchAt, fallback } = started;
  if (cancelApiBatchAt !== null && clock() >= cancelApiBatchAt) return 'deadline';
  // Without the user's word a file is tried again: the server may have been mended.
  if (!submitter.isActive && fallback === 'direct') return 'no-batch-api';
  const blocked = await submissions.blockedBy(jobRef.id);
  if (blocked !== null && fallback === 'direct') return blocked;
  if (blocked !== null) await submissions.unblock(jobRef.id);
  const marked = await submissions.directReason(jobRef.id);
  return marked ?? (rounds > maxRounds && blocked === null ? 'rounds' : null);
}

/** Reasons that the user does not know of beforehand, in words. */
const unforeseen: Readonly<Partial<Record<DirectReason, string>>> = {
  rounds: `an article still lacks answers after ${maxRounds} rounds through the Batch API`,
  quota: 'an article is larger than all that the Batch API lets be in flight for its model',
};

/** Directly, unless the user would rather have the batch pause. */
function askDirectly(why: DirectReason, { fallback }: StartedJob['started']): Decision {
  const words = unforeseen[why];
  if (fallback === 'pause' && words !== undefined) return { kind: 'pause', why, words };
  return { kind: 'direct', why };
}
