import { createParser, type EventSourceParser } from 'eventsource-parser';
import { z } from 'zod';
import { TolkError } from '../../errors.ts';
import { longMs } from './time-limits.ts';

const words = z.string().nullish().catch(null);
const anything = z.unknown().optional();

const messageSchema = z.object({
  content: anything,
  refusal: words,
  reasoning_content: words,
  reasoning: words,
});

/** The parts of a piece of a streamed answer that count; servers differ in everything else. */
const pieceSchema = z.object({
  choices: z
    .array(
      z.looseObject({
        index: z.number().nullish().catch(null),
        delta: messageSchema.nullish(),
        message: messageSchema.nullish(),
        text: words,
        finish_reason: words,
        error: anything,
        usage: anything,
      }),
    )
    .nullish(),
  model: words,
  usage: anything,
  error: anything,
  x_groq: z.object({ usage: anything }).nullish().catch(null),
});

type Piece = z.infer<typeof pieceSchema>;
type Choice = NonNullable<Piece['choices']>[number];

const pieceOfTextSchema = z.object({ text: z.string() });

/** Receives the text of an answer while it arrives: what the model says, not what it thinks. */
export type TextListener = (text: string) => void;

/**
 * A streamed answer (server-sent events), put together to what the server would have sent without
 * streaming. Only the first choice counts; thoughts are kept apart, tool calls dropped. It is
 * *complete* once the server has said why it stopped, or that it has.
 */
export class AnswerStream {
  readonly #parser: EventSourceParser;
  readonly #decoder = new TextDecoder();
  readonly #startedAt = performance.now();
  readonly #onText: TextListener;
  #envelope: Record<string, unknown> = {};
  #content = '';
  #hasContent = false;
  #reasoning = '';
  #refusal = '';
  #finish: string | null = null;
  #choice: Record<string, unknown> = {};
  #usage: unknown;
  #isDone = false;
  #problem: Record<string, unknown> | undefined;
  /** What came between the pieces and is none: an error, where the answer then breaks off. */
  #complaint: Record<string, unknown> | undefined;

  /** @param onText receives each new piece of text */
  constructor(onText: TextListener = () => {}) {
    this.#onText = onText;
    this.#parser = createParser({ onEvent: ({ event, data }) => this.#onEvent(event, data) });
  }

  /** True when nothing more is needed but, perhaps, the usage. */
  get isComplete(): boolean {
    return this.#finish !== null || this.isDone;
  }

  /** True when the server has said that nothing more comes. */
  get isDone(): boolean {
    return this.#isDone || this.#problem !== undefined;
  }

  /** True once the model has said or thought something. */
  get hasText(): boolean {
    return this.#hasContent || this.#reasoning !== '' || this.#refusal !== '';
  }

  /** @throws TolkError `llm.server_error` for an event that cannot be read */
  feed(bytes: Uint8Array): void {
    this.#parser.feed(this.#decoder.decode(bytes, { stream: true }));
  }

  /**
   * The answer as one body: a chat completion, or the error that the server sent. One that broke
   * off after it had begun is half an answer, and says so in its reason: it was paid all the same.
   *
   * @throws TolkError `llm.unreachable` when the stream ended before anything was written
   */
  end(): Record<string, unknown> {
    // Some servers leave out the empty line after the last event.
    this.#parser.feed('\n\n');
    if (this.#problem) return this.#problem;
    if (!this.isComplete && this.#complaint) return this.#complaint;
    if (!this.isComplete && !this.hasText) {
      const message = 'the LLM API’s answer broke off: its stream ended before the answer did';
      throw new TolkError('llm.unreachable', message);
    }
    return {
      ...this.#envelope,
      object: 'chat.completion',
      choices: [
        {
          ...this.#choice,
          index: 0,
          finish_reason: this.#finish ?? (this.#isDone ? null : this.#howItBrokeOff()),
          message: {
            role: 'assistant',
            content: this.#hasContent ? this.#content : null,
            refusal: this.#refusal || null,
            ...(this.#reasoning === '' ? {} : { reasoning_content: this.#reasoning }),
          },
        },
      ],
      usage: this.#usage ?? null,
    };
  }

  /** In words that `readFinish` takes for an interruption. */
  #howItBrokeOff(): string {
    return performance.now() - this.#startedAt < longMs ? 'aborted' : 'timed_out';
  }

  #onEvent(event: string | undefined, data: string): void {
    for (const value of readEvent(data)) {
      if (value === 'done') this.#isDone = true;
      else this.#onPiece(event, value);
    }
    if (event === 'error' && this.#finish === null) this.#problem ??= { error: { message: data } };
  }

  #onPiece(event: string | undefined, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const { data: piece } = pieceSchema.safeParse(value);
    if (event === 'error' || piece?.error) {
      // After the reason it stopped for, an answer is whole.
      if (this.#finish === null) this.#problem = piece?.error ? { ...value } : { error: value };
      return;
    }
    if (piece === undefined) throw unreadable();
    if (!piece.choices && isComplaint(value)) this.#complaint = { ...value };
    const { choices, usage, x_groq } = piece;
    // Azure's first piece is about the prompt and names no model.
    if (!this.#envelope['model']) this.#envelope = { ...value };
    // The last piece knows which tier has answered.
    if ('service_tier' in value && value.service_tier)
      this.#envelope = { ...this.#envelope, service_tier: value.service_tier };
    const choice = choices?.find(({ index }) => (index ?? 0) === 0);
    this.#usage = usage ?? choice?.usage ?? x_groq?.usage ?? this.#usage;
    if (choice) this.#onChoice(choice);
  }

  #onChoice({ delta, message, text, finish_reason, ...more }: Choice): void {
    // A gateway that does not stream may send its whole answer as one event.
    const { content, refusal, reasoning_content, reasoning } = delta ?? message ?? {};
    if (finish_reason || more.error) this.#choice = more;
    this.#reasoning += reasoning_content ?? reasoning ?? '';
    this.#refusal += refusal ?? '';
    for (const said of [...textsIn(content), ...(text ? [text] : [])]) this.#say(said);
    // Alibaba's own form has the word `null` until the end.
    if (finish_reason && finish_reason !== 'null') this.#finish = finish_reason;
    else if (message && !delta) this.#isDone = true;
  }

  #say(text: string): void {
    this.#hasContent = true;
    this.#content += text;
    this.#onText(text);
  }
}

/** An error as servers send it that do not say `error`: vLLM, FastAPI, Mistral. */
function isComplaint(event: object): boolean {
  return 'message' in event || 'detail' in event || ('object' in event && event.object === 'error');
}

/** Text as it is, or as a list of parts, of which those that are thoughts have no `text`. */
function textsIn(content: unknown): string[] {
  if (typeof content === 'string') return content === '' ? [] : [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part) => pieceOfTextSchema.safeParse(part).data?.text ?? []);
}

/**
 * The JSON of an event, or `done`; of several where a server leaves out the empty lines between them. What is
 * no JSON at all (`ping`) says nothing; JSON that is broken may hide a word, so it is an error.
 */
function readEvent(data: string): unknown[] {
  try {
    return [JSON.parse(data)];
  } catch {
    const lines = data.split('\n').filter((line) => /^\s*[{[]/.test(line));
    return lines.map(readLine);
  }
}

function readLine(line: string): unknown {
  if (line.trim() === '[DONE]') return 'done';
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause?: unknown): TolkError {
  const message = 'the LLM API’s stream holds an event that cannot be read';
  return new TolkError('llm.server_error', message, { cause });
}
