import { createHash } from 'node:crypto';
import { detectLanguage, requireDutch } from './article/language.ts';
import type { Article } from './article/schema.ts';
import { checkTranslation, decisive } from './check/check.ts';
import { ordersModel } from './check/injection.ts';
import { checkSummaryGround } from './check/summary.ts';
import type {
  ArticleOptions,
  Finding,
  Outcome,
  Progress,
  Provenance,
  Style,
  Summary,
  Translation,
} from './contract.ts';
import { TolkError } from './errors.ts';
import { createGlossary, type Glossary, glossaryVersion } from './glossary/glossary.ts';
import { isGloss } from './llm/choose-provider.ts';
import type { LlmClient } from './llm/client.ts';
import { addSpend, noSpend, type Spend } from './llm/cost/usage.ts';
import { summarisePromptVersion } from './summarise/prompt.ts';
import { summariseTranslation } from './summarise/summarise.ts';
import {
  type Draft,
  inDoubt,
  type PostEditOptions,
  postEdit,
  refine,
  translateAgain,
} from './translate/post-edit.ts';
import { translatePromptVersion } from './translate/prompt.ts';
import { findStale, type InitialDraft, retranslate } from './translate/retranslate.ts';
import type { Attribution } from './translate/segments.ts';
import { type TranslatedArticle, translateArticle } from './translate/translate.ts';
import {
  lookUpSegments,
  noMemoryMatches,
  type MemoryOptions as RecallOptions,
  rememberSegments,
  type TranslationMemory,
} from './translate/translation-memory.ts';

