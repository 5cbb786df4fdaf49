import { z } from 'zod';

/** What a verifier was asked about an article, and what came of it. */
export const verificationSchema = z.object({
  /** The model that was asked, as it was configured; null where that is not known. */
  asked: z.string().nullable(),
  /** The model that answered; null where none did. */
  model: z.string().nullable(),
  /** The prompt it was asked with. */
  promptVersion: z.string(),
  /** Sentences of the translation that it answered for. */
  sentences: z.number().int(),
  /** Sentences of the summary that it answered for. */
  claims: z.number().int(),
  /** Sentences of either that it gave no usable answer for. */
  unanswered: z.number().int(),
  /** What it doubts: the findings of the check `verifier`. */
  doubts: z.number().int(),
  /** Doubts that do not count: the words they quote do not stand in the texts. */
  voided: z.number().int(),
  /** Findings of the checks that it found true. */
  confirmed: z.number().int(),
  /** Findings of the checks that it found mistaken; they are hints. */
  cleared: z.number().int(),
  /** US dollars, part of the article's cost; null when the price of the model is unknown. */
  costUsd: z.number().nullable(),
});

/** What a verifier was asked, and what came of it; see {@link verificationSchema}. */
export type Verification = z.infer<typeof verificationSchema>;
