import { expect, test } from 'vitest';
import { prepareArticle } from '../../../src/article/prepare.ts';
import { createGlossary } from '../../../src/glossary/glossary.ts';
import type { LlmCalls } from '../../../src/llm/call.ts';
import { createLlmClient } from '../../../src/llm/client.ts';
import { rawAnswerSchema } from '../../../src/llm/http/response.ts';
import { inputsOf, planArticle } from '../../../src/translate/chunk-plan.ts';
import { translateArticle } from '../../../src/translate/translate.ts';

const answer = (input: string): string => {
  if (!input.startsWith('{')) return 'A text.';
  const { title, segments } = JSON.parse(input);
  const english = segments.map(({ n }: { n: number }) => ({ n, en: `Segment ${n}.` }));
  return JSON.stringify({ title: title === null ? null : 'Title', segments: english });
};

test.each(['full', 'short'] as const)(
  'what is planned for an article is what is sent: %s',
  async (prompt) => {
    const sent: string[] = [];
    const calls: LlmCalls = {
      async make({ messages }) {
        const input = messages[1]?.content ?? '';
        sent.push(input);
        const content = answer(input);
        const raw = { model: 'm', content, refusal: null, finish: 'stop' };
        return {
          key: '',
          raw: rawAnswerSchema.parse({
            ...raw,
            promptTokens: 1,
            cachedTokens: 0,
            completionTokens: 1,
          }),
        };
      },
    };
    const store = { forgetAnswers: async () => {} };
    const llm = createLlmClient({ calls, store, models: ['m'] }).forArticle({ onSpend: () => {} });
    const article = prepareArticle({
      title: 'De Tweede Kamer vergadert',
      body: [
        'De wethouder noemde het plan voor de Tweede Kamer een grote stap.',
        'This paragraph was written in English and it is kept as it was written by its author.',
        `De Hoge Raad oordeelde anders. ${'Het huis staat aan de rand van de stad. '.repeat(20)}`,
        'De Tweede Kamer stemde daarna opnieuw over het voorstel van de minister.',
      ].join('\n\n'),
    });
    const settings = { style: {}, glossary: createGlossary(), chunkTokens: 60, prompt } as const;
    await translateArticle(article, llm, { ...settings, mode: 'fast', chunkConcurrency: 1 });
    expect(sent.length).toBeGreaterThan(3);
    expect(inputsOf(planArticle(article, settings))).toEqual(sent);
  },
);
