import { z } from 'zod';
import { currentCheckName } from '../check-names.ts';

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
      check: z.string().transform(currentCheckName),
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

/** What an evaluation contains; also what `--against FILE` reads. */
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

/** chrF, BLEU and length. */
export type Scores = z.infer<typeof scoresSchema>;

/** An article of an evaluation. */
export type EvaluatedArticle = z.infer<typeof articleSchema>;

/** A segment of an evaluation. */
export type EvaluatedSegment = z.infer<typeof segmentSchema>;
