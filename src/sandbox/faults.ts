import { seededRandom } from '../random.ts';

/**
 * What the sandbox can do wrong, and at which point: `status` answers with an HTTP error, `transport`
 * breaks the connection, `answer` spoils the completion, `content` spoils what a translation says.
 */
const faults = {
  rate_limited: 'status',
  no_quota: 'status',
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
  loop: 'content',
  obeyed: 'content',
  segment_empty: 'content',
  echo: 'content',
} as const;

/** A thing the sandbox can do wrong. */
export type Fault = keyof typeof faults;

/** Chaos is made of what passes; an account without quota does not, so it is had on request only. */
const chaosFaults = (Object.keys(faults) as readonly Fault[]).filter((name) => name !== 'no_quota');

/** True for the name of a fault. */
export function isFault(name: unknown): name is Fault {
  return typeof name === 'string' && Object.hasOwn(faults, name);
}

/** Says which fault a request shall meet, if any; `fits` tells whether a fault can be shown on it. */
export type FaultPlan = (fits: (fault: Fault) => boolean) => Fault | undefined;

/**
 * A `share` of answers is bad, at places that follow from the seed: all kinds in turn, which is to
 * say the one that fits and was shown least often.
 */
export function planChaos(share: number, seed: number): FaultPlan {
  const random = seededRandom(seed);
  const shown = new Map<Fault, number>();
  const times = (fault: Fault) => shown.get(fault) ?? 0;
  return (fits) => {
    if (random() >= share) return undefined;
    const fault = chaosFaults.toSorted((a, b) => times(a) - times(b)).find(fits);
    if (fault) shown.set(fault, times(fault) + 1);
    return fault;
  };
}
