import type { ErrorCode, TolkError } from '../errors.ts';

/**
 * What to do about an error of the LLM API; decided here and nowhere else.
 *
 * - `retry`: ask again now, after a short back-off.
 * - `wait`: ask again when the server says so; a long wait is spent in the queue, not in the worker.
 * - `ask_differently`: the answer is none; repair, reframe, split, or ask another model.
 * - `give_up`: on this article; nothing that is asked will help.
 * - `stop`: everything; somebody must mend something first.
 */
export type Action = 'retry' | 'wait' | 'ask_differently' | 'give_up' | 'stop';

const actions: Partial<Record<ErrorCode, Action>> = {
  'llm.unreachable': 'retry',
  'llm.timeout': 'retry',
  'llm.server_error': 'retry',
  'llm.no_answer': 'retry',
  'llm.rate_limited': 'wait',
  'llm.overloaded': 'wait',
  'llm.circuit_open': 'wait',
  'llm.deferred': 'wait',
  'llm.cut_off': 'ask_differently',
  'llm.looped': 'ask_differently',
  'llm.refused': 'ask_differently',
  'llm.filtered': 'ask_differently',
  'llm.bad_answer': 'ask_differently',
  'llm.too_long': 'ask_differently',
  'llm.bad_request': 'give_up',
  'llm.unauthorized': 'stop',
  'llm.unknown_model': 'stop',
  'llm.no_quota': 'stop',
  'llm.budget_spent': 'stop',
};

/** What to do about an error; what is not about the LLM API is given up here and left to the caller. */
export function actionFor(error: TolkError): Action {
  return actions[error.code] ?? 'give_up';
}

/** True for an error that concerns every article, not this one: workers pause until somebody mends it. */
export function stopsEverything(error: TolkError): boolean {
  return actionFor(error) === 'stop';
}

/** True for an error that passes by itself: the article goes back to the queue and keeps its attempts. */
export function isWaiting(error: TolkError): boolean {
  return actionFor(error) === 'wait';
}

/** True where another model may do what this one could not. */
export function movesOn(error: TolkError): boolean {
  const action = actionFor(error);
  return (
    action === 'ask_differently' ||
    action === 'retry' ||
    error.code === 'llm.circuit_open' ||
    error.code === 'llm.overloaded'
  );
}
