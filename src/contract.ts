import { z } from 'zod';
import { segmentLayoutSchema } from './article/layout.ts';
import { articleSchema } from './article/schema.ts';
import { type CheckName, currentCheckName } from './check-names.ts';
import { failureSchema, retranslationSchema } from './failure.ts';
import { usageSchema } from './usage.ts';

export type { CheckName } from './check-names.ts';

import { verificationSchema } from './verification.ts';

export * from './article/options.ts';
export * from './failure.ts';
export * from './usage.ts';
export * from './verification.ts';

/** Title and segments in both languages. */
const translationSchema = z.object({
  /** The title in English; null for an article without one. */
  title: z.string().nullable(),
  /** All segments, in order. */
  segments: z.array(
    z.object({
      /** From 1: the article's n-th segment. */
      n: z.number().int(),
      /** The Dutch. */
      nl: z.string(),
      /** The English. */
      en: z.string(),
      /** How it stands on the page; left out for a paragraph. */
      layout: segmentLayoutSchema.optional(),
    }),
  ),
});

/** An article in English, aligned with its Dutch; see {@link translationSchema}. */
export type Translation = z.infer<typeof translationSchema>;

/** A summary in English. Each bullet names the segments it rests on. */
const summarySchema = z.object({
  /** A headline of its own, not the translated title. */
  headline: z.string(),
  /** One sentence. */
  tldr: z.string(),
  /** The main points: 1 to 3 in a short summary, 3 to 5 in a full one. */
  bullets: z.array(
    z.object({
      text: z.string(),
      /** The segments it rests on, from 1. */
      segments: z.array(z.number().int()),
    }),
  ),
  /** At most two sentences in a short summary, a paragraph in a full one. */
  abstract: z.string(),
});

/** A summary in English; see {@link summarySchema}. */
export type Summary = z.infer<typeof summarySchema>;

/** Results of another release may name checks that this one does not know. */
const checkNameSchema: z.ZodType<CheckName | (string & {}), string> = z
  .string()
  .transform(currentCheckName);

/** Characters of a text, from one up to another. */
const markSchema = z.tuple([z.number().int(), z.number().int()]);

/** What a check found. */
const findingSchema = z.object({
  /** The check that found it. */
  check: checkNameSchema,
  /** `error`: almost surely wrong; `warning`: look at it; `hint`: a reminder. */
  severity: z.enum(['error', 'warning', 'hint']),
  /** The segment it is about; null for the title and the summary. */
  segment: z.number().int().nullable(),
  /** What is wrong, in one line. */
  message: z.string(),
  /** The rule of the check that found it, where it has several. */
  rule: z.string().optional(),
  /**
   * What was compared: `[start, end)` in the segment's Dutch and English, in UTF-16 code units. In
   * either there may be none.
   */
  marks: z.object({ nl: z.array(markSchema), en: z.array(markSchema) }).optional(),
});

/** What a check found; see {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;

/** How one segment came about: enough to tell whether a later change concerns it. */
const provenanceFields = z.object({
  /** The segment; null for the title. */
  segment: z.number().int().nullable(),
  /** The first characters of the sha-256 of its Dutch. */
  source: z.string(),
  /** The model that gave the present English; null for a segment that was English already. */
  model: z.string().nullable(),
  /** The model that was asked for it, as it was configured. */
  asked: z.string().nullable(),
  /** Prompt and style it was asked with. */
  promptVersion: z.string(),
  /** Of the glossary's terms that occur in it; null where there are none. */
  glossaryVersion: z.string().nullable(),
  /**
   * The call that gave the present English, by its name in the cache; null where there was none.
   */
  call: z.string().nullable(),
  /** Taken from the translation memory; model and call are those that first gave it. */
  memory: z.boolean().default(false),
  /** What was tried after the first answer, in order. */
  postEdits: z.array(
    z.object({
      step: z.preprocess(
        (step) => (step === 'mend' ? 'post-edit' : step),
        z.enum(['post-edit', 'escalate', 'refine', 'retranslate']),
      ),
      model: z.string(),
      call: z.string(),
      /** The checks that had found something. */
      checks: z.array(checkNameSchema),
      /** The new English was kept: fewer or lighter findings. */
      kept: z.boolean(),
    }),
  ),
});

/** Reads provenance also from results that call its post-edits `mended`. */
const provenanceSchema = z.preprocess((stored) => {
  if (typeof stored !== 'object' || stored === null || !('mended' in stored)) return stored;
  const { mended: postEdits, ...rest } = stored;
  return { postEdits, ...rest };
}, provenanceFields);

/** How one segment came about; see {@link provenanceSchema}. */
export type Provenance = z.infer<typeof provenanceSchema>;

