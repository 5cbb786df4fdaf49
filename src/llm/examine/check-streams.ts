import { setTimeout as sleep } from 'node:timers/promises';
import { TolkError } from '../../errors.ts';
import { type Check, ok, problem, unsupported, type Verdict } from './check.ts';
import type { Probe } from './probe.ts';

/** Answers that come piece by piece, and that nobody waits for any more. */
export const streamChecks: readonly Check[] = [
  { name: 'stream', asks: { small: 1 }, run: checkStream },
  { name: 'cancel', asks: { small: 1 }, run: checkCancel },
];

async function checkStream(probe: Probe): Promise<Verdict> {
  const body = { ...(await probe.translationBody()), stream: true };
  const withUsage = { ...body, stream_options: { include_usage: true } };
  try {
    const { raw } = await probe.ask(withUsage);
    if (raw.promptTokens > 0) return ok('taken, with the usage at the end');
    return unsupported('taken, but without usage; Tolk counts by itself');
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  try {
    await probe.ask(body);
    return unsupported('taken, but no usage can be asked for; Tolk counts by itself');
  } catch (error) {
    if (isRefusal(error)) return unsupported('not taken; Tolk waits for whole answers');
    throw error;
  }
}

/** Soon enough to be in the middle of an answer. */
const cancelAfterMs = 150;

async function checkCancel(probe: Probe): Promise<Verdict> {
  const cancel = new AbortController();
  const body = await probe.translationBody();
  const asked = probe.ask(body, AbortSignal.any([probe.signal, cancel.signal])).then(
    () => 'answered' as const,
    (error: unknown) => error,
  );
  await Promise.race([asked, sleep(cancelAfterMs)]);
  cancel.abort();
  const outcome = await asked;
  probe.signal.throwIfAborted();
  await probe.ask(await probe.tinyBody());
  if (outcome === 'answered') return ok('it was faster than the cancel; the next call is answered');
  const failure = TolkError.from(outcome);
  if (failure.code === 'job.interrupted') return ok('a call is given up; the next one is answered');
  return problem(`a call that is given up ends as ${failure.code}: ${failure.message}`);
}

function isRefusal(error: unknown): boolean {
  return TolkError.isInstance(error) && error.code === 'llm.bad_request';
}
