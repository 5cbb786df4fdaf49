import { isMisaligned } from '../check/registry.ts';
import type { DoneResult } from '../contract.ts';
import { bleu, countBleu } from './bleu.ts';
import { chrf, countChrf } from './chrf.ts';
import type { EvaluatedArticle, EvaluatedSegment, Evaluation, Scores } from './evaluation.ts';
import type { ReferenceArticle } from './references.ts';

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
        error: findingsPerThousand(segments, 'error'),
        warning: findingsPerThousand(segments, 'warning'),
        hint: findingsPerThousand(segments, 'hint'),
      },
      costUsd: addCosts(articles.map(({ costUsd }) => costUsd)),
      seconds: articles.reduce((sum, { seconds }) => sum + seconds, 0),
      failed,
      judged: null,
    },
    articles,
  };
}

/** Findings of a severity for a thousand segments. */
function findingsPerThousand(
  segments: readonly EvaluatedSegment[],
  severity: EvaluatedSegment['findings'][number]['severity'],
): number {
  const findings = segments.flatMap((segment) => segment.findings);
  const count = findings.filter((finding) => finding.severity === severity).length;
  return (1_000 * count) / Math.max(1, segments.length);
}

/** The sum; null as soon as one cost is unknown. */
function addCosts(costs: ReadonlyArray<number | null>): number | null {
  let sum = 0;
  for (const cost of costs) {
    if (cost === null) return null;
    sum += cost;
  }
  return sum;
}

function evaluateArticle(
  { article, reference }: ReferenceArticle,
  result: DoneResult,
): EvaluatedArticle {
  const segments = result.translation.segments.map((segment, at) =>
    evaluateSegment(segment, reference.paragraphs[at] ?? '', result.findings),
  );
  return {
    id: article.id,
    title: article.title,
    ...scoresOf(segments),
    segments,
    aligned: segments.filter(isAligned).length,
    costUsd: result.costUsd,
    seconds: result.timings.activeMs / 1_000,
  };
}

function evaluateSegment(
  { n, nl, en }: DoneResult['translation']['segments'][number],
  reference: string,
  allFindings: DoneResult['findings'],
): EvaluatedSegment {
  const findings = allFindings
    .filter(({ segment }) => segment === n)
    .map(({ check, severity, message }) => ({ check, severity, message }));
  return { n, nl, en, reference, chrf: chrf([countChrf(en, reference)]), findings };
}

/** The segment has English of its own. */
function isAligned({ en, findings }: EvaluatedSegment): boolean {
  return en !== '' && !findings.some(isMisaligned);
}

function scoresOf(segments: ReadonlyArray<Pick<EvaluatedSegment, 'en' | 'reference'>>): Scores {
  const length = segments.reduce((sum, { en }) => sum + en.length, 0);
  const referenceLength = segments.reduce((sum, { reference }) => sum + reference.length, 0);
  return {
    chrf: chrf(segments.map(({ en, reference }) => countChrf(en, reference))),
    bleu: bleu(segments.map(({ en, reference }) => countBleu(en, reference))),
    lengthRatio: length / Math.max(1, referenceLength),
  };
}
