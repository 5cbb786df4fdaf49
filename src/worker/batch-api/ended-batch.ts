import { TolkError } from '../../errors.ts';
import type { ApiBatch } from '../../llm/batch-api.ts';
import type { Setback } from './setbacks.ts';

/** True for what the server does not have (any more). */
export function isNotThere({ status }: TolkError): boolean {
  return status === 404 || status === 410;
}

/** A state that says neither that a batch is in progress nor how it ended. */
export function notUnderstood({ status }: ApiBatch): TolkError {
  const said = status === '' ? 'no state at all' : `the state "${status}"`;
  return new TolkError('llm.server_error', `the Batch API gives a batch ${said}`);
}

/** A batch that is complete, and has no results. They may appear late. */
export function noFiles(): TolkError {
  const message = 'the Batch API says that a batch is complete, but names no file of results';
  return new TolkError('llm.server_error', message, { status: 404 });
}

/** Faults of the server's own, after which a file may be taken another time. */
const serverFault = /server_error|internal|unavailable|timeout|rate_limit/i;

/** Why requests of a batch that has ended have no result. */
export function describeMissing(
  { end, status, problem }: ApiBatch,
  lost: TolkError | null,
): Pick<Setback, 'kind' | 'words'> {
  if (lost) return { kind: 'lost', words: `results of the Batch API are gone: ${lost.message}` };
  const told = [problem?.code, problem?.message].filter(Boolean).join(': ');
  if (end === 'failed') {
    const words = `the Batch API refuses a request file: ${told || status}`;
    return { kind: serverFault.test(told) ? 'failed' : 'refused', words };
  }
  if (end === 'cancelled')
    return { kind: 'lost', words: 'a batch was cancelled at the Batch API, and not by Tolk' };
  if (end === 'expired')
    return { kind: 'expired', words: 'a batch at the Batch API expired before it was done' };
  const words = 'the Batch API gives no result for requests of a batch that is complete';
  return { kind: 'failed', words: told === '' ? words : `${words}: ${told}` };
}
