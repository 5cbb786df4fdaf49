import pLimit from 'p-limit';
import { checkTranslation } from '../../check/check.ts';
import type { Finding } from '../../contract.ts';
import { newFindings, type PlantedError, plantErrors, type RightArticle } from './plant-errors.ts';
import type { Planter, PlantGroup } from './planter.ts';
import { planters } from './planters.ts';

/** Planted errors of one kind, and how many of them were found. */
export interface PlantedKindResult {
  readonly kind: string;
  readonly group: PlantGroup;
  readonly what: string;
  readonly planted: number;
  /** By an error or a warning of a check or of the verifier. */
  readonly found: number;
  /** By an error of a check. */
  readonly asError: number;
  /** By the verifier; null where it was not asked. */
  readonly verified: number | null;
  readonly missed: ReadonlyArray<{
    readonly article: string;
    readonly segment: number;
    readonly nl: string;
    readonly en: string;
  }>;
}

/** What the checks find of planted errors, and what they say of the English without them. */
export interface PlantedEvaluation {
  readonly articles: number;
  readonly segments: number;
  readonly planted: number;
  /** Segments whose gravest finding is an error, or a warning, before anything was planted. */
  readonly untouched: {
    readonly errors: number;
    readonly warnings: number;
    /** With a doubt of the verifier; null where it was not asked. */
    readonly verified: number | null;
  };
  readonly kinds: readonly PlantedKindResult[];
}

/** How many errors are planted, and who looks at them besides the checks. */
export interface PlantedOptions {
  /** Errors of each kind, at most. */
  readonly copies: number;
  readonly seed: number;
  /** What the verifier doubts. @default nobody is asked */
  readonly verify?: ((article: RightArticle) => Promise<readonly Finding[]>) | undefined;
  /** Articles that the verifier reads at a time. @default 1 */
  readonly concurrency?: number;
}

/** Plants errors of every kind in English, and counts what is found of them. */
export async function evaluatePlanted(
  articles: readonly RightArticle[],
  options: PlantedOptions,
): Promise<PlantedEvaluation> {
  const limit = pLimit(options.concurrency ?? 1);
  const { verify } = options;
  const before = new Map(
    await Promise.all(
      articles.map(async (article) => {
        const checked = checkTranslation(article.title, article.translation);
        const verified = verify ? await limit(() => verify(article)) : [];
        return [article, { checked, verified }] as const;
      }),
    ),
  );
  const kinds: PlantedKindResult[] = [];
  for (const planter of planters) {
    const { errors } = plantErrors(planter, articles, options);
    const looks = errors.map(async (error) => {
      const { checked = [], verified = [] } = before.get(error.article) ?? {};
      const found = checkTranslation(error.article.title, error.spoilt);
      return {
        error,
        checked: newFindings(error, found, checked),
        verified: verify
          ? newFindings(error, await limit(() => verify(spoiltSegment(error))), verified)
          : null,
      };
    });
    kinds.push(toResult(planter, await Promise.all(looks)));
  }
  const all = [...before.values()];
  return {
    articles: articles.length,
    segments: articles.reduce((sum, { translation }) => sum + translation.segments.length, 0),
    planted: kinds.reduce((sum, { planted }) => sum + planted, 0),
    untouched: {
      errors: countSegments(all.map(({ checked }) => checked.filter(isError))),
      warnings: countSegments(all.map(({ checked }) => withoutError(checked).filter(isShown))),
      verified: verify ? countSegments(all.map(({ verified }) => verified.filter(isShown))) : null,
    },
    kinds,
  };
}

interface Look {
  readonly error: PlantedError;
  readonly checked: readonly Finding[];
  readonly verified: readonly Finding[] | null;
}

function toResult({ kind, group, what }: Planter, looks: readonly Look[]): PlantedKindResult {
  const isFound = ({ checked, verified }: Look) => [...checked, ...(verified ?? [])].some(isShown);
  const isVerified = ({ verified }: Look) => verified?.some(isShown) === true;
  return {
    kind,
    group,
    what,
    planted: looks.length,
    found: looks.filter(isFound).length,
    asError: looks.filter(({ checked }) => checked.some(isError)).length,
    verified: looks.some(({ verified }) => verified !== null)
      ? looks.filter(isVerified).length
      : null,
    missed: looks
      .filter((look) => !isFound(look))
      .flatMap(({ error }) =>
        spoiltSegment(error).translation.segments.map(({ n, nl, en }) => ({
          article: error.article.id,
          segment: n,
          nl,
          en,
        })),
      ),
  };
}

/** The segment in which the error is, as an article of its own. */
function spoiltSegment({ article, spoilt, at }: PlantedError): RightArticle {
  const segments = spoilt.segments.filter(({ n }) => n === at[0]);
  return { id: article.id, title: null, translation: { title: null, segments } };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function isShown({ severity }: Finding): boolean {
  return severity !== 'hint';
}

function withoutError(findings: readonly Finding[]): Finding[] {
  const wrong = new Set(findings.filter(isError).map(({ segment }) => segment));
  return findings.filter(({ segment }) => !wrong.has(segment));
}

/** The segments that have a finding, of all articles together. */
function countSegments(byArticle: ReadonlyArray<readonly Finding[]>): number {
  return byArticle.reduce(
    (sum, findings) => sum + new Set(findings.map(({ segment }) => segment ?? 0)).size,
    0,
  );
}
