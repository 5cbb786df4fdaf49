import { planChunks } from '../article/chunks.ts';
import type { Finding, Provenance, Style, Translation } from '../contract.ts';
import type { ArticleLlm } from '../llm/client.ts';
import { type Edit, isAccepted, isWorse, weigh } from './accept-edit.ts';
import {
  applyRenderings,
  collectRenderings,
  type Draft,
  dutchOf,
  englishOf,
  type Renderings,
  type SegmentNumber,
} from './draft.ts';
import { type AskedSegment, postEditSystem, refineSystem, translateSystem } from './prompt.ts';
import {
  isModelFailure,
  type TranslatedSegments,
  type TranslationSettings,
  translateSegments,
} from './segments.ts';

/*
 * Three ways to improve a checked draft: post-edit what the checks found, translate it again
 * without the English that is there, or refine everything. When new English takes the place of the
 * old is said in accept-edit.ts.
 */

/** What a draft is improved with. */
export interface EditContext extends TranslationSettings {
  readonly llm: ArticleLlm;
  /** The article's Dutch title. */
  readonly title: string | null;
  readonly check: (translation: Translation) => Promise<readonly Finding[]>;
  /** A second opinion on the errors of a draft: its findings, without those that are none. */
  readonly judge: (draft: Draft) => Promise<readonly Finding[]>;
  /** True for an error that the second opinion shares. */
  readonly isConfirmed: (finding: Finding) => boolean;
}

/** A step of a segment's history. */
type Step = Provenance['postEdits'][number]['step'];

/** What is asked again, and when its English replaces the old. */
interface Revision {
  readonly step: Step;
  readonly system: string;
  /** See the group's. */
  readonly short?: Style | undefined;
  readonly segments: readonly AskedSegment[];
  readonly title: string | null;
  readonly round?: number;
  /** The text said to come before a segment; another text makes a repeated question a new one. */
  readonly before?: (segment: number) => string;
  /** Whether new English takes the place of the old. */
  readonly isBetter: (edit: Edit) => boolean | Promise<boolean>;
}

/** A stronger model, or the user's wish for a second pass, is a reason of its own. */
const isLighter = ({ findings: { before, after } }: Edit): boolean => weigh(after) < weigh(before);
const isNoWorse = (edit: Edit): boolean =>
  weigh(edit.findings.after) <= weigh(edit.findings.before) && !isWorse(edit);

/** Segments worth another call: those with an error. */
export function segmentsToPostEdit(findings: readonly Finding[]): Set<SegmentNumber> {
  return new Set(
    findings.filter(({ severity }) => severity === 'error').map(({ segment }) => segment),
  );
}

/**
 * Sends the segments with serious findings back, each with its findings in words. A model that
 * fails leaves the draft as it was.
 *
 * @throws TolkError what the client throws when it is not the model's fault
 */
export function postEdit(
  draft: Draft,
  step: 'post-edit' | 'escalate',
  context: EditContext,
  round?: number,
): Promise<Draft> {
  const wrong = segmentsToPostEdit(draft.findings);
  const segments = draft.translation.segments
    .filter(({ n }) => wrong.has(n))
    .map((segment) => ({ ...segment, problem: describeFindings(draft.findings, segment.n) }));
  return revise(draft, context, {
    step,
    system: postEditSystem(context.style),
    segments,
    title: wrong.has(null) ? context.title : null,
    ...(round === undefined ? {} : { round }),
    isBetter: step === 'escalate' ? isLighter : isAccepted,
  });
}

/** How hopeless segments are translated again. */
export interface TranslateAgainOptions {
  readonly isHopeless: (finding: Finding) => boolean;
  readonly round: number;
  readonly before: (segment: number) => string;
}

/**
 * Translates segments again without the English that is there: it is missing, still Dutch, or
 * another segment's, and a post-edit that starts from such English may follow it.
 *
 * @throws TolkError what the client throws when it is not the model's fault
 */
export function translateAgain(
  draft: Draft,
  { isHopeless, round, before }: TranslateAgainOptions,
  context: EditContext,
): Promise<Draft> {
  const hopeless = new Set(draft.findings.filter(isHopeless).map(({ segment }) => segment));
  const segments = draft.translation.segments
    .filter(({ n }) => hopeless.has(n))
    .map(({ n, nl }) => ({ n, nl }));
  return revise(draft, context, {
    step: 'retranslate',
    system: translateSystem(context.style),
    short: context.prompt === 'short' ? context.style : undefined,
    segments,
    title: hopeless.has(null) ? context.title : null,
    round,
    before,
    isBetter: isAccepted,
  });
}

