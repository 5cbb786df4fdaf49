import { planChunks } from '../article/chunks.ts';
import type { Finding, Provenance, Style, Translation } from '../contract.ts';
import type { LlmClient } from '../llm/client.ts';
import { type AskedSegment, postEditSystem, refineSystem, translateSystem } from './prompt.ts';
import {
  isIncapable,
  type TranslatedSegments,
  type TranslateSegmentsOptions,
  translateSegments,
} from './segments.ts';

/*
 * A translation with its findings goes round here: only the segments in doubt are asked again, and
 * new English is kept only where the checks find less in it than in the old.
 */

/** A translation, what the checks find in it, and where its segments come from. */
export interface Draft {
  readonly translation: Translation;
  readonly findings: readonly Finding[];
  readonly provenance: readonly Provenance[];
  /** The model gave back what it was asked about: it stands by its English, and the check may be wrong. */
  readonly stubborn: boolean;
}

/** How segments are asked again. */
export interface PostEditOptions extends TranslateSegmentsOptions {
  readonly style: Style;
  /** The article's Dutch title. */
  readonly title: string | null;
  readonly chunkTokens: number;
  readonly check: (translation: Translation) => Finding[];
  /** What is said to stand before a segment; with it a question that was asked before is another. */
  readonly before?: ((segment: number) => string) | undefined;
}

type Step = Provenance['mended'][number]['step'];

const weights = { error: 1_000, warning: 10, hint: 0 } as const;

/** How much is wrong with a segment (null: the title), by the findings: errors first, then warnings. */
function weigh(findings: readonly Finding[], segment: number | null): number {
  return findings
    .filter((one) => one.segment === segment)
    .reduce((sum, { severity }) => sum + weights[severity], 0);
}

/** Segments (null: the title) worth another call: a check raises an error, or a name has come from nowhere. */
export function inDoubt(findings: readonly Finding[]): Set<number | null> {
  return new Set(
    findings
      .filter(({ severity, check }) => severity === 'error' || check === 'strangers')
      .map(({ segment }) => segment),
  );
}

/**
 * Sends the segments in error back, each with its findings in words. A model that cannot leaves the
 * draft as it was.
 *
 * @throws TolkError what the door throws when it is not the model's fault
 */
export function postEdit(
  draft: Draft,
  step: 'mend' | 'escalate',
  llm: LlmClient,
  options: PostEditOptions,
): Promise<Draft> {
  const doubtful = inDoubt(draft.findings);
  const asked = draft.translation.segments
    .filter(({ n }) => doubtful.has(n))
    .map((segment) => ({ ...segment, problem: wordsFor(draft.findings, segment.n) }));
  return revise(
    draft,
    step,
    postEditSystem(options.style),
    asked,
    doubtful.has(null) ? options.title : null,
    llm,
    options,
    (before, after) => after < before,
  );
}

/**
 * Translates afresh, without what is there, the segments whose English is none at all: missing, still
 * Dutch, or another segment's. A mend that starts from such English may follow it.
 *
 * @throws TolkError what the door throws when it is not the model's fault
 */
export function translateAgain(
  draft: Draft,
  isHopeless: (finding: Finding) => boolean,
  llm: LlmClient,
  options: PostEditOptions,
): Promise<Draft> {
  const hopeless = new Set(draft.findings.filter(isHopeless).map(({ segment }) => segment));
  const asked = draft.translation.segments
    .filter(({ n }) => hopeless.has(n))
    .map(({ n, nl }) => ({ n, nl }));
  const title = hopeless.has(null) ? options.title : null;
  return revise(
    draft,
    'retranslate',
    translateSystem(options.style),
    asked,
    title,
    llm,
    options,
    (before, after) => after < before,
  );
}

/**
 * The second pass: every segment is edited; an edit is kept only where no check finds more in it.
 *
 * @throws TolkError what the door throws when it is not the model's fault
 */
