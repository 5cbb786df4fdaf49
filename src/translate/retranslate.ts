import { planChunks } from '../article/chunks.ts';
import type { Provenance, Style, Translation } from '../contract.ts';
import { glossaryVersion } from '../glossary/glossary.ts';
import type { LlmClient } from '../llm/client.ts';
import { translatePromptVersion, translateSystem } from './prompt.ts';
import {
  type TranslatedSegments,
  type TranslateSegmentsOptions,
  translateSegments,
} from './segments.ts';

/** English that was made before, and how. */
export interface InitialDraft {
  readonly translation: Translation;
  readonly provenance: readonly Provenance[];
}

/** How what a change touches is asked anew. */
export interface RetranslateOptions extends TranslateSegmentsOptions {
  readonly style: Style;
  readonly title: string | null;
  readonly chunkTokens: number;
  /** The model wanted now; undefined where that is not known. */
  readonly wanted: string | undefined;
}

/**
 * Segments (null: the title) that a change of glossary, prompt, style or model touches: those that
 * would be asked in other words now, or of another model.
 */
export function findStale(
  { translation, provenance }: InitialDraft,
  options: Pick<RetranslateOptions, 'style' | 'title' | 'glossary' | 'wanted'>,
): Set<number | null> {
  const { style, title, glossary, wanted } = options;
  const dutch = new Map<number | null, string>([
    [null, title ?? ''],
    ...translation.segments.map(({ n, nl }) => [n, nl] as const),
  ]);
  const promptVersion = translatePromptVersion(style);
  const changed = provenance.filter(
    (one) =>
      one.model !== null &&
      (one.promptVersion !== promptVersion ||
        one.glossaryVersion !== glossaryVersion(glossary.termsIn(dutch.get(one.segment) ?? '')) ||
        (wanted !== undefined && one.asked !== wanted && !isEscalated(one))),
  );
  return new Set(changed.map(({ segment }) => segment));
}

/** The stronger model did what the wanted one could not: that stands. */
function isEscalated({ mended }: Provenance): boolean {
  return mended.some(({ step, kept }) => step === 'escalate' && kept);
}

/**
 * Translates the touched segments anew, and leaves all others as they are.
 *
 * @throws TolkError what the door throws
 */
export async function retranslate(
  made: InitialDraft,
  which: ReadonlySet<number | null>,
  llm: LlmClient,
  options: RetranslateOptions,
): Promise<InitialDraft> {
  const { translation, provenance } = made;
  const chunks = planChunks(
    translation.segments.filter(({ n }) => which.has(n)).map(({ n, nl }) => ({ n, nl })),
    options.chunkTokens,
  );
  const title = which.has(null) ? options.title : null;
  if (chunks.length === 0 && title !== null) chunks.push({ segments: [] });
  const runs: TranslatedSegments[] = [];
  for (const [at, { segments }] of chunks.entries()) {
    const before = translation.segments.find(({ n }) => n === (segments[0]?.n ?? 0) - 1)?.en ?? '';
    runs.push(
      await translateSegments(
        translateSystem(options.style),
        at === 0 ? title : null,
        segments,
        { before, names: [] },
        llm,
        options,
      ),
    );
  }
  const answers = new Map(runs.flatMap((run) => run.segments).map((answer) => [answer.n, answer]));
  const newTitle = runs[0]?.title ?? null;
  return {
    translation: {
      title: newTitle ?? translation.title,
      segments: translation.segments.map((segment) => ({
        ...segment,
        en: answers.get(segment.n)?.en ?? segment.en,
      })),
    },
    provenance: provenance.map((one) => {
      const answer =
        one.segment === null
          ? newTitle === null
            ? undefined
            : runs[0]?.segments[0]
          : answers.get(one.segment);
      if (!which.has(one.segment)) return one;
      const nl =
        one.segment === null
          ? (options.title ?? '')
          : (translation.segments[one.segment - 1]?.nl ?? '');
      const by = answer?.by;
      return {
        ...one,
        ...by,
        promptVersion: translatePromptVersion(options.style),
        glossaryVersion: glossaryVersion(options.glossary.termsIn(nl)),
        mended: by
          ? [
              {
                step: 'retranslate' as const,
                model: by.model,
                call: by.call,
                checks: [],
                kept: true,
              },
            ]
          : one.mended,
      };
    }),
  };
}
