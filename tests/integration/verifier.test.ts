import { describe, expect, test } from 'vitest';
import type { Finding, Translation } from '../../src/contract.ts';
import { JudgedFindings } from '../../src/verify/judged-findings.ts';
import { Verifier } from '../../src/verify/verifier.ts';
import { llmClientTo } from '../support/in-process.ts';
import { type Step, startScriptedLlm } from '../support/scripted-llm.ts';

const article: Translation = {
  title: 'Bakker defeats Visser',
  segments: [
    {
      n: 1,
      nl: 'Bakker daagde Visser voor de rechter. De zaak dient vermoedelijk in mei.',
      en: 'Visser sued Bakker. The case will be heard in May.',
    },
    {
      n: 2,
      nl: 'Volgens Dekker is de brug veilig.',
      en: 'According to Dekker the bridge is safe.',
    },
    { n: 3, nl: 'It is what it is, he said.', en: 'It is what it is, he said.' },
  ],
};
const exchanged = {
  sentence: 2,
  question: 'who',
  dutch: 'Bakker daagde Visser',
  english: 'Visser sued Bakker',
  why: 'Bakker sued.',
};

const say = (value: unknown, model = 'reader-1'): Step => ({
  content: JSON.stringify(value),
  model,
});

interface Options {
  readonly model?: string;
  readonly chunkTokens?: number;
  readonly title?: string | null;
  readonly strength?: 'small';
  readonly callTimeoutMs?: number;
}

async function withVerifier<T>(
  steps: readonly Step[],
  use: (verifier: Verifier) => Promise<T>,
  { model, strength, chunkTokens = 1_200, callTimeoutMs }: Options = {},
) {
  await using server = await startScriptedLlm(steps);
  const spent: number[] = [];
  const client = llmClientTo(server.baseUrl, callTimeoutMs ? { callTimeoutMs } : {});
  const llm = client.forArticle({
    onSpend: ({ usage }) => void spent.push(usage.calls),
  });
  const verifier = new Verifier({
    llm,
    model,
    strength,
    asked: model,
    chunkTokens,
    concurrency: 1,
  });
  const made = await use(verifier);
  const asked = server.requests.map(({ model: name, messages }) => ({
    model: name,
    // A refusal is answered in the same message.
    data: JSON.parse(messages[1]?.content.split('\n')[0] ?? '{}'),
  }));
  const calls = spent.reduce((sum, count) => sum + count, 0);
  return { made, asked, report: verifier.report, calls, articleCeiling: llm.settings.ceiling };
}

function verify(steps: readonly Step[], options: Options = {}) {
  const { title = 'Bakker verslaat Visser' } = options;
  return withVerifier(
    steps,
    (verifier) => verifier.verify({ title, translation: article }),
    options,
  );
}

