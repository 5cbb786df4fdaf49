import { daySeconds } from '../duration.ts';

/** What the planner knows of a corpus and the routes it may take. */
export interface PlanInput {
  /** Dollars for all of it directly; null where the price is not known. See `costOf`. */
  readonly directUsd: number | null;
  /** The same through the Batch API. */
  readonly batchUsd: number | null;
  /** Seconds for all of it directly, at the current limits. See `secondsFor`. */
  readonly directSeconds: number;
  /** Seconds until it must be done; null when it need not be. */
  readonly deadlineSeconds: number | null;
  /** Dollars it may cost; null where there is no limit. */
  readonly maxCostUsd: number | null;
  /** Whether the provider has a Batch API. */
  readonly hasBatchApi: boolean;
}

/** How a corpus is to be sent. */
export interface Plan {
  /** The route. */
  readonly via: 'direct' | 'batch-api' | 'mix';
  /** The share that is sent directly. */
  readonly directShare: number;
  /** Dollars expected; null where the price is not known. */
  readonly expectedUsd: number | null;
  /** False when it cannot be done in the time or for the money given, as far as is known. */
  readonly fits: boolean;
  /**
   * Seconds until what is still at the Batch API is cancelled at the server to be asked directly,
   * in time; null where that is not planned.
   */
  readonly cancelAfterSeconds: number | null;
  /** In words, for people. */
  readonly reason: string;
}

/** The Batch API promises a day, not less (OpenAI, completion window 24h). */
const roundSeconds = daySeconds;
/** Translations, post-edits, summaries: each waits for the one before. */
const rounds = 3;
/**
 * Requests cancelled and asked directly take this much longer than if asked at once: the tail is
 * slow.
 */
const cancelMargin = 1.25;
/** The server ends a cancelled batch within ten minutes. */
const cancelSeconds = 600;

/**
 * Chooses between direct calls and the Batch API.
 *
 * Time first: with less than a day only direct calls are certain; what they cannot do in time goes
 * through the Batch API in the hope that it comes back earlier. With more, everything goes the
 * cheap way, and requests that have not returned when direct calls just make the deadline are
 * cancelled and asked directly. Then money: without a deadline, direct calls as far as it goes.
 *
 * @example
 * const { tokens } = estimate;
 * const plan = planBatch({
 *   directUsd: costOf(tokens.expected, model, prices, 'direct'),
 *   batchUsd: costOf(tokens.expected, model, prices, 'batch-api'),
 *   directSeconds: secondsFor(estimate, speed),
 *   deadlineSeconds: 30 * 3_600,
 *   maxCostUsd: null,
 *   hasBatchApi: true,
 * });
 * const id = await batches.create(definition, { plan });
 */
export function planBatch(input: PlanInput): Plan {
  const { directUsd, batchUsd, hasBatchApi, deadlineSeconds } = input;
  const isCheaper = directUsd !== null && batchUsd !== null && batchUsd < directUsd;
  if (!hasBatchApi || !isCheaper) return planDirect(input);
  const mixes = new Mixes({ directUsd, batchUsd, maxCostUsd: input.maxCostUsd });
  if (deadlineSeconds === null) return planByMoney(mixes, input.maxCostUsd);
  const time = { directSeconds: input.directSeconds, deadlineSeconds };
  return deadlineSeconds >= roundSeconds ? planDays(mixes, time) : planHours(mixes, time);
}

interface Time {
  readonly directSeconds: number;
  readonly deadlineSeconds: number;
}

function planDirect(input: PlanInput): Plan {
  const { directUsd, directSeconds, deadlineSeconds, maxCostUsd, hasBatchApi } = input;
  const isInTime = deadlineSeconds === null || directSeconds <= deadlineSeconds;
  const isAffordable = maxCostUsd === null || (directUsd ?? 0) <= maxCostUsd;
  const why = hasBatchApi
    ? 'as far as prices are known, the Batch API is no cheaper'
    : 'the provider has no Batch API';
  return {
    via: 'direct',
    directShare: 1,
    expectedUsd: directUsd,
    fits: isInTime && isAffordable,
    cancelAfterSeconds: null,
    reason: isInTime ? why : `${why}, and the limits do not allow it in time`,
  };
}

