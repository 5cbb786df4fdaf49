import type { Batch } from '../../store/batches.ts';
import type { CommandIo } from '../io.ts';
import { describeAskedDirectly, describePause, describeSentAgain } from '../output/fallback.ts';
import { hasNothing } from './batch-end.ts';

const count = (value: number): string => value.toLocaleString('en-US');

/** Says how a batch ended, or how it stays, and what can be done next. */
export function sayEnd(batch: Batch, io: CommandIo): void {
  const { id, status, reason, stats } = batch;
  if (status === 'complete') {
    sayComplete(batch, io);
  } else if (status === 'paused' && reason === 'budget') {
    const resume = `tolk batch resume ${id} --max-cost MORE`;
    io.say(`tolk: batch ${id}: its budget is spent; resume it with ${resume}`);
  } else if (status === 'paused' && reason === 'batch-api') {
    io.say(`tolk: batch ${id}: ${count(stats.done)} done so far`);
    for (const line of describePause(batch)) io.say(`tolk: ${line}`);
  } else if (io.signal.aborted || status === 'paused') {
    io.say(
      `tolk: batch ${id}: ${count(stats.done)} done so far, and what workers still finish is kept;`,
    );
    io.say(`tolk: resume it with tolk batch resume ${id}`);
  } else {
    io.say(`tolk: batch ${id} is ${status}`);
  }
}

function sayComplete(batch: Batch, io: CommandIo): void {
  const { id, stats, definition } = batch;
  const { out, rejects } = definition;
  const { done, failed, rejected } = stats;
  const counts = `${count(done)} done, ${count(failed)} failed, ${count(rejected)} rejected`;
  io.say(`tolk: batch ${id}: ${counts}; ${out ? `written to ${out.path}` : 'in Redis'}`);
  if (hasNothing(batch))
    io.say('tolk: nothing was done: no article was found, or none is wanted (--filter)');
  for (const [why, many] of Object.entries(stats.leftOut))
    if (why !== 'unsampled') io.say(`tolk: left out (${why}): ${count(many)}`);
  if (stats.failed > 0)
    io.say(`tolk: why: tolk batch status ${id}; again: tolk batch retry-failed ${id}`);
  if (stats.rejected > 0 && rejects !== null)
    io.say(`tolk: rejected entries, with reasons: ${rejects}`);
  for (const line of [...describeSentAgain(stats), ...describeAskedDirectly(stats)])
    io.say(`tolk: ${line}`);
  io.say(`tolk: the whole story: tolk batch report ${id} --html report.html`);
}
