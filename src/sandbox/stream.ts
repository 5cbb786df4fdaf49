import type { CompletionBody, CompletionChoice } from './dialects/dialect.ts';

/** How long a piece of an answer is, in characters: about three tokens. */
const pieceLength = 12;

interface StreamOptions {
  /** The last chunk before the end says what was used. */
  readonly includesUsage: boolean;
  /** A line at the beginning that is no data. */
  readonly keepAlive?: string | undefined;
}

/**
 * A completion as the events of a stream, in OpenAI's order: the role, the content in pieces, why
 * it ended, the usage where it was asked for, and `[DONE]`.
 */
export function* toEvents(
  body: CompletionBody,
  { includesUsage, keepAlive }: StreamOptions,
): Generator<string> {
  const { choices, usage, ...rest } = body;
  const common = { ...rest, object: 'chat.completion.chunk' };
  const event = (changes: object) =>
    `data: ${JSON.stringify({ ...common, ...(includesUsage ? { usage: null } : {}), ...changes })}\n\n`;
  if (keepAlive !== undefined) yield `${keepAlive}\n\n`;
  const choice = choices[0];
  if (choice) for (const part of deltas(choice)) yield event({ choices: [part] });
  if (includesUsage || !choice) yield event({ choices: [], usage: includesUsage ? usage : null });
  yield 'data: [DONE]\n\n';
}

function* deltas({ index, message, logprobs, finish_reason, ...rest }: CompletionChoice) {
  const part = (delta: object, finish: string | null = null) => ({
    index,
    delta,
    logprobs,
    finish_reason: finish,
    ...(finish === null ? {} : rest),
  });
  const { role, content, refusal, reasoning_content, reasoning } = message;
  yield part({ role, content: typeof content === 'string' ? '' : null, refusal: null });
  for (const [field, text] of Object.entries({ reasoning_content, reasoning, refusal, content }))
    for (const piece of piecesOf(text)) yield part({ [field]: piece });
  yield part({}, finish_reason);
}

/** Text in pieces that break no character; a list, part by part. */
function piecesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.map((item) => [item]);
  if (typeof value !== 'string') return [];
  return value.match(new RegExp(`.{1,${pieceLength}}`, 'gsu')) ?? [];
}