interface MixCosts {
  readonly directUsd: number;
  readonly batchUsd: number;
  readonly maxCostUsd: number | null;
}

/** What mixes of the two routes cost, and how large a direct share the money allows. */
class Mixes {
  readonly #costs: MixCosts;

  constructor(costs: MixCosts) {
    this.#costs = costs;
  }

  /** True where the money allows direct calls alone. */
  get isDirectAffordable(): boolean {
    return this.#isAffordable(1);
  }

  /** The largest direct share that the money allows. */
  get affordableShare(): number {
    const { directUsd, batchUsd, maxCostUsd } = this.#costs;
    if (maxCostUsd === null) return 1;
    return Math.min(1, Math.max(0, (maxCostUsd - batchUsd) / (directUsd - batchUsd)));
  }

  plan(directShare: number, reason: string, fit: 'fits' | 'may be late' = 'fits'): Plan {
    return {
      via: routeOfShare(directShare),
      directShare,
      expectedUsd: this.#costOf(directShare),
      fits: fit === 'fits' && this.#isAffordable(directShare),
      cancelAfterSeconds: null,
      reason,
    };
  }

  #costOf(share: number): number {
    return this.#costs.directUsd * share + this.#costs.batchUsd * (1 - share);
  }

  #isAffordable(share: number): boolean {
    const { maxCostUsd } = this.#costs;
    return maxCostUsd === null || this.#costOf(share) <= maxCostUsd;
  }
}

function routeOfShare(directShare: number): Plan['via'] {
  if (directShare <= 0) return 'batch-api';
  return directShare >= 1 ? 'direct' : 'mix';
}

function planByMoney(mixes: Mixes, maxCostUsd: number | null): Plan {
  if (maxCostUsd === null) return mixes.plan(0, 'there is no hurry, and the Batch API is cheaper');
  if (mixes.isDirectAffordable) return mixes.plan(1, 'the money is enough for direct calls');
  return mixes.plan(
    mixes.affordableShare,
    'the money is not enough for direct calls alone, and no deadline was given',
  );
}

function planDays(mixes: Mixes, { directSeconds, deadlineSeconds }: Time): Plan {
  const cancelAfterSeconds = mixes.isDirectAffordable
    ? cancelAfter(directSeconds, deadlineSeconds)
    : null;
  const isInTime = cancelAfterSeconds !== null || deadlineSeconds >= rounds * roundSeconds;
  const then =
    cancelAfterSeconds === null
      ? ''
      : '; requests not returned in time are cancelled and asked directly';
  const reason = `the Batch API is cheaper, and there is a day or more${then}`;
  return { ...mixes.plan(0, reason, isInTime ? 'fits' : 'may be late'), cancelAfterSeconds };
}

function planHours(mixes: Mixes, { directSeconds, deadlineSeconds }: Time): Plan {
  const tooLate = 'what goes through the Batch API may be late';
  if (directSeconds > deadlineSeconds) {
    const share = Math.min(mixes.affordableShare, deadlineSeconds / directSeconds);
    const reason = `direct calls cannot do all of it in time at the current limits; ${tooLate}`;
    return mixes.plan(share, reason, 'may be late');
  }
  if (mixes.isDirectAffordable)
    return mixes.plan(1, 'less than a day is left, and direct calls make it in time');
  const reason = `the money is not enough for direct calls alone; ${tooLate}`;
  return mixes.plan(mixes.affordableShare, reason, 'may be late');
}

/**
 * Computes after how many seconds what is still at the Batch API is cancelled there, so that direct
 * calls just make the deadline; null where they cannot.
 */
export function cancelAfter(directSeconds: number, deadlineSeconds: number): number | null {
  const left = Math.floor(deadlineSeconds - directSeconds * cancelMargin - cancelSeconds);
  return left > 0 ? left : null;
}