export function refine(draft: Draft, llm: LlmClient, options: PostEditOptions): Promise<Draft> {
  const asked = draft.translation.segments.filter(({ nl, en }) => nl !== en);
  return revise(
    draft,
    'refine',
    refineSystem(options.style),
    asked,
    null,
    llm,
    options,
    (before, after) => after <= before,
  );
}

function wordsFor(findings: readonly Finding[], segment: number | null): string {
  return findings
    .filter((one) => one.segment === segment && one.severity !== 'hint')
    .map(({ message }) => message)
    .join('; ');
}

async function revise(
  draft: Draft,
  step: Step,
  system: string,
  asked: readonly AskedSegment[],
  title: string | null,
  llm: LlmClient,
  options: PostEditOptions,
  isBetter: (before: number, after: number) => boolean,
): Promise<Draft> {
  const runs = await askInChunks(system, asked, title, llm, options);
  const answers = new Map(runs.flatMap((run) => run.segments).map((answer) => [answer.n, answer]));
  const newTitle = runs.find((run) => run.title !== null)?.title ?? null;
  const old = draft.translation;
  const candidate: Translation = {
    title: newTitle ?? old.title,
    segments: old.segments.map((segment) => ({
      ...segment,
      en: answers.get(segment.n)?.en ?? segment.en,
    })),
  };
  const after = options.check(candidate);
  const keeps = (segment: number | null) =>
    isBetter(weigh(draft.findings, segment), weigh(after, segment));
  const kept = new Set(
    old.segments
      .filter(({ n, en }) => (answers.get(n)?.en ?? en) !== en && keeps(n))
      .map(({ n }) => n as number | null),
  );
  if (newTitle !== null && newTitle !== old.title && keeps(null)) kept.add(null);
  const translation: Translation = {
    title: kept.has(null) ? newTitle : old.title,
    segments: old.segments.map((segment, at) =>
      kept.has(segment.n) ? (candidate.segments[at] ?? segment) : segment,
    ),
  };
  const first = runs[0]?.segments[0];
  const provenance = draft.provenance.map((one) => {
    const answer =
      one.segment === null ? (newTitle === null ? undefined : first) : answers.get(one.segment);
    if (!answer) return one;
    const { model, call } = answer.by;
    const checks = [
      ...new Set(
        draft.findings.filter(({ segment }) => segment === one.segment).map(({ check }) => check),
      ),
    ];
    const isKept = kept.has(one.segment);
    return {
      ...one,
      ...(isKept ? answer.by : {}),
      mended: [...one.mended, { step, model, call, checks, kept: isKept }],
    };
  });
  const stubborn =
    [...answers.values()].every(({ n, en }) => old.segments[n - 1]?.en === en) &&
    (newTitle ?? old.title) === old.title;
  return {
    translation,
    provenance,
    stubborn,
    findings: kept.size === 0 ? draft.findings : options.check(translation),
  };
}

async function askInChunks(
  system: string,
  asked: readonly AskedSegment[],
  title: string | null,
  llm: LlmClient,
  options: PostEditOptions,
): Promise<TranslatedSegments[]> {
  const byNumber = new Map(asked.map((segment) => [segment.n, segment]));
  const chunks = planChunks(asked, options.chunkTokens).map(({ segments }) =>
    segments.map((segment) => byNumber.get(segment.n) ?? segment),
  );
  if (chunks.length === 0 && title !== null) chunks.push([]);
  const runs: TranslatedSegments[] = [];
  for (const [at, segments] of chunks.entries()) {
    try {
      const before = options.before?.(segments[0]?.n ?? 0) ?? '';
      runs.push(
        await translateSegments(
          system,
          at === 0 ? title : null,
          segments,
          { before, names: [] },
          llm,
          options,
        ),
      );
    } catch (error) {
      if (!isIncapable(error)) throw error;
    }
  }
  return runs;
}
