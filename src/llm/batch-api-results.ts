import { z } from 'zod';
import { TolkError } from '../errors.ts';
import { type CarriedError, carriedError } from './batch-api-errors.ts';
import { isEmpty, type RawAnswer, readCompletion } from './http/response.ts';
import { isSilent } from './thinking-room.ts';

/**
 * What came of one request of a batch.
 *
 * - `answer`: an answer.
 * - `expired`: it was not done in the batch's time.
 * - `error`: refused or failed, as it would have been directly; `paid` is an answer in which there
 *   is nothing, but which was paid for.
 * - `unreadable`: a line that nobody can read, or that does not say whose it is.
 */
export type ApiBatchResult =
  | { readonly kind: 'answer'; readonly key: string; readonly answer: RawAnswer }
  | { readonly kind: 'expired'; readonly key: string }
  | {
      readonly kind: 'error';
      readonly key: string;
      readonly error: TolkError;
      readonly paid: RawAnswer | null;
    }
  | { readonly kind: 'unreadable' };

/** No answer is longer than this; a longer line is passed over, so that memory is bounded. */
const maxLineBytes = 32_000_000;

/** Reads a file of results as it comes. A line that cannot be read is one result, no error. */
export async function* readResultFile(
  content: AsyncIterable<Uint8Array>,
  model: string,
): AsyncGenerator<ApiBatchResult> {
  for await (const line of readLines(content)) {
    if (line === null) yield { kind: 'unreadable' };
    else if (line.trim() !== '') yield* readLine(line, model);
  }
}

const lineFeed = 0x0a;

/**
 * The lines of a file, cut at line feeds only: U+2028 and its like are legal within JSON, and
 * `node:readline` cuts there. Null for a line that is too long.
 */
async function* readLines(content: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const take = (part: Uint8Array) => {
    bytes += part.length;
    if (bytes <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const end = (): string | null => {
    // Drops a byte order mark too.
    const line = bytes > maxLineBytes ? null : new TextDecoder().decode(Buffer.concat(parts));
    parts = [];
    bytes = 0;
    return line;
  };
  for await (const chunk of content) {
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      take(chunk.subarray(from, at));
      yield end();
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  yield end();
}

const rowSchema = z.looseObject({
  custom_id: z.string().min(1),
  response: z.unknown().optional(),
  error: z.unknown().optional(),
});

const responseSchema = z.looseObject({
  status_code: z.coerce.number().int().min(100).nullish().catch(null),
  request_id: z.string().nullish().catch(null),
  body: z.unknown().optional(),
});

function* readLine(line: string, model: string): Generator<ApiBatchResult> {
  const rows = parseJson(line) ?? parseJson(withoutList(line));
  for (const row of Array.isArray(rows) ? rows : [rows]) yield readRow(row, model);
}

function readRow(row: unknown, model: string): ApiBatchResult {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return { kind: 'unreadable' };
  const { custom_id: key, response, error } = parsed.data;
  if (isExpiry(error)) return { kind: 'expired', key };
  const { status, body, requestId } = readResponse(response);
  // Some servers leave the status out: then the body says what it is.
  const isAnswer = status === null ? isObject(body) && 'choices' in body : status < 300;
  if (isAnswer) return readAnswer(key, body, model);
  const told = body ?? (isObject(error) ? { error } : { error: { message: error } });
  const failed = carriedError({ status, body: told, requestId, model });
  return { kind: 'error', key, error: failed, paid: null };
}

function readResponse(response: unknown): Omit<CarriedError, 'model'> {
  const { data } = responseSchema.safeParse(response);
  if (!data) return { status: null, body: null, requestId: null };
  const { status_code: status = null, request_id: requestId = null, body } = data;
  // A few servers put the completion where its envelope should be, or its text.
  if (body === undefined && 'choices' in data) return { status, requestId, body: data };
  const read = typeof body === 'string' ? (parseJson(body) ?? body) : body;
  return { status, requestId, body: read };
}

function readAnswer(key: string, body: unknown, model: string): ApiBatchResult {
  try {
    const answer = readCompletion(body, model);
    const isThought = isSilent(answer);
    if (!isThought && !isEmpty(answer)) return { kind: 'answer', key, answer };
    const error = isThought
      ? new TolkError('llm.thought_too_long', 'the model has thought its answer away')
      : new TolkError('llm.no_answer', 'the model’s answer is empty');
    return { kind: 'error', key, error, paid: answer };
  } catch (error) {
    return { kind: 'error', key, error: TolkError.from(error), paid: null };
  }
}

/** `batch_expired`, as OpenAI has it, and its like. */
function isExpiry(error: unknown): boolean {
  if (!isObject(error)) return false;
  return /expired/i.test(String(error['code'] ?? ''));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A line of a file that is one JSON list, row by row. */
function withoutList(line: string): string {
  return line.trim().replaceAll(/^[[,]|[\],]$/g, '');
}

/** The value of a JSON text; undefined where it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
