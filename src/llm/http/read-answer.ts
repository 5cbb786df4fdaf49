import type { Readable } from 'node:stream';
import { TolkError } from '../../errors.ts';
import { AnswerStream, type TextListener } from './answer-stream.ts';
import { decodeBody } from './decode-body.ts';
import type { CallWatch } from './time-limits.ts';

/**
 * Largest answer that is read, unpacked, in bytes. A hundred times the longest that Tolk asks for:
 * what is larger is no answer, and would fill the memory of a worker with 64 calls in flight.
 */
const maxAnswerBytes = 16_000_000;

/** An answer whose body arrives, and who is to know of it. */
export interface ArrivingAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readable;
  /** Aborted where nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  readonly watch?: CallWatch | undefined;
  readonly onText?: TextListener | undefined;
}

/**
 * Reads an answer to its end: unpacked, at most {@link maxAnswerBytes}, and a streamed one (whether
 * that was asked for or not) put together. What looks like JSON is given that content type,
 * whatever the server called it.
 *
 * @throws TolkError `llm.bad_answer` when it is too large, `llm.unreachable` when it broke off; what
 *   the connection throws
 */
export async function readResponse(answer: ArrivingAnswer): Promise<Response> {
  const { status, headers } = answer;
  const { body, isJson } = await readBody(answer);
  headers.delete('content-encoding');
  headers.delete('content-length');
  if (isJson) headers.set('content-type', 'application/json');
  return new ReadAnswer(status, headers, body) as Partial<Response> as Response;
}

/**
 * What the `openai` client asks of a Response, of an answer that has arrived: a Response of Node's
 * would make a stream of it, and read that again.
 */
class ReadAnswer implements Partial<Response> {
  readonly status: number;
  readonly headers: Headers;
  readonly url = '';
  readonly statusText = '';
  readonly body = null;
  readonly #content: Body['body'];

  constructor(status: number, headers: Headers, content: Body['body']) {
    this.status = status;
    this.headers = headers;
    this.#content = content;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  async text(): Promise<string> {
    const content = this.#content;
    return typeof content === 'string' ? content : decoder.decode(content);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
}

/** As `Response.text()` does: without a byte order mark, and with U+FFFD for what is no UTF-8. */
const decoder = new TextDecoder();

async function readBody(answer: ArrivingAnswer): Promise<Body> {
  const { status, headers, signal, watch, onText, body } = answer;
  const isEventStream = headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const reader = new BodyReader({ isEventStream, isError: status >= 400, onText });
  try {
    for await (const bytes of await decodeBody(body, headers.get('content-encoding') ?? '')) {
      watch?.onBytes();
      reader.take(bytes);
      if (reader.hasText) watch?.onText();
      if (reader.isDone) watch?.onComplete();
    }
  } catch (error) {
    // An error status says enough without its body.
    if (status >= 400 && !signal?.aborted) return { body: '', isJson: false };
    // Nothing that goes wrong with the connection after the answer makes it less complete; and half
    // an answer was paid too.
    const isWritten = reader.isComplete || (reader.hasText && !signal?.aborted);
    if (!isWritten || TolkError.isInstance(error)) throw error;
  }
  return reader.end();
}

/** A body that has arrived whole. */
interface Body {
  readonly body: Uint8Array<ArrayBuffer> | string;
  readonly isJson: boolean;
}

/** What is known of a body before it arrives. */
interface BodyTraits {
  readonly isEventStream: boolean;
  readonly isError: boolean;
  readonly onText: TextListener | undefined;
}

/** Takes up a body as it arrives: bounded, and by its form. */
class BodyReader {
  readonly #isEventStream: boolean;
  readonly #isError: boolean;
  readonly #stream: AnswerStream;
  readonly #received: Uint8Array[] = [];
  #size = 0;
  #form: Form | undefined;

  constructor({ isEventStream, isError, onText }: BodyTraits) {
    this.#isEventStream = isEventStream;
    this.#isError = isError;
    this.#stream = new AnswerStream(onText);
  }

  get hasText(): boolean {
    return this.#stream.hasText;
  }

  get isDone(): boolean {
    return this.#stream.isDone;
  }

  get isComplete(): boolean {
    return this.#stream.isComplete;
  }

  take(bytes: Uint8Array): void {
    this.#size += bytes.byteLength;
    if (this.#size > maxAnswerBytes) throw tooLarge();
    this.#form ??= formOf(bytes, this.#isEventStream);
    if (this.#form === 'events' && !this.#isError) this.#stream.feed(bytes);
    // White space before the answer only keeps the call alive.
    else if (this.#form !== undefined) this.#received.push(bytes);
  }

  end(): Body {
    if (this.#isError && this.#form === 'events') return errorIn(Buffer.concat(this.#received));
    const isStream = this.#form === 'events' || (this.#form === undefined && this.#isEventStream);
    if (isStream) return { body: JSON.stringify(this.#stream.end()), isJson: true };
    return { body: Buffer.concat(this.#received), isJson: this.#form === 'json' };
  }
}

/** The error in events that came with an error status; their text, where there is none. */
function errorIn(events: Uint8Array<ArrayBuffer>): Body {
  try {
    const stream = new AnswerStream();
    stream.feed(events);
    return { body: JSON.stringify(stream.end()), isJson: true };
  } catch {
    return { body: events, isJson: false };
  }
}

/** What a body is by its first characters; `text` is anything that is neither. */
type Form = 'json' | 'events' | 'text';

const headBytes = 200;

/** By its first bytes; undefined when they are white space. */
function formOf(bytes: Uint8Array, isEventStream: boolean): Form | undefined {
  const head = new TextDecoder().decode(bytes.subarray(0, headBytes)).trimStart();
  if (head === '') return bytes.length > headBytes ? 'text' : undefined;
  if (/^[{[]/.test(head)) return 'json';
  return isEventStream || /^(?:data|event|id|retry)?:/.test(head) ? 'events' : 'text';
}

function tooLarge(): TolkError {
  const megabytes = maxAnswerBytes / 1_000_000;
  return new TolkError('llm.bad_answer', `the LLM API’s answer is larger than ${megabytes} MB`);
}
