import { dayMs, hourMs, minuteMs } from '../../../duration.ts';
import type { BodyFacts } from './read-body.ts';

/*
 * How long a server asks to wait. It may say so in several places at once; the most exact one
 * counts. A time that is past, negative, no number, or further away than any limit lasts is not
 * believed: then Tolk's own back-off decides.
 */

/** Limits last a month at the longest, but no server asks for the wait; a longer one is a slip. */
const maxWaitMs = 7 * dayMs;
/** A date may have been written by a clock that is a little behind ours. */
const skewMs = 2_000;
/** Numbers above these are times since 1970 in seconds, or in milliseconds. */
const epochSeconds = 1_000_000_000;
const epochMilliseconds = 1_000_000_000_000;

/** What a server answered, as far as it can say how long to wait. */
export interface Timed {
  readonly headers: Headers | undefined;
  readonly facts: Pick<BodyFacts, 'retryDelay' | 'resetAt' | 'words'>;
}

/**
 * How long the server asks to wait, in milliseconds; undefined where it does not say, or says
 * something that cannot be meant.
 *
 * @param now ms since 1970
 */
export function readRetryAfter({ headers, facts }: Timed, now: number): number | undefined {
  const candidates = [
    readNumber(headers?.get('retry-after-ms')),
    readWait(headers?.get('retry-after'), now),
    readWait(facts.retryDelay, now),
    readLimitReset(headers, now),
    readWait(facts.resetAt, now),
    readWordedWait(facts.words),
    readWait(wordedDate.exec(facts.words)?.groups?.['date'], now),
  ];
  return candidates.find((ms) => ms >= 0 && ms <= maxWaitMs);
}

function readNumber(text: string | null | undefined): number {
  return text ? Number(text) : Number.NaN;
}

/**
 * A wait as servers write it, in milliseconds: seconds (`20`), a duration (`6m0s`, `250ms`), a date
 * of HTTP or ISO 8601, or a time since 1970 in seconds or milliseconds; NaN for anything else, and
 * for what is past.
 */
export function readWait(text: string | null | undefined, now: number): number {
  const value = text?.trim();
  if (!value) return Number.NaN;
  const amount = Number(value);
  if (amount >= epochMilliseconds) return untilFrom(amount, now);
  if (amount >= epochSeconds) return untilFrom(amount * 1_000, now);
  if (!Number.isNaN(amount)) return amount * 1_000;
  const duration = readDuration(value);
  return Number.isNaN(duration) ? untilFrom(Date.parse(value), now) : duration;
}

function untilFrom(time: number, now: number): number {
  const ms = time - now;
  return ms < 0 && ms >= -skewMs ? 0 : ms;
}

/** The names under which servers tell what is left of a limit and when it is full again. */
const limitHeaders: ReadonlyArray<{ readonly left: RegExp; readonly reset: string }> = [
  // OpenAI and most others: `x-ratelimit-remaining-tokens`, `x-ratelimit-reset-tokens: 6m0s`;
  // Cerebras with the window: `-requests-day`.
  { left: /^x-ratelimit-remaining(?<kind>.*)$/, reset: 'x-ratelimit-reset' },
  // Anthropic: `anthropic-ratelimit-input-tokens-remaining`, `-reset` as an ISO date.
  { left: /^anthropic-ratelimit(?<kind>-.*)-remaining$/, reset: '' },
  // The IETF's draft: `ratelimit-remaining`, `ratelimit-reset` in seconds.
  { left: /^ratelimit-remaining(?<kind>.*)$/, reset: 'ratelimit-reset' },
];

/** When the last of the limits that are used up resets; NaN where none is. */
function readLimitReset(headers: Headers | undefined, now: number): number {
  const waits: number[] = [];
  for (const [name, left] of headers ?? []) {
    if (Number(left) !== 0 || left.trim() === '') continue;
    const reset = resetHeaderFor(name);
    const ms = reset === undefined ? Number.NaN : readWait(headers?.get(reset), now);
    if (ms >= 0 && ms <= maxWaitMs) waits.push(ms);
  }
  return waits.length === 0 ? Number.NaN : Math.max(...waits);
}

function resetHeaderFor(name: string): string | undefined {
  for (const { left, reset } of limitHeaders) {
    const kind = left.exec(name)?.groups?.['kind'];
    if (kind === undefined) continue;
    return reset === '' ? `anthropic-ratelimit${kind}-reset` : `${reset}${kind}`;
  }
  return undefined;
}

/** `Please try again in 7m12.5s`, `Please retry in 41.9s`, `Please retry after 6 seconds`. */
const wordedWait =
  /(?:try again|retry|wait)(?: again)? (?:in|after|for) (?<wait>(?:\d+(?:\.\d+)? ?(?:ms|milliseconds?|d(?:ays?)?|h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)[ ,]*)+)/i;

/** `Limit resets at 2026-11-29T00:00:00Z`. */
const wordedDate =
  /\b(?:until|after|at|on|resets?) (?<date>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))/i;

function readWordedWait(words: string): number {
  return readDuration(wordedWait.exec(words)?.groups?.['wait'] ?? '');
}

const unitMs: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(?:ms|millisecond)/i, 1],
  [/^s/i, 1_000],
  [/^m/i, minuteMs],
  [/^h/i, hourMs],
  [/^d/i, dayMs],
];

/** `250ms`, `1s`, `6m0s`, `1h2m`, `6 seconds` in milliseconds; NaN for anything else. */
function readDuration(text: string): number {
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z]+[\s,]*)+$/i.test(text.trim())) return Number.NaN;
  const parts = [...text.matchAll(/(?<amount>\d+(?:\.\d+)?)\s*(?<unit>[a-z]+)/gi)];
  return parts.reduce((sum, { groups }) => {
    const unit = unitMs.find(([name]) => name.test(groups?.['unit'] ?? ''));
    return sum + Number(groups?.['amount']) * (unit?.[1] ?? Number.NaN);
  }, 0);
}
