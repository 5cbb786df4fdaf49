import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import type { Finding, Translation } from '../../src/contract.ts';
import { processArticle } from '../../src/pipeline.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { createNliSource, type ImportLibrary } from '../../src/verify/nli-model.ts';
import { NliVerifier } from '../../src/verify/nli-verifier.ts';
import { llmClientTo } from '../support/in-process.ts';
import { temporaryFolder } from '../support/tolk.ts';

/* The model in tests/fixtures/nli counts negations; tests/support/make-nli-model.py makes it. */
const folder = 'tests/fixtures/nli';

/** The package is large, and not among those that Tolk brings: it may be elsewhere, or nowhere. */
const packagePlace = process.env['TRANSFORMERS_PACKAGE'] ?? '@huggingface/transformers';
const importReal: ImportLibrary = () => import(packagePlace);
const isThere = await importReal().then(
  () => true,
  () => false,
);

/** What the package does, for a model of which the labels stand in another order. */
const madeLibrary = (id2label = { 0: 'CONTRADICTION', 1: 'ENTAILMENT', 2: 'NEUTRAL' }) => {
  const negations = (text: string) => text.match(/\b(?:niet|geen|not|no)\b/gi)?.length ?? 0;
  const load: string[] = [];
  const library = {
    env: { allowRemoteModels: true, localModelPath: '' },
    AutoTokenizer: {
      from_pretrained: async (name: string) => {
        load.push(name);
        return (premises: readonly string[], { text_pair: hypotheses }: { text_pair: string[] }) =>
          premises.map((premise, at) => [premise, hypotheses[at] ?? '']);
      },
    },
    AutoModelForSequenceClassification: {
      from_pretrained: async () => {
        const judge = async (pairs: ReadonlyArray<readonly [string, string]>) => ({
          logits: {
            tolist: () =>
              pairs.map(([premise, hypothesis]) => {
                if (negations(premise) !== negations(hypothesis)) return [8, 1, 0];
                return hypothesis.startsWith('Invented') ? [0, 0, 8] : [0, 8, 1];
              }),
          },
        });
        return Object.assign(judge, { config: { id2label } });
      },
    },
  };
  return { library, load };
};

const article: Translation = {
  title: null,
  segments: [
    {
      n: 1,
      nl: 'De brug gaat open. De tunnel gaat niet dicht.',
      en: 'The bridge opens. The tunnel will close.',
    },
    { n: 2, nl: 'Er is geen gevaar.', en: 'There is no danger.' },
  ],
};

const sources = [
  ['as made', () => createNliSource(folder, async () => madeLibrary().library), true],
  ['with ONNX', () => createNliSource(folder, importReal), isThere],
] as const;

describe.each(sources.filter(([, , can]) => can))('a local model, %s', (_, createSource) => {
  const createVerifier = () => new NliVerifier({ source: createSource() });

  test('doubts the sentence that contradicts the Dutch, and no other', async () => {
    const verifier = createVerifier();
    const findings = await verifier.verify({ title: null, translation: article });
    expect(findings).toMatchObject([
      {
        check: 'verifier',
        rule: 'verifier/nli-contradiction',
        severity: 'warning',
        segment: 1,
        marks: { nl: [[19, 45]], en: [[18, 40]] },
      },
    ]);
    expect(verifier.report).toMatchObject({ asked: 'nli', model: 'nli', sentences: 3, doubts: 1 });
  });

  test('confirms an error where the texts contradict each other, and clears one where both say the same', async () => {
    const finding = (segment: number, nl: readonly [number, number]): Finding => ({
      check: 'negation',
      severity: 'error',
      segment,
      message: 'a negation was lost',
      marks: { nl: [[...nl]], en: [] },
    });
    const verdicts = await createVerifier().confirm({ title: null, translation: article }, [
      finding(1, [35, 39]),
      finding(1, [0, 7]),
      finding(2, [7, 11]),
      finding(9, [0, 1]),
    ]);
    expect(verdicts).toEqual(['confirmed', 'cleared', 'cleared', 'unknown']);
  });

  test('doubts a sentence of the summary that its ground contradicts', async () => {
    const ground = [{ nl: 'De brug gaat niet open.', en: 'The bridge will not open.' }];
    const claims = ['The bridge will open.', 'The bridge will not open.'].map((text) => ({
      where: 'tldr',
      text,
      ground,
    }));
    const findings = await createVerifier().verifyClaims(claims);
    expect(findings).toMatchObject([
      {
        rule: 'verifier/nli-summary-contradiction',
        severity: 'warning',
        segment: null,
        message: expect.stringContaining('tldr: '),
      },
    ]);
  });
});

