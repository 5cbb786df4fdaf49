/* The same with Vercel's AI SDK and p-limit. */
import pLimit from 'p-limit';
import { runLoop } from './loop.ts';
import { importFrom } from './packages.ts';

await runLoop(async ({ address, atATime, packages }) => {
  const { generateText, Output } = await importFrom(packages, 'ai');
  const { createOpenAICompatible } = await importFrom(packages, '@ai-sdk/openai-compatible');
  const provider = createOpenAICompatible({
    name: 'bench',
    baseURL: address,
    apiKey: 'none',
    supportsStructuredOutputs: true,
  });
  const model = provider('bench');
  const limit = pLimit(atATime);
  return {
    async ask({ system, input, schema }) {
      const { output } = await generateText({
        model,
        system,
        prompt: input,
        output: Output.object({ schema }),
        maxOutputTokens: 4_000,
        temperature: 0.2,
      });
      return output;
    },
    all: (items, work) => Promise.all(items.map((item) => limit(() => work(item)))),
  };
});
