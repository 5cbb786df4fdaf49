import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../src/queue/client.ts';
import {
  type AnsweringLlm,
  completion,
  englishBody,
  knownArticle,
  type Reply,
  startAnsweringLlm,
  type Turn,
} from '../support/dialects/answering-llm.ts';
import { createWorld, type World } from '../support/in-process.ts';

/*
 * Answers as servers and models really send them. One worker, one server; each test says in which
 * dialect the server speaks to it.
 */

let world: World;
let llm: AnsweringLlm;
let client: Client;
let speak: (turn: Turn) => Reply;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
  llm = await startAnsweringLlm((turn) => speak(turn));
  await world.startWorker({ LLM_BASE_URL: llm.baseUrl, TOLK_CACHE_DAYS: '0' });
  client = world.client;
});

afterAll(async () => {
  await llm[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** Translates the known article with a server that speaks like this. */
async function translate(dialect: (turn: Turn) => Reply, body = knownArticle.body) {
  speak = dialect;
  const before = llm.requests.length;
  made += 1;
  const article = { ...knownArticle, body, id: `article-${made}` };
  const { id } = await client.enqueue(article);
  const result = await client.wait(id);
  return { result, requests: llm.requests.slice(before) };
}

const asJson = ({ value }: Turn): Reply => completion(JSON.stringify(value));

test('requests carry no keyword that a server refuses, and say that they are no stream', async () => {
  const { result, requests } = await translate((turn) => {
    const sent = JSON.stringify(turn.request['response_format']);
    const refused = /"(?:minimum|maximum|minLength|maxLength|pattern|format|default|\$schema)":/;
    const keyword = refused.exec(sent)?.[0];
    if (keyword === undefined && turn.request['stream'] === false) return asJson(turn);
    const message = `output_config.format.schema: property ${keyword} is not supported`;
    return { status: 400, body: { error: { type: 'invalid_request_error', message } } };
  });
  expect(result).toMatchObject({ status: 'done' });
  expect(requests).toHaveLength(2);
  expect(requests[0]?.['response_format']).toMatchObject({
    json_schema: {
      strict: true,
      schema: {
        required: ['title', 'segments'],
        additionalProperties: false,
        properties: { segments: { items: { properties: { n: { type: 'integer' } } } } },
      },
    },
  });
  expect(result).toMatchObject({
    translation: { segments: englishBody.map((en) => ({ en })) },
  });
});
