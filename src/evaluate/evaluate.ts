import { z } from 'zod';
import type { DoneResult } from '../contract.ts';
import { bleu, countBleu } from './bleu.ts';
import { type Comparison, compareSystems } from './bootstrap.ts';
import { chrf, countChrf } from './chrf.ts';
import type { ReferenceArticle } from './references.ts';

const scoresSchema = z.object({
  /** chrF2, 0 to 100. */
  chrf: z.number(),
  /** BLEU, 0 to 100. */
  bleu: z.number(),
  /** English characters for one of the reference. */
  lengthRatio: z.number(),
});

const segmentSchema = z.object({
  n: z.number().int(),
  nl: z.string(),
  en: z.string(),
  reference: z.string(),
  chrf: z.number(),
  findings: z.array(
    z.object({
      check: z.string(),
      severity: z.enum(['error', 'warning', 'hint']),
      message: z.string(),
    }),
  ),
  /** What the judge marked; absent where nobody judged. */
  judged: z
    .array(z.object({ span: z.string(), category: z.string(), severity: z.string() }))
    .optional(),
});

const articleSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  ...scoresSchema.shape,
  segments: z.array(segmentSchema),
  /** Segments that came back under their own number with English of their own. */
  aligned: z.number().int(),
  costUsd: z.number().nullable(),
  seconds: z.number(),
});

/** What an evaluation holds; also what `--against FILE` reads. */
export const evaluationSchema = z.object({
  model: z.string(),
  promptVersion: z.string(),
  /** How the two scores are computed, in sacrebleu's words. */
  signatures: z.object({ chrf: z.string(), bleu: z.string() }),
  overall: z.object({
    ...scoresSchema.shape,
    articles: z.number().int(),
    segments: z.number().int(),
    aligned: z.number().int(),
    /** Findings for 1,000 segments, by severity. */
    findings: z.object({ error: z.number(), warning: z.number(), hint: z.number() }),
    /** Null where a price is unknown. */
    costUsd: z.number().nullable(),
    seconds: z.number(),
    failed: z.number().int(),
    /**
     * MQM penalty points for 1,000 segments (minor 1, major 5, critical 25), by the judge; null
     * where nobody judged.
     */
    judged: z.number().nullable().default(null),
  }),
  articles: z.array(articleSchema),
});

/** One system's English measured against references; see {@link evaluationSchema}. */
export type Evaluation = z.infer<typeof evaluationSchema>;

/** A segment of an evaluation. */
export type EvaluatedSegment = z.infer<typeof segmentSchema>;

const signatures = {
  chrf: 'nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0',
  bleu: 'nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0',
} as const;

/** Measures results against their references. `failed` articles count in their number only. */
export function evaluateResults(
  results: ReadonlyArray<{ readonly source: ReferenceArticle; readonly result: DoneResult }>,
  failed: number,
): Evaluation {
  const articles = results.map(({ source, result }) => evaluateArticle(source, result));
  const segments = articles.flatMap((article) => article.segments);
  const perThousand = (severity: 'error' | 'warning' | 'hint') =>
    (1_000 *
      segments.flatMap(({ findings }) => findings.filter((one) => one.severity === severity))
        .length) /
    Math.max(1, segments.length);
  const costs = articles.map(({ costUsd }) => costUsd);
  const first = results[0]?.result;
  return {
    model: first?.provenance.find(({ model }) => model !== null)?.model ?? first?.model ?? 'none',
    promptVersion: first?.promptVersion ?? 'none',
    signatures,
    overall: {
      ...scoresOf(segments),
      articles: articles.length,
      segments: segments.length,
      aligned: articles.reduce((sum, { aligned }) => sum + aligned, 0),
      findings: {
        error: perThousand('error'),
        warning: perThousand('warning'),
        hint: perThousand('hint'),
      },
      costUsd: costs.reduce<number | null>(
        (sum, cost) => (sum === null || cost === null ? null : sum + cost),
        0,
      ),
      seconds: articles.reduce((sum, { seconds }) => sum + seconds, 0),
      failed,
      judged: null,
    },
    articles,
  };
}

function evaluateArticle(
  { article, reference }: ReferenceArticle,
  result: DoneResult,
): Evaluation['articles'][number] {
  const segments = result.translation.segments.map(({ n, nl, en }, at) => {
    const expected = reference.paragraphs[at] ?? '';
    return {
      n,
      nl,
      en,
      reference: expected,
      chrf: chrf([countChrf(en, expected)]),
      findings: result.findings
        .filter(({ segment }) => segment === n)
        .map(({ check, severity, message }) => ({ check, severity, message })),
    };
  });
  const misaligned = new Set(
    result.findings
      .filter(({ check, severity }) => check === 'alignment' && severity === 'error')
      .map(({ segment }) => segment),
  );
  return {
    id: article.id,
    title: article.title,
    ...scoresOf(segments),
    segments,
    aligned: segments.filter(({ n, en }) => en !== '' && !misaligned.has(n)).length,
    costUsd: result.costUsd,
    seconds: result.timings.activeMs / 1_000,
  };
}

type Pair = Pick<EvaluatedSegment, 'en' | 'reference'>;

function scoresOf(segments: readonly Pair[]): z.infer<typeof scoresSchema> {
  const length = (of: (one: Pair) => string) =>
    segments.reduce((sum, one) => sum + of(one).length, 0);
  return {
    chrf: chrf(segments.map(({ en, reference }) => countChrf(en, reference))),
    bleu: bleu(segments.map(({ en, reference }) => countBleu(en, reference))),
    lengthRatio:
      length(({ en }) => en) /
      Math.max(
        1,
        length(({ reference }) => reference),
      ),
  };
}

/** Two evaluations of the same articles, compared on the segments both have. */
export interface EvaluationComparison {
  readonly first: string;
  readonly second: string;
  readonly segments: number;
  readonly chrf: Comparison;
  readonly bleu: Comparison;
}

/** Compares two evaluations by paired bootstrap; `random` gives numbers in [0, 1). */
export function compareEvaluations(
  first: Evaluation,
  second: Evaluation,
  random: () => number,
): EvaluationComparison {
  const others = new Map(
    second.articles.flatMap(({ id, segments }) =>
      segments.map((one) => [`${id} ${one.n}`, one] as const),
    ),
  );
  const pairs = first.articles.flatMap(({ id, segments }) =>
    segments.flatMap((one) => {
      const other = others.get(`${id} ${one.n}`);
      return other ? [[one, other] as const] : [];
    }),
  );
  const ones = pairs.map(([one]) => one);
  const twos = pairs.map(([, two]) => two);
  const compare = <T>(
    count: (en: string, reference: string) => T,
    score: (counts: readonly T[]) => number,
  ) =>
    compareSystems(
      ones.map(({ en, reference }) => count(en, reference)),
      twos.map(({ en, reference }) => count(en, reference)),
      score,
      random,
    );
  const name = ({ model, promptVersion }: Evaluation) => `${model} (${promptVersion})`;
  return {
    first: name(first),
    second: name(second),
    segments: pairs.length,
    chrf: compare(countChrf, chrf),
    bleu: compare(countBleu, bleu),
  };
}
