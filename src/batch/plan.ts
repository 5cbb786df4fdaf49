import { daySeconds } from '../duration.ts';

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
  /**
   * Seconds until what is still at the Batch API is called back, to be asked directly in time; null
   * where that is not foreseen.
   */
  readonly cancelAfterSeconds: number | null;
  /** In words, for people. */
  readonly reason: string;
}

/** The Batch API promises a day, not less (OpenAI, completion window 24h). */
const roundSeconds = daySeconds;
/** Translations, what is mended, summaries: each waits for the one before. */
const rounds = 3;
/**
 * What is called back takes this much longer than the same asked at once: the server ends a batch
 * within ten minutes, the tail is slow.
 */
const recallMargin = 1.25;
const recallSeconds = 600;

/**
 * Chooses between calls at once and the Batch API. Time first: with less than a day only direct
 * calls are sure; what they cannot do in time goes through the Batch API in the hope that it comes
 * back earlier. With more, everything goes the cheap way, and what is not back when direct calls
 * just make it is called back. Then money: without a deadline, calls at once as far as it reaches.
 */
export function planBatch(input: PlanInput): Plan {
  const { directUsd, batchUsd, directSeconds, deadlineSeconds, maxCostUsd, hasBatchApi } = input;
  const inTime = deadlineSeconds === null || directSeconds <= deadlineSeconds;
  if (!hasBatchApi || directUsd === null || batchUsd === null || batchUsd >= directUsd) {
    const why = hasBatchApi
      ? 'as far as prices are known, the Batch API is no cheaper'
      : 'the provider has no Batch API';
    const fits = inTime && (maxCostUsd === null || (directUsd ?? 0) <= maxCostUsd);
    return make(
      'direct',
      1,
      directUsd,
      fits,
      inTime ? why : `${why}, and the limits do not allow it in time`,
    );
  }
  const ways = createWays(directUsd, batchUsd, maxCostUsd);
  if (deadlineSeconds === null) return planByMoney(ways, maxCostUsd);
  return deadlineSeconds >= roundSeconds
    ? planDays(ways, directSeconds, deadlineSeconds)
    : planHours(ways, directSeconds, deadlineSeconds);
}

/** What mixes of the two ways cost, and how much of it the money reaches for. */
function createWays(directUsd: number, batchUsd: number, maxCostUsd: number | null) {
  const cost = (share: number) => directUsd * share + batchUsd * (1 - share);
  const affordable = (share: number) => maxCostUsd === null || cost(share) <= maxCostUsd;
  return {
    /** True where the money reaches for direct calls alone. */
    reaches: affordable(1),
    /** The largest direct share it reaches for. */
    affordableShare:
      maxCostUsd === null
        ? 1
        : Math.min(1, Math.max(0, (maxCostUsd - batchUsd) / (directUsd - batchUsd))),
    mix: (share: number, fits: boolean, reason: string): Plan =>
      make(
        share <= 0 ? 'batch-api' : share >= 1 ? 'direct' : 'mix',
        share,
        cost(share),
        fits && affordable(share),
        reason,
      ),
  };
}

type Ways = ReturnType<typeof createWays>;

function planByMoney({ reaches, affordableShare, mix }: Ways, maxCostUsd: number | null): Plan {
  if (maxCostUsd === null) return mix(0, true, 'there is no hurry, and the Batch API is cheaper');
  if (reaches) return mix(1, true, 'the money reaches for direct calls');
  return mix(
    affordableShare,
    true,
    'the money does not reach for direct calls alone, and nothing was said of the time',
  );
}

function planDays({ reaches, mix }: Ways, directSeconds: number, deadlineSeconds: number): Plan {
  const cancelAfterSeconds = reaches ? cancelAfter(directSeconds, deadlineSeconds) : null;
  const fits = cancelAfterSeconds !== null || deadlineSeconds >= rounds * roundSeconds;
  const then =
    cancelAfterSeconds === null
      ? ''
      : '; what is not back in time is called back and asked directly';
  return {
    ...mix(0, fits, `the Batch API is cheaper, and there is a day or more${then}`),
    cancelAfterSeconds,
  };
}

function planHours(
  { reaches, affordableShare, mix }: Ways,
  directSeconds: number,
  deadlineSeconds: number,
): Plan {
  const tooLate = 'what goes through the Batch API may come too late';
  if (directSeconds > deadlineSeconds) {
    const share = Math.min(affordableShare, deadlineSeconds / directSeconds);
    return mix(
      share,
      false,
      `direct calls cannot do all of it in time at the current limits; ${tooLate}`,
    );
  }
  if (reaches) return mix(1, true, 'less than a day is left, and direct calls make it in time');
  return mix(affordableShare, false, `the money does not reach for direct calls alone; ${tooLate}`);
}

/**
 * Seconds after which what is still at the Batch API is called back, so that direct calls just make
 * it; null where they cannot.
 */
export function cancelAfter(directSeconds: number, deadlineSeconds: number): number | null {
  const left = Math.floor(deadlineSeconds - directSeconds * recallMargin - recallSeconds);
  return left > 0 ? left : null;
}

function make(
  via: Plan['via'],
  directShare: number,
  expectedUsd: number | null,
  fits: boolean,
  reason: string,
): Plan {
  return { via, directShare, expectedUsd, fits, reason, cancelAfterSeconds: null };
}
