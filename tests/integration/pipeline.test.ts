import { describe, expect, test } from 'vitest';
import type { Layout } from '../../src/article/layout.ts';
import { prepareArticle } from '../../src/article/prepare.ts';
import type { ArticleOptions, Outcome } from '../../src/contract.ts';
import { createGlossary, type Term } from '../../src/glossary/glossary.ts';
import { type PipelineContext, processArticle } from '../../src/pipeline.ts';
import { glossText } from '../../src/sandbox/gloss.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { llmClientTo } from '../support/in-process.ts';
import { type ScriptedLlm, type Step, startScriptedLlm } from '../support/scripted-llm.ts';

const dutch = [
  'De gemeente Utrecht bouwt 4.300 woningen in de wijk.',
  'Dat kost volgens wethouder Bakker 18 miljoen euro.',
];
const english = [
  'The city of Utrecht is building 4,300 homes in the district.',
  'That costs 18 million euros, according to alderman Bakker.',
];
const wrong = 'That costs 81 million euros, according to alderman Bakker.';
const summary = {
  headline: 'Homes',
  tldr: 'Homes are built.',
  bullets: [{ text: 'It costs 18 million euros.', segments: [2] }],
  abstract: 'Homes.',
};

const say = (value: unknown, model = 'scripted-1'): Step => ({
  content: JSON.stringify(value),
  model,
});
const translation = (...segments: ReadonlyArray<readonly [n: number, en: string]>) => ({
  title: null,
  segments: segments.map(([n, en]) => ({ n, en })),
});

interface Made {
  readonly outcome: Outcome;
  /** The user's message of each request, as data, and the model asked. */
  readonly asked: ReadonlyArray<{
    readonly model: unknown;
    readonly system: string;
    readonly data: Asked;
  }>;
}

interface Asked {
  readonly segments: ReadonlyArray<{
    readonly n: number;
    readonly nl?: string;
    readonly en?: string;
    readonly problem?: string;
  }>;
  readonly before?: string;
  readonly names?: readonly string[];
  readonly glossary?: ReadonlyArray<{ readonly nl: string }>;
}

async function make(
  steps: readonly Step[],
  options: ArticleOptions = {},
  more: Partial<PipelineContext> & { body?: string; layout?: Layout } = {},
): Promise<Made> {
  await using llm: ScriptedLlm = await startScriptedLlm(steps);
  const outcome = await processArticle(
    prepareArticle({ body: more.body ?? dutch.join('\n\n'), layout: more.layout }),
    options,
    {
      llm: llmClientTo(llm.baseUrl),
      chunkTokens: 1_200,
      chunkConcurrency: 4,
      ...more,
    },
  );
  const asked = llm.requests.map(({ model, messages }) => ({
    model,
    system: messages[0]?.content ?? '',
    data: JSON.parse(messages[1]?.content ?? '{}') as Asked,
  }));
  return { outcome, asked };
}

