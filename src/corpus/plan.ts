/** What the planner knows of a corpus and its ways. */
export interface PlanInput {
  /** Dollars for all of it, each way; null where the price is not known. */
  readonly directUsd: number | null;
  readonly batchUsd: number | null;
  /** Seconds for all of it directly, at the current limits. */
  readonly directSeconds: number;
  /** Seconds until it must be done; null when it need not be. */
  readonly deadlineSeconds: number | null;
  readonly maxCostUsd: number | null;
  /** Whether the provider has a Batch API. */
  readonly hasBatchApi: boolean;
}

/** How a corpus is to go. */
export interface Plan {
  readonly via: 'direct' | 'batch-api' | 'mix';
  /** The share that goes directly. */
  readonly directShare: number;
  /** Dollars expected; null where the price is not known. */
  readonly expectedUsd: number | null;
  /** False when it cannot be done in the time or for the money given, as far as can be told. */
  readonly fits: boolean;
  /** In words, for people. */
  readonly reason: string;
}

/** The Batch API promises a day, not less (OpenAI, completion window 24h). */
const batchSeconds = 24 * 3_600;

/**
 * Chooses between calls at once and the Batch API. Time first: with less than a day only direct calls
 * are sure; what they cannot do in time goes through the Batch API in the hope that it comes back
 * earlier. Then money: within the deadline, as much as possible goes the cheap way.
 */
export function planBatch({ directUsd, batchUsd, directSeconds, deadlineSeconds, maxCostUsd, hasBatchApi }: PlanInput): Plan {
  const cost = (share: number) => (directUsd === null || batchUsd === null ? null : directUsd * share + batchUsd * (1 - share));
  const affordable = (share: number) => maxCostUsd === null || (cost(share) ?? 0) <= maxCostUsd;
  const plan = (via: Plan['via'], directShare: number, inTime: boolean, reason: string): Plan => ({
    via,
    directShare,
    expectedUsd: via === 'direct' ? directUsd : cost(directShare),
    fits: inTime && (via === 'direct' ? maxCostUsd === null || (directUsd ?? 0) <= maxCostUsd : affordable(directShare)),
    reason,
  });
  if (!hasBatchApi) {
    const inTime = deadlineSeconds === null || directSeconds <= deadlineSeconds;
    return plan(
      'direct',
      1,
      inTime,
      inTime ? 'the provider has no Batch API' : 'the provider has no Batch API, and the limits do not allow it in time',
    );
  }
  if (deadlineSeconds === null || deadlineSeconds >= batchSeconds) {
    return plan(
      'batch-api',
      0,
      true,
      deadlineSeconds === null ? 'there is no hurry, and the Batch API is cheaper' : 'the Batch API is cheaper and done within a day',
    );
  }
  if (directSeconds <= deadlineSeconds) {
    if (affordable(1)) return plan('direct', 1, true, 'less than a day is left, and direct calls make it in time');
    const share = shareFor(directUsd, batchUsd, maxCostUsd);
    return plan('mix', share, false, 'the money does not reach for direct calls alone; what goes through the Batch API may come too late');
  }
  const inTime = deadlineSeconds / directSeconds;
  const share = affordable(inTime) ? inTime : shareFor(directUsd, batchUsd, maxCostUsd);
  return plan(
    'mix',
    share,
    false,
    'direct calls cannot do all of it in time at the current limits; what goes through the Batch API may come too late',
  );
}

/** The largest direct share the money reaches for. */
function shareFor(directUsd: number | null, batchUsd: number | null, maxCostUsd: number | null): number {
  if (directUsd === null || batchUsd === null || maxCostUsd === null || directUsd <= batchUsd) return 1;
  return Math.min(1, Math.max(0, (maxCostUsd - batchUsd) / (directUsd - batchUsd)));
}
