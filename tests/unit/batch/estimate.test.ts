import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareArticle } from '../../../src/article/prepare.ts';
import type { Article } from '../../../src/article/schema.ts';
import { estimateCorpus } from '../../../src/batch/estimate.ts';
import { TolkError } from '../../../src/errors.ts';
import { createLlmClient } from '../../../src/llm/client.ts';
import { processArticle } from '../../../src/pipeline.ts';
import { makeDefinition } from '../../support/definitions.ts';

type Language = 'nl' | 'any';

const dutch = fc.constantFrom(
  'Het kabinet heeft maandag besloten dat de maatregelen per 1 januari worden afgeschaft.',
  'De gemeente Utrecht bouwt 300 huizen in de wijk Leidsche Rijn, zegt de wethouder op maandag.',
  'Ge moet daar nu niet panikeren, zegt de schepen, want de mensen krijgen een premie.',
);
const english = fc.constantFrom(
  'It is what it is, he said, and there is nothing that we can do about it any more.',
  'The government said on Monday that the measures will be abolished on the first of January.',
  'The city council says that it will build three hundred houses, which is more than planned.',
);
const foreign = fc.constantFrom(
  'Die Regierung hat am Montag beschlossen, dass die Maßnahmen zum Januar abgeschafft werden.',
  'Le gouvernement a décidé lundi que les mesures seront supprimées le premier janvier.',
  'De regear hat moandei besletten dat de maatregels mei yngong fan 1 jannewaris ôfskaft wurde.',
  'Hulle het baie gou besef dat hierdie plan nie vir almal sal werk nie, maar ons gaan voort.',
);
const short = fc.constantFrom('Ja, hoor.', 'Yes, we can.', 'Nein.', '12,5%');

const articles = fc
  .array(fc.oneof(dutch, english, foreign, short), { minLength: 1, maxLength: 8 })
  .map((segments) => prepareArticle({ body: segments.join('\n\n') }));

/** With what code an estimate would refuse an article; undefined for one it would take. */
async function estimateRefusal(article: Article, language: Language): Promise<string | undefined> {
  async function* corpus() {
    yield { place: 'corpus.jsonl:1', load: async () => article };
  }
  const { refused } = await estimateCorpus(corpus(), {
    definition: makeDefinition({ options: { language } }),
    model: 'sandbox',
    chunkTokens: 1_200,
  });
  return refused[0]?.code;
}

/** With what code a run refuses an article; undefined for one that gets as far as the LLM. */
async function runRefusal(article: Article, language: Language): Promise<string | undefined> {
  const llm = createLlmClient({
    calls: { make: () => Promise.reject(new TolkError('llm.unreachable', 'no LLM here')) },
    store: { forgetAnswers: async () => {} },
    models: ['sandbox'],
  });
  try {
    await processArticle(article, { language }, { llm, chunkTokens: 1_200, chunkConcurrency: 4 });
    return undefined;
  } catch (error) {
    const { code } = TolkError.from(error);
    return code.startsWith('article.') ? code : undefined;
  }
}

test('what an estimate refuses a run refuses, and no more', async () => {
  await fc.assert(
    fc.asyncProperty(
      articles,
      fc.constantFrom<Language>('nl', 'any'),
      async (article, language) => {
        expect(await estimateRefusal(article, language)).toBe(await runRefusal(article, language));
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

test('an estimate says of an article that is not Dutch what a run says of it', async () => {
  async function* corpus() {
    yield {
      place: 'corpus.jsonl:7',
      load: async () =>
        prepareArticle({ body: 'It is what it is, he said, and that is all there is to say.' }),
    };
  }
  const { refused } = await estimateCorpus(corpus(), {
    definition: makeDefinition({}),
    model: 'sandbox',
    chunkTokens: 1_200,
  });
  expect(refused).toMatchObject([
    {
      code: 'article.not_dutch',
      example: expect.stringContaining('looks like English, not Dutch'),
    },
  ]);
});
