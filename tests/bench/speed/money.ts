import { countTokens } from '../../../src/llm/cost/tokens.ts';
import type { Extent } from './calls.ts';
import { makeArticles } from './corpus.ts';
import type { Figure } from './figures.ts';
import { SpeedRig } from './rig.ts';

/** A token that is written costs as much as so many that are read, at most servers. */
const outputPrice = 4;
const model = 'gpt-4o';

/** Tokens and money of an article, beside one pass over it: Dutch in, English and summary out. */
export async function measureMoney({ pairs, isQuick }: Extent): Promise<Figure[]> {
  await using rig = await SpeedRig.start(0);
  const articles = makeArticles(pairs, { count: isQuick ? 20 : 100, seed: 9 });
  await rig.client.enqueueMany(articles);
  rig.startWorker(16, { TOLK_CALLS: 'auto' });
  const results = await Promise.all(articles.map(({ id }) => rig.client.wait(id)));
  const asked = await rig.asked();
  const read = await tokensOf(asked.map(({ prompt }) => prompt));
  const written = await tokensOf(asked.map(({ completion }) => completion));
  const dutch = await tokensOf(articles.map(({ title, body }) => `${title}\n\n${body}`));
  const english = await tokensOf(
    results.map((result) => {
      if (result.status !== 'done') throw new Error(`${result.id} ${result.status}`);
      const { translation, summary } = result;
      return [
        translation.title,
        ...translation.segments.map(({ en }) => en),
        summary?.headline,
        summary?.tldr,
        ...(summary?.bullets.map(({ text }) => text) ?? []),
        summary?.abstract,
      ].join('\n');
    }),
  );
  return [
    {
      what: 'tokens of an article',
      value: (read + written) / articles.length,
      unit: '',
      peer: { what: 'one pass', value: (dutch + english) / articles.length },
      goal: { is: 'at most', value: 1.6 },
    },
    {
      what: 'money of an article, in tokens read',
      value: (read + written * outputPrice) / articles.length,
      unit: '',
      peer: { what: 'one pass', value: (dutch + english * outputPrice) / articles.length },
      goal: { is: 'at most', value: 1.2 },
    },
  ];
}

async function tokensOf(texts: readonly string[]): Promise<number> {
  let sum = 0;
  for (const content of texts) sum += await countTokens(model, [{ content }]);
  return sum;
}
