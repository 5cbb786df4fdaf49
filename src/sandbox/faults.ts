import { seededRandom } from '../random.ts';

/**
 * What the sandbox can do wrong, and at which point: `status` answers with an HTTP error,
 * `transport` breaks the connection, `answer` spoils the completion, `content` spoils what a
 * translation says.
 */
const faults = {
  rate_limited: 'status',
  no_quota: 'status',
  billing_not_active: 'status',
  forbidden: 'status',
  flagged: 'status',
  too_long: 'status',
  error_500: 'status',
  error_502: 'status',
  error_503: 'status',
  error_504: 'status',
  schema_refused: 'status',
  parameter_refused: 'status',
  hang: 'transport',
  reset: 'transport',
  slow_body: 'transport',
  empty_choices: 'answer',
  refusal: 'answer',
  content_filter: 'answer',
  cut_off: 'answer',
  endless: 'answer',
  fenced: 'answer',
  prose: 'answer',
  wrong_schema: 'answer',
  wrong_usage: 'answer',
  apology: 'answer',
  segment_missing: 'content',
  segment_doubled: 'content',
  segments_swapped: 'content',
  segment_in_dutch: 'content',
  number_changed: 'content',
  name_changed: 'content',
  names_exchanged: 'content',
  loop: 'content',
  obeyed: 'content',
  segment_empty: 'content',
  echo: 'content',
} as const;

/** A thing the sandbox can do wrong. */
export type Fault = keyof typeof faults;

/**
 * Chaos is made of what passes, and of what checks can find. An account without quota does not pass,
 * and exchanged names are for a verifier to find: such are shown on request only.
 */
const onRequestOnly: readonly Fault[] = [
  'no_quota',
  'billing_not_active',
  'forbidden',
  'flagged',
  'too_long',
  'names_exchanged',
];
const chaosFaults = (Object.keys(faults) as readonly Fault[]).filter(
  (name) => !onRequestOnly.includes(name),
);

/** True for the name of a fault. */
export function isFault(name: unknown): name is Fault {
  return typeof name === 'string' && Object.hasOwn(faults, name);
}

/** True for a fault that spoils what a translation says. */
export function isContentFault(fault: Fault): boolean {
  return faults[fault] === 'content';
}

/** True for a fault that can be met in a batch, where nothing goes over the connection. */
export function isBatchFault(fault: Fault): boolean {
  return isContentFault(fault) || faults[fault] === 'answer';
}

/**
 * Says which fault a request meets, if any; `fits` says whether a fault can be shown on it.
 */
export type FaultPlan = (fits: (fault: Fault) => boolean) => Fault | undefined;

/**
 * A `share` of answers is bad, at places that follow from the seed: all kinds in turn, that is, the
 * one that fits and was shown least often.
 */
export class ChaosPlan {
  readonly #share: number;
  readonly #random: () => number;
  readonly #timesShown = new Map<Fault, number>();

  constructor(share: number, seed: number) {
    this.#share = share;
    this.#random = seededRandom(seed);
  }

  /** The fault that the next request meets, if any. */
  next(fits: (fault: Fault) => boolean): Fault | undefined {
    if (this.#random() >= this.#share) return undefined;
    const leastShownFirst = chaosFaults.toSorted((a, b) => this.#times(a) - this.#times(b));
    const fault = leastShownFirst.find(fits);
    if (fault) this.#timesShown.set(fault, this.#times(fault) + 1);
    return fault;
  }

  #times(fault: Fault): number {
    return this.#timesShown.get(fault) ?? 0;
  }
}
