import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/*
 * An LLM server whose words are always right, in any form: it knows the English of one article, and
 * a test says how the answer is wrapped, spoilt or accounted for.
 */

/** An article whose English the server knows; no segment of it can be mistaken for another. */
export const knownArticle = {
  title: 'Brug bij Zwolle weer open',
  body: [
    'De brug bij Zwolle is sinds dinsdag weer open voor het verkeer.',
    'Het herstel kostte 18 miljoen euro, volgens wethouder Bakker.',
    'De bewoners zijn tevreden met het resultaat.',
  ].join('\n\n'),
};

const knownEnglish: ReadonlyMap<string, string> = new Map([
  ['Brug bij Zwolle weer open', 'Bridge near Zwolle open again'],
  [
    'De brug bij Zwolle is sinds dinsdag weer open voor het verkeer.',
    'The bridge near Zwolle has been open to traffic again since Tuesday.',
  ],
  [
    'Het herstel kostte 18 miljoen euro, volgens wethouder Bakker.',
    'The repair cost 18 million euros, according to alderman Bakker.',
  ],
  ['De bewoners zijn tevreden met het resultaat.', 'The residents are satisfied with the result.'],
]);

/** The English of {@link knownArticle}, segment by segment. */
export const englishBody = knownArticle.body.split('\n\n').map((nl) => knownEnglish.get(nl) ?? '');

const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

/** A request body, as the server received it. */
type ChatRequest = z.infer<typeof requestSchema>;

/** A question the server was asked, and the right answer to it. */
export interface Turn {
  readonly request: ChatRequest;
  readonly task: 'translation' | 'article' | 'summary';
  /** How many requests there were before this one. */
  readonly at: number;
  /** What a flawless model would answer. */
  readonly value: Record<string, unknown>;
}

/** What the server sends: a status and headers beside the body where they are not the usual ones. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body: unknown;
}

/** A running server, and the requests it has had. */
export interface AnsweringLlm extends AsyncDisposable {
  readonly baseUrl: string;
  readonly requests: readonly ChatRequest[];
}

/** Starts a server that replies to each question as `reply` says. */
export async function startAnsweringLlm(
  reply: (turn: Turn) => Reply | Promise<Reply>,
): Promise<AnsweringLlm> {
  const requests: ChatRequest[] = [];
  const server = createServer(async (incoming, response) => {
    if (incoming.method !== 'POST') return void response.writeHead(404).end('{}');
    const request = requestSchema.parse(JSON.parse(await text(incoming)));
    const turn = turnOf(request, requests.length);
    requests.push(request);
    const { status = 200, headers = {}, body } = await reply(turn);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A chat completion as OpenAI sends it, with `fields` of the choice or of the message replaced. */
export function completion(
  content: unknown,
  fields: {
    readonly choice?: Readonly<Record<string, unknown>>;
    readonly message?: Readonly<Record<string, unknown>>;
    readonly body?: Readonly<Record<string, unknown>>;
  } = {},
): Reply {
  const message = { role: 'assistant', content, refusal: null, ...fields.message };
  return {
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_764_000_000,
      model: 'known-1',
      choices: [{ index: 0, message, finish_reason: 'stop', ...fields.choice }],
      usage: { prompt_tokens: 600, completion_tokens: 100, total_tokens: 700 },
      ...fields.body,
    },
  };
}

/** Segments that begin with their numbers: an article's English and its summary are wanted. */
const askedJointlySchema = z.object({
  title: z.string().nullable(),
  segments: z.array(z.string()).min(1),
});
const askedSchema = z.object({
  title: z.string().nullable(),
  segments: z.array(z.object({ n: z.number(), nl: z.string().optional() })),
});

function turnOf(request: ChatRequest, at: number): Turn {
  const system = request.messages[0]?.content ?? '';
  // What is said to a model that refuses may follow on lines of its own.
  const [input = ''] = request.messages[1]?.content.split('\n') ?? [];
  const joint = askedJointlySchema.safeParse(JSON.parse(input)).data;
  if (joint) return { request, at, task: 'article', value: jointValueOf(joint) };
  const { title, segments } = askedSchema.parse(JSON.parse(input));
  if (/summarise/.test(system)) return { request, at, task: 'summary', value: summaryOf(segments) };
  const value = {
    title: title === null ? null : englishOf(title),
    segments: segments.map(({ n, nl = '' }) => ({ n, en: englishOf(nl) })),
  };
  return { request, at, task: 'translation', value };
}

function jointValueOf({ title, segments }: z.infer<typeof askedJointlySchema>) {
  const texts = segments.map((text) => {
    const [, n = '0', nl = ''] = /^\[(\d+)\] ([\s\S]*)$/.exec(text) ?? [];
    return { n: Number(n), en: englishOf(nl) };
  });
  return {
    title: title === null ? null : englishOf(title),
    segments: texts.map(({ n, en }) => `[${n}] ${en}`),
    summary: summaryOf(texts),
  };
}

/** The English of a text it knows; for any other, so much English text of the same length. */
function englishOf(nl: string): string {
  return knownEnglish.get(nl) ?? 'The weather in the city was good again today.'.repeat(1);
}

function summaryOf(segments: ReadonlyArray<{ readonly n: number }>): Record<string, unknown> {
  const cited = segments.map(({ n }) => n);
  return {
    headline: 'Zwolle bridge open',
    tldr: 'The bridge near Zwolle is open again.',
    bullets: [{ text: 'The bridge near Zwolle is open to traffic again.', segments: cited }],
    abstract: 'The bridge near Zwolle is open to traffic again since Tuesday.',
  };
}