/** What the pipeline makes of an article. */
export const outcomeSchema = z.object({
  /** The English, segment by segment. */
  translation: translationSchema,
  /** The summary; null when none was asked for. */
  summary: summarySchema.nullable(),
  /** What checks still find in the English. Nothing is hidden. */
  findings: z.array(findingSchema),
  /** Calls and tokens. */
  usage: usageSchema,
  /** US dollars; null when the price of the model is unknown. */
  costUsd: z.number().nullable(),
  /** The model that gave the English. */
  model: z.string(),
  /** Prompt and style it was asked with. */
  promptVersion: z.string(),
  /** True for the sandbox's word-by-word gloss, which is no translation. */
  gloss: z.boolean(),
  /**
   * The language the article was found to be in (ISO 639-1); null where it is too short to tell.
   */
  language: z.string().nullable().default(null),
  /** How each segment came about. */
  provenance: z.array(provenanceSchema).default([]),
  /** What was asked of the stronger model, in US dollars; null where nothing was. */
  escalation: z
    .object({ model: z.string(), segments: z.number().int(), costUsd: z.number().nullable() })
    .nullable()
    .default(null),
  /** What a verifier said of it; null where none was asked. */
  verification: verificationSchema.nullable().default(null),
});

/** What the pipeline makes of an article; see {@link outcomeSchema}. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** What is known of an article's source, without its text. */
export const sourceSchema = articleSchema.pick({
  title: true,
  date: true,
  source: true,
  url: true,
  meta: true,
});

const commonFields = {
  /** The article's id. */
  id: z.string(),
  /** What the caller gave with the text: title, date, source, url, meta. */
  source: sourceSchema,
  /** Attempts so far; one that was handed back at a shutdown counts too. */
  attempt: z.number().int(),
  /** When it was enqueued (ms since 1970). */
  queuedAt: z.number(),
};

const timingsSchema = z.object({
  /** Milliseconds from enqueueing to the start of the last attempt. */
  queuedMs: z.number(),
  /** Milliseconds from there to the end. */
  activeMs: z.number(),
});

/** A done article: its English, its summary, and how they were made. */
export const doneResultSchema = z.object({
  ...commonFields,
  status: z.literal('done'),
  ...outcomeSchema.shape,
  /** How long it took. */
  timings: timingsSchema,
  /**
   * The newer version that is on its way, or that came to nothing; null where none was asked for, or
   * where this is it. Until it is done, the article is what it was.
   */
  retranslation: retranslationSchema.nullable().default(null),
});

/** A done article; see {@link doneResultSchema}. */
export type DoneResult = z.infer<typeof doneResultSchema>;

const failedResultSchema = z.object({
  ...commonFields,
  status: z.literal('failed'),
  /** Why. */
  error: failureSchema,
  /** How long it took. */
  timings: timingsSchema,
});

/** A failed article: why it failed, and how long it took. */
export type FailedResult = z.infer<typeof failedResultSchema>;

/** Everything Tolk knows about one article, told apart by `status`. */
export const articleResultSchema = z.discriminatedUnion('status', [
  z.object({
    ...commonFields,
    status: z.literal('queued'),
    /** Why the last attempt failed; null before the second. */
    lastError: failureSchema.nullable(),
  }),
  z.object({
    ...commonFields,
    status: z.literal('active'),
    /** When the attempt began (ms since 1970). */
    activeAt: z.number(),
  }),
  doneResultSchema,
  failedResultSchema,
]);

/** Everything Tolk knows about one article; see {@link articleResultSchema}. */
export type ArticleResult = z.infer<typeof articleResultSchema>;

/** Where an article stands. */
export type Status = ArticleResult['status'];

/** All statuses, in the order an article passes them. */
export const statuses = ['queued', 'active', 'done', 'failed'] as const satisfies readonly Status[];

/** A done or failed article. */
export type FinishedResult = Extract<ArticleResult, { status: 'done' | 'failed' }>;

/** True when there is an end to read: the article is done or failed. */
export function isFinished(result: ArticleResult): result is FinishedResult {
  return result.status === 'done' || result.status === 'failed';
}

/** True for a done article of which a newer version is queued or in progress. */
export function isBeingRetranslated(result: ArticleResult): boolean {
  const newer = result.status === 'done' ? result.retranslation?.status : undefined;
  return newer === 'queued' || newer === 'active';
}

/** How far a worker is with an article; `done` of `total` counts chunks while translating. */
export const progressSchema = z.object({
  /** What it is doing. */
  step: z.enum(['translating', 'checking', 'summarising']),
  /** Of `total`. */
  done: z.number().int(),
  /** Chunks while translating, else 1. */
  total: z.number().int(),
});

/** English of one segment of an article, while its answer is still being written. */
export const segmentDraftSchema = z.object({
  /** The article. */
  id: z.string(),
  segment: z.number().int(),
  /** Not checked, and perhaps not what the result will say. */
  en: z.string(),
});

/** English of one segment, unchecked; see {@link segmentDraftSchema}. */
export type SegmentDraft = z.infer<typeof segmentDraftSchema>;

/** How far a worker is with an article; see {@link progressSchema}. */
export type Progress = z.infer<typeof progressSchema>;
