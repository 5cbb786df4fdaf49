import { detectLanguage, requireDutch } from './article/language.ts';
import type { Article } from './article/schema.ts';
import { textToTranslate } from './article/segments.ts';
import { injectionSuspected, requireEnglish, requireNoErrors } from './check/acceptance.ts';
import { ArticleChecks, prepareChecks } from './check/check.ts';
import { ordersModel } from './check/injection.ts';
import { moveCitations } from './check/summary/support.ts';
import { checkSummaryInTurns } from './check/summary.ts';
import type { ArticleOptions, Outcome, Progress, Translation } from './contract.ts';
import { TolkError } from './errors.ts';
import { isGloss } from './gloss.ts';
import { createGlossary, type Glossary } from './glossary/glossary.ts';
import { answeredSummary, askJointly } from './joint/ask-jointly.ts';
import { callsNeeded, earlierSummary, jointOptions } from './joint/plan.ts';
import { type MadeSummary, promptVersionOf } from './joint/prompt-version.ts';
import type { CallCeiling } from './llm/call-ceiling.ts';
import type { ArticleLlm, LlmClient } from './llm/client.ts';
import { type Spend, SpendMeter } from './llm/cost/usage.ts';
import type { Budget } from './llm/limits/budgets.ts';
import { type CheckedSummary, summariseTranslation } from './summarise/summarise.ts';
import { isWhole, planArticle } from './translate/chunk-plan.ts';
import type { Draft, InitialDraft } from './translate/draft.ts';
import type { DraftListener } from './translate/draft-listener.ts';
import { type ImprovedDraft, improve } from './translate/improve.ts';
import { withProvenance } from './translate/provenance.ts';
import { previousDraft, retranslateStale, staleSegments } from './translate/retranslate.ts';
import type { TranslationSettings } from './translate/segments.ts';
import { type PromptKind, promptKindFor } from './translate/short-prompt.ts';
import { translateArticle } from './translate/translate.ts';
import {
  lookUpSegments,
  type MemoryAccess,
  memorySpend,
  noMemoryMatches,
  rememberSegments,
  type TranslationMemory,
} from './translate/translation-memory.ts';
import type { ArticleVerifier } from './verify/article-verifier.ts';
import { claimsOf } from './verify/claims.ts';
import { createVerifier } from './verify/create-verifier.ts';
import { JudgedFindings } from './verify/judged-findings.ts';
import type { NliSource } from './verify/nli-model.ts';

/** What the pipeline needs from whoever runs it. */
export interface PipelineContext {
  /** The article's record, by which its calls are known in the ledger. @default its id */
  readonly record?: string | undefined;
  readonly llm: LlmClient;
  readonly chunkTokens: number;
  readonly chunkConcurrency: number;
  /** How models are asked, where the article does not say it. @default 'auto' */
  readonly prompt?: PromptKind | 'auto' | undefined;
  /** Calls of an article that fits in one, where it does not say so itself. @default 'two' */
  readonly calls?: ArticleOptions['calls'];
  /** Billions of parameters by model, as far as the server has told them. @default none */
  readonly modelSizes?: ReadonlyMap<string, number> | undefined;
  /** Budgets this article is paid from, besides those of all articles. */
  readonly budgets?: readonly Budget[] | undefined;
  /** @default the built-in one */
  readonly glossary?: Glossary | undefined;
  /** The earlier result of the article: only what a change makes stale is retranslated. */
  readonly previous?: Outcome | null | undefined;
  /** The model asked where the article names none; a change of it makes every segment stale. */
  readonly defaultModel?: string | undefined;
  /** What was translated before; used where an article's options say so. */
  readonly memory?: TranslationMemory | undefined;
  /** Receives the spend of every call, also when nothing comes of the article. */
  readonly onSpend?: ((spend: Spend) => void) | undefined;
  /** What the article may ask, in all. @default one with nothing behind it */
  readonly ceiling?: CallCeiling | undefined;
  /** The model that verifies where an article wants a local one. @default none */
  readonly nli?: NliSource | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: Progress) => void;
  /** Who watches the English being written. */
  readonly drafts?: DraftListener | undefined;
}

/**
 * Article → outcome: is it Dutch, translate, check, improve, verify, summarise. What the checks and
 * the verifier still find is in the findings; English that renders another text, or that an order in the text may have
 * caused, is no result.
 *
 * @throws TolkError `article.not_dutch`, `llm.looped`, `article.injection_suspected`, with `strict`
 *   `article.doubtful`, or what the LLM client throws
 */