/** What the pipeline needs from whoever runs it. */
export interface PipelineContext {
  readonly llm: LlmClient;
  readonly chunkTokens: number;
  readonly chunkConcurrency: number;
  /** @default the built-in one */
  readonly glossary?: Glossary | undefined;
  /** What was made of the article before: only what a change touches is done anew. */
  readonly previous?: Outcome | null | undefined;
  /** The model asked where the article names none; a change of it touches everything. */
  readonly defaultModel?: string | undefined;
  /** What was translated before; used where an article's options say so. */
  readonly memory?: TranslationMemory | undefined;
  /** Told of every call as it is paid for, also when nothing comes of the article. */
  readonly onSpend?: ((spend: Spend) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

/** Segments in error go back this often to the model that made them. */
const maxMends = 2;
/** What is then still in error is translated afresh this often. */
const maxFresh = 2;

/**
 * Article → outcome: is it Dutch, translate, check, mend what the checks call an error, escalate what
 * is left of it, refine, summarise. What the checks still doubt stands in the findings; English that is
 * none, or that an order in the text may have brought about, is no result.
 *
 * @throws TolkError `article.not_dutch`, `llm.looped`, `article.injection_suspected`, with `strict`
 *   `article.doubtful`, or what the door throws
 */
export async function processArticle(
  article: Article,
  options: ArticleOptions,
  context: PipelineContext,
): Promise<Outcome> {
  try {
    return await work(article, options, context);
  } catch (error) {
    const problem = TolkError.from(error);
    // A model that answers something else altogether may have been told to.
    if (problem.code === 'llm.bad_answer' && ordersModel(article.body))
      throw injected(article, problem.message, problem);
    throw error;
  }
}

async function work(
  article: Article,
  options: ArticleOptions,
  context: PipelineContext,
): Promise<Outcome> {
  const { llm, signal, onProgress, glossary = createGlossary(), chunkTokens } = context;
  const {
    model,
    cache,
    style = {},
    mode = 'fast',
    quality = 'normal',
    summary: length = 'full',
  } = options;
  const language =
    options.language === 'any'
      ? await detectLanguage(article.body)
      : await requireDutch(article.body, article.id);
  let spend: Spend = noSpend;
  const onSpend = (more: Spend) => {
    spend = addSpend(spend, more);
    context.onSpend?.(more);
  };
  const asking = { ...context, model, cache, onSpend, style, glossary };
  const check = (one: Translation) => checkTranslation(article.title, one, glossary);
  const onChunk = (done: number, total: number) =>
    onProgress?.({ step: 'translating', done, total });
  const wanted = model ?? context.defaultModel;
  const retouching = { ...asking, title: article.title, wanted };
  const before = previousOf(article, context.previous);
  const which = before ? findStale(before, retouching) : new Set<number | null>();
  const memory =
    options.memory === 'use' && cache !== 'bypass' && !before ? context.memory : undefined;
  const recalling: RecallOptions = { style, glossary, quality, model: wanted };
  const recalled = memory ? await lookUpSegments(article.body, memory, recalling) : noMemoryMatches;
  onSpend({
    ...noSpend,
    usage: {
      ...noSpend.usage,
      memorySegments: recalled.segments.size,
      memoryTokens: recalled.tokens,
    },
  });
  const made = before
    ? await retranslate(before, which, llm, retouching)
    : withProvenance(
        article,
        await translateArticle(article, llm, { ...asking, mode, onChunk, recalled }),
        style,
        glossary,
      );
  onProgress?.({ step: 'checking', done: 0, total: 1 });
  const first: Draft = { ...made, findings: check(made.translation), stubborn: false };
  const mending: PostEditOptions = { ...asking, title: article.title, check, chunkTokens };
  const { draft, escalation } = await improve(first, options, quality, llm, mending);
  requireText(article, draft.findings);
  if (options.strict && draft.findings.some(({ severity }) => severity === 'error'))
    throw doubtful(article, draft.findings);

  if (memory) await rememberSegments(draft, memory, recalling);

  onProgress?.({ step: 'summarising', done: 0, total: 1 });
  const summary =
    length === 'none'
      ? null
      : await summariseTranslation(draft.translation, llm, {
          model,
          cache,
          signal,
          onSpend,
          length,
          check: (value: Summary) => checkSummaryGround(value, draft.translation),
        });
  if (summary) requireText(article, summary.findings);
  const models = [
    ...draft.provenance.flatMap((one) => one.model ?? []),
    ...(summary ? [summary.model] : []),
  ];
  return {
    translation: draft.translation,
    summary: summary?.summary ?? null,
    findings: [...draft.findings, ...(summary?.findings ?? [])],
    ...spend,
    model: summary?.model ?? models[0] ?? 'none',
    promptVersion: `${translatePromptVersion(style)}.${summarisePromptVersion}`,
    gloss: models.some(isGloss),
    language,
    provenance: [...draft.provenance],
    escalation,
  };
}

/** What was made of this very article before, if so. */
function previousOf(article: Article, previous: Outcome | null | undefined): InitialDraft | null {
  if (!previous) return null;
  const same =
    previous.translation.segments.map(({ nl }) => nl).join('\n\n') === article.body &&
    previous.provenance.length > 0;
  return same ? previous : null;
}

function withProvenance(
  article: Article,
  { translation, origins }: TranslatedArticle,
  style: Style,
  glossary: Glossary,
): InitialDraft {
  const promptVersion = translatePromptVersion(style);
  const provenance = origins.map(({ segment, by, memory }) => {
    const nl =
      segment === null ? (article.title ?? '') : (translation.segments[segment - 1]?.nl ?? '');
    return { ...provenanceOf(segment, nl, by, promptVersion, glossary), memory };
  });
  return { translation, provenance };
}

/** Mends, escalates and refines, as far as there is something to do. */
async function improve(
  first: Draft,
  options: ArticleOptions,
  quality: 'normal' | 'best',
  llm: LlmClient,
  mending: PostEditOptions,
) {
  let draft = first;
  for (let round = 0; round < maxMends && inDoubt(draft.findings).size > 0; round += 1) {
    draft = await postEdit(draft, 'mend', llm, { ...mending, round });
    if (draft.stubborn) break;
  }
  draft = await startAfresh(draft, llm, mending);
  let escalation: Outcome['escalation'] = null;
  const left = inDoubt(draft.findings);
  if (options.escalate !== undefined && left.size > 0) {
    let cost: Spend = noSpend;
    draft = await postEdit(draft, 'escalate', llm, {
      ...mending,
      model: options.escalate,
      onSpend: (more) => {
        cost = addSpend(cost, more);
        mending.onSpend(more);
      },
    });
    escalation = { model: options.escalate, segments: left.size, costUsd: cost.costUsd };
  }
  if (quality === 'best') draft = await refine(draft, llm, mending);
  return { draft, escalation };
}

/**
 * Translates afresh what mending has not made right: always where the English is none at all, else where
 * the model does not stand by its English (then the check may be wrong, and asking again leads nowhere).
 * The second time with the English before it, since the same question again would have the same answer.
 */
async function startAfresh(
  mended: Draft,
  llm: LlmClient,
  mending: PostEditOptions,
): Promise<Draft> {
  let draft = mended;
  for (let round = 0; round < maxFresh; round += 1) {
    const { stubborn, translation } = draft;
    const before = (n: number) =>
      round === 0 ? '' : (translation.segments.find((one) => one.n === n - 1)?.en ?? '');
    const isWrong = ({ severity, check, segment }: Finding) =>
      severity === 'error' &&
      (!stubborn || decisive.includes(check)) &&
      (round === 0 || before(segment ?? 0) !== '');
    if (!draft.findings.some(isWrong)) break;
    draft = await translateAgain(draft, isWrong, llm, {
      ...mending,
      round: maxMends + round,
      before,
    });
  }
  return draft;
}

const sourceCharacters = 12;

function provenanceOf(
  segment: number | null,
  nl: string,
  by: Attribution | null,
  promptVersion: string,
  glossary: Glossary,
): Provenance {
  const source = createHash('sha256').update(nl).digest('base64url').slice(0, sourceCharacters);
  const { model, asked, call } = by ?? { model: null, asked: null, call: null };
  return {
    segment,
    source,
    model,
    asked,
    promptVersion,
    glossaryVersion: glossaryVersion(glossary.termsIn(nl)),
    call,
    memory: false,
    mended: [],
  };
}

/**
 * Sees to it that the English is that of this text: not a sentence again and again, and, where the
 * Dutch orders models about, without any error that it may have ordered.
 *
 * @throws TolkError `llm.looped`, `article.injection_suspected`
 */
function requireText(article: Article, findings: readonly Finding[]): void {
  const [first] = describeErrors(findings);
  if (first === undefined) return;
  const loop = findings.find(
    ({ severity, check }) => severity === 'error' && check === 'repetition',
  );
  if (loop) {
    const where = loop.segment === null ? 'title' : `segment ${loop.segment}`;
    // What it says is kept: asked again, it would be the same.
    throw new TolkError(
      'llm.looped',
      `${article.id}: ${where}: ${loop.message}, also when asked again; try another --model`,
      {
        retryable: false,
      },
    );
  }
  if (ordersModel(article.body)) throw injected(article, first);
}

function injected(article: Article, what: string, cause?: unknown): TolkError {
  const message = `${article.id}: the text orders models about, and the answer is wrong (${what}); read it, then try another --model`;
  return new TolkError('article.injection_suspected', message, { cause });
}

function doubtful(article: Article, findings: readonly Finding[]): TolkError {
  const errors = describeErrors(findings);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new TolkError(
    'article.doubtful',
    `${article.id}: ${errors[0]}${more}; without --strict it is kept, with its findings`,
  );
}

/** Findings of error severity, in words. */
function describeErrors(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ segment, message }) => (segment === null ? message : `segment ${segment}: ${message}`));
}
