/* What most would write: the `openai` client and p-limit. */
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import pLimit from 'p-limit';
import { runLoop } from './loop.ts';

await runLoop(async ({ address, atATime }) => {
  const client = new OpenAI({ baseURL: address, apiKey: 'none' });
  const limit = pLimit(atATime);
  const formats = new Map<string, ReturnType<typeof zodResponseFormat>>();
  return {
    async ask({ name, system, input, schema }) {
      const format = formats.get(name) ?? zodResponseFormat(schema, name);
      formats.set(name, format);
      const completion = await client.chat.completions.create({
        model: 'bench',
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: input },
        ],
        response_format: format,
        max_completion_tokens: 4_000,
        temperature: 0.2,
      });
      return JSON.parse(completion.choices[0]?.message.content ?? '');
    },
    all: (items, work) => Promise.all(items.map((item) => limit(() => work(item)))),
  };
});
