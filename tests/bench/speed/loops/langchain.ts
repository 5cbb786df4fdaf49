/* The same with LangChain.js: structured output, and `batch` with a number at a time. */

import { runLoop } from './loop.ts';
import { importFrom } from './packages.ts';

await runLoop(async ({ address, atATime, packages }) => {
  const { ChatOpenAI } = await importFrom(packages, '@langchain/openai');
  const { RunnableLambda } = await importFrom(packages, '@langchain/core/runnables');
  const model = new ChatOpenAI({
    model: 'bench',
    apiKey: 'none',
    configuration: { baseURL: address },
    temperature: 0.2,
    maxTokens: 4_000,
  });
  const askers = new Map();
  return {
    async ask({ name, system, input, schema }) {
      if (!askers.has(name))
        askers.set(name, model.withStructuredOutput(schema, { name, method: 'jsonSchema' }));
      const messages = [
        ['system', system],
        ['human', input],
      ];
      return askers.get(name).invoke(messages);
    },
    all: (items, work) => RunnableLambda.from(work).batch([...items], { maxConcurrency: atATime }),
  };
});