describe('verifying a translation', () => {
  test('every aligned sentence is asked about, and none that was English already', async () => {
    const { asked, report } = await verify([say({ doubts: [] })]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.data).toEqual({
      sentences: [
        { n: 1, nl: 'Bakker verslaat Visser', en: 'Bakker defeats Visser' },
        { n: 2, nl: 'Bakker daagde Visser voor de rechter.', en: 'Visser sued Bakker.' },
        {
          n: 3,
          nl: 'De zaak dient vermoedelijk in mei.',
          en: 'The case will be heard in May.',
        },
        {
          n: 4,
          nl: 'Volgens Dekker is de brug veilig.',
          en: 'According to Dekker the bridge is safe.',
        },
      ],
    });
    expect(report).toMatchObject({ model: 'reader-1', sentences: 4, unanswered: 0, doubts: 0 });
  });

  test('a doubt is a warning of its question, with the words of both texts', async () => {
    const hedge = {
      sentence: 3,
      question: 'certainty',
      dutch: 'vermoedelijk in mei',
      english: 'will be heard',
      why: '',
    };
    const { made, report } = await verify([say({ doubts: [exchanged, hedge] })]);
    expect(made).toMatchObject([
      {
        check: 'verifier',
        rule: 'verifier/who',
        severity: 'warning',
        segment: 1,
        message:
          'somebody else may be doing it: the Dutch says "Bakker daagde Visser", ' +
          'the English "Visser sued Bakker" (Bakker sued)',
        marks: { nl: [[0, 20]], en: [[0, 18]] },
      },
      { rule: 'verifier/certainty', segment: 1 },
    ]);
    const marked = made[1]?.marks;
    expect(marked?.nl.map((mark) => article.segments[0]?.nl.slice(...mark))).toEqual([
      'vermoedelijk in mei',
    ]);
    expect(marked?.en.map((mark) => article.segments[0]?.en.slice(...mark))).toEqual([
      'will be heard',
    ]);
    expect(report.doubts).toBe(2);
  });

  test.each([
    ['words that do not stand there', { dutch: 'Visser daagde Bakker' }],
    ['words of another segment', { sentence: 4 }],
    ['a sentence that was not asked', { sentence: 9 }],
    ['no words of the English', { english: '' }],
    ['the same words on both sides', { dutch: 'Bakker', english: 'Bakker' }],
    ['left out, though it stands there', { question: 'missing', dutch: 'Bakker', english: '' }],
    ['added, though the Dutch has it', { question: 'added', dutch: '', english: 'Visser' }],
  ])('evidence that does not hold voids a doubt: %s', async (_, change) => {
    const { made, report } = await verify([say({ doubts: [{ ...exchanged, ...change }] })]);
    expect(made).toEqual([]);
    expect(report).toMatchObject({ doubts: 0, voided: 1 });
  });

  test('a sentence that is miscounted by one is the one in which the words stand', async () => {
    const { made } = await verify([say({ doubts: [{ ...exchanged, sentence: 1 }] })]);
    expect(made).toMatchObject([{ rule: 'verifier/who', segment: 1 }]);
  });

  test('words may stand in another sentence of the segment: sentences may be aligned wrongly', async () => {
    const { made, report } = await verify([
      say({ doubts: [{ ...exchanged, english: 'will be heard in May' }] }),
    ]);
    expect(made).toMatchObject([{ marks: { nl: [[0, 20]], en: [[29, 49]] } }]);
    expect(report.voided).toBe(0);
  });

  test('what is added needs no Dutch, what is left out no English', async () => {
    const { made } = await verify([
      say({
        doubts: [
          { ...exchanged, question: 'added', dutch: '', english: 'sued' },
          { ...exchanged, question: 'missing', dutch: 'voor de rechter', english: null },
        ],
      }),
    ]);
    expect(made.map(({ rule }) => rule)).toEqual(['verifier/added', 'verifier/missing']);
    expect(made[1]?.marks).toEqual({ nl: [[21, 36]], en: [] });
  });

  test.each([
    ['none', { doubts: 'none' }],
    ['nothing', { doubts: null }],
    ['an empty list on its own', []],
    ['each question with its answer', { doubts: [{ ...exchanged, answer: 'no' }] }],
  ])('%s is no doubt', async (_, answer) => {
    const { made, asked, report } = await verify([say(answer)]);
    expect(made).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(report).toMatchObject({ sentences: 4, voided: 0 });
  });

  test('an answer that is none makes no finding, is counted, and leaves the article its calls', async () => {
    const { made, asked, report, calls, articleCeiling } = await verify(
      [{ content: 'I am sorry, but I cannot read Dutch.' }],
      { chunkTokens: 10 },
    );
    expect(made).toEqual([]);
    expect(report).toMatchObject({ model: null, sentences: 0, unanswered: 4 });
    expect(calls).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(8);
    expect(articleCeiling.wrongAnswers).toBe(0);
  });

  test('a model that gives no JSON is asked about one chunk only', async () => {
    const { asked, report } = await verify([{ content: 'They are all fine.' }], {
      chunkTokens: 10,
    });
    expect(new Set(asked.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(report.unanswered).toBe(4);
  });

  test('a server that is too slow for one chunk is not asked about the next', async () => {
    const { asked, report } = await verify([{ hang: true }], {
      chunkTokens: 10,
      callTimeoutMs: 100,
    });
    expect(new Set(asked.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(report).toMatchObject({ sentences: 0, unanswered: 4 });
  });

  test('what is too much for one answer is asked in halves', async () => {
    const { made, asked, report } = await verify([
      { content: '{"doubts": [{"sent', finish: 'length' },
      say({ doubts: [exchanged] }),
      say({ doubts: [] }),
    ]);
    expect(asked.map(({ data }) => data.sentences.length)).toEqual([4, 2, 2]);
    expect(made.map(({ rule }) => rule)).toEqual(['verifier/who']);
    expect(report).toMatchObject({ sentences: 4, unanswered: 0 });
  });

  test('another model is asked where one is named', async () => {
    const { asked, report } = await verify([say({ doubts: [] })], { model: 'gpt-6.1-terra' });
    expect(asked[0]?.model).toBe('gpt-6.1-terra');
    expect(report).toMatchObject({ asked: 'gpt-6.1-terra', model: 'reader-1' });
  });

  test('what is broken is no answer: the article waits, and nothing more is asked', async () => {
    const refused = { status: 401, code: 'invalid_api_key' };
    await expect(verify([refused], { chunkTokens: 10 })).rejects.toMatchObject({
      code: 'llm.unauthorized',
    });
  });
});

describe('judging what the checks have found', () => {
  const findings: readonly Finding[] = [
    { check: 'names', severity: 'error', segment: 1, message: 'Bakker and Visser are exchanged' },
    { check: 'negation', severity: 'error', segment: 2, message: 'a negation was lost' },
    { check: 'numbers', severity: 'error', segment: 2, message: 'a number was lost' },
    { check: 'names', severity: 'error', segment: null, message: 'a name was added' },
    { check: 'language', severity: 'hint', segment: 3, message: 'was English already' },
  ];
  const answers = [
    { id: 1, answer: 'yes', dutch: 'Bakker daagde Visser', english: 'Visser sued Bakker' },
    { id: 2, answer: 'No', dutch: 'is de brug veilig', english: 'the bridge is safe' },
    { id: 3, answer: 'no', dutch: 'vijf bruggen', english: 'the bridge' },
    { id: 4, answer: 'unsure', dutch: '', english: '' },
  ];
  const bilingual = { title: 'Bakker verslaat Visser', translation: article };
  const confirm = (steps: readonly Step[]) =>
    withVerifier(steps, (verifier) => verifier.confirm(bilingual, findings));

  test('it is asked about exactly these, in one call, with their segments', async () => {
    const { asked } = await confirm([say({ answers })]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.data.segments.map(({ n }: { n: number }) => n)).toEqual([1, 2, 0]);
    expect(asked[0]?.data.findings).toEqual([
      { id: 1, segment: 1, finding: 'Bakker and Visser are exchanged' },
      { id: 2, segment: 2, finding: 'a negation was lost' },
      { id: 3, segment: 2, finding: 'a number was lost' },
      { id: 4, segment: 0, finding: 'a name was added' },
    ]);
  });

  test('a verdict counts where its evidence stands in the texts', async () => {
    const { made, report } = await confirm([say({ answers })]);
    expect(made).toEqual(['confirmed', 'cleared', 'unknown', 'unknown', 'unknown']);
    expect(report).toMatchObject({ confirmed: 1, cleared: 1 });
  });

  test('to clear a finding, the words that it is about must be quoted', async () => {
    const [, about] = findings;
    if (!about) throw new Error('no finding');
    const marked = (from: number, to: number): Finding => ({
      ...about,
      marks: { nl: [[from, to]], en: [] },
    });
    // "veilig", "Dekker"
    const both = [marked(26, 32), marked(8, 14)];
    const said = { answer: 'no', dutch: 'is de brug veilig', english: 'the bridge is safe' };
    const { made } = await withVerifier(
      [say({ answers: both.map((_, at) => ({ ...said, id: at + 1 })) })],
      (verifier) => verifier.confirm(bilingual, both),
    );
    expect(made).toEqual(['cleared', 'unknown']);
  });

  test('a small model clears nothing, and is shown a few sentences at a time', async () => {
    const strength = 'small';
    const { made } = await withVerifier(
      [say({ answers })],
      (verifier) => verifier.confirm(bilingual, findings),
      { strength },
    );
    expect(made.slice(0, 2)).toEqual(['confirmed', 'unknown']);
    const long = Array.from({ length: 5 }, (_, at) => ({
      n: at + 1,
      nl: `Zaak ${at}: Bakker daagde Visser voor de rechter, vermoedelijk in mei. `.repeat(3),
      en: `Case ${at}: Bakker took Visser to court, probably in May. `.repeat(3),
    }));
    const { asked } = await withVerifier(
      [say({ doubts: [] })],
      (verifier) => verifier.verify({ title: null, translation: { title: null, segments: long } }),
      { strength },
    );
    expect(asked.length).toBe(3);
  });

  test('no answer is no verdict', async () => {
    const { made } = await confirm([{ content: null, refusal: 'no' }]);
    expect(new Set(made)).toEqual(new Set(['unknown']));
  });

  test('a finding that was cleared is a hint, and says so; any other stays as it is', async () => {
    const { made } = await withVerifier([say({ answers })], (verifier) =>
      new JudgedFindings(verifier).judge(bilingual, findings),
    );
    expect(made[1]).toEqual({
      ...findings[1],
      severity: 'hint',
      message: 'a negation was lost (the verifier finds the English right)',
    });
    expect(made.toSpliced(1, 1)).toEqual(findings.toSpliced(1, 1));
  });

  test('what was judged is not asked again, unless the English is another', async () => {
    const [first, second] = article.segments;
    if (!first || !second) throw new Error('no segments');
    const edited = {
      ...article,
      segments: [{ ...first, en: 'Visser took Bakker to court.' }, second],
    };
    const { made, asked } = await withVerifier([say({ answers })], async (verifier) => {
      const judged = new JudgedFindings(verifier);
      await judged.judge(bilingual, findings);
      await judged.judge(bilingual, findings.slice(0, 2));
      await judged.judge({ ...bilingual, translation: edited }, findings.slice(0, 2));
      return judged.apply(findings.slice(0, 2), edited).map(({ severity }) => severity);
    });
    expect(made).toEqual(['error', 'hint']);
    expect(asked.map(({ data }) => data.findings.length)).toEqual([4, 1]);
  });
});

describe('verifying a summary', () => {
  const ground = [
    { nl: 'Bakker daagde Visser voor de rechter.', en: 'Bakker took Visser to court.' },
    { nl: 'De zaak dient in mei.', en: 'The case will be heard in May.' },
  ];
  const claims = [
    { where: 'tldr', text: 'Visser sued Bakker.', ground },
    { where: 'bullet 1', text: 'The judge is hesitant.', ground: ground.slice(1) },
  ];
  const doubts = [
    { ...exchanged, sentence: 1 },
    { ...exchanged, sentence: 2, question: 'added', dutch: '', english: 'The judge is hesitant' },
    { ...exchanged, sentence: 2, question: 'added', dutch: '', english: 'heard in May' },
  ];

  test('sentences are asked about with what they rest on, shown once', async () => {
    const { asked } = await withVerifier([say({ doubts: [] })], (verifier) =>
      verifier.verifyClaims(claims),
    );
    expect(asked[0]?.data).toEqual({
      ground: ground.map((each, at) => ({ n: at + 1, ...each })),
      sentences: [
        { n: 1, en: 'Visser sued Bakker.', rests: [1, 2] },
        { n: 2, en: 'The judge is hesitant.', rests: [2] },
      ],
    });
  });

  test('a doubt names the part, and its words must stand there', async () => {
    const { made, report } = await withVerifier([say({ doubts })], (verifier) =>
      verifier.verifyClaims(claims),
    );
    expect(made).toMatchObject([
      {
        rule: 'verifier/summary-who',
        severity: 'warning',
        segment: null,
        message: expect.stringMatching(/^tldr: .*it says "Visser sued Bakker", the Dutch "Bakker/),
      },
      {
        rule: 'verifier/summary-added',
        message: expect.stringContaining('nothing it rests on says "The judge is hesitant"'),
      },
    ]);
    expect(report).toMatchObject({ claims: 2, doubts: 2, voided: 1 });
  });
});