describe('post-editing', () => {
  test('only the failing segment goes back, with the finding in words, and is kept', async () => {
    const { outcome, asked } = await make([
      say(translation([1, english[0] ?? ''], [2, wrong])),
      say(translation([2, english[1] ?? '']), 'scripted-2'),
      say(summary),
    ]);
    expect(outcome.translation.segments.map(({ en }) => en)).toEqual(english);
    expect(outcome.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(asked[1]?.data.segments).toMatchObject([
      { n: 2, nl: dutch[1], en: wrong, problem: expect.stringContaining('18 miljoen') },
    ]);
    expect(outcome.provenance[1]).toMatchObject({
      segment: 2,
      model: 'scripted-2',
      postEdits: [
        {
          step: 'post-edit',
          model: 'scripted-2',
          checks: ['numbers'],
          kept: true,
          call: expect.any(String),
        },
      ],
    });
    expect(outcome.provenance[0]).toMatchObject({
      segment: 1,
      model: 'scripted-1',
      promptVersion: 't2',
      postEdits: [],
    });
  });

  test('a post-edit that is no better is not kept; there are two at most, and then two fresh translations', async () => {
    const worse = 'That costs 81 million euros, not according to alderman Jansen.';
    const { outcome, asked } = await make(
      [
        say(translation([1, english[0] ?? ''], [2, wrong])),
        say(translation([2, worse])),
        say(translation([2, `${worse} `.repeat(5)])),
      ],
      { summary: 'none' },
    );
    expect(outcome.translation.segments[1]?.en).toBe(wrong);
    expect(asked).toHaveLength(5);
    expect(outcome.findings).toContainEqual(
      expect.objectContaining({ check: 'numbers', severity: 'error', segment: 2 }),
    );
    const postEdits = outcome.provenance[1]?.postEdits ?? [];
    expect(postEdits.map(({ step, kept }) => [step, kept])).toEqual([
      ['post-edit', false],
      ['post-edit', false],
      ['retranslate', false],
      ['retranslate', false],
    ]);
  });

  test('a model that stands by its English is asked once', async () => {
    const { asked } = await make(
      [say(translation([1, english[0] ?? ''], [2, wrong])), say(translation([2, wrong]))],
      { summary: 'none' },
    );
    expect(asked).toHaveLength(2);
  });

  test('English that is none at all is translated afresh', async () => {
    const { outcome, asked } = await make([
      say(translation([1, english[0] ?? ''], [2, dutch[1] ?? ''])),
      say(translation([2, dutch[1] ?? ''])),
      say(translation([2, english[1] ?? ''])),
      say(summary),
    ]);
    expect(outcome.translation.segments[1]?.en).toBe(english[1]);
    expect(asked[2]?.data.segments).toEqual([{ n: 2, nl: dutch[1] }]);
  });

  test('English with errors is never given up for what is no English at all', async () => {
    const twiceWrong = 'That costs 81 million euros, according to alderman Jansen.';
    const { outcome } = await make(
      [
        say(translation([1, english[0] ?? ''], [2, twiceWrong])),
        say(translation([2, dutch[1] ?? ''])),
      ],
      { summary: 'none' },
    );
    expect(outcome.translation.segments[1]?.en).toBe(twiceWrong);
  });

  test('a first segment left in Dutch is translated afresh twice, like any other', async () => {
    const { outcome, asked } = await make(
      [
        say(translation([1, dutch[0] ?? ''], [2, english[1] ?? ''])),
        say(translation([1, dutch[0] ?? ''])),
        say(translation([1, dutch[0] ?? ''])),
        say(translation([1, english[0] ?? ''])),
      ],
      { summary: 'none' },
    );
    expect(outcome.translation.segments[0]?.en).toBe(english[0]);
    expect(asked).toHaveLength(4);
  });

  test('with strict, what is left fails the article', async () => {
    const steps = [
      say(translation([1, english[0] ?? ''], [2, wrong])),
      say(translation([2, wrong])),
      say(summary),
    ];
    await expect(make(steps, { strict: true })).rejects.toMatchObject({
      code: 'article.doubtful',
      message: expect.stringContaining('81'),
    });
  });

  test('the stronger model sees only what the cheap one could not do', async () => {
    const { outcome, asked } = await make(
      [
        say(translation([1, english[0] ?? ''], [2, wrong])),
        say(translation([2, wrong])),
        say(translation([2, english[1] ?? '']), 'gpt-6.1-terra'),
        say(summary),
      ],
      { escalate: 'gpt-6.1-terra' },
    );
    expect(asked.map(({ model }) => model)).toEqual([
      'test-model',
      'test-model',
      'gpt-6.1-terra',
      'test-model',
    ]);
    expect(asked[2]?.data.segments.map(({ n }) => n)).toEqual([2]);
    expect(outcome.escalation).toMatchObject({
      model: 'gpt-6.1-terra',
      segments: 1,
      costUsd: expect.any(Number),
    });
    expect(outcome.escalation?.costUsd).toBeGreaterThan(0);
    expect(outcome.translation.segments[1]?.en).toBe(english[1]);
  });
});

test('the second pass is accepted segment by segment, where no check gets worse', async () => {
  const better = 'The municipality of Utrecht builds 4,300 homes in the district.';
  const { outcome } = await make(
    [
      say(translation([1, english[0] ?? ''], [2, english[1] ?? ''])),
      say(translation([1, better], [2, wrong]), 'editor'),
      say({ doubts: [] }),
      say(summary),
      say({ doubts: [] }),
    ],
    { quality: 'best' },
  );
  expect(outcome.translation.segments.map(({ en }) => en)).toEqual([better, english[1]]);
  expect(
    outcome.provenance.map(({ postEdits }) => postEdits.map(({ step, kept }) => [step, kept])),
  ).toEqual([[['refine', true]], [['refine', false]]]);
});

describe('chunks', () => {
  const small = { chunkTokens: 20 };

  test('in fast mode a chunk is asked with the Dutch before it, in careful mode with the English and its names', async () => {
    const steps = [
      say(translation([1, english[0] ?? ''])),
      say(translation([2, english[1] ?? ''])),
      say(summary),
    ];
    const fast = await make(steps, { summary: 'none' }, { ...small, chunkConcurrency: 1 });
    expect(fast.asked.map(({ data }) => data.before)).toEqual([undefined, dutch[0]]);
    const careful = await make(steps, { summary: 'none', mode: 'careful' }, small);
    expect(careful.asked.map(({ data }) => data.before)).toEqual([undefined, english[0]]);
    expect(careful.asked[1]?.data.names).toContain('Utrecht');
    expect(careful.outcome.translation.segments.map(({ en }) => en)).toEqual(english);
  });

  test('a long segment is cut between sentences and comes back whole', async () => {
    await using sandbox = await startSandbox();
    const body = Array.from(
      { length: 40 },
      (_, at) => `In zaal ${at + 100} sprak dhr. J. de Vries over de bouw van de brug.`,
    ).join(' ');
    const outcome = await processArticle(
      prepareArticle({ body }),
      { summary: 'none' },
      { llm: llmClientTo(sandbox.baseUrl), chunkTokens: 200, chunkConcurrency: 2 },
    );
    expect(outcome.translation.segments).toHaveLength(1);
    expect(outcome.translation.segments[0]?.en).toBe(glossText(body));
    expect(sandbox.stats().completions).toBeGreaterThan(3);
  });

  test('a segment that is English already is not sent, and said to be kept', async () => {
    const quotation =
      'It is what it is, he said, and there is nothing that we can do about it any more.';
    const { outcome, asked } = await make(
      [say(translation([1, english[0] ?? ''])), say(summary)],
      { summary: 'none' },
      { body: `${dutch[0]}\n\n${quotation}` },
    );
    expect(asked[0]?.data.segments.map(({ nl }) => nl)).toEqual([dutch[0]]);
    expect(outcome.translation.segments[1]?.en).toBe(quotation);
    expect(outcome.findings).toMatchObject([{ check: 'language', severity: 'hint', segment: 2 }]);
    expect(outcome.provenance[1]).toMatchObject({ model: null, call: null });
  });
});

describe('glossary', () => {
  const term: Term = {
    nl: 'wethouder',
    en: 'city executive',
    also: [],
    note: null,
    gloss: null,
    exactCase: false,
    own: true,
  };

  test('only the terms that occur are sent', async () => {
    const { asked, outcome } = await make([
      say(translation([1, english[0] ?? ''], [2, english[1] ?? ''])),
      say(summary),
    ]);
    expect(asked[0]?.data.glossary?.map(({ nl }) => nl)).toEqual(['wethouder']);
    expect(outcome.provenance.map(({ glossaryVersion }) => glossaryVersion)).toEqual([
      null,
      expect.any(String),
    ]);
  });

  test('a term of the user’s own that is not used is post-edited', async () => {
    const used = 'That costs 18 million euros, according to city executive Bakker.';
    const { outcome, asked } = await make(
      [
        say(translation([1, english[0] ?? ''], [2, english[1] ?? ''])),
        say(translation([2, used])),
        say(summary),
      ],
      {},
      { glossary: createGlossary([term]) },
    );
    expect(asked[1]?.data.segments[0]?.problem).toContain('city executive');
    expect(outcome.translation.segments[1]?.en).toBe(used);
  });
});

describe('retranslation', () => {
  const term: Term = {
    nl: 'woningen',
    en: 'dwellings',
    also: [],
    note: null,
    gloss: null,
    exactCase: false,
    own: true,
  };
  const first = () =>
    make([say(translation([1, english[0] ?? ''], [2, english[1] ?? '']))], { summary: 'none' });
  const dwellings = 'The city of Utrecht is building 4,300 dwellings in the district.';

  test('a change of the glossary redoes the segments its terms occur in, and no other', async () => {
    const { outcome: previous } = await first();
    const { outcome, asked } = await make(
      [say(translation([1, dwellings]))],
      { summary: 'none' },
      { previous, glossary: createGlossary([term]) },
    );
    expect(asked.map(({ data }) => data.segments.map(({ n }) => n))).toEqual([[1]]);
    expect(outcome.translation.segments.map(({ en }) => en)).toEqual([dwellings, english[1]]);
    expect(outcome.provenance[0]?.postEdits).toMatchObject([{ step: 'retranslate', kept: true }]);
    expect(outcome.provenance[1]).toEqual(previous.provenance[1]);
  });

  test('without a change nothing is asked', async () => {
    const { outcome: previous } = await first();
    const { asked } = await make(
      [{ status: 500 }],
      { summary: 'none' },
      { previous, defaultModel: 'test-model' },
    );
    expect(asked).toEqual([]);
  });

  test.each<[string, ArticleOptions, Partial<PipelineContext>]>([
    ['style', { style: { spelling: 'american' } }, {}],
    ['model', { model: 'other' }, {}],
    ['the worker’s model', {}, { defaultModel: 'other' }],
  ])('a change of %s redoes all', async (_, options, more) => {
    const { outcome: previous } = await first();
    const { asked } = await make(
      [say(translation([1, english[0] ?? ''], [2, english[1] ?? '']))],
      { summary: 'none', ...options },
      { previous, ...more },
    );
    expect(asked[0]?.data.segments.map(({ n }) => n)).toEqual([1, 2]);
  });
});

describe('style', () => {
  test.each<[ArticleOptions['style'], RegExp, string]>([
    [{ spelling: 'american' }, /American English/, 't2-american-newspaper-keep-sentence'],
    [{ register: 'plain' }, /B1/, 't2-british-plain-keep-sentence'],
    [{ units: 'convert' }, /in brackets/, 't2-british-newspaper-convert-sentence'],
    [{ headlines: 'title' }, /title case/, 't2-british-newspaper-keep-title'],
  ])('%o is asked for, and stands in the prompt version', async (style, words, version) => {
    const steps = [say(translation([1, english[0] ?? ''], [2, english[1] ?? ''])), say(summary)];
    const { asked, outcome } = await make(steps, { summary: 'none', ...(style ? { style } : {}) });
    expect(asked[0]?.system).toMatch(words);
    expect(outcome.provenance[0]?.promptVersion).toBe(version);
  });
});

describe('summaries', () => {
  const good = say(translation([1, english[0] ?? ''], [2, english[1] ?? '']));

  test('none is none, and costs nothing', async () => {
    const { outcome, asked } = await make([good], { summary: 'none' });
    expect(outcome.summary).toBeNull();
    expect(asked).toHaveLength(1);
  });

  test('a short one is asked for', async () => {
    const { asked } = await make([good, say(summary)], { summary: 'short' });
    expect(asked[1]?.system).toContain('at most two sentences');
  });

  test('a bullet that rests on nothing goes back, and is dropped if it comes again', async () => {
    const invented = {
      ...summary,
      bullets: [...summary.bullets, { text: 'It costs 25 million dollars.', segments: [2] }],
    };
    const { outcome, asked } = await make([good, say(invented), say(invented)]);
    expect(asked).toHaveLength(3);
    expect(outcome.summary?.bullets).toEqual(summary.bullets);
    expect(outcome.findings).toMatchObject([{ check: 'summary-ground', severity: 'warning' }]);
  });

  test('a name that the segments cited do not have is no ground', async () => {
    const invented = {
      ...summary,
      bullets: [...summary.bullets, { text: 'Costs were set by Pietersen.', segments: [2] }],
    };
    const { outcome } = await make([good, say(invented), say(invented)]);
    expect(outcome.summary?.bullets).toEqual(summary.bullets);
  });

  test('a long article is summarised by section, and the citations reach through', async () => {
    await using sandbox = await startSandbox();
    const body = Array.from(
      { length: 400 },
      (_, at) =>
        `In het jaar ${1_200 + at} bouwde de stad Utrecht volgens de kroniek een nieuwe ` +
        `brug over de rivier, die ${at + 20} gulden kostte.`,
    ).join('\n\n');
    const outcome = await processArticle(
      prepareArticle({ body }),
      {},
      { llm: llmClientTo(sandbox.baseUrl), chunkTokens: 1_200, chunkConcurrency: 4 },
    );
    expect(sandbox.stats().byTask.summary).toBeGreaterThan(2);
    expect(outcome.summary?.bullets.length).toBeGreaterThan(0);
    for (const { text, segments } of outcome.summary?.bullets ?? []) {
      const year = /\b1[2-5]\d\d\b/.exec(text)?.[0];
      expect(
        segments.some((n) => outcome.translation.segments[n - 1]?.en.includes(year ?? '?')),
      ).toBe(true);
    }
  });
});

test('code is neither sent nor checked, and every segment keeps its place on the page', async () => {
  const code = 'const woningen = 4300;';
  const bullets = [{ text: 'It costs 18 million euros.', segments: [3] }];
  const ofSegment3 = { ...summary, bullets };
  const layout: Layout = [{ kind: 'lead' }, { kind: 'code', language: 'js' }, null];
  const { outcome, asked } = await make(
    [say(translation([1, english[0] ?? ''], [2, english[1] ?? ''])), say(ofSegment3)],
    {},
    { body: [dutch[0], code, dutch[1]].join('\n\n'), layout },
  );
  expect(JSON.stringify(asked)).not.toMatch('const woningen');
  expect(outcome.translation.segments).toMatchObject([
    { n: 1, en: english[0], layout: layout[0] },
    { n: 2, nl: code, en: code, layout: layout[1] },
    { n: 3, en: english[1] },
  ]);
  expect(outcome.findings.filter(({ segment }) => segment === 2)).toEqual([]);
});
