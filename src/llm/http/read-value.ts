import type { z } from 'zod';
import { TolkError } from '../../errors.ts';
import { findJson, parseJson, repairJson, unwrap, wholeFields } from './find-json.ts';
import { readFinish } from './finish-reason.ts';
import type { RawAnswer } from './response.ts';
import { leaveOutThoughts, type Spoken } from './thinking.ts';
import type { AnswerForm } from './wire-schema.ts';

/** A refusal or an apology that comes as plain text where JSON was asked. */
const refusalText =
  /^\W*(?:I(?:['’]m| am) (?:very )?(?:sorry|unable|not able)|I (?:cannot|can['’]t|won['’]t|will not|must decline)|As an AI|Unfortunately, I|Het spijt me|Sorry,|Ik kan (?:hier|dit|u|je))/i;

/** In a text an article may begin with "Sorry" or "I cannot"; a model that refuses says of what. */
const apologises =
  /\b(?:translat|assist|request|content|langua?ge model|comply|help (?:you )?with|provide)\w*/i;

/** What an answer must be, in which form it comes, and how one that means it in other words is read. */
export interface Expected<T> {
  readonly schema: z.ZodType<T>;
  /** What is wrong with a value that fits the schema. @default nothing */
  readonly findProblems?: ((value: T) => readonly string[]) | undefined;
  /** An answer that was cut off is of use as far as it was written. @default false */
  readonly usesPart?: boolean | undefined;
  /** @default 'json' */
  readonly form?: AnswerForm | undefined;
  /** Puts a value into the form of the schema where that is beyond doubt (`"n": "1"`). */
  readonly reshape?: ((value: unknown) => unknown) | undefined;
}

/**
 * The value in a raw answer, if it is one: not refused, not filtered, not cut off, JSON, and as the
 * schema says (which may hold more than a JSON schema can: alignment, say). It may stand anywhere
 * after the model's thoughts; of several that fit the last one counts.
 *
 * @throws TolkError `llm.refused`, `llm.filtered`, `llm.looped`, `llm.cut_off`, `llm.no_answer`, or
 *   `llm.bad_answer` with the exact problem as its message
 */
export function readValue<T>(raw: RawAnswer, expected: Expected<T>): T {
  const finish = readFinish(raw.finish);
  if (raw.refusal !== null || finish === 'refused')
    throw new TolkError('llm.refused', 'the model refused to answer');
  if (finish === 'filtered')
    throw new TolkError('llm.filtered', 'the LLM API’s content filter stopped the answer');
  // Some servers let through what JSON never holds.
  const content = (raw.content ?? '').replace(strays, '').trim();
  if (finish === 'cut_off')
    return (
      readWhole(content, expected) ?? readPart(content, expected) ?? throwCutOff(raw.content ?? '')
    );
  if (content === '') throw new TolkError('llm.no_answer', 'the model’s answer is empty');
  return expected.form === 'text' ? readText(content, expected) : findValue(content, expected);
}

/** The value of an answer that is a text, without the model's thoughts. */
function readText<T>(content: string, expected: Expected<T>): T {
  const { text } = leaveOutThoughts(content);
  if (text === '') throw new TolkError('llm.bad_answer', 'there is no answer after the thoughts');
  if (refusalText.test(text) && apologises.test(text))
    throw new TolkError('llm.refused', 'the model apologised instead of answering');
  const read = readAs(text, expected);
  if ('value' in read) return read.value;
  throw new TolkError('llm.bad_answer', read.problem, { cause: read.cause });
}

/** What a value is read as, or why it is not what was asked. */
type ReadAs<T> = { readonly value: T } | { readonly problem: string; readonly cause?: z.ZodError };

function readAs<T>(
  value: unknown,
  { schema, findProblems, reshape = asItIs }: Expected<T>,
): ReadAs<T> {
  const { data, error } = schema.safeParse(reshape(value));
  if (error) return { problem: firstOf(error.issues.map(describeProblem)), cause: error };
  const problems = findProblems?.(data) ?? [];
  return problems.length === 0 ? { value: data } : { problem: firstOf(problems) };
}

function valueIn<T>(read: ReadAs<T>): T | undefined {
  return 'value' in read ? read.value : undefined;
}

/** Control characters but tab and line ends, and what has no width. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const strays = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\u2060\ufeff]/g;

/**
 * The value of an answer that came to its token limit and is whole all the same: some servers write
 * white space behind it until then (vLLM, with a schema).
 */
function readWhole<T>(content: string, expected: Expected<T>): T | undefined {
  // Where a text ends is not to be seen.
  if (expected.form === 'text') return undefined;
  const { text, isThinking } = leaveOutThoughts(content);
  const value = isThinking ? undefined : parseJson(text);
  return value === undefined ? undefined : valueIn(readAs(value, expected));
}

/** The value of an answer that was cut off, from the fields of it that are whole. */
function readPart<T>(content: string, expected: Expected<T>): T | undefined {
  if (!expected.usesPart) return undefined;
  const { text, isThinking } = leaveOutThoughts(content);
  const fields = isThinking ? undefined : wholeFields(text);
  return fields === undefined ? undefined : valueIn(readAs(fields, expected));
}

function findValue<T>(content: string, expected: Expected<T>): T {
  const whole = parseJson(content);
  const spoken = leaveOutThoughts(content);
  const candidates = whole === undefined ? candidatesIn(content, spoken) : [whole];
  for (const candidate of candidates) {
    const value = unwrap(candidate, (each) => valueIn(readAs(each, expected)));
    if (value !== undefined) return value;
  }
  const { text } = spoken;
  if (text === '') throw new TolkError('llm.bad_answer', 'there is no answer after the thoughts');
  if (refusalText.test(text))
    throw new TolkError('llm.refused', 'the model apologised instead of answering');
  if (candidates.length === 0)
    throw new TolkError('llm.bad_answer', 'the answer is not valid JSON');
  const read = readAs(candidates[0], expected);
  if ('value' in read) throw new TolkError('llm.bad_answer', 'the answer is not clear');
  throw new TolkError('llm.bad_answer', read.problem, { cause: read.cause });
}

const asItIs = (value: unknown): unknown => value;

/** What may be the answer, the likeliest first: JSON as it stands, from the end, then repaired. */
function candidatesIn(content: string, { text, from, isThinking }: Spoken): unknown[] {
  const found = findJson(text)
    .filter(({ isAtEnd }) => isAtEnd || !isThinking)
    .map(({ value }) => value);
  // One object a line may be meant as a list of them.
  const together = found.length > 1 ? [found] : [];
  const latestFirst = found.toReversed();
  const likely = isThinking ? latestFirst : [...latestFirst, ...together, ...repairJson(text)];
  if (likely.length > 0 || from === 0) return likely;
  // The tag that seemed to end the thoughts stands in the answer, which is about such tags.
  const around = findJson(content).filter(({ start, end }) => start < from && from < end);
  return around.map(({ value }) => value);
}

function throwCutOff(content: string): never {
  throw endsInLoop(content)
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

/** The model is shown at most this many problems; more only confuse it. */
const maxProblems = 5;

function firstOf(problems: readonly string[]): string {
  return problems.slice(0, maxProblems).join('; ');
}

function describeProblem({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}