test('a sentence that follows from one of its ground is right, whatever stands beside that', async () => {
  const source = createNliSource(folder, async () => madeLibrary().library);
  const ground = [
    { nl: 'De brug gaat open.', en: 'The bridge opens.' },
    { nl: 'De tunnel gaat niet open.', en: 'The tunnel does not open.' },
  ];
  const claims = [{ where: 'tldr', text: 'The bridge opens.', ground }];
  expect(await new NliVerifier({ source }).verifyClaims(claims)).toEqual([]);
});

test('what follows from nothing is a hint only', async () => {
  const source = createNliSource(folder, async () => madeLibrary().library);
  const ground = [{ nl: 'De brug gaat open.', en: 'The bridge opens.' }];
  const findings = await new NliVerifier({ source }).verifyClaims([
    { where: 'abstract', text: 'Invented: the mayor wept.', ground },
  ]);
  expect(findings).toMatchObject([{ rule: 'verifier/nli-summary-unsupported', severity: 'hint' }]);
});

const missingPackage = '@huggingface/no-such-package';

function without(folder: string, file: string): string {
  rmSync(join(folder, file));
  return folder;
}

describe('the folder and the package', () => {
  test('are read once, and nothing is fetched from elsewhere', async () => {
    const { library, load } = madeLibrary();
    const source = createNliSource(folder, async () => library);
    await Promise.all([source(), source()]);
    expect(load).toEqual(['nli']);
    expect(library.env.allowRemoteModels).toBe(false);
    expect(library.env.localModelPath).toMatch(/tests\/fixtures\/$/);
  });

  test.each<[string, (folder: string) => string | undefined, ImportLibrary, RegExp]>([
    ['no folder', () => undefined, importReal, /name its folder in TOLK_NLI_DIR/],
    [
      'no tokenizer',
      (copy) => without(copy, 'tokenizer.json'),
      importReal,
      /has no tokenizer\.json/,
    ],
    ['no weights', (copy) => without(copy, 'onnx/model.onnx'), importReal, /has no onnx/],
    [
      'no package',
      (copy) => copy,
      () => import(missingPackage),
      /npm install @huggingface\/transformers@4/,
    ],
    [
      'other labels',
      (copy) => copy,
      async () => madeLibrary({ 0: 'positive', 1: 'negative', 2: 'x' }).library,
      /labels of the model must be/,
    ],
  ])('%s: it says what to do', async (_, prepare, importLibrary, message) => {
    const copy = join(await temporaryFolder(), 'nli');
    cpSync(folder, copy, { recursive: true });
    await expect(createNliSource(prepare(copy), importLibrary)()).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(message),
      retryable: false,
    });
  });
});

test('an article that wants it is verified with it, and no call is made for that', async () => {
  await using sandbox = await startSandbox();
  const body = 'De wethouder opende gisteren de nieuwe brug over het kanaal in de stad.';
  const outcome = await processArticle(
    prepareArticle({ body }),
    { verify: 'nli', summary: 'none' },
    {
      llm: llmClientTo(sandbox.baseUrl),
      chunkTokens: 1_200,
      chunkConcurrency: 1,
      nli: createNliSource(folder, async () => madeLibrary().library),
    },
  );
  expect(outcome.verification).toMatchObject({ asked: 'nli', sentences: 1, costUsd: 0 });
  expect(sandbox.stats().completions).toBe(1);
});
