import { expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { presets } from '../../src/llm/providers.ts';
import { processArticle } from '../../src/pipeline.ts';
import { llmClientTo } from '../support/in-process.ts';
import { type Step, startScriptedLlm } from '../support/scripted-llm.ts';

const body = [
  'De gemeente Utrecht bouwt 4.300 woningen in de wijk.',
  'Dat kost volgens wethouder Bakker 18 miljoen euro.',
].join('\n\n');
const first = { n: 1, en: 'The city of Utrecht is building 4,300 homes in the district.' };
const second = { n: 2, en: 'That costs 18 million euros, according to alderman Bakker.' };
const summary = {
  headline: 'Homes',
  tldr: 'Homes are built.',
  bullets: [{ text: 'It costs 18 million euros.', segments: [2] }],
  abstract: 'Homes.',
};

const say = (value: object): Step => ({ content: JSON.stringify(value) });
const translation = (...segments: readonly object[]) => say({ title: null, segments });
const loop: Step = {
  content: `{"title": null, "segments": [{"n": 1, "en": "${'The city of Utrecht. '.repeat(80)}`,
  finish: 'length',
};

const make = async (steps: readonly Step[]) => {
  const llm = await startScriptedLlm(steps);
  const capabilities = presets.llamacpp.capabilities;
  const outcome = await processArticle(
    prepareArticle({ body }),
    {},
    {
      llm: llmClientTo(llm.baseUrl, { calls: { capabilities } }),
      chunkTokens: 1_200,
      chunkConcurrency: 1,
    },
  );
  await llm[Symbol.asyncDispose]();
  return { outcome, requests: llm.requests };
};

test('a model caught in a loop on one segment, or on a summary, is asked once more for other words', async () => {
  const { outcome, requests } = await make([
    loop,
    loop,
    translation(first),
    translation(second),
    loop,
    say(summary),
  ]);
  expect(outcome.translation.segments.map(({ en }) => en)).toEqual([first.en, second.en]);
  expect(outcome.summary?.headline).toBe('Homes');
  expect(requests.map(({ temperature }) => temperature)).toEqual([0.2, 0.2, 0.8, 0.2, 0.2, 0.8]);
});

test('a server that makes a grammar of the schema is sent one that leaves only the English open', async () => {
  const { requests } = await make([translation(first, second), say(summary)]);
  const [asked, summarised] = requests.map((request) => JSON.stringify(request['response_format']));
  expect(asked).toContain('"n":{"const":1}');
  expect(asked).toContain('"minItems":2,"maxItems":2');
  expect(summarised).toContain('"enum":[1,2]');
});

test('a server that refuses the grammar is sent the plain schema', async () => {
  const { requests } = await make([
    { status: 400, message: 'Failed to parse grammar: prefixItems is not supported' },
    translation(first, second),
    say(summary),
  ]);
  const formats = requests.map((request) => JSON.stringify(request['response_format']));
  expect(formats.map((format) => format.includes('prefixItems'))).toEqual([true, false, false]);
  expect(formats[1]).toContain('json_schema');
});
