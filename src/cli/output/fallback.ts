import type { Batch } from '../../store/batches.ts';
import type { DirectReason } from '../../store/submissions.ts';

/** Why a batch pauses that the Batch API does not serve, and what to do; a line each. */
export function describePause({ id, pauseMessage, status }: Batch): string[] {
  if (status !== 'paused' || pauseMessage === null) return [];
  return [
    `paused: ${pauseMessage}`,
    `  send it again: tolk batch resume ${id}`,
    `  or ask directly, at full price: tolk batch resume ${id} --fallback direct`,
  ];
}

/** That what is at the Batch API cannot be checked, in the words of the last check. */
export function describeCheckProblem(problem: string): string {
  return `the Batch API cannot be checked at present: ${problem}`;
}

const reasons: Readonly<Record<DirectReason, string>> = {
  deadline: 'to be in time',
  expired: 'the Batch API had no time for them',
  rounds: 'after many rounds through the Batch API',
  quota: 'larger than the Batch API takes',
  refused: 'refused by the Batch API',
  failed: 'the Batch API failed at them',
  lost: 'lost by the Batch API',
  'no-batch-api': 'the server has no Batch API',
  'wrong-answers': 'the answers of the Batch API were no use',
};

/** How often articles were sent through the Batch API again; never: no line. */
export function describeSentAgain({ sentAgain }: Batch['stats']): string[] {
  const { failed = 0, vanished = 0 } = sentAgain;
  if (failed + vanished === 0) return [];
  const why = [
    ...(failed > 0 ? [`${failed} ${reasons.failed}`] : []),
    ...(vanished > 0 ? [`${vanished} ${reasons.lost}`] : []),
  ];
  return [`sent through the Batch API again: ${failed + vanished} (${why.join('; ')})`];
}

/** How many articles were asked directly that were to go through the Batch API; none: no line. */
export function describeAskedDirectly({ askedDirectly }: Batch['stats']): string[] {
  const counts = Object.entries(askedDirectly);
  if (counts.length === 0) return [];
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const why = counts.map(([reason, count]) => `${count} ${describeReason(reason)}`);
  return [`asked directly, at full price: ${all} articles (${why.join('; ')})`];
}

function describeReason(reason: string): string {
  return isKnown(reason) ? reasons[reason] : reason;
}

function isKnown(reason: string): reason is DirectReason {
  return Object.hasOwn(reasons, reason);
}
