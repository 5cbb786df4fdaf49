import { TolkError } from '../errors.ts';
import { spokenText } from './http/count-thoughts.ts';
import { readFinish } from './http/finish-reason.ts';
import { mostRoom } from './http/reasoning.ts';
import type { LlmRequest } from './http/request.ts';
import type { RawAnswer } from './http/response.ts';

/*
 * Room for thinking. The limit on an answer counts what a model thinks before it answers; one that
 * thinks more than was foreseen has nothing left to answer in, and its answer is cut off or empty. That
 * wants more room, not less text:
 *
 *   asked ──► answered
 *     │ its room was thought away
 *     ├──► asked with four times the room, and to think less where that can be asked ──► answered
 *     └──► once more likewise; then it fails, and says what to set
 *
 * What a model has thought is remembered with what else is known of its server (`mostThought`), so
 * that its next call has the room at once.
 */

/** How much more room each time. */
export const growth = 4;
/** How often a call is asked again with more room. */
const maxWidenings = 2;

/**
 * Asks until an answer has the room that it needs: `ask` is called again, twice at most, where
 * thinking took it.
 *
 * @throws TolkError `llm.thought_too_long` when it took all of that too; what `ask` throws
 */
export async function answerInRoom(
  request: LlmRequest,
  ask: (request: LlmRequest) => Promise<RawAnswer>,
  mayAskAgain: () => boolean,
): Promise<RawAnswer> {
  let asked = request;
  let thought = 0;
  let last: RawAnswer | null = null;
  for (let widenings = 0; ; widenings += 1) {
    const raw = await answerOrNone(() => ask(asked), mayAskAgain);
    if (raw !== null && !isThoughtAway(raw, asked)) return raw;
    thought += raw?.reasoningTokens ?? 0;
    if (widenings === maxWidenings || isAsFull(raw, last))
      throw thoughtTooLong(request, thought, widenings + 1);
    asked = withMoreRoom(asked, raw);
    last = raw;
  }
}

/** The server gave no more room than before: it has no more. */
function isAsFull(raw: RawAnswer | null, last: RawAnswer | null): boolean {
  if (raw === null || last === null || readFinish(raw.finish) !== 'cut_off') return false;
  return raw.completionTokens <= last.completionTokens;
}

/** True for the error of an answer that was thought away. */
export function isThoughtTooLong(error: unknown): error is TolkError {
  return TolkError.isInstance(error) && error.code === 'llm.thought_too_long';
}

/** The answer; null where the server says, in an error, that it was thought away (OpenAI does). */
async function answerOrNone(
  ask: () => Promise<RawAnswer>,
  mayAskAgain: () => boolean,
): Promise<RawAnswer | null> {
  try {
    return await ask();
  } catch (error) {
    if (isThoughtTooLong(error) && mayAskAgain()) return null;
    throw error;
  }
}

function withMoreRoom(request: LlmRequest, raw: RawAnswer | null): LlmRequest {
  const { maxOutputTokens, reasoningRoom = 0 } = request;
  const used = Math.max(raw?.completionTokens ?? 0, maxOutputTokens + reasoningRoom);
  return { ...request, reasoningRoom: Math.min(mostRoom, growth * used) };
}

/** Did thinking take the room that the answer was to have? */
export function isThoughtAway(raw: RawAnswer, { maxOutputTokens }: LlmRequest): boolean {
  const { reasoningTokens, completionTokens, refusal, finish } = raw;
  const end = readFinish(finish);
  if (reasoningTokens === 0 || refusal !== null || end === 'filtered' || end === 'refused')
    return false;
  if (isSilent(raw)) return true;
  return end === 'cut_off' && completionTokens - reasoningTokens < maxOutputTokens;
}

/** True for an answer that thinking has left nothing of. */
export function isSilent({ reasoningTokens, content, refusal, finish }: RawAnswer): boolean {
  if (reasoningTokens === 0 || refusal !== null) return false;
  const end = readFinish(finish);
  if (!content?.trim()) return end !== 'filtered' && end !== 'refused';
  return end === 'cut_off' && spokenText(content) === '';
}

function thoughtTooLong({ model }: LlmRequest, thought: number, times: number): TolkError {
  const spent = thought === 0 ? 'all tokens it was given' : `${thought} tokens`;
  return new TolkError(
    'llm.thought_too_long',
    `${model} spent ${spent} on thinking in ${times} calls, and had none left to answer; ` +
      'set TOLK_REASONING_EFFORT to a lower level, or use a model that thinks less',
  );
}
