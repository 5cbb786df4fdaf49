/*
 * What a user would write instead: the `openai` client and p-limit, the same questions, answers
 * parsed and kept nowhere. A process of its own: ADDRESS ARTICLES CALLS-AT-A-TIME; prints what it
 * took as JSON.
 */
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import pLimit from 'p-limit';
import {
  summariseAnswerSchema,
  summariseInput,
  summariseSystem,
} from '../../../src/summarise/prompt.ts';
import {
  translateAnswerSchema,
  translateInput,
  translateSystem,
} from '../../../src/translate/prompt.ts';
import { makeArticles, readParagraphs } from './corpus.ts';

const [baseURL = '', count = '1000', atATime = '64'] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'none' });
const limit = pLimit(Number(atATime));
const articles = makeArticles(readParagraphs(process.env['TOLK_CORPUS_DIR']), {
  count: Number(count),
  seed: 1,
});
const translateFormat = zodResponseFormat(translateAnswerSchema, 'translate');
const summariseFormat = zodResponseFormat(summariseAnswerSchema, 'summarise');
const noContext = { before: '', names: [], terms: [] };

const warm = articles.slice(0, Math.min(100, articles.length / 10));
await Promise.all(warm.map((article) => limit(() => translate(article))));
const cpu = process.cpuUsage();
const began = performance.now();
await Promise.all(articles.map((article) => limit(() => translate(article))));
const seconds = (performance.now() - began) / 1_000;
const { user, system } = process.cpuUsage(cpu);
const calls = articles.length * 2;
process.stdout.write(
  `${JSON.stringify({ calls, seconds, cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 1e6 })}\n`,
);

async function translate({ title, body }: { title: string; body: string }) {
  const { segments, title: english } = await ask(
    translateSystem({}),
    translateInput(title, segmentsOf(body), noContext),
    translateFormat,
  );
  return ask(summariseSystem('full'), summariseInput(english, segments), summariseFormat);
}

async function ask(
  system: string,
  question: unknown,
  format: ReturnType<typeof zodResponseFormat>,
) {
  const completion = await client.chat.completions.create({
    model: 'bench',
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: JSON.stringify(question) },
    ],
    response_format: format,
    max_completion_tokens: 4_000,
    temperature: 0.2,
  });
  return JSON.parse(completion.choices[0]?.message.content ?? '');
}

function segmentsOf(body: string) {
  return body.split('\n\n').map((nl, at) => ({ n: at + 1, nl }));
}
