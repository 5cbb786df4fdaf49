import { pages } from '../../pages.ts';
import type { WantedBy } from '../../store/batch-items.ts';
import type { FallbackPolicy } from '../../store/batches.ts';
import type { DirectReason } from '../../store/submissions.ts';
import type { BatchApiContext } from './context.ts';

/*
 * What becomes of articles for which the Batch API does not do its work. Nothing is asked at full
 * price without the user's word for it:
 *
 *   what happened                          --fallback: none          pause     direct
 *   failed   it failed at the requests     sent again a few times, then as `lost`
 *   refused  it refuses them for good      pause                     pause     direct
 *   lost     batch or results are gone     pause; direct where       pause     direct
 *                                          there is a deadline
 *   expired  it had no time for them       direct                    pause     direct
 *   no-batch-api                           as `lost`
 *
 * A batch that pauses keeps the Batch API's words. Its articles stay pending, and are sent again
 * when it is resumed. What is asked directly is counted with the batch, with the reason.
 */

/** What kept the Batch API from its work. */
export interface Setback {
  readonly kind: 'failed' | 'refused' | 'lost' | 'expired' | 'no-batch-api';
  /** What happened, for people, in the server's words. */
  readonly words: string;
  /** The articles that it happened to. */
  readonly records: ReadonlySet<string>;
  /** `none`: not one request of the submission was answered. */
  readonly answered: 'some' | 'none';
}

/**
 * So often the requests of an article are sent again after the server failed at them: less often
 * where it failed at all in the file, since each time may take a day.
 */
const maxFailures = { some: 5, none: 2 } as const;

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
    const held: WantedBy[] = [];
    for (const some of pages([...records], page)) {
      const concerned = kind === 'failed' ? await this.#overLimit(some, answered) : some;
      for (const wanted of await this.#context.store.wantedBy(concerned)) {
        if (isForDirect(kind, await policies.of(wanted))) direct.push(wanted.record);
        else held.push(wanted);
      }
    }
    await this.#markDirect(direct, kind);
    await this.#context.submissions.hold(
      held.map(({ record }) => record),
      kind,
    );
    const paused = new Set(held.flatMap(({ batches }) => batches));
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

  async #overLimit(
    records: readonly string[],
    answered: Setback['answered'],
  ): Promise<readonly string[]> {
    const counts = await this.#context.submissions.countSetbacks(records, 'failed');
    return records.filter((_, at) => (counts[at] ?? 0) > maxFailures[answered]);
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

function isForDirect(kind: Setback['kind'], { fallback, hasDeadline }: FallbackPolicy): boolean {
  if (fallback !== null) return fallback === 'direct';
  if (kind === 'expired') return true;
  return kind !== 'refused' && hasDeadline;
}

/** Nobody's: then nothing was said. */
const noPolicy: FallbackPolicy = { fallback: null, hasDeadline: false };

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