/**
 * The second pass: every segment is edited; an edit is kept unless a check finds more in it.
 *
 * @throws TolkError what the client throws when it is not the model's fault
 */
export function refine(draft: Draft, context: EditContext): Promise<Draft> {
  return revise(draft, context, {
    step: 'refine',
    system: refineSystem(context.style),
    segments: draft.translation.segments.filter(({ nl, en }) => nl !== en),
    title: null,
    isBetter: isNoWorse,
  });
}

async function revise(draft: Draft, context: EditContext, revision: Revision): Promise<Draft> {
  const { translation: old, findings } = draft;
  const renderings = await askInChunks(context, revision);
  const candidate = applyRenderings(old, renderings);
  const newFindings = await context.check(candidate);
  const isChanged = (segment: SegmentNumber) =>
    englishOf(candidate, segment) !== englishOf(old, segment);
  const of = (some: readonly Finding[], segment: SegmentNumber) =>
    some.filter((finding) => finding.segment === segment);
  const isBetter = (segment: SegmentNumber) =>
    revision.isBetter({
      nl: dutchOf(old, context.title, segment),
      before: englishOf(old, segment) ?? '',
      after: englishOf(candidate, segment) ?? '',
      findings: { before: of(findings, segment), after: of(newFindings, segment) },
      isConfirmed: context.isConfirmed,
    });
  const changed = [...renderings].filter(([segment]) => isChanged(segment));
  const better: typeof changed = [];
  for (const entry of changed) if (await isBetter(entry[0])) better.push(entry);
  const kept: Renderings = new Map(better);
  const translation = applyRenderings(old, kept);
  return {
    translation,
    provenance: draft.provenance.map((entry) =>
      recordStep(entry, { step: revision.step, renderings, kept, findings }),
    ),
    unchanged: changed.length === 0,
    findings: kept.size === 0 ? findings : await context.check(translation),
  };
}

interface RevisedSegments {
  readonly step: Step;
  readonly renderings: Renderings;
  readonly kept: Renderings;
  readonly findings: readonly Finding[];
}

function recordStep(
  entry: Provenance,
  { step, renderings, kept, findings }: RevisedSegments,
): Provenance {
  const rendering = renderings.get(entry.segment);
  if (!rendering) return entry;
  const { model, call } = rendering.by;
  const about = findings.filter(({ segment }) => segment === entry.segment);
  const checks = [...new Set(about.map(({ check }) => check))];
  return {
    ...entry,
    ...kept.get(entry.segment)?.by,
    postEdits: [...entry.postEdits, { step, model, call, checks, kept: kept.has(entry.segment) }],
  };
}

async function askInChunks(
  { llm, glossary, chunkTokens }: EditContext,
  { system, short, segments, title, round, before }: Revision,
): Promise<Renderings> {
  const byNumber = new Map(segments.map((segment) => [segment.n, segment]));
  const chunks = planChunks(segments, chunkTokens).map((chunk) =>
    chunk.segments.map((segment) => byNumber.get(segment.n) ?? segment),
  );
  if (chunks.length === 0 && title !== null) chunks.push([]);
  const groups: TranslatedSegments[] = [];
  for (const [at, chunk] of chunks.entries()) {
    try {
      const group = await translateSegments(llm, {
        system,
        short,
        glossary,
        title: at === 0 ? title : null,
        segments: chunk,
        before: before?.(chunk[0]?.n ?? 0) ?? '',
        names: [],
        round,
        isRevision: true,
      });
      groups.push(group);
    } catch (error) {
      if (!isModelFailure(error) || llm.settings.ceiling.isReached) throw error;
      // A model that cannot say it for one chunk need not be paid for trying with the next.
      if (error.code === 'llm.bad_answer') break;
    }
  }
  return collectRenderings(groups);
}

function describeFindings(findings: readonly Finding[], segment: number): string {
  return findings
    .filter((finding) => finding.segment === segment && finding.severity !== 'hint')
    .map(({ message }) => message)
    .join('; ');
}
