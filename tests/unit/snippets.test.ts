import { expect, test } from 'vitest';
import { snippets, toModule } from '../support/snippets.ts';
import { typeCheck } from '../support/type-check.ts';

/** The exports that people meet first, which show how they are used. */
const shown = [
  'createClient',
  'enqueue',
  'enqueueMany',
  'wait',
  'events',
  'createBatchClient',
  'defineBatch',
  'estimateCorpus',
  'planBatch',
  'TolkError',
  'writeOutput',
  'createWorker',
];

test('every example in the source and in the documentation compiles', async () => {
  const found = await snippets();
  const places = new Map(
    found.map(({ place }) => [`${place.replaceAll(/[^\w.-]/g, '_')}.ts`, place]),
  );
  const modules = found.map(toModule);
  const files = new Map([...places.keys()].map((name, index) => [name, modules[index] ?? '']));
  const { errors } = await typeCheck({ files });
  const named = errors.map((error) =>
    error.replace(/files\/(.+?\.ts)\(/, (_, name: string) => `${places.get(name)}(`),
  );
  expect(named).toEqual([]);
});

test.each(shown)('an example shows %s', async (name) => {
  const uses = new RegExp(`\\b${name}\\b`);
  expect((await snippets()).filter(({ text }) => uses.test(text))).not.toEqual([]);
});
