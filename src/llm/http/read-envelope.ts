import { z } from 'zod';
import { readFinish } from './finish-reason.ts';

/*
 * The envelope around an answer's text. Servers that call themselves OpenAI-compatible agree on
 * little: `content` is a text, null, a list of parts of which some are thoughts (Mistral,
 * Anthropic), or the object itself; `model` may be null; a choice may have `text`, `delta` or
 * nothing in place of `message`; and gateways pass the answers of other APIs on as they are
 * (Anthropic's `content` and `stop_reason`, Ollama's `message` and `done_reason`).
 */

/** The text of an answer, and what the server says of it. */
export interface Envelope {
  /** The model that answered; null where the server does not say. */
  readonly model: string | null;
  /** Without thoughts, where these come apart from the text. */
  readonly content: string | null;
  readonly refusal: string | null;
  /** The server's own word for why the answer ends. */
  readonly finish: string | null;
}

const word = z.string().nullish().catch(null);

const messageSchema = z.object({
  content: z.unknown().optional(),
  refusal: word,
  reasoning_content: word,
  reasoning: word,
});

const choiceSchema = z.object({
  // Some servers send the text alone.
  message: z.union([messageSchema, z.string()]).nullish().catch(null),
  delta: messageSchema.nullish().catch(null),
  text: z.unknown().optional(),
  finish_reason: word,
  native_finish_reason: word,
  stop_reason: word,
});

const chatSchema = z.object({ choices: z.array(choiceSchema).min(1), model: word });

/** An answer without choices: Anthropic's or Ollama's own. */
const bareSchema = z.union([
  z.object({
    content: z.array(z.unknown()),
    stop_reason: word,
    model: word,
  }),
  z.object({ message: messageSchema, done_reason: word, model: word }),
]);

/** Reads the envelope of an answer; null for a body that is none. */
export function readEnvelope(body: unknown): Envelope | null {
  const value = typeof body === 'string' ? parse(body) : body;
  const chat = chatSchema.safeParse(value).data;
  const choice = chat?.choices[0];
  if (chat && choice) return readChoice(choice, chat.model ?? null);
  const bare = bareSchema.safeParse(value).data;
  if (!bare) return null;
  if ('message' in bare)
    return { ...readMessage(bare.message), model: bare.model ?? null, ...ending(bare.done_reason) };
  const { content, refusal } = readParts(bare.content);
  return { content, refusal, model: bare.model ?? null, ...ending(bare.stop_reason) };
}

type Choice = z.infer<typeof choiceSchema>;

function readChoice(choice: Choice, model: string | null): Envelope {
  const { message, delta, text, finish_reason, native_finish_reason, stop_reason } = choice;
  const end = ending(finish_reason, native_finish_reason, stop_reason);
  if (typeof message === 'string') return { ...readParts(message), model, ...end };
  const said = message ?? delta;
  if (said) return { ...readMessage(said, end.finish), model, ...end };
  return { ...readParts(text), model, ...end };
}

/** The first word that says more than that the answer is complete, else the first there is. */
function ending(...words: ReadonlyArray<string | null | undefined>): Pick<Envelope, 'finish'> {
  const given = words.filter((each) => typeof each === 'string');
  return { finish: given.find((each) => readFinish(each) !== 'complete') ?? given[0] ?? null };
}

type Said = Pick<Envelope, 'content' | 'refusal'>;

function readMessage(message: z.infer<typeof messageSchema>, finish: string | null = null): Said {
  const { content, refusal } = readParts(message.content);
  const isSilent = !content?.trim() && !refusal && !message.refusal;
  const thoughts = (message.reasoning_content ?? message.reasoning)?.trim() ?? '';
  // A server that looks for thoughts in the answer of a model that has none (vLLM with the parser
  // of another model) puts the whole answer there. Then it is JSON from beginning to end.
  const isAnswer = isSilent && readFinish(finish) === 'complete' && isObject(thoughts);
  return {
    content: isAnswer ? thoughts : content,
    refusal: refusal ?? (message.refusal || null),
  };
}

function isObject(text: string): boolean {
  return text.startsWith('{') && text.endsWith('}') && parse(text) !== undefined;
}

const partSchema = z.object({
  type: z.string().nullish().catch(null),
  text: z.union([z.string(), z.object({ value: z.string() })]).nullish(),
  refusal: word,
});

/** Thoughts in a list of parts, as Mistral, Anthropic, Cohere and OpenRouter name them. */
const thought = /think|thought|reason|analysis|tool|function/i;

/** The text of a content: a text, parts of one, or an object that a server has parsed itself. */
function readParts(content: unknown): Said {
  if (typeof content === 'string') return { content, refusal: null };
  if (content === null || content === undefined) return { content: null, refusal: null };
  const parts: readonly unknown[] = Array.isArray(content) ? content : [content];
  const read = parts.map(readPart);
  const refusals = read.flatMap(({ refusal }) => refusal ?? []);
  const texts = read.flatMap((part) => part.content ?? []);
  return {
    content: texts.length === 0 ? null : texts.join(''),
    refusal: refusals.join(' ') || null,
  };
}

function readPart(part: unknown): Said {
  if (typeof part === 'string') return { content: part, refusal: null };
  const { type, text, refusal } = partSchema.safeParse(part).data ?? {};
  if (typeof type === 'string' && thought.test(type)) return { content: null, refusal: null };
  if (refusal) return { content: null, refusal };
  if (text) return { content: typeof text === 'string' ? text : text.value, refusal: null };
  const isPart = typeof type === 'string' || typeof part !== 'object' || part === null;
  return { content: isPart ? null : JSON.stringify(part), refusal: null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
