import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ArticleOptions } from '../../src/contract.ts';
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
/** How many requests there were before the present test. */
let first = 0;

beforeAll(async () => {
  world = await createWorld();
  llm = await startAnsweringLlm((turn) => speak(turn));
  await world.startWorker({
    LLM_BASE_URL: llm.baseUrl,
    TOLK_CACHE_DAYS: '0',
    // Both questions in every form; those of a joint answer are in joint.test.ts.
    TOLK_CALLS: 'two',
    // A machine under load is no dead worker, whose article another would take up.
  });
  client = world.client;
});

afterAll(async () => {
  await llm[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** Translates the known article with a server that speaks like this. */
async function translate(
  dialect: (turn: Turn) => Reply,
  body = knownArticle.body,
  options: ArticleOptions = {},
) {
  speak = dialect;
  first = llm.requests.length;
  made += 1;
  const article = { ...knownArticle, body, id: `article-${made}` };
  const { id } = await client.enqueue(article, options);
  const result = await client.wait(id);
  return { result, requests: llm.requests.slice(first) };
}

const asJson = ({ value }: Turn): Reply => completion(JSON.stringify(value));

test('requests carry no keyword that a server refuses, and say whether they are a stream', async () => {
  const { result, requests } = await translate((turn) => {
    const sent = JSON.stringify(turn.request['response_format']);
    const refused = /"(?:minimum|maximum|minLength|maxLength|pattern|format|default|\$schema)":/;
    const keyword = refused.exec(sent)?.[0];
    if (keyword === undefined && typeof turn.request['stream'] === 'boolean') return asJson(turn);
    const message = `output_config.format.schema: property ${keyword} is not supported`;
    return { status: 400, body: { error: { type: 'invalid_request_error', message } } };
  });
  expect(result).toMatchObject({ status: 'done' });
  expect(requests).toHaveLength(2);
  // The first call to a server on this machine is streamed; it proved quick.
  expect(requests.map(({ stream }) => stream)).toEqual([true, false]);
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

/** The answer's segments or bullets with each number changed. */
function renumbered({ value, task }: Turn, change: (n: number) => unknown): unknown {
  if (task === 'summary') return value;
  const { segments } = z
    .object({ segments: z.array(z.object({ n: z.number(), en: z.string() })) })
    .parse(value);
  return { ...value, segments: segments.map(({ n, en }) => ({ n: change(n), en })) };
}

const draft = '{"title":"Draft","segments":[{"n":1,"en":"A draft."}]}';
const json = ({ value }: Turn) => JSON.stringify(value);
const asked = (key: string, value: unknown) => JSON.stringify({ [key]: value });

describe('an answer is found in whatever a model writes around it', () => {
  test.each<[string, (turn: Turn) => string]>([
    ['thoughts', (turn) => `<think>Let me translate.</think>\n${json(turn)}`],
    ['thoughts with braces', (turn) => `<think>A set {a, "b"} { and ${draft}</think>${json(turn)}`],
    ['a whole draft in thoughts', (turn) => `<thinking>${json(turn)}?</thinking>\n${json(turn)}`],
    ['thoughts without an opening tag', (turn) => `Hmm { "x" ${draft}\n</think>\n\n${json(turn)}`],
    ['thoughts that do not end', (turn) => `<think>First ${draft}, so:\n${json(turn)}`],
    ['Magistral’s thoughts', (turn) => `[THINK]I {think}[/THINK]${json(turn)}`],
    ['Kimi’s thoughts', (turn) => `◁think▷{"a":1}◁/think▷${json(turn)}`],
    [
      'the channels of gpt-oss',
      (turn) =>
        `<|channel|>analysis<|message|>We do ${draft}.<|end|><|start|>assistant<|channel|>final` +
        `<|constrain|>json<|message|>${json(turn)}<|return|>`,
    ],
    ['its channels without marks', (turn) => `analysisWe need {JSON}.assistantfinal${json(turn)}`],
    [
      'a fence, and prose with braces',
      (turn) => `Sure!\n\`\`\`json\n${json(turn)}\n\`\`\`\nTell me if {anything} or { is unclear.`,
    ],
    [
      'a fence with small faults, and prose with braces',
      (turn) => `\`\`\`json\n${json(turn).replace(/\}$/, ',}')}\n\`\`\`\nIs {this} clear?`,
    ],
    ['two answers, of which the last counts', (turn) => `${draft}\nBetter:\n${json(turn)}`],
    ['a list', (turn) => `[${json(turn)}]`],
    ['an object', (turn) => asked('answer', turn.value)],
    ['two objects', (turn) => asked('result', { data: turn.value })],
    ['JSON in JSON', (turn) => JSON.stringify(json(turn))],
    ['JSON in an object', (turn) => JSON.stringify({ name: 'answer', arguments: json(turn) })],
    ['a byte order mark and NUL', (turn) => `\ufeff\u0000${json(turn)}\u0000`],
    ['numbers as text', (turn) => JSON.stringify(renumbered(turn, String))],
    ['numbers in brackets', (turn) => JSON.stringify(renumbered(turn, (n) => `[${n}]`))],
    ['numbers from 0', (turn) => JSON.stringify(renumbered(turn, (n) => n - 1))],
    [
      'segments under their numbers',
      ({ task, value }) => {
        const byNumber = Object.fromEntries(englishBody.map((en, at) => [at + 1, en]));
        return JSON.stringify(task === 'summary' ? value : { ...value, segments: byNumber });
      },
    ],
    [
      'another name for the segments and for the English',
      ({ task, value }) => {
        const paragraphs = englishBody.map((text, at) => ({ n: at + 1, text }));
        return JSON.stringify(task === 'summary' ? value : { title: value['title'], paragraphs });
      },
    ],
    [
      'names of its own',
      ({ task, value }) => {
        const Segments = englishBody.map((En, at) => ({ Number: at + 1, En }));
        return JSON.stringify(task === 'summary' ? value : { Title: value['title'], Segments });
      },
    ],
    [
      'numbers from 0, and citations too',
      (turn) => JSON.stringify(renumbered(turn, (n) => n - 1)).replace('[1,2,3]', '[0,1,2]'),
    ],
    ['tags around it', (turn) => `<tool_call>{"name":"t","arguments":${json(turn)}}</tool_call>`],
    ['zero width between', (turn) => json(turn).replaceAll(',', ',\u200b')],
    [
      'citations as segments',
      ({ value }) =>
        JSON.stringify(value).replace('"segments":[1,2,3]', '"segments":[{"n":1},{"n":"2"},3]'),
    ],
    [
      'citations as text',
      ({ value }) => JSON.stringify(value).replace('"segments":[1,2,3]', '"segments":["1","2, 3"]'),
    ],
  ])('%s', async (_, say) => {
    const { result, requests } = await translate((turn) => completion(say(turn)));
    expect(result).toMatchObject({
      status: 'done',
      findings: [],
      translation: {
        title: 'Bridge near Zwolle open again',
        segments: englishBody.map((en, at) => ({ n: at + 1, en })),
      },
      summary: { bullets: [{ segments: [1, 2, 3] }] },
    });
    expect(requests).toHaveLength(2);
  });

  test.each<[string, (turn: Turn) => string]>([
    ['thoughts alone', (turn) => `<think>${json(turn)}</think>`],
    ['thoughts that do not end, with a draft', (turn) => `<think>Perhaps ${json(turn)}, or else`],
    ['two answers under two names', ({ value }) => JSON.stringify({ a: value, b: value })],
    ['an answer that breaks off', (turn) => json(turn).slice(0, -40)],
    ['numbers that leave one out', (turn) => JSON.stringify(renumbered(turn, (n) => n * 2))],
    ['numbers in another order', (turn) => JSON.stringify(renumbered(turn, (n) => 4 - n))],
  ])('but %s are no answer', async (_, say) => {
    const { result, requests } = await translate((turn) =>
      turn.at === first ? completion(say(turn)) : asJson(turn),
    );
    expect(result).toMatchObject({ status: 'done' });
    expect(requests).toHaveLength(3);
    expect(requests[1]?.messages.at(-1)?.content).toContain('That answer cannot be used');
  });
});

describe('an envelope is read in whatever dialect', () => {
  test.each<[string, (content: string) => Reply]>([
    [
      'content in parts',
      (content) =>
        completion([
          { type: 'text', text: content.slice(0, 9) },
          { type: 'text', text: content.slice(9) },
        ]),
    ],
    [
      'thoughts among the parts',
      (content) =>
        completion([
          { type: 'thinking', thinking: [{ type: 'text', text: `{"a": ${draft}` }] },
          { type: 'text', text: content },
        ]),
    ],
    ['content as plain parts', (content) => completion([content])],
    ['content parsed already', (content) => completion(JSON.parse(content))],
    [
      'thoughts beside it',
      (content) => completion(content, { message: { reasoning_content: draft } }),
    ],
    [
      'the answer in the place of thoughts',
      (content) => completion(null, { message: { reasoning_content: content } }),
    ],
    ['no model', (content) => completion(content, { body: { model: null } })],
    ['usage of null', (content) => completion(content, { body: { usage: null } })],
    ['no reason to end', (content) => completion(content, { choice: { finish_reason: null } })],
    [
      'a delta for a message',
      (content) => completion('', { choice: { message: undefined, delta: { content } } }),
    ],
    [
      'a text for a message',
      (content) => completion('', { choice: { message: undefined, text: content } }),
    ],
    ['an error of null', (content) => completion(content, { body: { error: null } })],
    ['another end', (content) => completion(content, { choice: { finish_reason: 'end_turn' } })],
    [
      'Anthropic’s own form',
      (content) => ({
        body: {
          type: 'message',
          model: 'c',
          content: [{ type: 'text', text: content }],
          stop_reason: 'end_turn',
          usage: { input_tokens: 1, output_tokens: 1 },
        },
      }),
    ],
    [
      'Ollama’s own form',
      (content) => ({
        body: {
          model: 'o',
          message: { role: 'assistant', content },
          done: true,
          done_reason: 'stop',
        },
      }),
    ],
  ])('%s', async (_, wrap) => {
    const { result, requests } = await translate((turn) => wrap(json(turn)));
    expect(result).toMatchObject({
      status: 'done',
      translation: { segments: englishBody.map((en) => ({ en })) },
    });
    expect(requests).toHaveLength(2);
  });
});

describe('a word for the end that means that there is no answer', () => {
  test.each([
    [{ finish_reason: 'content_filter: PROHIBITED_CONTENT' }, 'llm.filtered'],
    [{ finish_reason: 'SAFETY', message: undefined }, 'llm.filtered'],
    [{ finish_reason: 'RECITATION' }, 'llm.filtered'],
    [{ finish_reason: 'BLOCKLIST' }, 'llm.filtered'],
    [{ finish_reason: 'guardrail_intervened' }, 'llm.filtered'],
    [{ finish_reason: 'stop', native_finish_reason: 'PROHIBITED_CONTENT' }, 'llm.filtered'],
    [{ finish_reason: 'refusal' }, 'llm.refused'],
  ])('%j', async (choice, code) => {
    const { result, requests } = await translate(
      () => completion('', { choice }),
      'De brug is open.',
    );
    expect(result).toMatchObject({ status: 'failed', error: { code } });
    expect(requests).toHaveLength(2);
  });

  test.each(['MAX_TOKENS', 'max_tokens', 'model_length', 'max_output_tokens'])(
    '%s',
    async (end) => {
      const { result, requests } = await translate((turn) =>
        turn.at === first
          ? completion(json(turn).slice(0, 60), { choice: { finish_reason: end } })
          : asJson(turn),
      );
      expect(result).toMatchObject({ status: 'done' });
      // The two halves, and the summary.
      expect(requests).toHaveLength(4);
    },
  );

  test('white space until the limit, behind a whole answer', async () => {
    const { result, requests } = await translate((turn) =>
      completion(`${json(turn)}${' \n'.repeat(900)}`, { choice: { finish_reason: 'length' } }),
    );
    expect(result).toMatchObject({ status: 'done' });
    expect(requests).toHaveLength(2);
  });

  test.each(['error', 'insufficient_system_resource', 'MALFORMED_FUNCTION_CALL'])(
    '%s',
    async (end) => {
      const { result, requests } = await translate((turn) =>
        turn.at === first
          ? completion(json(turn).slice(0, 60), { choice: { finish_reason: end } })
          : asJson(turn),
      );
      expect(result).toMatchObject({ status: 'done' });
      expect(requests).toHaveLength(3);
    },
  );
});

test('what nobody sees in the English is cleaned, everywhere and before it is checked', async () => {
  const hide = (text: string) =>
    text
      .replaceAll('Zwolle', 'Zwol\u200ble\u0000')
      .replace(' is ', '&nbsp;is ')
      .replace('18 ', '&#49;8 ');
  const { result, requests } = await translate(({ value }) =>
    completion(hide(JSON.stringify(value)).replaceAll('\u0000', '\\u0000')),
  );
  expect(result).toMatchObject({
    status: 'done',
    findings: [],
    translation: {
      title: 'Bridge near Zwolle open again',
      segments: englishBody.map((en) => ({ en })),
    },
    summary: {
      headline: 'Zwolle bridge open',
      tldr: 'The bridge near Zwolle is open again.',
      bullets: [{ text: 'The bridge near Zwolle is open to traffic again.' }],
      abstract: 'The bridge near Zwolle is open to traffic again since Tuesday.',
    },
  });
  expect(requests).toHaveLength(2);
});

describe('a prompt that the server cuts without a word', () => {
  const times = (count: number) =>
    Array.from({ length: count }, () => knownArticle.body).join('\n\n');
  /** A server that reports as many prompt tokens as `count` makes of a prompt's characters. */
  const counting =
    (count: (characters: number) => number) =>
    (turn: Turn): Reply => {
      const characters = turn.request.messages.reduce(
        (sum, { content }) => sum + content.length,
        0,
      );
      const usage = { prompt_tokens: Math.round(count(characters)), completion_tokens: 500 };
      return completion(json(turn), { body: { usage } });
    };

  test.each([
    [4_096, 110],
    [2_050, 48],
  ])('(at %i tokens) is an error that says what to set', async (context, length) => {
    const ollama = counting((characters) => Math.min(characters / 4, context));
    const { result, requests } = await translate(ollama, times(length));
    expect(result).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { code: 'llm.prompt_cut', message: expect.stringContaining('OLLAMA_CONTEXT_LENGTH') },
    });
    const summaries = requests.filter(({ messages }) =>
      /summarise/.test(messages[0]?.content ?? ''),
    );
    expect(summaries).toHaveLength(1);
  });

  test.each<[string, (characters: number) => number]>([
    ['that counts tokens of its own', (characters) => characters / 5.2],
    ['that counts many tokens', (characters) => characters / 2.5],
    ['that reports the same number always', () => 100],
    ['that does not say', () => 0],
    ['that reports what it had not cached', (characters) => Math.max(1, characters / 4 - 900)],
  ])('is not seen in a server %s', async (_, count) => {
    expect((await translate(counting(count), times(110))).result).toMatchObject({ status: 'done' });
  });
});

test('an answer made of brackets is read in no time', async () => {
  const shapes = ['{"a', '[{', '{"a":x} ', '```json\n{"a":x}\n```\n', '</think>{'];
  const { result, requests } = await translate((turn) => {
    const shape = shapes[turn.at - first];
    return shape === undefined ? asJson(turn) : completion(shape.repeat(200_000 / shape.length));
  });
  expect(result).toMatchObject({ status: 'done' });
  expect(requests).toHaveLength(shapes.length + 2);
});

test('one object a line is a list of segments', async () => {
  speak = ({ value, task }) => {
    const { segments } = z
      .object({ segments: z.array(z.unknown()) })
      .parse({ segments: [], ...value });
    const lines = segments.map((segment) => JSON.stringify(segment)).join('\n');
    return completion(task === 'summary' ? JSON.stringify(value) : lines);
  };
  first = llm.requests.length;
  const { id } = await client.enqueue({ body: knownArticle.body, id: 'lines' });
  expect(await client.wait(id)).toMatchObject({
    status: 'done',
    translation: { title: null, segments: englishBody.map((en) => ({ en })) },
  });
  expect(llm.requests.length - first).toBe(2);
});
