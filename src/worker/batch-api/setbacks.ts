import { pages } from '../../pages.ts';
import type { WantedBy } from '../../store/batch-items.ts';
import { statNames } from '../../store/batch-stats.ts';
import type { FallbackPolicy } from '../../store/batches.ts';
import type { DirectReason } from '../../store/submissions.ts';
import type { BatchApiContext } from './context.ts';

/*
 * What becomes of articles for which the Batch API does not do its work. Nothing is asked at full
 * price without the user's word for it:
 *
 *   what happened                          --fallback: none          pause     direct
 *   failed   it failed at the requests     sent again a few times, then as `lost`
 *   vanished the batch is gone             sent again once,          pause     direct
 *                                          then as `lost`
 *   refused  it refuses them for good      pause                     pause     direct
 *   lost     results are gone, which were  pause; direct where       pause     direct
 *            paid for                      there is a deadline
 *   expired  it had no time for them       direct                    pause     direct
 *   no-batch-api                           as `lost`
 *
 * A batch that pauses keeps the Batch API's words. Its articles stay pending, and are sent again
 * when it is resumed. What is sent again, or asked directly, is counted with the batch, with the
 * reason.
 */

/** What kept the Batch API from its work. */
export interface Setback {
  readonly kind: 'failed' | 'vanished' | 'refused' | 'lost' | 'expired' | 'no-batch-api';
  /** What happened, for people, in the server's words. */
  readonly words: string;
  /** The articles that it happened to. */
  readonly records: ReadonlySet<string>;
  /** `none`: not one request of the submission was answered. */
  readonly answered: 'some' | 'none';
}

/**
 * So often the requests of an article are sent again after the server failed at them: less often
 * where it failed at all in the file and the batch has nothing done yet, since each time may take a
 * day. A last article alone in its file says little of the server.
 */
const maxFailures = { some: 5, none: 2 } as const;
/** So often a batch that is gone is made again, where the user has not said what to do. */
const maxVanished = 1;

/** Articles looked up in one round trip. */
const page = 500;

type SetbacksContext = Pick<BatchApiContext, 'store' | 'batches' | 'submissions' | 'log'>;

/** Decides about articles that the Batch API did not serve, as their batches have it. */
export class Setbacks {
  readonly #context: SetbacksContext;

  constructor(context: SetbacksContext) {
    this.#context = context;
  }

  /** Marks the articles to be asked directly, or pauses their batches, or leaves them pending. */
  async settle({ kind, words, records, answered }: Setback): Promise<void> {
    if (records.size === 0) return;
    const policies = new PolicyReader(this.#context);
    const direct: string[] = [];
    const blocked: WantedBy[] = [];
    const again: WantedBy[] = [];
    for (const some of pages([...records], page)) {
      const times = await this.#countTimes(kind, some);
      for (const [at, wanted] of (await this.#context.store.wantedBy(some)).entries()) {
        const policy = await policies.of(wanted);
        const isAgain = (times[at] ?? 0) <= mostTimes(kind, answered, policy);
        if (isAgain) again.push(wanted);
        else if (isForDirect(kind, policy)) direct.push(wanted.record);
        else blocked.push(wanted);
      }
    }
    await this.#countAgain(again, kind);
    // A round that came to nothing is none.
    const unserved = [...again, ...blocked].map(({ record }) => record);
    await this.#context.submissions.uncountRounds(unserved);
    const why = kind === 'vanished' ? 'lost' : kind;
    await this.#markDirect(direct, why);
    await this.#context.submissions.block(
      blocked.map(({ record }) => record),
      why,
    );
    const paused = new Set(blocked.flatMap(({ batches }) => batches));
    for (const batch of paused) await this.#pause(batch, words);
  }

  /** Pauses the batches that want these articles, with these words. */
  async pauseFor(records: readonly string[], words: string): Promise<void> {
    const paused = new Set<string>();
    for (const some of pages([...records], page))
      for (const { batches } of await this.#context.store.wantedBy(some))
        for (const batch of batches) paused.add(batch);
    for (const batch of paused) await this.#pause(batch, words);
  }

  /** True where all these articles are asked directly after such a setback. */
  async areForDirect(kind: Setback['kind'], records: readonly string[]): Promise<boolean> {
    const policies = new PolicyReader(this.#context);
    for (const some of pages([...records], page))
      for (const wanted of await this.#context.store.wantedBy(some))
        if (!isForDirect(kind, await policies.of(wanted))) return false;
    return true;
  }

  /** How often it has happened to each of these articles. */
  async #countTimes(kind: Setback['kind'], records: readonly string[]): Promise<number[]> {
    const { submissions } = this.#context;
    if (kind === 'failed' || kind === 'vanished') return submissions.countSetbacks(records, kind);
    return records.map(() => Number.POSITIVE_INFINITY);
  }

  async #countAgain(again: readonly WantedBy[], kind: Setback['kind']): Promise<void> {
    for (const [payer, articles] of Map.groupBy(again, (wanted) => wanted.payer))
      if (payer !== null)
        await this.#context.batches.count(payer, { [statNames.sentAgain(kind)]: articles.length });
  }

  async #markDirect(records: readonly string[], why: DirectReason): Promise<void> {
    if (records.length === 0) return;
    const { submissions, log } = this.#context;
    await submissions.markDirect(records, why);
    log.warn({ event: 'batch_api.asked_directly', articles: records.length, why });
  }

  async #pause(batch: string, words: string): Promise<void> {
    const { batches, log } = this.#context;
    const isPaused = await batches.pauseRunning(batch, words);
    if (isPaused) log.error({ event: 'batch_api.batch_paused', batch, reason: words });
  }
}

/** So often the requests of an article are sent again. */
function mostTimes(
  kind: Setback['kind'],
  answered: Setback['answered'],
  { fallback, hasDone }: FallbackPolicy,
): number {
  if (kind === 'vanished') return fallback === null ? maxVanished : 0;
  return kind === 'failed' ? maxFailures[hasDone ? 'some' : answered] : 0;
}

function isForDirect(kind: Setback['kind'], { fallback, hasDeadline }: FallbackPolicy): boolean {
  if (fallback !== null) return fallback === 'direct';
  if (kind === 'expired') return true;
  return kind !== 'refused' && hasDeadline;
}

/** Nobody's: then nothing was said. */
const noPolicy: FallbackPolicy = { fallback: null, hasDeadline: false, hasDone: false };

/** The policies of the batches that pay, each read once. */
class PolicyReader {
  readonly #batches: SetbacksContext['batches'];
  readonly #read = new Map<string, FallbackPolicy>();

  constructor({ batches }: Pick<SetbacksContext, 'batches'>) {
    this.#batches = batches;
  }

  async of({ payer }: WantedBy): Promise<FallbackPolicy> {
    if (payer === null) return noPolicy;
    const policy = this.#read.get(payer) ?? (await this.#batches.fallbackPolicy(payer));
    this.#read.set(payer, policy);
    return policy;
  }
}
