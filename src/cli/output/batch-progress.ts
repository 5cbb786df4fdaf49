import type { BatchProgress } from '../../batch/progress.ts';
import { inertLine } from '../../inert.ts';
import { plural } from '../../plural.ts';
import { formatCost } from '../../render/article.ts';
import type { SlowCalls } from '../../store/heartbeats.ts';
import type { OutputStream, Screen } from '../screen.ts';
import { formatDuration } from './duration.ts';
import { flow, LiveLines, paragraph } from './live-lines.ts';

/** What a command shows while it runs: lines for people, events for programs, or nothing. */
export type OutputMode = 'text' | 'json' | 'silent';

/** Shows people how far a batch is. */
export interface BatchDisplay {
  /** `note` is what holds it up, or what it does but working; may be empty. */
  update(progress: BatchProgress, note: string): void;
  /** A line of its own, above the live ones. */
  say(line: string): void;
  /** Leaves the last figures on the screen. */
  stop(): void;
}

/** Plain lines come so often at first, */
const plainEveryMs = 5_000;
/** and so seldom in the end: a log of a night is read in the morning. */
const plainAtLeastMs = 60_000;
const plainShare = 20;

const longestBar = 20;
const shortestBar = 8;
const noteLines = 2;

/** Live lines on a terminal, a line now and then elsewhere, or nothing. */
export function showBatch(mode: OutputMode, screen: Screen, now: () => number): BatchDisplay {
  if (mode !== 'text') return { update: () => {}, say: () => {}, stop: () => {} };
  const { drawable } = screen;
  return drawable ? liveDisplay(drawable, screen) : plainDisplay(screen, now);
}

function liveDisplay(stream: OutputStream, screen: Screen): BatchDisplay {
  const lines = new LiveLines(stream);
  let last: BatchProgress | undefined;
  return {
    update(progress, note) {
      last = progress;
      lines.show((width) => progressLines(progress, note, width));
    },
    say: (line) => screen.say(line),
    stop() {
      const progress = last;
      lines.stop((width) => (progress ? progressLines(progress, '', width) : []));
      last = undefined;
    },
  };
}

function plainDisplay(screen: Screen, now: () => number): BatchDisplay {
  const startedAt = now();
  let saidAt = 0;
  return {
    update(progress, note) {
      const everyMs = Math.min(
        plainAtLeastMs,
        Math.max(plainEveryMs, (now() - startedAt) / plainShare),
      );
      if (now() - saidAt < everyMs) return;
      saidAt = now();
      const parts = [...describeProgress(progress), ...(note === '' ? [] : [note])];
      screen.say(`tolk: ${parts.join(' · ')}`);
    },
    say: (line) => screen.say(line),
    stop: () => {},
  };
}

/** How far a batch is, on lines that fit: the most wanted first, and what holds it up by itself. */
export function progressLines(progress: BatchProgress, note: string, width: number): string[] {
  const [share, ...parts] = describeProgress(progress);
  const bar = drawBar(progress, width);
  const first = bar === '' ? (share ?? '') : `${bar} ${share}`;
  return [
    ...flow([first, ...parts].map(inertLine), width),
    ...(note === '' ? [] : paragraph(note, width, noteLines)),
  ];
}

function drawBar(progress: BatchProgress, width: number): string {
  const length = Math.min(longestBar, Math.floor(width / 4));
  if (length < shortestBar || progress.total === null) return '';
  const filled = Math.floor(shareOf(progress, progress.total) * length);
  const percent = Math.floor(shareOf(progress, progress.total) * 100);
  return `${'█'.repeat(filled)}${'░'.repeat(length - filled)} ${percent}%`;
}

/** All is done only when it is: a million articles are not 100% without the last. */
function shareOf({ done, failed }: BatchProgress, total: number): number {
  return Math.min(1, (done + failed) / Math.max(1, total));
}

const count = (value: number): string => value.toLocaleString('en-US');

/** How far a batch is, in parts, the most wanted first. */
function describeProgress(progress: BatchProgress): string[] {
  const { done, failed, failures, rejected, unfinished, total, totalIsKnown } = progress;
  const { rate, etaSeconds, tokens, cachedCalls, errors, warnings } = progress;
  const all = total === null ? '?' : `${totalIsKnown ? '' : 'about '}${count(total)}`;
  return [
    `${count(done)} of ${all} done`,
    ...(rate === null ? [] : [describeRate(rate)]),
    ...(etaSeconds === null || etaSeconds <= 0 ? [] : [`${formatDuration(etaSeconds)} to go`]),
    describeMoney(progress),
    ...(failed > 0 ? [`${count(failed)} failed (${describeFailures(failures)})`] : []),
    ...(rejected > 0 ? [`${count(rejected)} rejected`] : []),
    ...(errors + warnings > 0
      ? [`findings: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`]
      : []),
    ...(unfinished > 0 ? [`${count(unfinished)} in progress`] : []),
    ...(tokens > 0 ? [`${count(tokens)} tokens`] : []),
    ...(cachedCalls > 0 ? [`${plural(cachedCalls, 'call')} cached`] : []),
  ];
}

/** `2.1/s`; where that would be next to nothing, `12/min` or `5/h`. */
function describeRate(rate: number): string {
  if (rate >= 10) return `${count(Math.round(rate))}/s`;
  if (rate >= 0.5) return `${rate.toFixed(1)}/s`;
  return rate * 60 >= 1 ? `${(rate * 60).toFixed(0)}/min` : `${(rate * 3_600).toFixed(0)}/h`;
}

/** What is done has cost so much; on a limit more may be booked, for what is not done yet. */
function describeMoney({ costUsd, maxCostUsd, bookedUsd }: BatchProgress): string {
  if (maxCostUsd === null) return formatCost(costUsd);
  const booked = bookedUsd > costUsd * 1.01 ? `, ${formatCost(bookedUsd)} booked` : '';
  return `${formatCost(costUsd)} of $${maxCostUsd}${booked}`;
}

function describeFailures(failures: BatchProgress['failures']): string {
  return Object.entries(failures)
    .toSorted(([, a], [, b]) => b - a)
    .map(([type, many]) => `${type} ${count(many)}`)
    .join(', ');
}

/** What is waited for, where that takes longer than it should; else nothing. */
export function describeStall(
  { calls, longestMs }: SlowCalls,
  stalledSeconds: number | null,
): string {
  const since = formatDuration(longestMs / 1_000);
  if (calls > 0)
    return (
      `${plural(calls, 'call')} unanswered for ${calls === 1 ? '' : 'up to '}${since}: ` +
      'the LLM server is slow, or stuck; check it, or lower TOLK_CONCURRENCY'
    );
  return stalledSeconds === null
    ? ''
    : `no article has been finished for ${formatDuration(stalledSeconds)}`;
}
