import { planChunks } from '../article/chunks.ts';
import type { Article } from '../article/schema.ts';
import { toSegments } from '../article/segments.ts';
import type { Outcome, Provenance } from '../contract.ts';
import { glossaryVersion } from '../glossary/glossary.ts';
import type { ArticleLlm } from '../llm/client.ts';
import {
  applyRenderings,
  collectRenderings,
  dutchOf,
  englishBefore,
  type InitialDraft,
  type Renderings,
  type SegmentNumber,
} from './draft.ts';
import { isCurrentPrompt, translatePromptVersion, translateSystem } from './prompt.ts';
import {
  type TranslatedSegments,
  type TranslationSettings,
  translateSegments,
} from './segments.ts';

/** How segments that a change concerns are retranslated. */
export interface RetranslateOptions extends TranslationSettings {
  /** The article's Dutch title. */
  readonly title: string | null;
  /** The model that would be asked now; undefined where that is not known. */
  readonly effectiveModel: string | undefined;
}

/** The earlier result of this very article, if there is one. */
export function previousDraft(
  article: Article,
  previous: Outcome | null | undefined,
): InitialDraft | null {
  if (!previous || previous.provenance.length === 0) return null;
  const body = previous.translation.segments.map(({ nl }) => nl).join('\n\n');
  return body === article.body ? laidOut(previous, article) : null;
}

/** The earlier result as the article stands on the page now. */
function laidOut(previous: InitialDraft, article: Article): InitialDraft {
  const { title, segments } = previous.translation;
  const layouts = toSegments(article).map(({ layout }) => layout);
  const withLayout = segments.map(({ n, nl, en }, at) => {
    const layout = layouts[at];
    return { n, nl, en, ...(layout ? { layout } : {}) };
  });
  return { ...previous, translation: { title, segments: withLayout } };
}

/**
 * Retranslates the segments that a change of glossary, prompt, style or model makes stale, and
 * leaves all others as they are.
 *
 * @throws TolkError what the client throws
 */
export async function retranslateStale(
  previous: InitialDraft,
  llm: ArticleLlm,
  options: RetranslateOptions,
): Promise<InitialDraft> {
  const stale = staleSegments(previous, options);
  const renderings = await translateAgain(previous, stale, llm, options);
  return {
    translation: applyRenderings(previous.translation, renderings),
    provenance: previous.provenance.map((entry) => {
      if (!stale.has(entry.segment)) return entry;
      const nl = dutchOf(previous.translation, options.title, entry.segment);
      return retranslated(entry, nl, renderings, options);
    }),
  };
}

/** Segments that would be asked in other words now, or of another model; null is the title. */
export function staleSegments(
  { translation, provenance }: InitialDraft,
  { style, prompt, title, glossary, effectiveModel }: RetranslateOptions,
): ReadonlySet<SegmentNumber> {
  const isStale = (entry: Provenance): boolean => {
    if (entry.model === null) return false;
    if (!isCurrentPrompt(entry.promptVersion, style, prompt)) return true;
    const terms = glossary.termsIn(dutchOf(translation, title, entry.segment));
    if (entry.glossaryVersion !== glossaryVersion(terms)) return true;
    return effectiveModel !== undefined && entry.asked !== effectiveModel && !isEscalated(entry);
  };
  return new Set(provenance.filter(isStale).map(({ segment }) => segment));
}

/** The stronger model did what the effective one could not: its English stays. */
function isEscalated({ postEdits }: Provenance): boolean {
  return postEdits.some(({ step, kept }) => step === 'escalate' && kept);
}

async function translateAgain(
  { translation }: InitialDraft,
  stale: ReadonlySet<SegmentNumber>,
  llm: ArticleLlm,
  { style, prompt, glossary, chunkTokens, title: dutchTitle }: RetranslateOptions,
): Promise<Renderings> {
  const segments = translation.segments
    .filter(({ n }) => stale.has(n))
    .map(({ n, nl }) => ({ n, nl }));
  const chunks = planChunks(segments, chunkTokens);
  const title = stale.has(null) ? dutchTitle : null;
  if (chunks.length === 0 && title !== null) chunks.push({ segments: [] });
  const groups: TranslatedSegments[] = [];
  for (const [at, chunk] of chunks.entries()) {
    const group = await translateSegments(llm, {
      system: translateSystem(style),
      short: prompt === 'short' ? style : undefined,
      glossary,
      title: at === 0 ? title : null,
      segments: chunk.segments,
      before: englishBefore(translation, chunk.segments[0]?.n ?? 0),
      names: [],
    });
    groups.push(group);
  }
  return collectRenderings(groups);
}

function retranslated(
  entry: Provenance,
  nl: string,
  renderings: Renderings,
  { style, prompt, glossary }: TranslationSettings,
): Provenance {
  const by = renderings.get(entry.segment)?.by;
  const step = by && {
    step: 'retranslate' as const,
    model: by.model,
    call: by.call,
    checks: [],
    kept: true,
  };
  return {
    ...entry,
    ...by,
    promptVersion: translatePromptVersion(style, prompt),
    glossaryVersion: glossaryVersion(glossary.termsIn(nl)),
    postEdits: step ? [step] : entry.postEdits,
  };
}
