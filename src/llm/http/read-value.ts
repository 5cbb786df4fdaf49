import { jsonrepair } from 'jsonrepair';
import type { z } from 'zod';
import { TolkError } from '../../errors.ts';
import type { RawAnswer } from './response.ts';

/** A refusal or an apology that comes as plain text where JSON was asked. */
const refusalText =
  /^\W*(?:I(?:['’]m| am) sorry|I (?:cannot|can['’]t|am unable)|As an AI|Het spijt me|Sorry,)/i;

/**
 * The value in a raw answer, if it is one: not refused, not filtered, not cut off, JSON, and as the
 * schema says (which may hold more than a JSON schema can: alignment, say).
 *
 * @throws TolkError `llm.refused`, `llm.filtered`, `llm.looped`, `llm.cut_off`, `llm.no_answer`, or
 *   `llm.bad_answer`
 *   with the exact problem as its message
 */
export function readValue<T>(raw: RawAnswer, schema: z.ZodType<T>): T {
  if (raw.refusal !== null) throw new TolkError('llm.refused', 'the model refused to answer');
  if (raw.finish === 'content_filter')
    throw new TolkError('llm.filtered', 'the LLM API’s content filter stopped the answer');
  if (raw.finish === 'length') throw cutOff(raw.content ?? '');
  if (!raw.content?.trim()) throw new TolkError('llm.no_answer', 'the model’s answer is empty');
  if (refusalText.test(raw.content))
    throw new TolkError('llm.refused', 'the model apologised instead of answering');
  const parsed = schema.safeParse(parseJson(raw.content));
  if (parsed.success) return parsed.data;
  throw new TolkError('llm.bad_answer', describeProblems(parsed.error), { cause: parsed.error });
}

function cutOff(content: string): TolkError {
  return endsInLoop(content)
    ? new TolkError('llm.looped', 'the model said the same again and again until its token limit')
    : new TolkError('llm.cut_off', 'the model’s answer was cut off at its token limit');
}

/** The end of a text that is looked at, and how often it must say the same to be a loop. */
const tailCharacters = 600;
const loopTimes = 4;

/**
 * Does a text end in something said again and again (a sentence, a word, white space)? Its last
 * characters then have a period (by the failure function of Knuth, Morris and Pratt, 1977) that
 * fits in them several times.
 */
function endsInLoop(text: string): boolean {
  const tail = text.slice(-tailCharacters);
  if (tail.length < tailCharacters) return false;
  const borders = new Array<number>(tail.length).fill(0);
  for (let at = 1; at < tail.length; at += 1) {
    let border = borders[at - 1] ?? 0;
    while (border > 0 && tail[at] !== tail[border]) border = borders[border - 1] ?? 0;
    borders[at] = tail[at] === tail[border] ? border + 1 : 0;
  }
  return tail.length - (borders.at(-1) ?? 0) <= tail.length / loopTimes;
}

/**
 * JSON as asked, or inside a fence or prose, or with the small faults that jsonrepair repairs.
 * Never an answer that was cut off.
 */
function parseJson(content: string): unknown {
  const inner = /\{[\s\S]*\}/.exec(content)?.[0] ?? '';
  const ways = [
    () => JSON.parse(content),
    () => JSON.parse(inner),
    () => JSON.parse(jsonrepair(inner)),
  ];
  for (const read of ways) {
    try {
      return read();
    } catch {
      // The next way may work.
    }
  }
  throw new TolkError('llm.bad_answer', 'the answer is not valid JSON');
}

/** The model is shown at most this many problems; more only confuse it. */
const maxProblems = 5;

function describeProblems(error: z.ZodError): string {
  return error.issues.slice(0, maxProblems).map(describeProblem).join('; ');
}

function describeProblem({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}
