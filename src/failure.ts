import { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/** Results of another release may have codes that this one does not know. */
const errorCodeSchema: z.ZodType<ErrorCode | (string & {}), string> = z.string();

/** Why an article failed, or why its last attempt did. */
export const failureSchema = z.object({
  /** Stable; what to do about each is in `errorAdvice`. */
  code: errorCodeSchema,
  /** What happened, in one line; never text of the article. */
  message: z.string(),
  /** True where the same request can succeed later without anybody changing anything. */
  retryable: z.boolean(),
});

/** Why an article failed; see {@link failureSchema}. */
export type Failure = z.infer<typeof failureSchema>;

/** A newer version of a done article, told apart by `status`. */
export const retranslationSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('queued'),
    /** When it was asked for (ms since 1970). */
    queuedAt: z.number(),
    /** Attempts so far. */
    attempt: z.number().int(),
    /** Why the last attempt failed; null before the second. */
    lastError: failureSchema.nullable(),
  }),
  z.object({
    status: z.literal('active'),
    /** When it was asked for (ms since 1970). */
    queuedAt: z.number(),
    /** Attempts so far. */
    attempt: z.number().int(),
    /** When the attempt began (ms since 1970). */
    activeAt: z.number(),
  }),
  z.object({
    status: z.literal('failed'),
    /** When (ms since 1970). */
    failedAt: z.number(),
    /** Why; the article is as it was. */
    error: failureSchema,
  }),
]);

/** A newer version of a done article; see {@link retranslationSchema}. */
export type Retranslation = z.infer<typeof retranslationSchema>;