export async function processArticle(
  article: Article,
  options: ArticleOptions,
  context: PipelineContext,
): Promise<Outcome> {
  try {
    return await runSteps(article, options, context);
  } catch (error) {
    const problem = TolkError.from(error);
    // A model that answers something else altogether may have followed an order in the text.
    if (problem.code === 'llm.bad_answer' && ordersModel(article.body))
      throw injectionSuspected(article, problem.message, problem);
    throw error;
  }
}

/**
 * Does once, before the first article, what would hold up calls in flight; but for the n-grams of
 * languages, which are 100 MB and wait for a text that is not plainly Dutch.
 */
export function preparePipeline(): void {
  prepareChecks();
}

/** One article on its way, with what all its steps need. */
interface Run {
  readonly article: Article;
  readonly options: ArticleOptions;
  readonly context: PipelineContext;
  readonly llm: ArticleLlm;
  readonly settings: TranslationSettings;
  readonly checks: ArticleChecks;
  /** The model that is asked; undefined where that is not known. */
  readonly effectiveModel: string | undefined;
  /** Reads the English against the Dutch; null where that is not wanted. */
  readonly verifier: ArticleVerifier | null;
}

async function runSteps(
  article: Article,
  options: ArticleOptions,
  context: PipelineContext,
): Promise<Outcome> {
  const language = await identifyLanguage(article, options);
  const spend = new SpendMeter(context.onSpend);
  const run = startRun(article, options, context, spend);
  const previous = previousDraft(article, context.previous);
  const memory = previous ? null : memoryOf(run);

  const { initial, offered } = previous
    ? await retranslate(run, previous)
    : await translate(run, memory);
  context.onProgress?.({ step: 'checking', done: 0, total: 1 });
  const { draft, escalation } = await improveDraft(run, initial);
  requireEnglish(article, draft.findings);
  if (options.strict) requireNoErrors(article, draft.findings);
  const verified = await verify(run, draft).catch(deferred);
  if (memory && !TolkError.isInstance(verified)) await rememberSegments(verified, memory);

  context.onProgress?.({ step: 'summarising', done: 0, total: 1 });
  const summary = await summarise(run, draft, offered);
  const checked = summary && (await verifySummary(run, summary, draft.translation));
  if (TolkError.isInstance(verified)) throw verified;
  if (checked) requireEnglish(article, checked.findings);
  const outcome = toOutcome(run, verified, { summary: checked, offered });
  return { ...outcome, ...spend.total, language, escalation };
}

/** Through the Batch API the summary, or its verifier, is asked together with this one, not a day later. */
function deferred(error: unknown): TolkError {
  if (TolkError.isInstance(error) && error.code === 'llm.deferred') return error;
  throw error;
}

function startRun(
  article: Article,
  options: ArticleOptions,
  context: PipelineContext,
  spend: SpendMeter,
): Run {
  const { model, cache, style = {} } = options;
  const effectiveModel = model ?? context.defaultModel;
  const { budgets, signal, ceiling, glossary = createGlossary(), chunkTokens } = context;
  const prompt = promptKindFor(
    effectiveModel,
    options.prompt ?? context.prompt,
    context.modelSizes,
  );
  const llm = context.llm.forArticle({
    model,
    cache,
    budgets,
    signal,
    article: context.record ?? article.id,
    ceiling,
    onSpend: spend.add,
  });
  const settings = { style, glossary, chunkTokens, prompt };
  const isSmall = (asked: string | undefined) =>
    promptKindFor(asked, 'auto', context.modelSizes) === 'short';
  const verifier = createVerifier(options, { ...context, llm, effectiveModel, isSmall });
  const checks = new ArticleChecks(article.title, { glossary, signal });
  return { article, options, context, llm, settings, checks, effectiveModel, verifier };
}

function identifyLanguage(article: Article, { language }: ArticleOptions): Promise<string | null> {
  const text = textToTranslate(article);
  return language === 'any' ? detectLanguage(text) : requireDutch(text, article.id);
}

/** The translation memory, where the article's options want it. */
function memoryOf({ options, context, settings, effectiveModel }: Run): MemoryAccess | null {
  const isWanted = options.memory === 'use' && options.cache !== 'bypass';
  if (!isWanted || !context.memory) return null;
  const { style, glossary, prompt } = settings;
  const quality = options.quality ?? 'normal';
  return { memory: context.memory, style, prompt, glossary, quality, model: effectiveModel };
}

/** An article in English, and a summary of that where one came with it. */
type Translated = { readonly initial: InitialDraft } & Pick<MadeSummary, 'offered'>;

