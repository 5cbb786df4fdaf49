import { TolkError } from '../../errors.ts';

/**
 * Seconds until a deadline: `6h`, `90m`, `08:00` (the next one, local time), or a date and time.
 *
 * @throws TolkError `usage.invalid`
 */
export function readDeadline(text: string, now: Date): number {
  const span = /^(\d+(?:\.\d+)?)\s*(m|h|d)$/.exec(text);
  if (span) return Number(span[1]) * { m: 60, h: 3_600, d: 86_400 }[span[2] as 'm' | 'h' | 'd'];
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  const at = clock ? new Date(now) : new Date(text);
  if (clock) at.setHours(Number(clock[1]), Number(clock[2]), 0, 0);
  if (clock && at <= now) at.setDate(at.getDate() + 1);
  const seconds = (at.getTime() - now.getTime()) / 1_000;
  if (seconds > 0) return seconds;
  throw new TolkError(
    'usage.invalid',
    `--deadline: "${text}" is not a time to come; give 6h, 90m, 08:00 or 2026-12-01T08:00`,
  );
}
