import type { ErrorCode, TolkError } from '../errors.ts';

/**
 * What to do about an error of the LLM API; decided here and nowhere else.
 *
 * - `retry`: ask again now, after a short back-off.
 * - `wait`: ask again when the server says so; a long wait is spent in the queue, not in the
 *   worker.
 * - `ask_differently`: the answer is none; repair, reframe, split, or ask another model.
 * - `give_up`: on this article; nothing that is asked will help.
 * - `stop`: everything; somebody must fix something first.
 */
export type Action = 'retry' | 'wait' | 'ask_differently' | 'give_up' | 'stop';

const codesByAction: Readonly<Record<Action, readonly ErrorCode[]>> = {
  retry: ['llm.unreachable', 'llm.timeout', 'llm.server_error', 'llm.no_answer'],
  wait: ['llm.rate_limited', 'llm.overloaded', 'llm.circuit_open', 'llm.deferred'],
  ask_differently: [
    'llm.cut_off',
    'llm.thought_too_long',
    'llm.looped',
    'llm.refused',
    'llm.filtered',
    'llm.bad_answer',
    'llm.too_long',
    'llm.prompt_cut',
  ],
  give_up: ['llm.bad_request', 'llm.forbidden'],
  stop: [
    'llm.unauthorized',
    'llm.wrong_address',
    'llm.unknown_model',
    'llm.no_quota',
    'llm.budget_spent',
    'job.paused',
  ],
};

const ladder: readonly Action[] = ['retry', 'wait', 'ask_differently', 'give_up', 'stop'];

/** What to do about an error; one that is not of the LLM API is given up here, for the caller. */
export function actionFor({ code }: TolkError): Action {
  return ladder.find((action) => codesByAction[action].includes(code)) ?? 'give_up';
}

/** True for an error that concerns every article, not this one: workers pause until it is fixed. */
export function stopsEverything(error: TolkError): boolean {
  return actionFor(error) === 'stop';
}

/**
 * True for an error that the model's name may have caused: it concerns every article only where
 * this is everybody's model. Some servers have an address for each model, and know no other words
 * than "Not Found".
 */
export function isOfModel({ code }: TolkError): boolean {
  return code === 'llm.unknown_model' || code === 'llm.wrong_address';
}

/** What a worker itself waits for; asked for more, it hands the article back to the queue. */
const longWaitMs = 60_000;

/**
 * True for an error that passes by itself: the article returns to the queue, at no attempt. Also
 * for a failure of which the server says that it will last.
 */
export function isWaiting(error: TolkError): boolean {
  const action = actionFor(error);
  if (action === 'retry') return (error.retryAfterMs ?? 0) > longWaitMs;
  return action === 'wait';
}

/** What an answer itself came to; anything else happened to the call that was to follow it. */
const answersFault: readonly ErrorCode[] = [
  'llm.cut_off',
  'llm.thought_too_long',
  'llm.looped',
  'llm.refused',
  'llm.filtered',
  'llm.bad_answer',
  'llm.no_answer',
];

/**
 * True where the answers so far led nowhere, and would do so again: they are not worth keeping. After
 * an error that says nothing about them (a time-out, a pause, a stop) they are, since they are paid.
 */
export function isAnswersFault({ code }: TolkError): boolean {
  return answersFault.includes(code);
}

/** True where another model may do what this one could not. */
export function allowsNextModel(error: TolkError): boolean {
  const action = actionFor(error);
  if (action === 'ask_differently' || action === 'retry') return true;
  return (
    error.code === 'llm.forbidden' ||
    error.code === 'llm.circuit_open' ||
    error.code === 'llm.overloaded'
  );
}

/**
 * True where the LLM gave no usable answer to this question, and nothing is broken: what can be done
 * without an answer need not wait for one.
 */
export function isNoAnswer(error: TolkError): boolean {
  const { code } = error;
  return (
    actionFor(error) === 'ask_differently' ||
    code === 'llm.no_answer' ||
    code === 'llm.timeout' ||
    code === 'llm.bad_request'
  );
}

/** True where a question about less may be answered. */
export function mayAnswerLess({ code }: TolkError): boolean {
  return (
    code === 'llm.cut_off' ||
    code === 'llm.looped' ||
    code === 'llm.too_long' ||
    code === 'llm.prompt_cut'
  );
}