async function translate(run: Run, memory: MemoryAccess | null): Promise<Translated> {
  const { article, options, context, llm, settings } = run;
  const memoryMatches = memory ? await lookUpSegments(article, memory) : noMemoryMatches;
  llm.settings.onSpend(memorySpend(memoryMatches));
  const joint = jointOptions(settings, options, context.calls);
  let offered: MadeSummary['offered'] = null;
  const translated = await translateArticle(article, llm, {
    ...settings,
    askWhole:
      joint &&
      (async (group) => {
        const { whole, summary } = await askJointly(llm, group, joint);
        offered = summary;
        return whole;
      }),
    mode: options.mode ?? 'fast',
    chunkConcurrency: context.chunkConcurrency,
    memoryMatches,
    drafts: context.drafts,
    onChunk: (done, total) => {
      if (done === 0) llm.settings.ceiling.plan(callsNeeded(total, options));
      context.onProgress?.({ step: 'translating', done, total });
    },
  });
  if (joint && memoryMatches.segments.size > 0) {
    const plan = planArticle(article, settings);
    if (isWhole(article, plan)) offered = await answeredSummary(llm, plan, joint);
  }
  const initial = withProvenance(translated, article.title, settings);
  return { initial, offered };
}

async function retranslate(run: Run, previous: InitialDraft): Promise<Translated> {
  const { article, llm, settings, effectiveModel, options } = run;
  // No more chunks than segments.
  llm.settings.ceiling.plan(callsNeeded(previous.translation.segments.length, options));
  const about = { ...settings, title: article.title, effectiveModel };
  const initial = await retranslateStale(previous, llm, about);
  const isStale = staleSegments(previous, about).size > 0;
  const offered = isStale ? null : earlierSummary(run.context.previous, options);
  return { initial, offered };
}

async function improveDraft(run: Run, initial: InitialDraft): Promise<ImprovedDraft> {
  const { llm, settings, options } = run;
  const { title } = run.article;
  const judged = new JudgedFindings(run.verifier);
  const check = async (translation: Translation) =>
    judged.apply(await run.checks.check(translation), translation);
  const findings = await check(initial.translation);
  const checked: Draft = { ...initial, findings, unchanged: false };
  if (options.prompt === 'bare') return { draft: checked, escalation: null };
  return improve(checked, options, {
    ...settings,
    llm,
    title,
    check,
    judge: ({ translation, findings }) => judged.judge({ title, translation }, findings),
    isConfirmed: (finding) => judged.isConfirmed(finding),
  });
}

/** The draft with what the verifier doubts in it. */
async function verify({ article, options, verifier }: Run, draft: Draft): Promise<Draft> {
  if (!verifier) return draft;
  const { title } = article;
  const doubts = await verifier.verify({ title, translation: draft.translation });
  if (options.strict) requireNoErrors(article, doubts);
  return { ...draft, findings: [...draft.findings, ...doubts] };
}

async function verifySummary(
  { article, verifier }: Run,
  summary: CheckedSummary,
  translation: Translation,
): Promise<CheckedSummary> {
  if (!verifier) return summary;
  const claims = await claimsOf(summary.summary, article.title, translation);
  const doubts = await verifier.verifyClaims(claims);
  return { ...summary, findings: [...summary.findings, ...doubts] };
}

async function summarise(
  { options, llm, context, checks }: Run,
  { translation, findings }: Draft,
  offered: MadeSummary['offered'],
): Promise<CheckedSummary | null> {
  const length = options.summary ?? 'full';
  if (length === 'none') return null;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const doubted = new Set(errors.flatMap(({ segment }) => segment ?? []));
  const ground = await checks.readGround(translation);
  return summariseTranslation(translation, llm, {
    length,
    offered,
    check: (summary) => checkSummaryInTurns(summary, ground, { doubted, signal: context.signal }),
    cite: (summary) => moveCitations(summary, ground),
  });
}

function toOutcome(
  { settings, options, verifier }: Run,
  { translation, findings, provenance }: Draft,
  { summary, offered }: MadeSummary,
): Omit<Outcome, 'usage' | 'costUsd' | 'language' | 'escalation'> {
  const models = provenance.flatMap(({ model }) => model ?? []);
  if (summary) models.push(summary.model);
  return {
    translation,
    summary: summary?.summary ?? null,
    findings: [...findings, ...(summary?.findings ?? [])],
    model: summary?.model ?? models[0] ?? 'none',
    promptVersion: promptVersionOf(settings, options, { provenance, summary, offered }),
    gloss: models.some(isGloss),
    provenance: [...provenance],
    verification: verifier?.report ?? null,
  };
}
