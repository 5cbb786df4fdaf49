import { expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import type { ArticleOptions } from '../../src/contract.ts';
import { presets } from '../../src/llm/providers.ts';
import { processArticle } from '../../src/pipeline.ts';
import { llmClientTo } from '../support/in-process.ts';
import { type Step, startScriptedLlm } from '../support/scripted-llm.ts';

const dutch = [
  'De gemeente Utrecht bouwt 4.300 woningen in de wijk.',
  'Dat kost volgens wethouder Bakker 18 miljoen euro.',
];
const english = [
  'The city of Utrecht is building 4,300 homes in the district.',
  'That costs 18 million euros, according to alderman Bakker.',
];

async function make(
  steps: readonly Step[],
  { title = null, ...options }: ArticleOptions & { title?: string | null } = {},
) {
  await using llm = await startScriptedLlm(steps);
  const outcome = await processArticle(
    prepareArticle({ title, body: dutch.join('\n\n') }),
    { summary: 'none', model: 'tiny-1.5b-instruct', ...options },
    {
      llm: llmClientTo(llm.baseUrl, { calls: { capabilities: presets.llamacpp.capabilities } }),
      chunkTokens: 1_200,
      chunkConcurrency: 1,
    },
  );
  return { outcome, requests: [...llm.requests] };
}

const say = (content: string): Step => ({ content });
const texts = english.map(say);

test('a small model is asked text by text, in one line and without JSON', async () => {
  const { outcome, requests } = await make([say('Homes for Utrecht'), ...texts], {
    title: 'Woningen voor Utrecht',
  });
  expect(outcome.translation.title).toBe('Homes for Utrecht');
  expect(outcome.translation.segments.map(({ en }) => en)).toEqual(english);
  expect(requests.map(({ messages }) => messages.at(-1)?.content)).toEqual([
    'Woningen voor Utrecht',
    ...dutch,
  ]);
  expect(requests.every((request) => !('response_format' in request))).toBe(true);
  expect(requests[0]?.messages[0]?.content.length).toBeLessThan(100);
  expect(outcome.provenance.every(({ promptVersion }) => promptVersion === 's1')).toBe(true);
});

test('any other model, and one for which the user says so, is asked with the rules', async () => {
  const segments = english.map((en, at) => ({ n: at + 1, en }));
  const step = say(JSON.stringify({ title: null, segments }));
  for (const options of [{ model: 'large-70b' }, { prompt: 'full' }] as const) {
    const { outcome, requests } = await make([step], options);
    expect(outcome.translation.segments.map(({ en }) => en)).toEqual(english);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toHaveProperty('response_format');
  }
});

test('an answer that is cut off gets more room, one in a loop other words, a refusal another frame', async () => {
  const loop = { content: 'The city of Utrecht. '.repeat(80), finish: 'length' };
  const { outcome, requests } = await make([
    { content: 'The city of', finish: 'length' },
    ...texts.slice(0, 1),
    loop,
    say('I’m sorry, but I can’t assist with translating this text.'),
    ...texts.slice(1),
  ]);
  expect(outcome.translation.segments.map(({ en }) => en)).toEqual(english);
  expect(requests.map(({ temperature }) => temperature)).toEqual([0.2, 0.2, 0.2, 0.8, 0.8]);
  expect(requests[4]?.messages.at(-1)?.content).toMatch(/journalism.*as instructed\.$/);
});

test('the baseline is not post-edited', async () => {
  const wrong = [say('The city of Utrecht is building 3,400 homes in the district.'), texts[1]];
  const steps = wrong.flatMap((step) => step ?? []);
  const bare = await make(steps, { prompt: 'bare' });
  expect(bare.requests).toHaveLength(2);
  const edited = await make(steps, { prompt: 'short' });
  expect(edited.requests.length).toBeGreaterThan(2);
});
